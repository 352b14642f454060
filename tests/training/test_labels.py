from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique import codebook
from communique.training.labels import LabelError, as_gold, load_labels, with_text

TRAINING = Path(__file__).parents[2] / "training"
LABELS, READINGS = TRAINING / "labels", TRAINING / "readings"
HAPPENINGS = {TRAINING / "events": 1800, TRAINING / "events_aside": 540}  # of events alone


def spans(value: Any) -> list[list[int]]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(x, int) for x in value):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [span for part in inner for span in spans(part)]


@pytest.mark.parametrize("folder", [LABELS, *HAPPENINGS])
def test_labels_speak_the_codebook(folder: Path) -> None:
    for path in folder.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            for event in json.loads(line)["events"]:
                problems = codebook.check_event(
                    event["kind"], event.get("mode"), event["stage"], event.get("step"), event["roles"]
                )
                assert not problems, (path.name, problems)


@pytest.mark.parametrize(("folder", "number"), [(LABELS, 439), *HAPPENINGS.items()])
def test_labels_find_their_texts(data: Path, folder: Path, number: int) -> None:
    found = load_labels(folder, data)
    assert len(found) == number
    for gold in found:
        assert all(0 <= start < end <= len(gold["text"]) for start, end in spans(gold["events"]))


@pytest.mark.parametrize("folder", [LABELS, *HAPPENINGS])
def test_no_labelled_report_is_a_gold_report(data: Path, folder: Path) -> None:
    gold = (data / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    letters = ["".join(filter(str.isalpha, json.loads(line)["text"].lower())) for line in gold]
    for report in load_labels(folder, data):
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


def test_no_report_is_labelled_in_two_folders(data: Path) -> None:
    """What the net learns from is not what it is weighed on."""
    folders = (READINGS, LABELS, *HAPPENINGS)
    ids = [one for folder in folders for one in {gold["id"] for gold in load_labels(folder, data)}]
    assert len(ids) == len(set(ids)) == 173 + 439 + 1800 + 540


def test_a_whole_reading_is_gold_already(data: Path) -> None:
    reading = next(gold for gold in load_labels(READINGS, data) if gold["events"])
    assert as_gold(reading) is reading
