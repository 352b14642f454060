"""The report's text with its marks: which characters belong to which record, and how they overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from communique.records.reading import Reading
from communique.records.span import Span

Kind = Literal["actor", "event", "office", "statement", "time", "noise"]
KINDS: tuple[Kind, ...] = ("actor", "event", "office", "statement", "time", "noise")

SEPARATOR = "·"  # between numbers of marks that end together: 1·3 is not 13
LEGEND: tuple[tuple[str, Kind], ...] = (
    ("actors¹", "actor"),
    ("eventsᵉ¹", "event"),
    ("officesᵒ¹", "office"),
    ("statementsˢ¹", "statement"),
    ("timesᵗ¹", "time"),
    ("noise", "noise"),
)

_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
# Control characters would act on the terminal; they are shown by their Unicode pictures. Direction marks
# that turn the order of what follows would make the text read as something else.
_CONTROL = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {
    0x7F: "␡",
    **dict.fromkeys((*range(128, 160), *_TURNING), "�"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) that belong to the record called `label`; `tip` says what it is."""

    start: int
    end: int
    kind: Kind
    label: str
    tip: str

    @property
    def is_empty(self) -> bool:
        return self.start >= self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters between two borders: the marks that cover them, outermost first, and those that start or
    end there (starting: outermost first, ending: innermost first)."""

    text: str
    marks: tuple[Mark, ...]
    starting: tuple[Mark, ...]
    ending: tuple[Mark, ...]


def cut(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Cut the text at every border of a mark. Joined, the pieces are the text; marks may overlap at will."""
    inside = [mark for mark in marks if not mark.is_empty and mark.end <= len(text)]
    inside.sort(key=lambda mark: (mark.start, -mark.end))
    borders = sorted({0, len(text), *(b for mark in inside for b in (mark.start, mark.end))})
    open_marks: list[Mark] = []
    waiting = iter([*inside, None])
    following = next(waiting)
    for start, end in pairwise(borders):
        starting: list[Mark] = []
        while following is not None and following.start == start:
            starting.append(following)
            following = next(waiting)
        open_marks += starting
        ending = [mark for mark in reversed(open_marks) if mark.end == end]
        yield Piece(text[start:end], tuple(open_marks), tuple(starting), tuple(ending))
        open_marks = [mark for mark in open_marks if mark.end > end]


def labels_of(piece: Piece) -> list[str]:
    """The numbers that stand behind the piece, innermost first, each once."""
    return list(dict.fromkeys(mark.label for mark in piece.ending if mark.label))


def actor_labels(reading: Reading) -> dict[str, str]:
    """The number that stands for each actor: that of its id («a7» is 7), else its place in the list."""
    numbers = [actor.id.removeprefix("a") for actor in reading.actors]
    if not all(number.isdecimal() for number in numbers):
        numbers = [str(place) for place in range(1, len(numbers) + 1)]
    return {actor.id: number for actor, number in zip(reading.actors, numbers, strict=True)}


def marks_of(reading: Reading) -> list[Mark]:
    """Every mark of a reading, in no particular order."""
    return [
        *_actor_marks(reading),
        *_event_marks(reading),
        *_office_marks(reading),
        *_statement_marks(reading),
        *_time_marks(reading),
        *(_mark(noise.span, "noise", "", f"no part of the report: {noise.rule}") for noise in reading.noise),
    ]


def _mark(span: Span, kind: Kind, label: str, tip: str) -> Mark:
    return Mark(span.start, span.end, kind, label, tip)


def _actor_marks(reading: Reading) -> Iterator[Mark]:
    labels = actor_labels(reading)
    for actor in reading.actors:
        tip = f"{actor.name}: " + ", ".join((actor.type, *actor.country, *actor.sector))
        for span in _distinct(mention.span for mention in actor.mentions):
            yield _mark(span, "actor", labels[actor.id], tip)


def _event_marks(reading: Reading) -> Iterator[Mark]:
    for event in reading.events:
        tip = " · ".join(filter(None, (event.kind, event.mode, event.stage, event.step)))
        for span in _outermost(event.trigger):
            yield _mark(span, "event", event.id, tip)


def _office_marks(reading: Reading) -> Iterator[Mark]:
    for place, office in enumerate(reading.offices, 1):
        yield _mark(office.span, "office", f"o{place}", f"{office.phase}: {office.position}")


def _statement_marks(reading: Reading) -> Iterator[Mark]:
    names = {actor.id: actor.name for actor in reading.actors}
    for place, statement in enumerate(reading.statements, 1):
        speaker = names.get(statement.speaker or "", "nobody named")
        yield _mark(statement.content, "statement", f"s{place}", f"{statement.manner}, {speaker}")


def _time_marks(reading: Reading) -> Iterator[Mark]:
    for place, (span, value) in enumerate(times_of(reading), 1):
        yield _mark(span, "time", f"t{place}", value)


def times_of(reading: Reading) -> list[tuple[Span, str]]:
    """Printed times that date the report or an event, with their EDTF value, in the order of the text."""
    found: set[tuple[Span, str]] = set()
    if (dateline := reading.dateline) and dateline.date and dateline.date_span:
        found.add((dateline.date_span, str(dateline.date)))
    for event in reading.events:
        if event.when:
            found |= {(span, str(event.when.value)) for span in event.when.spans}
    return sorted(found)


def visible(text: str) -> str:
    """The text with characters that would act on a terminal made visible."""
    return text.replace("\r\n", "\n").translate(_CONTROL)


def _outermost(spans: Iterable[Span]) -> Sequence[Span]:
    """Without those that lie within another: the same number twice at one place says nothing more."""
    found = _distinct(spans)
    return [
        span
        for span in found
        if not any(other != span and other.start <= span.start and span.end <= other.end for other in found)
    ]


def _distinct(spans: Iterable[Span]) -> Sequence[Span]:
    return sorted(set(spans))
