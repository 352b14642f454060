from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique import codebook
from communique.training.labels import LabelError, load_labels, with_text

LABELS = Path(__file__).parents[2] / "training" / "labels"


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
