"""Figures worked out by hand on a small reading, and equality with the project's scorer on spoilt gold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from communique.evaluation import ScoreError, render, render_worst, score
from spoilt_readings import spoil

TEXT = "Посол Чили Р. Сото прибыл в Осло. Он встретился с мэром. Посол отметил рост торговли."
#       0         10        20        30        40        50        60        70        80


def gold() -> dict[str, Any]:
    return {
        "id": "r1",
        "text": TEXT,
        "noise": [[34, 44]],
        "actors": [
            {"id": "a1", "country": "CHL", "mentions": [[0, 18], [34, 36], [57, 62]]},
            {"id": "a2", "country": "NOR", "mentions": [[50, 55]]},
        ],
        "offices": [{"person": "a1", "body": None, "country": "CHL", "phase": "holds"}],
        "events": [
            {"id": "e1", "kind": "visit", "stage": "done", "roles": {"visitor": ["a1"]}, "place": "Осло",
             "when": None, "said_by": None, "trigger": [[19, 25]], "evidence": [[0, 33]],
             "plover": {"event": "CONSULT"}},
            {"id": "e2", "kind": "meeting", "stage": "done", "roles": {"participant": ["a1", "a2"]},
             "place": None, "when": None, "said_by": None, "trigger": [[37, 47]], "evidence": [[34, 56]],
             "plover": {"event": "CONSULT"}},
        ],
        "statements": [{"speaker": "a1", "content": [71, 85]}],
    }  # fmt: skip


def predicted() -> dict[str, Any]:
    """The visit with a longer place; the meeting planned, with another actor; no pronoun."""
    return {
        "id": "r1",
        "text": TEXT,
        "noise": [[34, 39]],
        "actors": [
            {"id": "x", "country": "CHL", "mentions": [[0, 18], [57, 62]]},
            {"id": "y", "country": "NOR", "mentions": [[28, 32]]},
        ],
        "offices": [{"person": "x", "body": None, "country": "CHL", "phase": "holds"}],
        "events": [
            {"id": "p1", "kind": "visit", "stage": "done", "roles": {"visitor": ["x"]},
             "place": "Осло, Норвегия", "when": "2020", "trigger": [[19, 25]], "evidence": [[0, 33]],
             "plover": {"event": "CONSULT"}},
            {"id": "p2", "kind": "meeting", "stage": "planned", "roles": {"participant": ["x", "y"]},
             "trigger": [[37, 47]], "evidence": [], "plover": {"event": "AGREE"}},
            {"id": "p3", "kind": "meeting", "stage": "done", "roles": {}, "trigger": [[63, 70]],
             "evidence": [[57, 85]]},
        ],
        "statements": [{"speaker": "x", "content": [71, 85]}],
    }  # fmt: skip


def test_figures_by_hand() -> None:
    scores = score([gold()], [predicted()])
    counts = {name: (f.hits, f.predicted, f.gold) for name, f in scores.figures.items()}
    assert counts == {
        "event": (2, 3, 2),
        "stage": (1, 3, 2),
        "dyad": (1, 3, 2),
        "actors": (1, 3, 2),
        "role fillers (paired events)": (2, 3, 3),
        "mentions": (2, 3, 4),
        "offices": (1, 1, 1),
        "statements": (1, 1, 1),
        "noise (characters)": (5, 5, 10),
    }
    assert {name: (f.hits, f.predicted, f.gold) for name, f in scores.kinds.items()} == {
        "visit": (1, 1, 1),
        "meeting": (1, 2, 1),
    }
    hits = {name: accuracy.hits for name, accuracy in scores.accuracy.items()}
    assert hits == {"when": 1, "place": 2, "said_by": 2, "mode": 2, "plover": 1}
    # Two of three mentions of one gold cluster are found, in one predicted cluster of two.
    assert scores.b3.precision == pytest.approx(2 / 3)
    assert scores.b3.recall == pytest.approx((4 / 3) / 4)


def test_gold_against_itself_is_right_everywhere() -> None:
    scores = score([gold()], [gold()])
    assert scores.b3.f1 == 1
    assert all(figure.f1 == 1 for figure in (*scores.figures.values(), *scores.kinds.values()))
    assert all(accuracy.rate == 1 for accuracy in scores.accuracy.values())


def test_a_report_without_a_prediction_counts_as_empty() -> None:
    scores = score([gold()], [])
    assert (scores.reports, scores.missing) == (1, 1)
    assert scores.figures["event"].recall == 0 and scores.figures["event"].gold == 2
    assert scores.accuracy == {}


def test_kinds_restrict_both_sides() -> None:
    scores = score([gold()], [predicted()], kinds=["visit"])
    assert set(scores.kinds) == {"visit"}
    assert scores.figures["event"].f1 == 1


def test_another_text_is_refused() -> None:
    with pytest.raises(ScoreError, match="r1: the predicted text is not the gold text"):
        score([gold()], [{**predicted(), "text": "Посол"}])


def test_best_pairs_come_first() -> None:
    """Two predictions overlap the gold visit; the one with the right stage and visitor is taken."""
    other = predicted()
    other["events"] = [{**other["events"][0], "stage": "planned"}, other["events"][0]]
    assert score([gold()], [other]).figures["actors"].hits == 1


def test_the_table_and_the_worst() -> None:
    scores = score([gold()], [predicted()])
    table = render(scores)
    assert "1 reports, 0 without a prediction" in table
    assert any(line.split() == ["event", "0.667", "1.000", "0.800", "2", "3"] for line in table.splitlines())
    assert "accuracy on paired events" in table
    worst = render_worst(scores, 5)
    assert worst.splitlines() == [
        "r1: 1 events wrong",
        "  spurious  meeting/done: Посол отметил рост торговли.",
    ]
    assert render_worst(score([gold()], [gold()]), 5) == ""


@pytest.mark.parametrize(("seed", "kinds"), [(1, ""), (2, ""), (3, "meeting,visit,agreement")])
def test_equal_to_the_projects_scorer(data: Path, tmp_path: Path, seed: int, kinds: str) -> None:
    path, spoilt = data / "gold" / "train.jsonl", tmp_path / "spoilt.jsonl"
    random = Random(seed)
    ours = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    theirs = [spoil(reading, random) for reading in ours if random.random() < 0.95]
    spoilt.write_text("\n".join(json.dumps(reading) for reading in theirs), encoding="utf-8")
    command = [sys.executable, str(data / "tools" / "score_readings.py"), str(path), str(spoilt), "--json"]
    output = subprocess.run([*command, "--kinds", kinds], capture_output=True, check=True).stdout
    expected = json.loads(output)
    found = score(ours, theirs, kinds.split(",") if kinds else None).to_dict()
    # B-cubed adds up fractions, in another order.
    expected["b3"], found["b3"] = pytest.approx(expected["b3"], rel=1e-12), found["b3"]
    assert found == expected
    assert 0.2 < found["actors"]["f1"] < 0.95
