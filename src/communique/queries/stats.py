"""`stats`: what a register holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from communique.gazetteer.countries import country_name
from communique.linking.commitments import status
from communique.queries.answer import Answer, Section
from communique.queries.assemble import answer
from communique.queries.desk import Desk
from communique.queries.facets import most_first, pair_counts
from communique.queries.lines import CountLine
from communique.register.select import first_day
from communique.register.view import View

PAIRS = 20  # the most frequent pairs of states


def stats(view: View) -> Answer:
    """Counts of records; kinds, stages and years of happenings; states of commitments; pairs of states."""
    items = view.outlines()
    today = view.today
    pairs = {
        f"{country_name(a)} and {country_name(b)}": count for (a, b), count in pair_counts(items).items()
    }
    states = Counter(status(item, today) for item in view.commitments())
    counted: list[tuple[str, str, Mapping[str, int]]] = [
        ("records", "Records", view.counts()),
        ("kinds", "Happenings by kind", most_first(Counter(item.kind for item in items))),
        ("stages", "Happenings by stage", most_first(Counter(item.stage for item in items))),
        ("years", "Happenings by year", _by_name(Counter(_year(first_day(item)) for item in items))),
        ("sources", "Happenings by independent sources", _by_size(Counter(item.sources for item in items))),
        ("commitments", "Commitments", most_first(states)),
        ("pairs", "Pairs of states with most happenings", dict(list(most_first(pairs).items())[:PAIRS])),
    ]
    sections = [
        Section(name, title, tuple(CountLine(what, count) for what, count in counts.items()), len(counts))
        for name, title, counts in counted
        if counts
    ]
    return answer(Desk(view), "stats", "The register", {}, sections, view.counts())


def _year(day: object) -> str:
    return "not known" if day is None else str(day)[:4]


def _by_name(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _by_size(counts: Mapping[int, int]) -> dict[str, int]:
    return {str(size): count for size, count in sorted(counts.items())}
