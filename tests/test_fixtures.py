"""The project's own reports and their gold readings: rebuilt from their sources, legal by the codebook."""

from __future__ import annotations

import importlib.util
import json
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from communique import codebook
from communique.records.json import load_readings

HERE = Path(__file__).parent / "fixtures"
verify = import_module("communique.evaluation.verify")
CHECKS = (  # gold cites triggers and evidence only, and no rule decided it: the other checks are for programs
    "spans_hold_their_words",
    "noise_gives_no_records",
    "ids_are_unique",
    "references_lead_to_actors",
    "parts_form_no_circle",
    "actors_are_legal",
    "offices_and_statements_are_legal",
    "events_are_legal",
    "plover_is_legal",
    "triggers_lie_in_evidence",
)


def load_builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_gold", HERE / "build_gold.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows() -> list[dict[str, Any]]:
    lines = (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_gold_is_what_its_sources_say() -> None:
    assert load_builder().build() == (HERE / "gold.jsonl").read_text(encoding="utf-8")


def test_every_report_has_a_gold_reading() -> None:
    assert {row["id"] for row in rows()} == {path.stem for path in (HERE / "reports").iterdir()}


def test_gold_readings_are_legal() -> None:
    checks = [getattr(verify, name) for name in CHECKS]
    readings = load_readings(HERE / "gold.jsonl")
    assert [(r.report.id, p) for r in readings for p in verify.verify(r, checks)] == []


def test_gold_events_have_the_plover_event_of_the_codebook() -> None:
    wrong = []
    for row in rows():
        for event in row["events"]:
            mapped = codebook.plover(event["kind"], event.get("mode"), event["stage"], event.get("step"))
            printed = event["plover"].get("event"), event["plover"].get("mode")
            wrong += [(row["id"], event["id"], mapped, printed)] if mapped != printed else []
    assert wrong == []


def test_two_reports_hold_no_event() -> None:
    assert [row["id"] for row in rows() if not row["events"]] == ["mng-weather", "ury-football"]


CITATIONS = [  # words of a report, citation, the spans it means
    ("он и он", "он#2", [(5, 7)]),
    ("он и она", "он#*", [(0, 2)]),
    ("он был, он и есть", "был, ⟦он⟧", [(8, 10)]),
    ("Посол А. прибыл. Посол уехал.", "Посол А … прибыл.", [(0, 16)]),
]


@pytest.mark.parametrize(("text", "cited", "expected"), CITATIONS)
def test_a_citation_is_found(text: str, cited: str, expected: list[tuple[int, int]]) -> None:
    assert load_builder().places(text, cited) == expected


@pytest.mark.parametrize(("text", "cited"), [("он и он", "он"), ("он", "она"), ("он", "она#*")])
def test_a_citation_that_means_nothing_or_two_places_fails(text: str, cited: str) -> None:
    builder = load_builder()
    with pytest.raises(builder.CitationError):
        builder.places(text, cited)
