"""Spans of a timeline: which is shown, and those that are closer, wider, sooner and later."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

MONTHS_FROM = 100  # days: longer spans begin and end with months
LEAST = 4  # days: nothing closer is offered
YEAR = 365
DAY = timedelta(days=1)
MIDDLE = 15  # of a month


class Span(NamedTuple):
    since: date
    until: date


class Zoom(NamedTuple):
    """Where a timeline leads. `is_part`: something is left out, so that all can be asked for."""

    shown: Span
    closer: Span | None
    wider: Span | None
    sooner: Span | None
    later: Span | None
    is_part: bool


def zoom(drawn: Span | None, since: date | None, until: date | None) -> Zoom | None:
    """Args: drawn: what the chart shows, None where nothing lies between the days asked for."""
    shown = drawn or _asked(since, until)
    if shown is None:
        return None
    days = (shown.until - shown.since).days + 1
    part = since is not None or until is not None
    return Zoom(
        shown,
        closer=_moved(shown, days // 4, -(days // 4)) if days >= LEAST and drawn else None,
        wider=_moved(shown, -(days // 2), days // 2) if part else None,
        sooner=_moved(shown, -(days // 2), -(days // 2)) if part else None,
        later=_moved(shown, days // 2, days // 2) if part else None,
        is_part=part,
    )


def _asked(since: date | None, until: date | None) -> Span | None:
    if since is None and until is None:
        return None
    year = timedelta(days=YEAR)
    return Span(since or _at(until, -year), until or _at(since, year))


def _at(day: date | None, step: timedelta) -> date:
    """A day further on, as far as the calendar goes."""
    assert day is not None
    ordinal = day.toordinal() + step.days
    return date.fromordinal(max(date.min.toordinal(), min(date.max.toordinal(), ordinal)))


def _moved(span: Span, start: int, end: int) -> Span:
    """By so many days at either end, to the nearest months where it is long."""
    since, until = _at(span.since, timedelta(days=start)), _at(span.until, timedelta(days=end))
    if (until - since).days < MONTHS_FROM:
        return Span(since, max(since, until))
    return Span(_month_start(since), _at(_month_start(_at(until, DAY)), -DAY))


def _month_start(day: date) -> date:
    first = day.replace(day=1)
    return first if day.day <= MIDDLE else _at(month_end(first), DAY)


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
