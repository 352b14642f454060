"""Answers on a terminal or in a pipe: nothing is cut off, only wrapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.faces.register.entries import Entry, Words, entry, flat, has_entry
from communique.faces.register.head import head_lines, marks_for, numbered, section_title, source_line
from communique.faces.register.layout import Bits, beside, printed, wrapped
from communique.faces.register.summaries import summary
from communique.faces.tables import Bit, Table, plain
from communique.faces.terminal import NARROWEST, render_table
from communique.queries.answer import Answer, Quote, Section

WHEN_WIDTH = 22  # columns for the time, where the terminal is wide enough
WIDE = 80
GAP = 2


def render(answer: Answer, width: int, colour: bool = False) -> str:
    """The answer as lines of at most `width` columns, with ANSI colours if asked for."""
    width = max(width, NARROWEST)
    numbers = numbered(answer)
    parts = [printed(_head(answer, width, colour), colour)]
    parts += [_section(section, numbers, width, colour) for section in answer.sections if section.total]
    if answer.sources:
        parts.append(printed(_sources(answer, width), colour))
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _head(answer: Answer, width: int, colour: bool) -> Iterator[Bits]:
    title = flat(answer.title)
    rule = "━" if colour else "="
    yield (Bit(rule * width, "note"),)
    yield from wrapped((Bit(title, "head"),), width)
    for line in head_lines(answer):
        yield from wrapped((Bit(line, "note"),), width, indent=2)


def _section(section: Section, numbers: dict[str, int], width: int, colour: bool) -> str:
    if section.rows and not has_entry(section.rows[0]):
        return _summary(section, numbers, width, colour)
    return printed(_entries(section, numbers, width), colour)


def _entries(section: Section, numbers: dict[str, int], width: int) -> Iterator[Bits]:
    yield from wrapped((Bit(section_title(section), "head"),), width)
    if section.note:
        yield from wrapped((Bit(section.note, "note"),), width)
    for line in section.rows:
        yield from _entry(entry(line), numbers, width)
        yield ()


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


def _entry(shown: Entry, numbers: dict[str, int], width: int) -> Iterator[Bits]:
    when = (Bit(shown.when, "time"),)
    if width < WIDE:
        yield from wrapped(when, width)
        for line in _body(shown, numbers, width - GAP):
            yield (Bit(" " * GAP), *line)
    else:
        body = _body(shown, numbers, width - WHEN_WIDTH - GAP)
        yield from beside(when, body, WHEN_WIDTH, GAP)


def _body(shown: Entry, numbers: dict[str, int], width: int) -> Iterator[Bits]:
    state = (Bit("  "), Bit(f"[{flat(shown.state)}]", shown.tone)) if shown.state else ()
    yield from wrapped((*shown.what, *state), width, indent=2)
    for line in shown.who:
        yield from wrapped(line, width, indent=2)
    longest = max((len(name) for name, _ in shown.facts), default=0)
    for name, value in shown.facts:
        fact = (Bit(f"{name.ljust(longest)} ".replace(" ", "\xa0"), "key"), Bit(value))
        yield from wrapped(fact, width, indent=longest + 1)
    for words in shown.words:
        yield from _words(words, numbers, width)
    for note in shown.notes:
        yield from wrapped((Bit(flat(note), "note"),), width, indent=2)


def _words(words: Words, numbers: dict[str, int], width: int) -> Iterator[Bits]:
    """The first quote in full; where the others stand."""
    if not words.quotes:
        return
    first, others = words.quotes[0], words.quotes[1:]
    left, right = marks_for(first.words)
    heading = (Bit(f"{words.heading} ", "key"),) if words.heading else ()
    bits = (*heading, Bit(left), *_quoted(first), Bit(f"{right} "), Bit(_reference(first, numbers), "note"))
    yield from wrapped(bits, width)
    if others:
        yield from wrapped((Bit(f"also {_references(others, numbers)}", "note"),), width, indent=2)


def _quoted(quote: Quote) -> Iterator[Bit]:
    """The words on one line, those that tell it marked."""
    at = 0
    for start, end in quote.marks:
        start, end = max(start - quote.start, at), end - quote.start
        yield Bit(_blanks(quote.words[at:start]), "quote")
        yield Bit(_blanks(quote.words[start:end]), "mark")
        at = max(at, end)
    yield Bit(_blanks(quote.words[at:]), "quote")


def _blanks(text: str) -> str:
    """Every white space is a space that a line may break at."""
    return "".join(" " if letter.isspace() else letter for letter in text)


def _reference(quote: Quote, numbers: dict[str, int]) -> str:
    return f"[{numbers[quote.report]}] {quote.start}–{quote.end}"


def _references(quotes: Iterable[Quote], numbers: dict[str, int]) -> str:
    """Report by report: «[1] 20–40, 60–80; [2] 5–9»."""
    found: dict[int, list[str]] = {}
    for quote in quotes:
        found.setdefault(numbers[quote.report], []).append(f"{quote.start}–{quote.end}")
    return "; ".join(f"[{number}] {', '.join(dict.fromkeys(places))}" for number, places in found.items())


def _sources(answer: Answer, width: int) -> Iterator[Bits]:
    title = f"Reports cited ({len(answer.sources)}); numbers behind quotes count characters"
    yield from wrapped((Bit(title, "head"),), width)
    margin = len(f"[{len(answer.sources)}] ")
    for number, source in enumerate(answer.sources, 1):
        label = f"[{number}]".rjust(margin - 1)
        lines = wrapped((Bit(source_line(source)),), width - margin)
        yield from beside((Bit(label.replace(" ", "\xa0"), "note"),), lines, margin - 1, 1)
