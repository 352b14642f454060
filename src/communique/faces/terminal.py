"""A reading on a terminal: the text with coloured, numbered spans, then its records as tables.

Without colours (a pipe, a file) every span stands in brackets, so that nothing that a colour says is lost;
nothing is ever cut off, only wrapped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as RichTable
from rich.text import Text
from rich.theme import Theme

from communique.faces.explain import explain_tables
from communique.faces.marks import LEGEND, SEPARATOR, Mark, Piece, cut, marks_of, visible
from communique.faces.tables import NO_EVENTS, Bit, Cell, Table, head_table, record_tables
from communique.records.reading import Reading

# Colours of the terminal's own palette, so that they suit dark and light backgrounds alike.
STYLES = {
    "actor": "cyan",
    "event": "bold magenta",
    "office": "green",
    "statement": "italic",
    "time": "yellow",
    "noise": "dim strike",
    "key": "dim",
    "note": "dim",
    "head": "bold",
}
THEME = Theme(STYLES, inherit=True)
WIDE = 120  # columns from which an event's fields get columns of their own
NARROWEST = 40
GAP = 2  # columns between two columns of a table
LONG_WORD = 32  # longer words (addresses, mostly) may be broken in a table
_SUPERSCRIPT = str.maketrans("0123456789eost", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵉᵒˢᵗ")


def view(reading: Reading, width: int, colour: bool, explain: bool = False) -> RenderableType:
    """Everything about one reading, for a console of `width` columns with the theme `THEME`."""
    tables = record_tables(reading, wide=width >= WIDE) + (explain_tables(reading) if explain else [])
    title = Text(visible(reading.report.id), style="head")
    text = marked_text(reading, colour)
    text.rstrip()
    return Group(
        Rule(title, characters="━" if colour else "=", style="note"),
        _fitted(head_table(reading), width),
        Text(),
        text,
        Text(),
        *([legend(), Text()] if colour else []),
        *([] if reading.events else [Text(NO_EVENTS, style="note"), Text()]),
        *(part for table in tables for part in _titled(table, width)),
    )


def _titled(table: Table, width: int) -> tuple[RenderableType, ...]:
    return Text(table.title, style="head"), _fitted(table, width), Text()


def marked_text(reading: Reading, colour: bool) -> Text:
    """The report as received, every span coloured and numbered, or in numbered brackets."""
    text = Text()
    for piece in cut(reading.report.text, marks_of(reading)):
        _append(text, piece, colour)
    return text


def _append(text: Text, piece: Piece, colour: bool) -> None:
    style = " ".join(STYLES[mark.kind] for mark in piece.marks)
    shown = visible(piece.text)
    if colour:
        text.append(shown, style)
        _append_numbers(text, piece.ending)
    else:
        text.append("[" * len(piece.starting) + shown)
        text.append("".join(f"]{mark.label or 'noise'}" for mark in piece.ending))


def _append_numbers(text: Text, ending: Sequence[Mark]) -> None:
    numbered = {mark.label: mark for mark in ending if mark.label}
    for place, mark in enumerate(numbered.values()):
        text.append(SEPARATOR if place else "", "note")
        text.append(mark.label.translate(_SUPERSCRIPT), f"{STYLES[mark.kind]} not italic")


def legend() -> Text:
    return Text("   ").join(Text(word, style=STYLES[kind]) for word, kind in LEGEND)


def _fitted(table: Table, width: int) -> RenderableType:
    """A table, or one block a row where the columns would be too narrow for their longest words."""
    widths = fit([_extent(table, place) for place in range(len(table.columns))], width)
    return Group(*_blocks(table)) if widths is None else _grid(table, widths)


def fit(extents: Sequence[tuple[int, int]], width: int) -> list[int] | None:
    """Widths of columns with a gap of `GAP` between them.

    Args:
        extents: least and natural width of each column.
        width: columns of the terminal.
    Returns:
        The natural widths where they fit; else the least ones, and what is left shared out by need; None
        where even the least ones do not fit.
    """
    room = width - GAP * (len(extents) - 1) - sum(least for least, _ in extents)
    wanted = [natural - least for least, natural in extents]
    if room < 0:
        return None
    if room >= sum(wanted):
        return [natural for _, natural in extents]
    return [least + want * room // sum(wanted) for (least, _), want in zip(extents, wanted, strict=True)]


def _extent(table: Table, place: int) -> tuple[int, int]:
    """Columns that a column of a table needs so as not to break words, and so as not to break lines."""
    extents = [_cell_extent(row[place]) for row in table.rows]
    head = cell_len(table.columns[place])
    return max([head, *(least for least, _ in extents)]), max([head, *(natural for _, natural in extents)])


def _cell_extent(cell: Cell) -> tuple[int, int]:
    key = max(cell_len(line[0].text) for line in cell) if _is_keyed(cell) else 0
    texts = [visible("".join(bit.text for bit in line[bool(key) :])) for line in cell]
    words = [cell_len(word) for text in texts for word in text.split()]
    return key + min(LONG_WORD, max(words, default=0)), key + max(map(cell_len, texts), default=0)


def _grid(table: Table, widths: Sequence[int]) -> RichTable:
    has_head = any(table.columns)
    grid = RichTable(
        box=box.SIMPLE_HEAD if has_head else None,
        show_header=has_head,
        header_style="key",
        padding=(0, GAP - 1 if has_head else GAP, 0, 0),
        pad_edge=False,
        show_edge=False,
    )
    for column, width in zip(table.columns, widths, strict=True):
        grid.add_column(column, overflow="fold", width=width)
    for row in table.rows:
        grid.add_row(*(_drawn(cell) for cell in row))
    return grid


def _blocks(table: Table) -> Iterator[RenderableType]:
    for row in table.rows:
        yield _lines(row[0])
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            if cell:
                field = _drawn(cell) if _is_keyed(cell) else _keyed([(Bit(f"{column} ", "key"), cell)])
                yield Padding(field, (0, 0, 0, 2))


def _drawn(cell: Cell) -> RenderableType:
    """Lines, or keys and values side by side where every line starts with a key."""
    if not _is_keyed(cell):
        return _lines(cell)
    return _keyed([(line[0], (line[1:],)) for line in cell])


def _is_keyed(cell: Cell) -> bool:
    return bool(cell) and all(len(line) > 1 and line[0].style == "key" for line in cell)


def _keyed(fields: Sequence[tuple[Bit, Cell]]) -> RichTable:
    """Keys and values in two columns; a key that repeats is not printed again."""
    grid = RichTable.grid()
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    before = None
    for key, cell in fields:
        grid.add_row(Text(key.text if key != before else "", key.style), _lines(cell))
        before = key
    return grid


def _lines(cell: Cell) -> Text:
    lines = [Text.assemble(*((visible(bit.text), bit.style) for bit in line)) for line in cell]
    return Text("\n").join(lines)


def render(reading: Reading, width: int, colour: bool = False, explain: bool = False) -> str:
    """Everything about one reading as lines of at most `width` columns, with ANSI colours if asked for.

    Below `NARROWEST` columns lines are of that width, and the terminal wraps them.
    """
    width = max(width, NARROWEST)
    return _printed(view(reading, width, colour, explain), width, colour)


def render_table(table: Table, width: int, colour: bool = False) -> str:
    """One table with its title, as `render` would print it."""
    width = max(width, NARROWEST)
    return _printed(Group(*_titled(table, width)), width, colour)


def _printed(shown: RenderableType, width: int, colour: bool) -> str:
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        theme=THEME,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
    )
    console.print(shown)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
