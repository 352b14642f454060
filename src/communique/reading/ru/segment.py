"""Tokens and sentences of clean text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from communique.reading.ru.glue import known, split_glued

CHUNK = re.compile(r"\S+")
LAYOUT = re.compile(r"\s*(?:[#>*•▪●■◆·|]+\s+)+|\s*[#>*•▪●■◆·|]+\s*$")
# «… переговоров.Лидер страны …»: the end of a sentence and the next grown together.
GLUED_SENTENCES = re.compile(
    r"[.!?…](?:(?<=[а-яё]{2}.)|(?<=[А-ЯЁ]{2}.)|(?<=[a-z]{2}.)|(?<=[A-Z]{2}.)|(?<=[»\")].))"
    r"[.!?…]*[»\"”]*(?=[«\"“„]?[А-ЯЁ](?:[а-яё]|[А-ЯЁ]+\b|\s))"
)
LAST_WORD = re.compile(r"[^\W\d_]+$")
NO_START = re.compile(r"(?:Ру|Рф|РФ|Ком|Онлайн|Инфо|Медиа)\b")  # «Новости.Онлайн»
# A speaker's label in a transcript: «В.Орлов: Добрый день».
SPEAKER = re.compile(r"(?<=\s)(?=[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s?:\s[А-ЯЁ])")
CAPITALISED = re.compile(r"\b[А-ЯЁ][а-яё]{3,}\b")
LONG = 40  # letters of a word looked at
CLOCK = re.compile(r"[0-2]?\d:[0-5]\d")
PARAGRAPH = re.compile(r"[^\n]+")
# A word, hyphenated or not, with a mark or two: razdel cuts off each mark, and nothing else.
PLAIN = re.compile(r"([«\"“(]?)([А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*)([»\")]?)([.,:;!?…]?)")
MEMO = 32_768


class Token(NamedTuple):
    """Characters [start, end) of the clean text, read as `text`."""

    start: int
    end: int
    text: str


def capitalised(text: str) -> frozenset[str]:
    """The words printed with a capital, which are the parts a name in grown-together words may be."""
    return frozenset(CAPITALISED.findall(text))


def tokens(text: str, start: int, end: int, names: frozenset[str] = frozenset()) -> Iterator[Token]:
    """Tokens within [start, end), as razdel cuts them, words that have grown together cut apart.

    `names` are the capitalised words of the whole report.
    """
    found, suspects = _printed(text, start, end)
    done = 0
    for i in suspects:
        yield from found[done:i]
        following = found[i + 1].text if i + 1 < len(found) else ""
        yield from _parts(found[i], split_glued(found[i].text, following, names))
        done = i + 1
    yield from found[done:]


def _printed(text: str, start: int, end: int) -> tuple[list[Token], list[int]]:
    """The tokens as printed, and the numbers of those that may be words grown together."""
    found: list[Token] = []
    suspects: list[int] = []
    for chunk in CHUNK.finditer(text, start, end):
        at = chunk.start()
        for first, last, token, suspect in _tokens_of(chunk[0]):
            if suspect:
                suspects.append(len(found))
            found.append(Token(at + first, at + last, token))
    return found, suspects


def _parts(token: Token, parts: Sequence[str]) -> Iterator[Token]:
    start = token.start
    for part in parts:
        yield Token(start, start + len(part), part)
        start += len(part)


@lru_cache(MEMO)
def _tokens_of(chunk: str) -> tuple[tuple[int, int, str, bool], ...]:
    """Tokens of characters without blanks: start, end, text, whether it may be words grown together."""
    return tuple((*token, _suspect(token.text)) for token in _cut(chunk))


def _suspect(word: str) -> bool:
    return len(word) >= 5 and word.replace("-", "").isalpha() and not known(word)


def _cut(chunk: str) -> Sequence[Token]:
    if (plain := PLAIN.fullmatch(chunk)) is not None:
        return [Token(*plain.span(group), plain[group]) for group in (1, 2, 3, 4) if plain[group]]
    from razdel import tokenize

    return list(_clock_times([Token(token.start, token.stop, token.text) for token in tokenize(chunk)]))


def _clock_times(found: Sequence[Token]) -> Iterator[Token]:
    """«18:00» as one word."""
    i = 0
    while i < len(found):
        three = found[i : i + 3]
        joined = "".join(token.text for token in three)
        if CLOCK.fullmatch(joined) and three[-1].end - three[0].start == len(joined):
            yield Token(three[0].start, three[-1].end, joined)
            i += 3
        else:
            yield found[i]
            i += 1


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines that hold something, without the marks of layout before them (#, >, bullets)."""
    for line in PARAGRAPH.finditer(text):
        start = line.start()
        if (layout := LAYOUT.match(line[0])) is not None:
            start += layout.end()
        if text[start : line.end()].strip():
            yield start, line.end()


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of one paragraph [start, end)."""
    for first, last in _unglued(text, start, end):
        for begin, stop in _cut_at_stops(text[first:last]):
            found = text[first + begin : first + stop]
            if bare := found.strip():
                begin += first + len(found) - len(found.lstrip())
                yield begin, begin + len(bare)


def _cut_at_stops(text: str) -> Iterator[tuple[int, int]]:
    """The cuts of razdel's `sentenize`, whose rules are asked only at marks that blanks follow.

    At all other marks its second rule joins whatever stands to both sides, and no rule before it splits.
    """
    from razdel.segmenters.sentenize import SentSplit, sentenize

    start, window = 0, sentenize.split.window
    for mark in sentenize.split.re.finditer(text):
        at, stop = mark.span()
        if text[stop : stop + 1].isspace():
            split = SentSplit(text[max(0, at - window) : at], mark[1], text[stop : stop + window])
            split.buffer = text[start:at]
            if not sentenize.join(split):
                yield start, stop
                start = stop
    yield start, len(text)


def _unglued(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    cuts = {found.end() for found in GLUED_SENTENCES.finditer(text, start, end) if _ends(text, found)}
    if text.find(":", start, end) >= 0:
        cuts |= {found.start() for found in SPEAKER.finditer(text, start, end)}
    return pairwise([start, *sorted(cut for cut in cuts if start < cut < end), end])


def _ends(text: str, found: re.Match[str]) -> bool:
    """No abbreviation («им.Чкалова») and no name of a site stands before the stop."""
    from razdel.segmenters.sokr import HEAD_SOKRS, SOKRS

    last = LAST_WORD.search(text, max(0, found.start() - LONG), found.start())
    word = last[0] if last and found[0] == "." else ""
    abbreviated = word in SOKRS or word in HEAD_SOKRS
    return not abbreviated and NO_START.match(text, found.end()) is None
