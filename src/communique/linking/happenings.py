"""`join`: events that reports tell of the same happening become one record, with all that report it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from communique.linking.happenings_record import Known, Told, happening_of
from communique.linking.reprints import printing_order
from communique.records.register import Dating, Entity, Happening, Member, Merge, Reprint, Ruling
from communique.register.seen import ReportSeen


def join(
    reports: Sequence[ReportSeen],
    entities: Sequence[Entity],
    reprints: Sequence[Reprint],
    datings: Sequence[Dating],
    rulings: Sequence[Ruling],
) -> tuple[tuple[Happening, ...], tuple[Merge, ...]]:
    """All happenings, sorted by id, and why events were joined. Every event is in exactly one happening."""
    known = Known.of(reports, entities, reprints, datings)
    told = [
        Told(report.member(event.id), event, report)
        for report in sorted(reports, key=printing_order)
        for event in report.events
    ]
    clusters, merges = _reprinted(told, known.original)
    happenings = [happening_of(cluster, known) for cluster in clusters]
    return tuple(sorted(happenings, key=lambda item: item.id)), tuple(merges)


def _reprinted(told: Sequence[Told], original: Mapping[str, str]) -> tuple[list[list[Told]], list[Merge]]:
    """Events told in the same words by a report and its reprints."""
    groups: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    merges: list[Merge] = []
    for one in told:
        report = one.member.report
        source = original.get(report, report)
        sort = (source, one.event.kind, one.event.stage, one.event.words)
        twins = groups[sort]
        if any(twin.member.report == report for twin in twins):  # told twice within one report
            twins = groups[(*sort, one.member)]
        if twins:
            merges.append(_merge(twins[0].member, one.member))
        twins.append(one)
    return list(groups.values()), merges


def _merge(left: Member, right: Member) -> Merge:
    why = "one report reprints the other, and both tell the event in the same words"
    return Merge("event", left, right, True, 1.0, why, "rule:reprint")
