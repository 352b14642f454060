"""Answers as one page of HTML that stands by itself: nothing is loaded, nothing runs, and it prints well.

Every line leads to its words, which are marked in the reports at the end of the page. Jinja2 escapes whatever
a report says; the templates mark nothing as safe but the style sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from string import ascii_lowercase
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined

from communique.faces.marks import visible
from communique.faces.register.entries import Entry, entry, flat, has_entry
from communique.faces.register.excerpts import Paragraph, anchor, excerpt
from communique.faces.register.head import head_lines, marks_for, numbered, section_title
from communique.faces.register.summaries import Summary, summary
from communique.faces.register.times import spoken
from communique.queries.answer import Answer, Quote, Section, Source
from communique.queries.assemble import quotes_of

LINKED = ("http", "https")  # no other address becomes a link


class ShownSection(NamedTuple):
    """A section drawn as entries or, where its lines sum up, as a table."""

    name: str
    title: str
    note: str | None
    entries: tuple[Entry, ...]
    table: Summary | None


class ShownSource(NamedTuple):
    number: int
    source: Source
    published: str
    link: str | None
    paragraphs: tuple[Paragraph, ...]


def render(answer: Answer, text_of: Callable[[str], str]) -> str:
    """Args: text_of: the text of a report by its key, for the excerpts."""
    numbers = numbered(answer)
    return (
        _environment()
        .get_template("answer.html.j2")
        .render(
            answer=answer,
            head=list(head_lines(answer))[:2],
            sections=[_section(section) for section in answer.sections if section.total],
            sources=list(_sources(answer, numbers, text_of)),
            numbers=numbers,
            languages={source.report: source.language for source in answer.sources},
        )
    )


def _section(section: Section) -> ShownSection:
    title = section_title(section)
    if section.rows and not has_entry(section.rows[0]):
        return ShownSection(section.name, title, section.note, (), summary(section))
    return ShownSection(section.name, title, section.note, tuple(map(entry, section.rows)), None)


def _sources(answer: Answer, numbers: dict[str, int], text_of: Callable[[str], str]) -> Iterator[ShownSource]:
    quotes: dict[str, list[Quote]] = {key: [] for key in numbers}
    for _, line in answer.rows:
        for quote in quotes_of(line):
            quotes[quote.report].append(quote)
    for source in answer.sources:
        number = numbers[source.report]
        paragraphs = tuple(excerpt(text_of(source.report), number, quotes[source.report]))
        published = spoken(source.published) or "day not known"
        yield ShownSource(number, source, published, _link(source.url), paragraphs)


def _link(url: str | None) -> str | None:
    return url if url and urlsplit(url).scheme in LINKED else None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"flat": flat, "visible": visible, "pieces": _pieces, "marks_for": marks_for}
    environment.globals |= {"places": _places, "style_sheet": _read("style.css")}
    return environment


def _places(quotes: Sequence[Quote], numbers: dict[str, int]) -> list[tuple[str, str]]:
    """For each quote the anchor of its words and what the link to it is called: [1], [1b], [1c], [2]."""
    found: dict[str, str] = {}
    counts: Counter[int] = Counter()
    for quote in quotes:
        number = numbers[quote.report]
        place = anchor(number, quote.start, quote.end)
        if place not in found:
            found[place] = f"[{number}{_letter(counts[number])}]"
            counts[number] += 1
    return list(found.items())


def _letter(place: int) -> str:
    """Nothing for the first, then b to z, then numbers."""
    if place == 0:
        return ""
    return ascii_lowercase[place] if place < len(ascii_lowercase) else f".{place + 1}"


def _pieces(quote: Quote) -> list[tuple[str, bool]]:
    """The words in pieces, each with whether it tells what happened."""
    found, at = [], 0
    for start, end in quote.marks:
        start, end = max(start - quote.start, at), end - quote.start
        found += [(quote.words[at:start], False), (quote.words[start:end], True)]
        at = max(at, end)
    found.append((quote.words[at:], False))
    return [(visible(text), strong) for text, strong in found if text]


def _read(name: str) -> Any:
    return (files("communique.faces.register") / "templates" / name).read_text(encoding="utf-8")
