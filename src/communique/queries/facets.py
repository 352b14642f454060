"""What a set of reports tells, counted: kinds, stages, states and years of the happenings in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple, TypeVar

from communique.register.select import first_day
from communique.register.view import Outline, View

K = TypeVar("K", str, tuple[str, str])

MOST_STATES = 6  # of a happening with more, every pair would be counted, and says little of the pair


class Told(NamedTuple):
    """What one happening adds to the counts."""

    id: str
    kind: str
    stage: str
    countries: tuple[str, ...]
    year: str


class ReportIndex:
    """Report -> what its happenings add to counts. Made once for a view; small beside the happenings."""

    def __init__(self, view: View) -> None:
        self._told: dict[str, list[Told]] = {}
        for item in view.outlines():
            day = first_day(item)
            told = Told(item.id, item.kind, item.stage, item.countries, str(day.year) if day else "")
            for key in item.reports:
                self._told.setdefault(key, []).append(told)

    def count(self, reports: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """For kind, stage, country and year: how many happenings these reports tell, the most first."""
        found = {told for key in reports for told in self._told.get(key, ())}
        counts = {
            "kind": Counter(told.kind for told in found),
            "stage": Counter(told.stage for told in found),
            "country": Counter(code for told in found for code in told.countries),
            "year": Counter(told.year for told in found if told.year),
        }
        return {name: most_first(counter) for name, counter in counts.items()}


def pairs_of(view: View) -> list[tuple[str, str, int]]:
    """Pairs of states by the number of happenings between them, the most first."""
    return [(*pair, count) for pair, count in most_first(pair_counts(view.outlines())).items()]


def pair_counts(items: Iterable[Outline]) -> Counter[tuple[str, str]]:
    return Counter(
        pair
        for item in items
        if len(item.countries) <= MOST_STATES
        for pair in combinations(sorted(item.countries), 2)
    )


def most_first(counts: Mapping[K, int]) -> dict[K, int]:
    """Of equals, in their own order."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
