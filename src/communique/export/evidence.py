"""Evidence: the characters of a report that say something, with the records that rest on them.

One piece of evidence for one span of one report, however many fields it carries; its id is
`REPORT:START-END`, in code points of the text as received, the same in every format and every export.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from communique.export.errors import ExportError
from communique.export.scope import Scope
from communique.records.reading import Actor, Cited, CitedWhen, Event, Filler, Reading, Statement
from communique.records.register import Citation, Member
from communique.records.span import Span

CONTEXT = 32  # characters about a quote at first; more where the same words stand elsewhere too
VALUES = ("when", "place", "topic", "object", "instrument", "count", "value")
NAMED = ("name", "abbreviation")
JOINERS = "\u200d\ufe0e\ufe0f"  # they and what follows or precedes them make one character for a reader


class Use(NamedTuple):
    """A field of a record that rests on the evidence. `local` is the id inside the report's reading."""

    record: str
    id: str
    field: str
    local: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """`prefix` and `suffix` are so long that the three together stand in the text only once."""

    report: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    uses: tuple[Use, ...]

    @property
    def id(self) -> str:
        return evidence_id(Citation(self.report, self.start, self.end))


def evidence_id(citation: Citation) -> str:
    return f"{citation.report}:{citation.start}-{citation.end}"


def evidence_of(scope: Scope, key: str, reading: Reading, all_mentions: bool = False) -> list[Evidence]:
    """All evidence of one report, in the order of the text.

    Args:
        all_mentions: every mention of every actor; otherwise the first named one of each.
    """
    text = reading.report.text
    uses: dict[tuple[int, int], set[Use]] = defaultdict(set)
    for span, use in _uses(scope, key, reading, all_mentions):
        check(text, span, key)
        uses[span.start, span.end].add(use)
    for start, end, record, id, field in scope.cited_by_report.get(key, ()):
        uses[start, end].add(Use(record, id, field, ""))
    return [_evidence(key, text, at, uses[at]) for at in sorted(uses)]


def check(text: str, span: Span, key: str) -> None:
    """Raises: ExportError when the words of a citation are not those at its offsets."""
    if text[span.start : span.end] != span.text:
        raise ExportError(f"{key} [{span.start}, {span.end}): the text has other words than {span.text!r}")


def _evidence(key: str, text: str, at: tuple[int, int], uses: Iterable[Use]) -> Evidence:
    start, end = at
    before, after = context(text, start, end)
    return Evidence(
        key, start, end, text[start:end], text[before:start], text[end:after], tuple(sorted(uses))
    )


def context(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the words about a quote begin and end, so that quote and context stand in the text only once."""
    size = CONTEXT
    while True:
        before, after = max(0, start - size), min(len(text), end + size)
        while before > 0 and _clings(text, before):
            before -= 1
        while after < len(text) and _clings(text, after):
            after += 1
        words = text[before:after]
        if text.find(words) == text.rfind(words):
            return before, after
        size *= 2


def _clings(text: str, at: int) -> bool:
    """What stands at `at` belongs to the character before: a combining mark, or a part of an emoji."""
    mark = unicodedata.category(text[at]) in ("Mn", "Me", "Mc")
    return mark or text[at] in JOINERS or text[at - 1] == "\u200d"


def _uses(scope: Scope, key: str, reading: Reading, all_mentions: bool) -> Iterator[tuple[Span, Use]]:
    for event in reading.events:
        if (happening := scope.happening_of.get(Member(key, event.id))) is not None:
            for field, span in event_spans(event):
                yield span, Use("happening", happening, field, event.id)
    for actor in reading.actors:
        if (entity := scope.entity_of(Member(key, actor.id))) in scope.actors and entity is not None:
            for field, span in _mentions(actor, all_mentions):
                yield span, Use("actor", entity, field, actor.id)
    for number, statement in enumerate(reading.statements, 1):
        if Member(key, f"s{number}") in scope.statement_members:
            for field, span in statement_spans(statement):
                yield span, Use("statement", f"{key}:s{number}", field, f"s{number}")


def event_spans(event: Event) -> Iterator[tuple[str, Span]]:
    """Every cited field of an event with its words; a role is `role:NAME`."""
    yield from (("trigger", span) for span in event.trigger)
    yield from (("evidence", span) for span in event.evidence)
    for role, fillers in event.roles.items():
        yield from _filled(f"role:{role}", fillers)
    yield from _filled("proposer", event.proposer)
    yield from _filled("said_by", event.said_by)
    for name in VALUES:
        cited: Cited | CitedWhen | None = getattr(event, name)
        yield from ((name, span) for span in (cited.spans if cited else ()))


def _filled(field: str, fillers: Iterable[Filler]) -> Iterator[tuple[str, Span]]:
    return ((field, span) for filler in fillers for span in filler.spans)


def statement_spans(statement: Statement) -> Iterator[tuple[str, Span]]:
    yield "content", statement.content
    if statement.verb_span:
        yield "verb", statement.verb_span


def _mentions(actor: Actor, all_mentions: bool) -> Iterator[tuple[str, Span]]:
    if all_mentions:
        yield from ((mention.form, mention.span) for mention in actor.mentions)
        return
    named = [mention for mention in actor.mentions if mention.form in NAMED] or actor.mentions
    yield from ((mention.form, mention.span) for mention in named[:1])
