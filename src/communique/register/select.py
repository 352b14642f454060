"""Which happenings a filter lets through, and the order in which they come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from communique.records.register import Happening
from communique.records.when import bounds
from communique.register.view import Filter, Outline

Dated = TypeVar("Dated", Happening, Outline)


def by_time(happenings: Iterable[Dated]) -> list[Dated]:
    """Oldest first: by the first day it can have been, else the day it was first reported; undated last."""
    return sorted(happenings, key=lambda item: (first_day(item) or date.max, item.id))


def first_day(item: Happening | Outline) -> date | None:
    if item.first_day:
        return date.fromisoformat(item.first_day)
    return bounds(item.first_reported)[0]


def last_day(item: Happening | Outline) -> date | None:
    if item.last_day:
        return date.fromisoformat(item.last_day)
    return None if item.first_day else bounds(item.first_reported)[1]


def fits(item: Happening, wanted: Filter) -> bool:
    return (
        (wanted.pair is None or set(wanted.pair) <= set(item.countries))
        and (wanted.country is None or wanted.country in item.countries)
        and (wanted.actor is None or wanted.actor in actors_of(item))
        and (not wanted.kinds or item.kind in wanted.kinds)
        and (not wanted.stages or item.stage in wanted.stages)
        and _within(item, wanted)
    )


def actors_of(item: Happening) -> set[str]:
    return {*item.proposer, *(entity for fillers in item.roles.values() for entity in fillers)}


def _within(item: Happening, wanted: Filter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    first, last = first_day(item), last_day(item)
    if first is None and last is None:
        return False
    return (wanted.until is None or first is None or first <= wanted.until) and (
        wanted.since is None or last is None or last >= wanted.since
    )
