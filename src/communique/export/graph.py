"""`gexf` and `graphml`: who met whom, between states, as a network with days.

The edges are those of `communique.queries.network`: meetings and visits that took place. In GEXF the graph is
dynamic: an edge has a spell for each happening, from the first day that it can have had to the last. All
bounds are closed, as Gephi wants them: what has no end yet ends on the day of the register, what has no start
begins on its last day. Spells that touch are one, for Gephi refuses intervals that overlap.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from communique import __version__
from communique.export.files import REPLACEMENT
from communique.export.scope import Scope
from communique.export.tables_rows import first_evidence
from communique.queries.network import meetings_between
from communique.records.register import Entity, Happening
from communique.register.select import first_day, last_day

GEXF = "http://gexf.net/1.3"
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
# What XML 1.0 cannot hold at all, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Spell = tuple[date, date]
Values = Mapping[str, str | float | int]
# Attributes with their types, which GEXF and GraphML call differently only for whole numbers.
NODE_TYPES = {
    "type": "string",
    "countries": "string",
    "sectors": "string",
    "wikidata": "string",
    "happenings": "integer",
}
EDGE_TYPES = {
    "share": "double",
    "meetings": "integer",
    "visits": "integer",
    "first_day": "string",
    "last_day": "string",
    "happenings": "string",
    "evidence": "string",
}


@dataclass(frozen=True, slots=True)
class Edge:
    """`weight` counts happenings; `spells` are the days, merged and in order."""

    a: str
    b: str
    weight: int
    spells: tuple[Spell, ...]
    values: Values

    @property
    def id(self) -> str:
        return f"{self.a}--{self.b}"


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    label: str
    spell: Spell | None
    values: Values


@dataclass(frozen=True, slots=True)
class Graph:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(scope: Scope) -> Graph:
    found = meetings_between(scope.desk, scope.happenings)
    edges = [_edge(scope, a, b, *found[a, b]) for a, b in sorted(found)]
    of: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        of[edge.a].append(edge)
        of[edge.b].append(edge)
    nodes = [_node(scope.actors[id], of[id]) for id in sorted(of)]
    return Graph(tuple(nodes), tuple(edges))


def _edge(scope: Scope, a: str, b: str, items: Sequence[Happening], tables: Sequence[int]) -> Edge:
    spells = merged(filter(None, (spell(item, scope.view.today) for item in items)))
    kinds = [item.kind for item in items]
    values: dict[str, str | float | int] = {
        "share": round(sum(1 / (count - 1) for count in tables), 4),
        "meetings": kinds.count("meeting"),
        "visits": kinds.count("visit"),
        "first_day": spells[0][0].isoformat() if spells else "",
        "last_day": max(end for _, end in spells).isoformat() if spells else "",
        "happenings": " ".join(item.id for item in items),
        "evidence": " ".join(filter(None, (first_evidence(scope, item) for item in items))),
    }
    return Edge(a, b, len(items), spells, values)


def spell(item: Happening, today: date) -> Spell | None:
    """First and last day, both known; None where nothing at all is known of the time."""
    first, last = first_day(item), last_day(item)
    if first is None and last is None:
        return None
    start = min(first or last or today, today)
    return start, max(start, min(last or today, today))


def merged(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """In order, those that share a day made one."""
    found: list[Spell] = []
    for start, end in sorted(spells):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def _node(entity: Entity, edges: Sequence[Edge]) -> Node:
    days = [day for edge in edges for spell in edge.spells for day in spell]
    values: dict[str, str | float | int] = {
        "type": entity.type,
        "countries": " ".join(entity.country),
        "sectors": " ".join(entity.sector),
        "wikidata": entity.external.get("wikidata", ""),
        "happenings": sum(edge.weight for edge in edges),
    }
    return Node(entity.id, entity.name, (min(days), max(days)) if days else None, values)


def clean(text: str) -> str:
    return _NOT_XML.sub(REPLACEMENT, text)


def write_gexf(scope: Scope, path: Path) -> None:
    _write(path, gexf(graph(scope), scope))


def write_graphml(scope: Scope, path: Path) -> None:
    _write(path, graphml(graph(scope), scope))


def _write(path: Path, root: Element) -> None:
    indent(root)
    path.write_bytes(tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


# GEXF


def gexf(found: Graph, scope: Scope) -> Element:
    root = Element("gexf", {"xmlns": GEXF, "version": "1.3"})
    meta = SubElement(root, "meta", {"lastmodifieddate": scope.view.today.isoformat()})
    SubElement(meta, "creator").text = f"communique {__version__}"
    SubElement(meta, "description").text = f"Who met whom, as of {scope.as_of}"
    body = SubElement(root, "graph", _head(found))
    for kind, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
        group = SubElement(body, "attributes", {"class": kind, "mode": "static"})
        for name, type in types.items():
            SubElement(group, "attribute", {"id": name, "title": name, "type": type})
    nodes = SubElement(body, "nodes", {"count": str(len(found.nodes))})
    for node in found.nodes:
        _gexf_node(nodes, node)
    edges = SubElement(body, "edges", {"count": str(len(found.edges))})
    for edge in found.edges:
        _gexf_edge(edges, edge)
    return root


def _head(found: Graph) -> dict[str, str]:
    """The whole graph's bounds, so that Gephi's timeline has ends."""
    days = [day for node in found.nodes if node.spell for day in node.spell]
    head = {"mode": "dynamic", "defaultedgetype": "undirected", "timeformat": "date"}
    head["timerepresentation"] = "interval"
    return head | (_bounds((min(days), max(days))) if days else {})


def _bounds(spell: Spell) -> dict[str, str]:
    return {"start": spell[0].isoformat(), "end": spell[1].isoformat()}


def _gexf_node(parent: Element, node: Node) -> None:
    at = {"id": node.id, "label": clean(node.label)} | (_bounds(node.spell) if node.spell else {})
    _attvalues(SubElement(parent, "node", at), node.values)


def _gexf_edge(parent: Element, edge: Edge) -> None:
    at = {"id": edge.id, "source": edge.a, "target": edge.b, "weight": str(edge.weight)}
    element = SubElement(parent, "edge", at)
    _attvalues(element, edge.values)
    if edge.spells:
        spells = SubElement(element, "spells")
        for spell in edge.spells:
            SubElement(spells, "spell", _bounds(spell))


def _attvalues(parent: Element, values: Values) -> None:
    group = SubElement(parent, "attvalues")
    for name, value in values.items():
        if value != "":
            SubElement(group, "attvalue", {"for": name, "value": clean(str(value))})


# GraphML


def graphml(found: Graph, scope: Scope) -> Element:
    root = Element("graphml", {"xmlns": GRAPHML})
    node_types = {"label": "string"} | NODE_TYPES
    edge_types = {"weight": "integer"} | EDGE_TYPES
    for kind, types in (("node", node_types), ("edge", edge_types)):
        for name, type in types.items():
            told = "int" if type == "integer" else type
            key = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": told}
            SubElement(root, "key", key)
    SubElement(root, "key", {"id": "as_of", "for": "graph", "attr.name": "as_of", "attr.type": "string"})
    body = SubElement(root, "graph", {"id": "who-met-whom", "edgedefault": "undirected"})
    SubElement(body, "data", {"key": "as_of"}).text = scope.as_of
    for node in found.nodes:
        _data(SubElement(body, "node", {"id": node.id}), "node", {"label": node.label, **node.values})
    for edge in found.edges:
        at = {"id": edge.id, "source": edge.a, "target": edge.b}
        _data(SubElement(body, "edge", at), "edge", {"weight": edge.weight, **edge.values})
    return root


def _data(parent: Element, kind: str, values: Values) -> None:
    for name, value in values.items():
        if value != "":
            SubElement(parent, "data", {"key": f"{kind}_{name}"}).text = clean(str(value))
