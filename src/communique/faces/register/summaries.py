"""Lines that sum up (years, pairs, topics, publishers, counts) as rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from communique.faces.register.entries import flat
from communique.faces.register.times import spoken
from communique.queries.answer import Quote, Section
from communique.queries.lines import (
    CounterpartLine,
    CountLine,
    MetLine,
    NameLine,
    NodeLine,
    PublisherLine,
    TopicLine,
    VisitYearLine,
)

Cells = tuple[str, ...]


class Summary(NamedTuple):
    """Rows of a table, and for each row the words that stand behind it."""

    columns: Cells
    rows: tuple[Cells, ...]
    quotes: tuple[tuple[Quote, ...], ...]


def summary(section: Section) -> Summary:
    """Raises: KeyError when the section's lines are no such lines."""
    columns, cells = _SHAPES[type(section.rows[0])]
    rows = tuple(cells(line) for line in section.rows)
    return Summary(columns, rows, tuple(getattr(line, "quotes", ()) for line in section.rows))


def _visit_year(line: VisitYearLine) -> Cells:
    counts = (str(count) if count else "–" for count in (line.made, line.ahead, line.dropped))
    return (line.year.replace("/", "–"), line.direction.replace("→", " → "), *counts)


def _met(line: MetLine) -> Cells:
    return (
        _official(line.a, line.a_office, line.a_country),
        _official(line.b, line.b_office, line.b_country),
        str(line.weight),
        _days(line),
    )


def _official(name: str, office: str | None, country: Sequence[str]) -> str:
    return f"{', '.join(filter(None, (name, office)))} {'+'.join(country)}".strip()


def _days(line: MetLine | TopicLine | CounterpartLine) -> str:
    """The time of a single happening; else from the first day to the last, with an open end where one of them
    is not known."""
    first, last = line.first_day, line.last_day
    if line.when:
        return spoken(line.when)
    if first == last:
        return spoken(first) or "year not known"
    return f"{spoken(first) or '…'} to {spoken(last) or '…'}"


def _topic(line: TopicLine) -> Cells:
    return flat(line.topic), str(line.times), _days(line)


def _publisher(line: PublisherLine) -> Cells:
    first, last = spoken(line.first), spoken(line.last)
    days = first if first == last else f"{first} to {last}"
    return line.publisher, str(line.report_count), str(line.own_count), days


def _name(line: NameLine) -> Cells:
    return line.name, line.kind, line.script, str(line.report_count)


def _counterpart(line: CounterpartLine) -> Cells:
    return line.name, " ".join(line.country), str(line.times), ", ".join(line.kinds), _days(line)


def _node(line: NodeLine) -> Cells:
    return line.name, line.type, " ".join(line.country), str(line.weight), line.id


def _count(line: CountLine) -> Cells:
    return line.what.replace("_", " "), str(line.number)


_SHAPES: dict[type, tuple[Cells, Callable[[Any], Cells]]] = {
    VisitYearLine: (("year", "direction", "made", "ahead", "dropped"), _visit_year),
    MetLine: (("one", "other", "times", "when"), _met),
    TopicLine: (("topic", "events", "when"), _topic),
    PublisherLine: (("publisher", "reports", "own", "published"), _publisher),
    NameLine: (("name", "kind", "script", "reports"), _name),
    CounterpartLine: (("with", "country", "events", "kinds", "when"), _counterpart),
    NodeLine: (("name", "type", "country", "times", "id"), _node),
    CountLine: (("what", "number"), _count),
}
