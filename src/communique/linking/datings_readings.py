"""The readings of one year-less time of one report: what it is in each year that the report may be of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from communique.linking.datings_evidence import Evidence, bounds_of
from communique.linking.datings_words import tells_today, year_step
from communique.linking.datings_years import BACK, FORWARD, about, in_year, nearest
from communique.records.when import NO_YEAR, When
from communique.register.seen import EventSeen, ReportSeen

ANCHORED = (
    "counted from",
    "before the day",
)  # how `when_why` begins for what is counted from the report's day


class Reading(NamedTuple):
    """One reading of a year-less time, and the days that the report is of if it is right."""

    first: date
    last: date
    value: When


class Readings:
    """Readings by the year of the report (of the time itself where the report bears no day), made once."""

    def __init__(self, report: ReportSeen, event: EventSeen) -> None:
        self.event = event
        self._value = When.parse(event.when or NO_YEAR)
        self._published = _day_of(report)
        self._step = year_step(event.when_words)
        self._anchored = is_anchored(event)
        self._by_year: dict[int, Reading | None] = {}

    def that_fit(self, evidence: Sequence[Evidence]) -> list[Reading] | None:
        """All that the evidence allows, the earliest first; None while it leaves an end open."""
        low, high = bounds_of(evidence)
        if low is None or high is None:
            return None
        years = range(max(low.year - 1, date.min.year + 1), min(high.year + 1, date.max.year - 1) + 1)
        readings = (reading for year in years if (reading := self._at(year)) is not None)
        return [
            reading
            for reading in readings
            if all(item.fits(reading.first, reading.last) for item in evidence)
        ]

    def why(self) -> str:
        """Which of the days around the report's is taken."""
        if self._step is not None:
            return f"«{' … '.join(self.event.when_words)}», counted from the report's year"
        if self._anchored:
            return "counted from the report's day"
        if self.event.stage in FORWARD:
            return f"{self.event.stage}: the next from the report on"
        return (
            "done: the last before the report"
            if self.event.stage in BACK
            else f"{self.event.stage}: the nearest"
        )

    def _at(self, year: int) -> Reading | None:
        if year not in self._by_year:
            self._by_year[year] = self._read(year)
        return self._by_year[year]

    def _read(self, year: int) -> Reading | None:
        if self._step is None and str(self._value) == NO_YEAR:
            return None
        span = self._span(year)
        if span is None:
            return None
        first, last, value = *span, self._value
        if self._step is not None:
            read = in_year(value, first.year + self._step) if first.year == last.year else None
        elif self._published is None:
            read = in_year(value, year)
        else:
            read = nearest(value, first, last, self.event.stage, self._anchored)
        return Reading(first, last, read) if read is not None else None

    def _span(self, year: int) -> tuple[date, date] | None:
        """The days that the report may be of: its own in that year, else those near to what it tells."""
        if self._published is not None:
            day = in_year(self._published, year)
            own = day is not None and day.earliest is not None and day.earliest.year == year
            return (day.earliest, day.latest or day.earliest) if own and day and day.earliest else None
        if self._step is not None:
            return date(year, 1, 1), date(year, 12, 31)
        read = in_year(self._value, year)
        return about(read, self.event.stage) if read is not None else None


def is_anchored(event: EventSeen) -> bool:
    return event.when_why is not None and event.when_why.startswith(ANCHORED)


def _day_of(report: ReportSeen) -> When | None:
    """The report's day, with or without a year; where it bears none, that of «сегодня, 9 апреля»."""
    when = When.parse(report.published) if report.published else None
    if when is None:
        return _today(report)
    if str(when) == NO_YEAR or (when.has_year and None in (when.earliest, when.latest)):
        return None
    return when


def _today(report: ReportSeen) -> When | None:
    for event in report.events:
        point = When.parse(event.when).point if event.when and tells_today(event.when_words) else None
        if point is not None and point.day:
            return When.of(point)
    return None
