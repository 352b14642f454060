from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique import codebook
from communique.training.labels import LabelError, as_gold, load_labels, with_text

LABELS = Path(__file__).parents[2] / "training" / "labels"
READINGS = Path(__file__).parents[2] / "training" / "readings"


def spans(value: Any) -> list[list[int]]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(x, int) for x in value):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [span for part in inner for span in spans(part)]


def test_labels_speak_the_codebook() -> None:
    for path in LABELS.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            for event in json.loads(line)["events"]:
                problems = codebook.check_event(
                    event["kind"], event.get("mode"), event["stage"], event.get("step"), event["roles"]
                )
                assert not problems, (path.name, problems)


def test_labels_find_their_texts(data: Path) -> None:
    found = load_labels(LABELS, data)
    assert len(found) == 439
    for gold in found:
        assert all(0 <= start < end <= len(gold["text"]) for start, end in spans(gold["events"]))


def test_no_labelled_report_is_a_gold_report(data: Path) -> None:
    gold = (data / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    letters = ["".join(filter(str.isalpha, json.loads(line)["text"].lower())) for line in gold]
    for report in load_labels(LABELS, data):
        middle = "".join(filter(str.isalpha, report["text"].lower()))
        piece = middle[len(middle) // 2 : len(middle) // 2 + 80]
        assert not any(piece in text for text in letters), report["id"]


def test_another_text_is_refused() -> None:
    label = {"id": "r1", "titled": False, "sha256": "0" * 64}
    with pytest.raises(LabelError, match="r1"):
        with_text(label, {"text": "Другой текст.", "title": "", "published": None})


def test_readings_speak_the_codebook_and_name_their_actors(data: Path) -> None:
    found = load_labels(READINGS, data)
    for gold in found:
        assert all(0 <= start < end <= len(gold["text"]) for start, end in spans(gold["actors"]))
        ids = {actor["id"] for actor in gold["actors"]}
        for event in gold["events"]:
            assert {id for who in event["roles"].values() for id in who} <= ids
            mode, step = event.get("mode"), event.get("step")
            assert not codebook.check_event(event["kind"], mode, event["stage"], step, event["roles"])


def test_no_reading_is_of_a_labelled_report(data: Path) -> None:
    read, labelled = ({gold["id"] for gold in load_labels(folder, data)} for folder in (READINGS, LABELS))
    assert len(read) == 173
    assert not read & labelled


def test_a_whole_reading_is_gold_already(data: Path) -> None:
    reading = next(gold for gold in load_labels(READINGS, data) if gold["events"])
    assert as_gold(reading) is reading
