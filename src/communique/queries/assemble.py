"""From sections to an answer: the reports they cite, in order, and what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from communique.queries.answer import Answer, Quote, Section
from communique.queries.desk import Desk


def answer(
    desk: Desk,
    question: str,
    title: str,
    asked: Mapping[str, object],
    sections: Iterable[Section],
    summary: Mapping[str, int] | None = None,
) -> Answer:
    """What was not asked for (None, empty) is left out of `asked`."""
    given = tuple(sections)
    rows = (row for section in given for row in section.rows)
    cited = dict.fromkeys(quote.report for row in rows for quote in quotes_of(row))
    return Answer(
        question=question,
        title=title,
        asked={name: str(value) for name, value in asked.items() if value not in (None, "", (), False, 0)},
        as_of=desk.view.as_of,
        today=desk.view.today.isoformat(),
        sections=given,
        sources=tuple(desk.source(key) for key in cited),
        summary=summary or {},
    )


def quotes_of(row: Any) -> Iterator[Quote]:
    """Every quote that a line carries, in the order of its fields."""
    if is_dataclass(row):
        for field in fields(row):
            value = getattr(row, field.name)
            if isinstance(value, tuple):
                yield from (item for item in value if isinstance(item, Quote))
