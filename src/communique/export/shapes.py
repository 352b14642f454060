"""What the tables in the shape of known datasets share: a table of sources beside, and the parts of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.export.columns import Row, Table, integer, text
from communique.export.evidence import evidence_id
from communique.export.scope import Scope
from communique.queries.desk import publisher
from communique.records.register import Citation, Happening
from communique.records.when import When

SOURCES = Table(
    "sources",
    "The words that each row rests on, one line a sentence.",
    (
        text("row_id", "id of the row in the main table", required=True),
        text("record_id", "happening or term of the register that the row tells"),
        text("report_id", "first 16 hexadecimal digits of the SHA-256 of the report's content"),
        text("publisher", "site, else the agency in the dateline"),
        text("published", "EDTF"),
        text("url", "address as it came with the report"),
        text("evidence_id", "REPORT:START-END", required=True),
        integer("start", "first character, in code points of the text as received"),
        integer("end", "the character after the last"),
        text("quote", "exactly these characters"),
    ),
)


class Parts(NamedTuple):
    """Day, month and year as far as a time has them."""

    day: int | None
    month: int | None
    year: int | None


NOTHING = Parts(None, None, None)


def parts(edtf: str | None) -> Parts:
    """Of a single time; an interval, set or season gives at most its year.

    >>> parts("2009-07-10"), parts("XXXX-07")
    (Parts(day=10, month=7, year=2009), Parts(day=None, month=7, year=None))
    """
    if not edtf:
        return NOTHING
    when = When.parse(edtf)
    point = when.point
    if point is None:
        first, last = when.earliest, when.latest
        is_one_year = first is not None and last is not None and first.year == last.year
        return Parts(None, None, first.year if is_one_year and first else None)
    month = _number(point.month)
    is_month = month is not None and month <= 12
    return Parts(_number(point.day), month if is_month else None, _number(point.year))


def _number(digits: str | None) -> int | None:
    return int(digits) if digits and digits.isdecimal() else None


def is_estimate(edtf: str | None) -> bool:
    """The report says that the time is uncertain or approximate."""
    return any(mark in (edtf or "") for mark in "~?%")


def sources_of(scope: Scope, row_id: str, record_id: str, citations: Iterable[Citation]) -> Iterator[Row]:
    for citation in citations:
        seen = scope.desk.seen(citation.report)
        quote = scope.desk.text(citation.report)[citation.start : citation.end]
        yield (
            row_id,
            record_id,
            citation.report,
            publisher(seen),
            seen.published,
            seen.url,
            evidence_id(citation),
            citation.start,
            citation.end,
            quote,
        )


def cited(scope: Scope, item: Happening) -> Iterator[Citation]:
    """The sentences that assert a happening, earliest report first."""
    for member in scope.desk.by_day(item.members):
        event = scope.desk.event(member)
        for span in (event.evidence or event.trigger) if event else ():
            yield Citation(member.report, *span)


def countries_of(scope: Scope, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({code for id in ids for code in scope.desk.country(id)}))


def names_of(scope: Scope, ids: Iterable[str]) -> str:
    return "; ".join(scope.desk.name(id) for id in ids)


def is_military(scope: Scope, item: Happening) -> bool:
    """By its subject, or because armed forces or a ministry of defence take part."""
    sides = [scope.actors.get(id) for fillers in item.roles.values() for id in fillers]
    return "military" in item.context or any(side is not None and "MIL" in side.sector for side in sides)
