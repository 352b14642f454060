"""GEXF and GraphML: networkx reads them, bounds are closed, spells do not overlap, XML stays XML."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_fixture import TODAY, register

from communique.export import write
from communique.export.graph import EDGE_TYPES, GEXF, NODE_TYPES, clean, graph, merged, spell
from communique.export.scope import Scope
from communique.records.register import Happening
from communique.register.memory import Memory

NOW, THEN = TODAY, date(2024, 3, 3)
days = st.integers(0, 400).map(lambda number: date(2023, 1, 1) + timedelta(number))
spells = st.tuples(days, days).map(lambda ends: (min(ends), max(ends)))


def written(name: str, tmp_path: Path, view: Memory | None = None) -> Path:
    write(view or register(), name, tmp_path / name)
    return tmp_path / name


def test_networkx_reads_both(tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    dynamic = networkx.read_gexf(written("gexf", tmp_path), version="1.3")
    static = networkx.read_graphml(written("graphml", tmp_path))
    expected = graph(Scope(register()))
    assert expected.edges
    for found in (dynamic, static):
        assert set(found.nodes) == {node.id for node in expected.nodes}
        assert {frozenset(edge) for edge in found.edges} == {frozenset((e.a, e.b)) for e in expected.edges}
        for edge in expected.edges:
            data = found.edges[edge.a, edge.b]
            assert data["weight"] == edge.weight
            assert {name for name in EDGE_TYPES if name in data} == {*EDGE_TYPES}
        for node in expected.nodes:
            assert found.nodes[node.id]["label"] == node.label
            assert set(NODE_TYPES) - {"wikidata"} <= set(found.nodes[node.id])
    for edge in expected.edges:
        told = [(start.isoformat(), end.isoformat()) for start, end in edge.spells]
        assert dynamic.edges[edge.a, edge.b]["spells"] == told


def test_every_bound_is_closed_and_in_order(tmp_path: Path) -> None:
    root = fromstring(written("gexf", tmp_path).read_bytes())
    assert root.tag == f"{{{GEXF}}}gexf" and root.get("version") == "1.3"
    whole = root.find(f"{{{GEXF}}}graph")
    assert whole is not None and whole.get("timeformat") == "date" and whole.get("mode") == "dynamic"
    dated = [whole, *root.iter(f"{{{GEXF}}}node"), *root.iter(f"{{{GEXF}}}spell")]
    for element in dated:
        start, end = element.get("start"), element.get("end")
        assert start is not None and end is not None
        assert str(whole.get("start")) <= start <= end <= str(whole.get("end")) <= TODAY.isoformat()


def happening(first: date | None, last: date | None, reported: str | None = None) -> Happening:
    first_day = None if first is None else first.isoformat()
    last_day = None if last is None else last.isoformat()
    return Happening(
        "h1", "meeting", "done", (), (), {}, first_day=first_day, last_day=last_day, first_reported=reported
    )


SPELLS = [
    (happening(THEN, THEN), (THEN, THEN)),
    (happening(THEN, None), (THEN, NOW)),
    (happening(None, THEN), (THEN, THEN)),
    (happening(None, None, "2024-03-03"), (THEN, THEN)),
    (happening(None, None), None),
    (happening(THEN, date(2030, 1, 1)), (THEN, NOW)),
    (happening(date(2030, 1, 1), date(2030, 1, 1)), (NOW, NOW)),
]


@pytest.mark.parametrize(("item", "expected"), SPELLS)
def test_open_ends_are_closed(item: Happening, expected: tuple[date, date] | None) -> None:
    assert spell(item, NOW) == expected


@given(st.lists(spells, max_size=12))
def test_merged_spells_share_no_day_and_lose_none(given_spells: list[tuple[date, date]]) -> None:
    found = merged(given_spells)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    for start, end in given_spells:
        assert any(first <= start and end <= last for first, last in found)
    assert merged(reversed(given_spells)) == found


@given(st.text())
def test_any_text_becomes_xml(text: str) -> None:
    from xml.etree.ElementTree import Element, tostring

    element = Element("a", {"b": clean(text)})
    element.text = clean(text)
    read = fromstring(tostring(element, encoding="utf-8"))
    assert len(clean(text)) == len(text)
    assert read.get("b") == clean(text)


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_a_hostile_name_stays_a_name(name: str, tmp_path: Path) -> None:
    view = Memory((), today=TODAY)
    base = register()
    evil = '</node><script>"\x00\ud800&\uffff'
    view.__dict__.update(base.__dict__)
    view._entities = {id: replace(entity, name=evil) for id, entity in base._entities.items()}
    networkx = pytest.importorskip("networkx")
    read = networkx.read_gexf if name == "gexf" else networkx.read_graphml
    found = read(written(name, tmp_path, view))
    labels = {data["label"] for _, data in found.nodes(data=True)}
    assert labels == {'</node><script>"\ufffd\ufffd&\ufffd'}
