"""The published schema is the one the code makes, and readings keep to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from communique.codebook.schema import reading_schema, schema_text
from communique.records import Reading
from communique.records.json import from_dict, load_dicts, to_dict
from reading_strategies import readings

PUBLISHED = Path(__file__).parents[2] / "docs" / "reading.schema.json"


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.Draft202012Validator.check_schema(reading_schema())
    return jsonschema.Draft202012Validator(reading_schema())


def test_the_published_schema_is_up_to_date() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text()


@settings(max_examples=40, deadline=None)
@given(reading=readings())
def test_what_is_written_has_no_field_that_the_schema_does_not_know(reading: Reading, validator: Any) -> None:
    """Arbitrary readings break the codebook's lists of modes and roles, and nothing else."""
    written = json.loads(json.dumps(to_dict(reading)))
    for event in written["events"]:
        event.update(mode=None, roles={}, plover={})
    assert [error.message for error in validator.iter_errors(written)] == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"mode": "treaty"}, "'treaty' is not one of"),
        ({"roles": {"party": ["a1"]}}, "'party' is not one of"),
        ({"stage": "over"}, "'over' is not one of"),
        ({"trigger": [[1]]}, "[1] is too short"),
        ({"mood": "good"}, "'mood' was unexpected"),
    ],
)
def test_what_the_codebook_forbids_is_refused(change: dict[str, Any], complaint: str, validator: Any) -> None:
    event = {
        "id": "e1",
        "kind": "visit",
        "stage": "done",
        "roles": {},
        "trigger": [[0, 1]],
        "evidence": [[0, 1]],
    }
    whole = {"id": "r1", "language": "ru", "text": "да", "actors": [], "events": [event | change]}
    (error,) = validator.iter_errors(whole)
    assert complaint in error.message


def test_gold_readings_keep_to_it(data: Path, validator: Any) -> None:
    for _, gold in load_dicts(data / "gold" / "train.jsonl"):
        for reading in (gold, json.loads(json.dumps(to_dict(from_dict(gold))))):
            assert [error.message for error in validator.iter_errors(reading)] == [], gold["id"]
