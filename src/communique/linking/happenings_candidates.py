"""Which events are worth comparing: those of reports of near days that share telling words, and those that
name the same day and sides. Looked up by indexes, so that the cost grows with the reports, not their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from communique.linking.fingerprint import UNIT, Print
from communique.linking.happenings_sides import Profile

WINDOW = 4  # days between reports: later ones tell of it as of something past
STRONGEST = 40  # of a report's stems, those by which neighbours are looked for
LEAST_RARE = 3 * UNIT  # in less than one of 20 reports
SHARED = 4  # of these stems must be common
CROWD = 400  # a report is compared with so many neighbours at most, those that share most
SAME_DAY = 60  # events of one day, kind and pair: each is compared with so many before it


def near_reports(prints: Sequence[Print | None], days: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) of reports, by their number; those without a day among themselves.

    Args:
        days: proleptic ordinals, ascending, None last.
    """
    shelves: dict[int, list[int]] = defaultdict(list)
    for late, one in enumerate(prints):
        if one is None:
            continue
        codes = _strongest(one)
        start = _window_start(days, late)
        for early in _sharing([shelves[code] for code in codes], start):
            yield early, late
        for code in codes:
            shelves[code].append(late)


def _strongest(one: Print) -> list[int]:
    rare = np.flatnonzero(one.rarities >= LEAST_RARE)
    order = np.lexsort((one.codes[rare], -one.strengths[rare].astype(int)))
    return [int(code) for code in one.codes[rare[order[:STRONGEST]]]]


def _window_start(days: Sequence[int | None], late: int) -> int:
    """The first report that may be near: binary search, since days ascend."""
    day = days[late]
    low, high = 0, late
    while low < high:
        middle = (low + high) // 2
        other = days[middle]
        before = other is not None if day is None else other is not None and other < day - WINDOW
        low, high = (middle + 1, high) if before else (low, middle)
    return low


def _sharing(shelves: Sequence[Sequence[int]], start: int) -> list[int]:
    """Reports from `start` on that stand on `SHARED` of the shelves or more."""
    counts: dict[int, int] = {}
    for shelf in shelves:
        for at in range(len(shelf) - 1, -1, -1):
            report = shelf[at]
            if report < start:
                break
            counts[report] = counts.get(report, 0) + 1
    found = [(-count, report) for report, count in counts.items() if count >= SHARED]
    return [report for _, report in sorted(found)[:CROWD]]


def same_day(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of events, by number, of one kind and stage, that name the same day and the same two sides."""
    shelves: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(profiles):
        if one.when is None or one.when[0] != one.when[1]:
            continue
        for pair in one.pairs():
            shelves[one.event.kind, one.course, one.when, pair].append(number)
    for shelf in shelves.values():
        for at, late in enumerate(shelf):
            for early in shelf[max(0, at - SAME_DAY) : at]:
                yield early, late
