"""Styled words laid out in columns: what rich would do, for thousands of lines in a fraction of its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from rich.theme import Theme

from communique.faces.marks import visible
from communique.faces.tables import Bit
from communique.faces.terminal import STYLES

# Colours of the terminal's own palette, so that they suit dark and light backgrounds alike.
THEME = Theme(
    {
        **STYLES,
        "country": "green",
        "arrow": "bold",
        "good": "green",
        "waiting": "yellow",
        "late": "bold red",
        "dropped": "dim",
        "plain": "none",
        "quote": "italic",
        "mark": "italic bold",
    },
    inherit=True,
)

Bits = Sequence[Bit]


class Word(NamedTuple):
    """Pieces of different styles that stand together without a space."""

    bits: tuple[Bit, ...]
    width: int


def wrapped(bits: Bits, width: int, indent: int = 0) -> Iterator[tuple[Bit, ...]]:
    """Lines of at most `width` columns; lines after the first begin with `indent` spaces. A word that is
    longer than a line is broken."""
    line: list[Bit] = []
    used = 0
    for word in _words(bits, width - indent):
        if used and used + 1 + word.width > width:
            yield tuple(line)
            line, used = [Bit(" " * indent)] if indent else [], indent
        elif line and used > (indent if line[0].text.isspace() else 0):
            line.append(Bit(" ", line[-1].style if line[-1].style == word.bits[0].style else ""))
            used += 1
        line += word.bits
        used += word.width
    yield tuple(line)


def _words(bits: Bits, most: int) -> Iterator[Word]:
    pending: list[Bit] = []
    for bit in bits:
        for place, part in enumerate(visible(bit.text).replace("\n", " ").split(" ")):
            if place and pending:
                yield from _broken(pending, most)
                pending = []
            if part:
                pending.append(Bit(part, bit.style))
    if pending:
        yield from _broken(pending, most)


def _broken(bits: list[Bit], most: int) -> Iterator[Word]:
    """The word, in pieces where it is longer than a line."""
    width = sum(cell_len(bit.text) for bit in bits)
    if width <= most:
        yield Word(tuple(bits), width)
        return
    for bit in bits:
        text = bit.text
        while text:
            size = max(1, most if cell_len(text[:most]) <= most else most // 2)
            yield Word((Bit(text[:size], bit.style),), cell_len(text[:size]))
            text = text[size:]


def beside(left: Bits, right: Iterable[Bits], left_width: int, gap: int) -> Iterator[tuple[Bit, ...]]:
    """A narrow column at the left, wrapped, and lines (as they are) at its right."""
    margin = list(wrapped(left, left_width))
    lines = list(right)
    for place in range(max(len(margin), len(lines))):
        one = margin[place] if place < len(margin) else ()
        used = sum(cell_len(bit.text) for bit in one)
        other = lines[place] if place < len(lines) else ()
        yield (*one, Bit(" " * (left_width + gap - used)), *other) if other else tuple(one)


def printed(lines: Iterable[Bits], colour: bool) -> str:
    """The lines as text, with ANSI colours if asked for, without blanks at their ends."""
    if not colour:
        return "\n".join("".join(bit.text for bit in line).rstrip() for line in lines)
    return "\n".join("".join(_coloured(bit) for bit in line) for line in lines)


def _coloured(bit: Bit) -> str:
    return _style(bit.style).render(bit.text, color_system=ColorSystem.STANDARD) if bit.style else bit.text


@cache
def _style(name: str) -> Style:
    return THEME.styles.get(name, Style.null())
