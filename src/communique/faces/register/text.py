"""Answers on a terminal or in a pipe: nothing is cut off, only wrapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as RichTable
from rich.text import Text
from rich.theme import Theme

from communique.faces.marks import visible
from communique.faces.register.entries import Entry, Words, entry, flat, has_entry
from communique.faces.register.head import head_lines, marks_for, numbered, section_title, source_line
from communique.faces.register.summaries import summary
from communique.faces.tables import Line, Table, plain
from communique.faces.terminal import NARROWEST, STYLES, render_table
from communique.queries.answer import Answer, Quote, Section

THEME = Theme(
    {
        **STYLES,
        "country": "green",
        "arrow": "bold",
        "good": "green",
        "waiting": "yellow",
        "late": "bold red",
        "dropped": "dim",
        "plain": "",
        "quote": "italic",
        "mark": "bold",
    },
    inherit=True,
)
WHEN_WIDTH = 22  # columns for the time, where the terminal is wide enough
WIDE = 80


def render(answer: Answer, width: int, colour: bool = False) -> str:
    """The answer as lines of at most `width` columns, with ANSI colours if asked for."""
    width = max(width, NARROWEST)
    numbers = numbered(answer)
    parts = [_printed(_head(answer, colour), width, colour)]
    parts += [_section(section, numbers, width, colour) for section in answer.sections if section.total]
    if answer.sources:
        parts.append(_printed(_sources(answer), width, colour))
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _head(answer: Answer, colour: bool) -> RenderableType:
    rule = Rule(Text(visible(answer.title), style="head"), characters="━" if colour else "=", style="note")
    return Group(rule, *(Text(visible(line), style="note") for line in head_lines(answer)))


def _section(section: Section, numbers: dict[str, int], width: int, colour: bool) -> str:
    if section.rows and not has_entry(section.rows[0]):
        return _summary(section, numbers, width, colour)
    entries = [part for line in section.rows for part in _entry(entry(line), numbers, width)]
    return _printed(Group(*_title(section), *entries), width, colour)


def _title(section: Section) -> Iterator[RenderableType]:
    yield Text(section_title(section), style="head")
    if section.note:
        yield Text(section.note, style="note")


def _summary(section: Section, numbers: dict[str, int], width: int, colour: bool) -> str:
    shown = summary(section)
    cited = any(shown.quotes)
    rows = tuple(
        tuple(plain(cell) for cell in (*cells, *([_references(quotes, numbers)] if cited else [])))
        for cells, quotes in zip(shown.rows, shown.quotes, strict=True)
    )
    columns = (*shown.columns, *(["source"] if cited else []))
    note = f" — {section.note}" if section.note else ""
    return render_table(Table(section_title(section) + note, columns, rows), width, colour)


def _entry(shown: Entry, numbers: dict[str, int], width: int) -> Iterator[RenderableType]:
    body = Group(*_body(shown, numbers))
    if width < WIDE:
        yield Text(visible(shown.when), style="time")
        yield Padding(body, (0, 0, 0, 2))
    else:
        grid = RichTable.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=WHEN_WIDTH, overflow="fold")
        grid.add_column(overflow="fold")
        grid.add_row(Text(visible(shown.when), style="time"), body)
        yield grid
    yield Text()


def _body(shown: Entry, numbers: dict[str, int]) -> Iterator[RenderableType]:
    head = _line(shown.what)
    if shown.state:
        head.append("  ")
        head.append(f"[{visible(shown.state)}]", shown.tone)
    yield head
    yield from (_line(line) for line in shown.who)
    if shown.facts:
        yield _facts(shown.facts)
    for words in shown.words:
        yield from _words(words, numbers)
    yield from (Text(visible(flat(note)), style="note") for note in shown.notes)


def _facts(facts: Iterable[tuple[str, str]]) -> RenderableType:
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in facts:
        grid.add_row(Text(name, style="key"), Text(visible(value)))
    return grid


def _words(words: Words, numbers: dict[str, int]) -> Iterator[Text]:
    """The first quote in full; where the others stand."""
    if not words.quotes:
        return
    first, others = words.quotes[0], words.quotes[1:]
    text = Text()
    if words.heading:
        text.append(f"{words.heading} ", "key")
    left, right = marks_for(first.words)
    text.append(left)
    text.append_text(_quoted(first))
    text.append(f"{right} ")
    text.append(_reference(first, numbers), "note")
    yield text
    if others:
        yield Text(f"also {_references(others, numbers)}", style="note")


def _quoted(quote: Quote) -> Text:
    text, at = Text(style="quote"), 0
    for start, end in quote.marks:
        start, end = max(start - quote.start, at), end - quote.start
        text.append(visible(quote.words[at:start]))
        text.append(visible(quote.words[start:end]), "mark")
        at = max(at, end)
    text.append(visible(quote.words[at:]))
    return Text(" ").join(part for part in text.split() if part.plain) if "\n" in text.plain else text


def _reference(quote: Quote, numbers: dict[str, int]) -> str:
    return f"[{numbers[quote.report]}] {quote.start}–{quote.end}"


def _references(quotes: Iterable[Quote], numbers: dict[str, int]) -> str:
    """Report by report: «[1] 20–40, 60–80; [2] 5–9»."""
    found: dict[int, list[str]] = {}
    for quote in quotes:
        found.setdefault(numbers[quote.report], []).append(f"{quote.start}–{quote.end}")
    return "; ".join(f"[{number}] {', '.join(dict.fromkeys(places))}" for number, places in found.items())


def _sources(answer: Answer) -> RenderableType:
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column(overflow="fold")
    for number, source in enumerate(answer.sources, 1):
        grid.add_row(Text(f"[{number}]", style="note"), Text(visible(source_line(source))))
    title = f"Reports cited ({len(answer.sources)}); numbers behind quotes count characters"
    return Group(Text(title, style="head"), grid)


def _line(line: Line) -> Text:
    return Text.assemble(*((visible(bit.text), bit.style) for bit in line))


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
