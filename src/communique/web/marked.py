"""The report's text as HTML: cut at every border of a mark, each piece with the records that it belongs to.

Every piece carries the offset of its first character in code points (`data-o`), so that a selection in the
browser, which counts UTF-16 units, can be put back to the report's own offsets. To this end no character is
added or left out: numbers of records are drawn by the style sheet from `data-n`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from communique.faces.marks import SEPARATOR, Mark, Piece, cut, marks_of, visible
from communique.records.reading import Reading
from communique.records.span import Span

HIT = "hit"
_LETTERS = {"actor": "a", "office": "", "event": "", "statement": "", "time": "", "noise": ""}


@dataclass(frozen=True, slots=True)
class FieldMark(Mark):
    """The words of one field of an event; shown only while somebody points at the field."""


@dataclass(frozen=True, slots=True)
class HitMark(Mark):
    """Words that a link leads to."""


def one_to_one(text: str) -> str:
    """The text with what would act on a page made visible, character for character.

    `visible` turns line ends of two characters into one, so these are taken apart first; a browser shows
    U+000D within a text as a space.
    """
    return "".join(visible(part) if part not in "\r\n" else part for part in _ends(text))


def _ends(text: str) -> Iterator[str]:
    """The text in pieces: carriage returns and line feeds alone, what stands between them whole."""
    for place, line in enumerate(text.split("\r")):
        if place:
            yield "\r" if line.startswith("\n") else "\n"
        for number, part in enumerate(line.split("\n")):
            if number:
                yield "\n"
            if part:
                yield part


def marked_text(reading: Reading, hits: Iterable[tuple[int, int]] = ()) -> Markup:
    """The whole text; `hits` are marked as what a link leads to, the first gets the anchor `hit`."""
    text = reading.report.text
    marks = [*marks_of(reading), *field_marks(reading), *hit_marks(text, hits)]
    return Markup("".join(_pieces(text, marks)))


def excerpt(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """Characters [start, end) of a text, with marks of the whole text, offsets as in `marked_text`."""
    inside = [
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in marks
        if mark.start < end and start < mark.end
    ]
    return Markup("".join(_pieces(text[start:end], inside, start)))


def hit_marks(text: str, hits: Iterable[tuple[int, int]]) -> list[HitMark]:
    return [
        HitMark(start, end, "event", HIT, "") for start, end in sorted(set(hits)) if start < end <= len(text)
    ]


def field_marks(reading: Reading, only: str | None = None) -> list[FieldMark]:
    """Of all events, or of the one of that id."""
    return [
        FieldMark(span.start, span.end, "event", f"{event.id}.{name}", "")
        for event in reading.events
        if only in (None, event.id)
        for name, spans in field_spans(event).items()
        for span in spans
    ]


def field_spans(event: object) -> Mapping[str, tuple[Span, ...]]:
    """Fields of an event with their words; fillers of roles by `role.place`."""
    found: dict[str, tuple[Span, ...]] = {}
    for name in ("when", "place", "topic", "object", "instrument", "count", "value"):
        cited = getattr(event, name)
        if cited is not None and cited.spans:
            found[name] = cited.spans
    groups = {**event.roles, "proposer": event.proposer, "said_by": event.said_by}  # type: ignore[attr-defined]
    for role, fillers in groups.items():
        for place, filler in enumerate(fillers):
            if filler.spans:
                found[f"{role}.{place}"] = filler.spans
    return found


def record_id(mark: Mark) -> str:
    """The id that ties a piece to its card: a1, e1, o1, s1, t1; noise has none."""
    return f"{_LETTERS[mark.kind]}{mark.label}" if mark.label else ""


def _pieces(text: str, marks: Iterable[Mark], first: int = 0) -> Iterator[str]:
    at, seen_hit = first, False
    for piece in cut(text, marks):
        is_hit = any(isinstance(mark, HitMark) for mark in piece.marks)
        anchor = f' id="{HIT}"' if is_hit and not seen_hit else ""
        seen_hit = seen_hit or is_hit
        yield f'<span data-o="{at}"{anchor}{_attributes(piece, is_hit)}>{shown(piece.text)}</span>'
        at += len(piece.text)


def shown(text: str) -> str:
    return escape(one_to_one(text), quote=False).replace("\r", "&#13;")


def _attributes(piece: Piece, is_hit: bool) -> str:
    if not piece.marks:
        return ""
    kinds = dict.fromkeys(mark.kind for mark in piece.marks if _is_record(mark))
    classes = [*(f"k-{kind}" for kind in kinds), *(["hit"] if is_hit else [])]
    records = dict.fromkeys(filter(None, map(_tie, piece.marks)))
    numbers = dict.fromkeys(mark.label for mark in piece.ending if mark.label and _is_record(mark))
    written = {"class": " ".join(classes), "data-r": " ".join(records), "data-n": SEPARATOR.join(numbers)}
    return "".join(f' {name}="{escape(value)}"' for name, value in written.items() if value)


def _is_record(mark: Mark) -> bool:
    return not isinstance(mark, FieldMark | HitMark)


def _tie(mark: Mark) -> str:
    if isinstance(mark, HitMark):
        return ""
    return mark.label if isinstance(mark, FieldMark) else record_id(mark)
