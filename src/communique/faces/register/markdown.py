"""Answers as Markdown (CommonMark with tables), for notes and wikis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from communique.faces.register.entries import Entry, Words, entry, flat, has_entry
from communique.faces.register.head import head_lines, marks_for, numbered, section_title, source_line
from communique.faces.register.summaries import summary
from communique.faces.tables import Line
from communique.queries.answer import Answer, Quote, Section

# What Markdown or the HTML in it might take for markup, wherever it stands.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")
# What is markup only at the beginning of a line.
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.M)


def render(answer: Answer) -> str:
    numbers = numbered(answer)
    parts = [f"# {escaped(answer.title)}", "\n".join(f"{escaped(line)}  " for line in head_lines(answer))]
    for section in answer.sections:
        if section.total:
            parts += _section(section, numbers)
    if answer.sources:
        parts.append("## Reports cited")
        parts.append("\n".join(_source_items(answer)))
    return "\n\n".join(parts) + "\n"


def _source_items(answer: Answer) -> Iterator[str]:
    for number, source in enumerate(answer.sources, 1):
        yield f'{number}. <a id="r{number}"></a>{escaped(source_line(source))}'


def _section(section: Section, numbers: dict[str, int]) -> Iterator[str]:
    yield f"## {escaped(section_title(section))}"
    if section.note:
        yield escaped(section.note)
    if section.rows and not has_entry(section.rows[0]):
        yield "\n".join(_table(section, numbers))
    else:
        yield "\n".join(line for row in section.rows for line in _entry(entry(row), numbers))


def _table(section: Section, numbers: dict[str, int]) -> Iterator[str]:
    shown = summary(section)
    cited = any(shown.quotes)
    yield _row([*shown.columns, *(["source"] if cited else [])])
    yield _row(["---"] * (len(shown.columns) + cited))
    for cells, quotes in zip(shown.rows, shown.quotes, strict=True):
        places = [", ".join(_reference(quote, numbers) for quote in quotes)] if cited else []
        yield _row([*map(escaped, cells), *places])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _entry(shown: Entry, numbers: dict[str, int]) -> Iterator[str]:
    state = f" — {escaped(shown.state)}" if shown.state else ""
    when = f"**{escaped(shown.when)}** " if shown.when else ""
    yield f"- {when}{_line(shown.what)}{state}"
    for line in shown.who:
        yield f"  - {_line(line)}"
    for name, value in shown.facts:
        yield f"  - {name}: {escaped(value)}"
    for words in shown.words:
        yield from _words(words, numbers)
    for note in shown.notes:
        yield f"  - *{escaped(note)}*"


def _words(words: Words, numbers: dict[str, int]) -> Iterator[str]:
    if not words.quotes:
        return
    first, others = words.quotes[0], words.quotes[1:]
    left, right = marks_for(first.words)
    heading = f"{words.heading}: " if words.heading else ""
    also = f"; also {', '.join(_reference(quote, numbers) for quote in others)}" if others else ""
    yield f"  - {heading}{left}{escaped(first.words)}{right} {_reference(first, numbers)}{also}"


def _reference(quote: Quote, numbers: dict[str, int]) -> str:
    number = numbers[quote.report]
    return f"[\\[{number}\\] {quote.start}–{quote.end}](#r{number})"


def _line(line: Line) -> str:
    return "".join(escaped(bit.text) for bit in line)


def escaped(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would read as markup."""
    bare = _SPECIAL.sub(r"\\\1", flat(text) if "\n" in text or "\r" in text else text)
    return _LEADING.sub(r"\1\\\2", bare)
