"""The cited parts of a report, cut at every citation, so that each can be marked and led to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from communique.faces.marks import Mark, cut, visible
from communique.queries.answer import Quote

WHOLE = 3_000  # characters: a report that is no longer is shown whole
GAP = "[…]"


class Token(NamedTuple):
    """A piece of marked text: `text`, or the beginning or end of a mark.

    kind    text, open (with the anchor, empty when a mark goes on), close, strong, weak (end of strong)
    """

    kind: str
    value: str = ""


class Paragraph(NamedTuple):
    tokens: tuple[Token, ...]


def anchor(number: int, start: int, end: int) -> str:
    """What the place in a page is called where the words [start, end) of a report are marked."""
    return f"r{number}-{start}-{end}"


def excerpt(text: str, number: int, quotes: Iterable[Quote]) -> Iterator[Paragraph]:
    """The lines of a report that are cited, or all of a short one; a `GAP` stands for what is left out."""
    marks = _marks(number, list(quotes))
    written: set[str] = set()
    shown = True
    for start, end in _lines(text):
        inside = [_within(mark, start, end) for mark in marks if mark.start < end and start < mark.end]
        if not inside and len(text) > WHOLE and start > 0:
            if shown:
                yield Paragraph((Token("text", GAP),))
            shown = False
            continue
        shown = True
        if text[start:end].strip():
            yield Paragraph(tuple(_tokens(text[start:end], inside, written)))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, at + len(line.rstrip("\r\n"))
        at += len(line)


def _marks(number: int, quotes: Collection[Quote]) -> list[Mark]:
    """Citations are marks of the kind `statement`, the words in them that tell it of the kind `event`."""
    found = {
        Mark(quote.start, quote.end, "statement", anchor(number, quote.start, quote.end), "")
        for quote in quotes
    }
    found |= {Mark(start, end, "event", "", "") for quote in quotes for start, end in quote.marks}
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.kind))


def _within(mark: Mark, start: int, end: int) -> Mark:
    """The part of a mark that lies in a line, as offsets into the line."""
    return Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind, mark.label, "")


def _tokens(line: str, marks: Sequence[Mark], written: set[str]) -> Iterator[Token]:
    """Nested marks; where two cross, the inner one is closed and opened again. Anchors are written once."""
    stack: list[Mark] = []
    at = 0
    for piece in cut(line, [mark for mark in marks if mark.kind == "statement"]):
        common = _common(stack, piece.marks)
        yield from (Token("close") for _ in stack[common:])
        for mark in piece.marks[common:]:
            yield Token("open", "" if mark.label in written else mark.label)
            written.add(mark.label)
        stack = list(piece.marks)
        yield from _strong(piece.text, at, marks)
        at += len(piece.text)
    yield from (Token("close") for _ in stack)


def _common(stack: Sequence[Mark], wanted: Sequence[Mark]) -> int:
    size = 0
    while size < min(len(stack), len(wanted)) and stack[size] == wanted[size]:
        size += 1
    return size


def _strong(text: str, at: int, marks: Sequence[Mark]) -> Iterator[Token]:
    """The text, which stands `at` in its line, with the words that tell something made strong."""
    events = [mark for mark in marks if mark.kind == "event"]
    inside = [
        Mark(max(mark.start - at, 0), min(mark.end - at, len(text)), "event", "", "")
        for mark in events
        if mark.start < at + len(text) and at < mark.end
    ]
    for part in cut(text, inside):
        shown = Token("text", visible(part.text))
        yield from (Token("strong"), shown, Token("weak")) if part.marks else (shown,)
