"""What annotation tools get of a reading: labelled spans, and what ties them. In each tool's unit of offsets.

    code points     brat, Prodigy
    UTF-16 units    INCEpTION, Label Studio: their texts are JavaScript's and Java's, where 😀 counts two

Every converted span is cut out again and compared with its words; a difference stops the export.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from communique.export.errors import ExportError
from communique.export.evidence import check
from communique.export.names import iri
from communique.export.scope import Scope
from communique.records.reading import Actor, Event, Filler, Reading
from communique.records.register import Member
from communique.records.span import Span

OFFICE, STATEMENT = "position", "statement"


@dataclass(frozen=True, slots=True)
class Mark:
    """`spans` are several where the words stand apart; `record` is the IRI of what they belong to, if any."""

    id: str
    label: str
    spans: tuple[Span, ...]
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """From one mark to another: the role that the actor has in the event, or the phase of an office."""

    label: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Marked:
    """One report. `events` are the events with the ids of their marks."""

    key: str
    text: str
    language: str
    url: str | None
    marks: tuple[Mark, ...]
    ties: tuple[Tie, ...]
    events: tuple[tuple[str, Event], ...]


def marked(scope: Scope) -> Iterator[Marked]:
    """The reports one by one, with all mentions, positions, events and statements of their readings."""
    for key, reading in scope.readings():
        found = _Marker(scope, key, reading)
        marks = tuple(found.marks())
        for mark in marks:
            for span in mark.spans:
                check(reading.report.text, span, key)
        report = reading.report
        yield Marked(
            key,
            report.text,
            report.language,
            report.url,
            marks,
            tuple(found.ties()),
            tuple((event.id, event) for event in reading.events if event.trigger),
        )


class _Marker:
    """Ids of marks: a1.1 the first mention of a1, e1 the event, o1 the position, s1 the statement."""

    def __init__(self, scope: Scope, key: str, reading: Reading) -> None:
        self._scope, self._key, self._reading = scope, key, reading
        self._actors = {actor.id: actor for actor in reading.actors if actor.mentions}

    def marks(self) -> Iterator[Mark]:
        for actor in self._actors.values():
            id = self._scope.entity_of(Member(self._key, actor.id))
            record = None if id is None else iri("actor", id)
            for number, mention in enumerate(actor.mentions, 1):
                yield Mark(f"{actor.id}.{number}", actor.type, (mention.span,), record)
        for number, office in enumerate(self._reading.offices, 1):
            yield Mark(f"o{number}", OFFICE, (office.span,))
        for event in self._reading.events:
            id = self._scope.happening_of.get(Member(self._key, event.id))
            if event.trigger:
                yield Mark(event.id, event.kind, event.trigger, None if id is None else iri("happening", id))
        for number, statement in enumerate(self._reading.statements, 1):
            record = iri("statement", f"{self._key}:s{number}")
            yield Mark(f"s{number}", STATEMENT, (statement.content,), record)

    def ties(self) -> Iterator[Tie]:
        for event in self._reading.events:
            fillers = {**event.roles, "proposer": event.proposer, "said_by": event.said_by}
            for role, ones in fillers.items() if event.trigger else ():
                for filler in ones:
                    if filler.actor in self._actors:
                        yield Tie(role, event.id, self._mention(self._actors[filler.actor], filler))
        for number, office in enumerate(self._reading.offices, 1):
            if office.person in self._actors:
                yield Tie(office.phase, f"{office.person}.1", f"o{number}")
        for number, statement in enumerate(self._reading.statements, 1):
            if statement.speaker in self._actors:
                yield Tie("speaker", f"s{number}", f"{statement.speaker}.1")

    def _mention(self, actor: Actor, filler: Filler) -> str:
        """The mention that the words of the role hold, else the first."""
        for number, mention in enumerate(actor.mentions, 1):
            if any(span.covers(mention.head) for span in filler.spans):
                return f"{actor.id}.{number}"
        return f"{actor.id}.1"


class Utf16:
    """Code points of one text as UTF-16 code units."""

    def __init__(self, text: str) -> None:
        sizes = (2 if character > "\uffff" else 1 for character in text)
        self._at: Sequence[int] = list(accumulate(sizes, initial=0))
        self._units = text.encode("utf-16-le", "surrogatepass")

    def of(self, span: Span) -> tuple[int, int]:
        """Raises: ExportError when the words at the converted place are others."""
        start, end = self._at[span.start], self._at[span.end]
        words = self._units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        if words != span.text:
            raise ExportError(f"UTF-16 [{start}, {end}) holds {words!r}, not {span.text!r}")
        return start, end

    @property
    def length(self) -> int:
        return self._at[-1]
