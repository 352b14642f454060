"""The passage of a long statement that matters: a whole speech is no quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.queries.desk import Desk
from communique.records.register import Citation

LONG = 600  # characters: a statement that is no longer is quoted whole
# Where a sentence ends: rough, but exact offsets matter here and exact grammar does not.
_END = re.compile(r"(?<=[.!?…])[»”\")]*\s+(?=[«“\"(—–-]?\s?[А-ЯЁA-ZӘҒҚҢӨҰҮҺІ0-9])|\s*\n\s*")


def passages(desk: Desk, content: Citation, country: str | None) -> list[Citation]:
    """The statement, where it is short; of a long one the sentences that name actors of the country, as far
    as there are any and a country is given, else its first sentences."""
    if content.end - content.start <= LONG:
        return [content]
    sentences = list(_sentences(desk.text(content.report), content.start, content.end))
    named = _named(desk, content, country) if country else []
    chosen = [
        sentence
        for sentence in sentences
        if any(sentence[0] <= start and end <= sentence[1] for start, end in named)
    ]
    spans = _joined(chosen) or [_first(sentences)]
    return [Citation(content.report, *span) for span in spans]


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(text, start, end):
        stop = match.start() + len(match.group().rstrip()) if match.group().strip() else match.start()
        if at < stop:
            yield at, stop
        at = match.end()
    if at < end:
        yield at, end


def _named(desk: Desk, content: Citation, country: str) -> list[tuple[int, int]]:
    """Where the statement names actors of the country; pronouns do not name."""
    return [
        (mention.span.start, mention.span.end)
        for actor in desk.reading(content.report).actors
        if country in actor.country
        for mention in actor.mentions
        if mention.form != "pronoun"
        and content.start <= mention.span.start
        and mention.span.end <= content.end
    ]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences that follow one another are one passage."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start - joined[-1][1] <= 2:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _first(sentences: list[tuple[int, int]]) -> tuple[int, int]:
    """Whole sentences up to about `LONG` characters, at least one."""
    start, end = sentences[0]
    for _, stop in sentences[1:]:
        if stop - start > LONG:
            break
        end = stop
    return start, end
