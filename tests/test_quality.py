"""Quality floors on readings made by careful reading, each pinned to a digest of the gold it was measured on.

The floors of `train` and of the fixtures guard what was developed on; those of `dev` stand a little
below the figures that were reached. A floor is lowered only together with a reason in its commit.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from communique.evaluation.scoring import score
from communique.intake import read_text
from communique.reading import read_report
from communique.records.json import to_dict

FIXTURES = Path(__file__).parent / "fixtures" / "gold.jsonl"
DIGESTS = {
    "seed.jsonl": "496645bf5aa3fdf631def7956025a67ef2755bb7fa0cfdeaa78a5292550c07b1",
    "train.jsonl": "19e20b0d716b33e7f54c7ffcf462b9860196c6af95696052bd1fd8791524ddc3",
    "dev.jsonl": "ebb896a14f76196b81eae6be9bc3710eddabce72efc56f4446d49671e7e2cbf6",
}
FLOORS = {
    "train.jsonl": {"event": 0.67, "stage": 0.58, "dyad": 0.40, "statements": 0.83, "mentions": 0.86},
    "dev.jsonl": {
        "event": 0.64,
        "stage": 0.58,
        "dyad": 0.44,
        "offices": 0.60,
        "statements": 0.80,
        "noise (characters)": 0.90,
        "mentions": 0.86,
    },
}
FIXTURE_FLOORS = {"event": 0.90, "stage": 0.89, "dyad": 0.82, "statements": 0.90, "noise (characters)": 0.90}


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def published(gold: dict[str, Any]) -> str | None:
    """What the report's metadata say; fixtures name it, gold readings of the web carry it."""
    metadata = gold if "origin" in gold else gold.get("given", {})
    value = metadata.get("published")
    return str(value) if value else None


def predict(gold: dict[str, Any]) -> dict[str, Any]:
    return to_dict(read_report(read_text(gold["text"], published=published(gold), id=gold["id"])))


@cache
def scores(path: Path) -> dict[str, Any]:
    gold = load(path)
    return score(gold, [predict(one) for one in gold]).to_dict()


def below(found: dict[str, Any], floors: dict[str, float]) -> dict[str, float]:
    return {level: found[level]["f1"] for level, floor in floors.items() if found[level]["f1"] < floor}


@pytest.mark.parametrize("name", DIGESTS)
def test_gold_is_the_gold_the_floors_were_set_on(data: Path, name: str) -> None:
    assert hashlib.sha256((data / "gold" / name).read_bytes()).hexdigest() == DIGESTS[name]


@pytest.mark.parametrize("name", FLOORS)
def test_floors_on_gold(data: Path, name: str) -> None:
    assert below(scores(data / "gold" / name), FLOORS[name]) == {}


def test_floors_on_the_projects_own_reports() -> None:
    assert below(scores(FIXTURES), FIXTURE_FLOORS) == {}


def test_the_model_case_reads_right(data: Path) -> None:
    found = scores(data / "gold" / "seed.jsonl")
    assert found["event"]["tp"] == found["event"]["gold"] == found["event"]["pred"] == 9
    assert found["stage"]["tp"] == 9
    assert found["dyad"]["tp"] >= 8
    assert found["offices"]["tp"] == found["offices"]["pred"] == 2
    assert found["statements"]["tp"] == found["statements"]["pred"] == 2
    assert found["noise (characters)"]["f1"] == 1.0
    assert found["acc:when"]["accuracy"] >= 7 / 9


def test_reports_without_events_give_none() -> None:
    for gold in load(FIXTURES):
        if not gold["events"]:
            assert predict(gold)["events"] == []
