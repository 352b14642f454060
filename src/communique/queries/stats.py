"""`stats`: what a register holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

from communique.gazetteer.countries import country_name
from communique.linking.commitments import status
from communique.queries.answer import Answer, Section
from communique.queries.assemble import answer
from communique.queries.desk import Desk
from communique.queries.lines import CountLine
from communique.register.select import first_day
from communique.register.view import View

PAIRS = 20  # the most frequent pairs of states
MOST_STATES = 6  # of a happening with more, every pair would be counted, and says little of the pair


def stats(view: View) -> Answer:
    """Counts of records; kinds, stages and years of happenings; states of commitments; pairs of states."""
    items = view.outlines()
    today = view.today
    pairs = Counter(
        f"{country_name(a)} and {country_name(b)}"
        for item in items
        if len(item.countries) <= MOST_STATES
        for a, b in combinations(sorted(item.countries), 2)
    )
    counted: list[tuple[str, str, Mapping[str, int]]] = [
        ("records", "Records", view.counts()),
        ("kinds", "Happenings by kind", _most(Counter(item.kind for item in items))),
        ("stages", "Happenings by stage", _most(Counter(item.stage for item in items))),
        ("years", "Happenings by year", _by_name(Counter(_year(first_day(item)) for item in items))),
        ("sources", "Happenings by independent sources", _by_size(Counter(item.sources for item in items))),
        ("commitments", "Commitments", _most(Counter(status(item, today) for item in view.commitments()))),
        ("pairs", "Pairs of states with most happenings", dict(list(_most(pairs).items())[:PAIRS])),
    ]
    sections = [
        Section(name, title, tuple(CountLine(what, count) for what, count in counts.items()), len(counts))
        for name, title, counts in counted
        if counts
    ]
    return answer(Desk(view), "stats", "The register", {}, sections, view.counts())


def _year(day: object) -> str:
    return "not known" if day is None else str(day)[:4]


def _most(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _by_name(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _by_size(counts: Mapping[int, int]) -> dict[str, int]:
    return {str(size): count for size, count in sorted(counts.items())}
