"""From a time without a year to the years in which it can lie, given the report's day or what bounds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from communique.records.when import Edge, Range, When, WhenError

MEMO = 16_384  # the same few days come again in many events
FORWARD = frozenset({"planned", "proposed", "called_for"})
BACK = frozenset({"done"})
# A day on the wrong side of the report's, if near, is likelier than one ten months away on the right side:
# a plan for yesterday is told more often than one for nearly a year ahead.
WRONG_SIDE = 300
FAR = 60  # days: further on the wrong side nothing lies
AROUND = 4  # years to either side: 29 February comes so often
# Where the report's own day is not known, it is taken to lie so near to what it tells. Of days printed
# without a year and told as done, 75 in 100 lie within three weeks of publication, 90 within half a year.
AFTER = timedelta(days=183)
AHEAD = timedelta(days=183)


@lru_cache(MEMO)
def in_year(value: When, year: int) -> When | None:
    """The time in that year; None where that year lacks the day."""
    try:
        return value.with_year(year)
    except WhenError:
        return None


@lru_cache(MEMO)
def nearest(value: When, first: date, last: date, stage: str, anchored: bool) -> When | None:
    """The reading of a year-less time in a report of [first, last]: what is done lies before, what is
    planned after, all else, and what is `anchored` (counted from the report's day), where it is nearest."""
    choices = [
        choice
        for year in range(first.year - AROUND, last.year + AROUND + 1)
        if (choice := in_year(value, year)) is not None
    ]
    return min(
        choices, key=lambda choice: (_distance(choice, first, last, stage, anchored), choice), default=None
    )


def _distance(choice: When, first: date, last: date, stage: str, anchored: bool) -> int:
    start = choice.earliest or choice.latest or first
    end = choice.latest or choice.earliest or last
    if choice.earliest is None:  # «до 10 июля»: the end is what was printed
        start = end
    ahead, behind = (start - last).days, (first - end).days
    distance = max(ahead, behind, 0)
    wrong = (stage in BACK and ahead > 1) or (stage in FORWARD and behind > 0)
    if not wrong or anchored:
        return distance
    return distance + (WRONG_SIDE if distance <= FAR else AROUND * 366)


def about(value: When, stage: str) -> tuple[date, date] | None:
    """When a report that tells this, and bears no day itself, was written."""
    first, last = value.earliest or value.latest, value.latest or value.earliest
    if first is None or last is None:
        return None
    if stage in FORWARD:
        return first - AHEAD, last
    return first if stage in BACK else first - AHEAD, last + AFTER


def one_of(values: Sequence[When]) -> When:
    """One of several readings: a set, or for open intervals the widest of them."""
    distinct = sorted(set(values))
    if len(distinct) == 1:
        return distinct[0]
    ranges = [value.items[0] for value in distinct if value.is_interval]
    if any(isinstance(item, Range) and Edge.OPEN in (item.start, item.end) for item in ranges):
        return _widest(distinct)
    return When.one_of(distinct)


def _widest(values: Sequence[When]) -> When:
    """All that some of the open intervals allow: «до 10 июля» of the last year holds that of all others."""
    open_starts = all(value.earliest is None for value in values)
    return max(values, key=lambda v: v.latest or date.max) if open_starts else min(values)
