"""`join`: events that reports tell of the same happening become one record, with all that report it.

Candidates come from an index (`happenings_candidates`), are compared two by two (`happenings_compare`) and
joined from the surest pair down. Two events of one report stay two: the reading told them apart. What a
person ruled comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.linking.fingerprint import parse
from communique.linking.happenings_candidates import near_reports, same_day
from communique.linking.happenings_clusters import Clusters
from communique.linking.happenings_compare import JOINED, contradiction, weigh
from communique.linking.happenings_record import Known, Told, happening_of
from communique.linking.happenings_sides import Profile, profiles_of
from communique.linking.reprints import printing_order
from communique.linking.rulings import standing
from communique.linking.same import Score, same_event
from communique.records.register import Dating, Entity, Happening, Member, Merge, Reprint, Ruling
from communique.records.when import bounds
from communique.register.seen import ReportSeen

REPRINTED = Score(1.0, "one report reprints the other")


class Edge(NamedTuple):
    """Two events, by number, that may be one, the surest first when sorted."""

    cost: float
    left: int
    right: int
    why: str
    by: str
    ruling: str | None = None


def join(
    reports: Sequence[ReportSeen],
    entities: Sequence[Entity],
    reprints: Sequence[Reprint],
    datings: Sequence[Dating],
    rulings: Sequence[Ruling],
) -> tuple[tuple[Happening, ...], tuple[Merge, ...]]:
    """All happenings, sorted by id, and why events were joined. Every event is in exactly one happening."""
    known = Known.of(reports, entities, reprints, datings)
    ordered = sorted(reports, key=printing_order)
    told = [Told(report.member(event.id), event, report) for report in ordered for event in report.events]
    profiles = profiles_of(told, known)
    numbers = {one.member: number for number, one in enumerate(told)}
    same, different = _ruled(rulings, numbers)
    clusters = Clusters(profiles, different)
    edges = [*same, *sorted(_edges(ordered, profiles, numbers, known))]
    merges = [
        _merge(told, edge) for edge in edges if clusters.join(edge.left, edge.right, edge.ruling is not None)
    ]
    happenings = [happening_of([told[number] for number in members], known) for members in clusters.groups()]
    return tuple(sorted(happenings, key=lambda item: item.id)), tuple(sorted(merges, key=_order))


def _edges(
    reports: Sequence[ReportSeen],
    profiles: Sequence[Profile],
    numbers: Mapping[Member, int],
    known: Known,
) -> Iterator[Edge]:
    """What is sure enough to join, each pair once."""
    texts = _Texts(reports, known)
    for left, right in sorted({*_told_near(reports, numbers), *same_day(profiles)}):
        a, b = profiles[left], profiles[right]
        if a.member.report == b.member.report or contradiction(a, b):
            continue
        text = texts.compare(a.member.report, b.member.report)
        score = weigh(a, b, text)
        if score.value >= JOINED:
            by = "rule:reprint" if text is REPRINTED else "model:same_happening"
            yield Edge(-score.value, left, right, score.why, by)


def _told_near(reports: Sequence[ReportSeen], numbers: Mapping[Member, int]) -> Iterator[tuple[int, int]]:
    """Pairs of events of one kind in reports of near days that share telling words."""
    telling = [report for report in reports if report.events]
    kinds: list[dict[str, list[int]]] = []
    for report in telling:
        by_kind: dict[str, list[int]] = defaultdict(list)
        for event in report.events:
            by_kind[event.kind].append(numbers[report.member(event.id)])
        kinds.append(by_kind)
    days = [day.toordinal() if (day := bounds(report.published)[0]) else None for report in telling]
    for early, late in near_reports([parse(report.fingerprint) for report in telling], days):
        for kind, left in kinds[early].items():
            for right in kinds[late].get(kind, ()):
                yield from ((one, right) for one in left)


class _Texts:
    """What the judge of pairs says of two reports, asked once a pair."""

    def __init__(self, reports: Sequence[ReportSeen], known: Known) -> None:
        self._reports = {report.key: report for report in reports}
        self._original = known.original
        self._scores: dict[tuple[str, str], Score] = {}

    def compare(self, one: str, other: str) -> Score:
        if self._original.get(one, one) == self._original.get(other, other):
            return REPRINTED
        pair = min(one, other), max(one, other)
        if pair not in self._scores:
            self._scores[pair] = same_event(self._reports[pair[0]], self._reports[pair[1]])
        return self._scores[pair]


def _ruled(
    rulings: Sequence[Ruling], numbers: Mapping[Member, int]
) -> tuple[list[Edge], set[tuple[int, int]]]:
    """Events that a person put together, and those told apart; of two rulings on a pair the later counts."""
    last: dict[tuple[int, int], Ruling] = {}
    for ruling in standing(rulings):
        if ruling.action in ("same", "different") and ruling.other is not None:
            members = Member.parse(ruling.target), Member.parse(ruling.other)
            left, right = sorted(numbers.get(member, -1) for member in members)
            if left >= 0:
                last[left, right] = ruling
    different = {pair for pair, ruling in last.items() if ruling.action == "different"}
    same = [
        Edge(-1.0, *pair, ruling.why or "a person put the two together", f"person:{ruling.by}", ruling.id)
        for pair, ruling in last.items()
        if ruling.action == "same"
    ]
    return same, different


def _merge(told: Sequence[Told], edge: Edge) -> Merge:
    left, right = told[edge.left].member, told[edge.right].member
    return Merge("event", left, right, True, -edge.cost, edge.why, edge.by, edge.ruling)


def _order(merge: Merge) -> tuple[Member, Member]:
    return merge.left, merge.right
