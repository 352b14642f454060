"""Who is who over all reports: local actors joined to the entities of the register.

A first version: states by their code, everything else by type, country and plain name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from communique.actors.entities import Local, entity_of
from communique.gazetteer import plain
from communique.records.register import Entity, Merge, Ruling
from communique.register.seen import ReportSeen


def resolve(
    reports: Sequence[ReportSeen], rulings: Sequence[Ruling]
) -> tuple[tuple[Entity, ...], tuple[Merge, ...]]:
    """Every local actor belongs to exactly one entity; the order of the reports says nothing."""
    clusters: dict[tuple[str, ...], list[Local]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.key):
        for actor in report.actors:
            clusters[_key(report, Local(report, actor))].append(Local(report, actor))
    groups = [sorted(members, key=Local.order) for members in clusters.values()]
    entities = tuple(sorted((entity_of(members) for members in groups), key=lambda entity: entity.id))
    merges = [_merge(members[0], other) for members in groups for other in members[1:]]
    return entities, tuple(sorted(merges, key=lambda merge: (merge.left, merge.right)))


def _key(report: ReportSeen, local: Local) -> tuple[str, ...]:
    actor = local.actor
    if actor.type == "state" and len(actor.country) == 1:
        return ("state", actor.country[0])
    if actor.type == "group" or not actor.names:
        return ("one", report.key, actor.id)
    return (actor.type, plain(actor.name), *actor.country)


def _merge(left: Local, right: Local) -> Merge:
    why = f"both are «{left.actor.name}», {left.actor.type}, {' '.join(left.actor.country) or 'no country'}"
    return Merge("actor", left.member, right.member, True, 0.8, why, "rule:same_name")
