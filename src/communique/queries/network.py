"""`network`: who met whom, as a graph with days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from communique.queries.answer import Answer, Section
from communique.queries.assemble import answer
from communique.queries.desk import Desk
from communique.queries.events import MADE, days_of, only_time
from communique.queries.lines import MetLine, NodeLine
from communique.queries.timeline import ALL, asked_of
from communique.records.register import Happening
from communique.register.view import Filter, View

MEETING_KINDS = ("meeting", "visit")
MEETING_ROLES = ("participant", "host", "visitor")
# Of a summit of many, nobody can say that each met each; such meetings count for the happening alone.
MOST_AT_ONE_TABLE = 30

Ends = tuple[str, str]


def network(view: View, wanted: Filter = ALL, types: Sequence[str] = ()) -> Answer:
    """Edges between actors of different states who met (meetings and visits that took place), and the nodes.

    An edge's `weight` counts the happenings; in `share` each counts 1/(n-1) when n actors took part, so that
    large summits do not outweigh talks between two (Newman's weight). Days are bounds: the first that the
    earliest happening can have had, and the last that the latest can have had.

    Args:
        types: only actors of these types (person, body, state, …); empty for all.
    """
    desk = Desk(view)
    edges = meetings_between(desk, view.happenings(wanted), types)
    lines = tuple(met_line(desk, ends, items, tables) for ends, (items, tables) in edges.items())
    lines = tuple(sorted(lines, key=lambda line: (-line.weight, line.a_id, line.b_id)))
    nodes = _nodes(desk, lines)
    sections = (
        Section("edges", "Who met whom", lines, len(lines)),
        Section("nodes", "Who they are", nodes, len(nodes)),
    )
    return answer(desk, "network", "Who met whom", {**asked_of(wanted), "types": " ".join(types)}, sections)


def meetings_between(
    desk: Desk, items: Iterable[Happening], types: Sequence[str] = ()
) -> dict[Ends, tuple[list[Happening], list[int]]]:
    """For each two actors who met: the happenings, and how many took part in each."""
    found: dict[Ends, tuple[list[Happening], list[int]]] = defaultdict(lambda: ([], []))
    for item in items:
        if item.kind in MEETING_KINDS and item.stage in MADE:
            present = _present(desk, item, types)
            for ends in _across(desk, present):
                found[ends][0].append(item)
                found[ends][1].append(len(present))
    return found


def _present(desk: Desk, item: Happening, types: Sequence[str]) -> list[str]:
    ids = sorted({id for role in MEETING_ROLES for id in item.roles.get(role, ())})
    known = [id for id in ids if (entity := desk.entity(id)) and (not types or entity.type in types)]
    return known if len(known) <= MOST_AT_ONE_TABLE else []


def _across(desk: Desk, present: Iterable[str]) -> Iterable[Ends]:
    """Two actors of one state sit on the same side of the table; where a state is unknown, nobody can say."""
    for a, b in combinations(present, 2):
        one, other = desk.country(a), desk.country(b)
        if one and other and not set(one) & set(other):
            yield a, b


def met_line(desk: Desk, ends: Ends, items: Sequence[Happening], tables: Sequence[int]) -> MetLine:
    a, b = ends
    first, last = days_of(items)
    reports = [key for item in reversed(items) for key in item.reports]
    return MetLine(
        a=desk.name(a),
        a_id=a,
        a_country=desk.country(a),
        a_office=desk.office(a, reports),
        b=desk.name(b),
        b_id=b,
        b_country=desk.country(b),
        b_office=desk.office(b, reports),
        weight=len(items),
        share=round(sum(1 / (count - 1) for count in tables), 4),
        when=only_time(items),
        first_day=first,
        last_day=last,
        happenings=tuple(item.id for item in items),
        quotes=desk.newest_quotes(items, 1),
    )


def _nodes(desk: Desk, lines: Iterable[MetLine]) -> tuple[NodeLine, ...]:
    weights: dict[str, int] = defaultdict(int)
    for line in lines:
        weights[line.a_id] += line.weight
        weights[line.b_id] += line.weight
    found = []
    for id, weight in sorted(weights.items()):
        entity = desk.entity(id)
        assert entity is not None
        found.append(NodeLine(id, entity.name, entity.type, entity.country, entity.sector, weight))
    return tuple(found)
