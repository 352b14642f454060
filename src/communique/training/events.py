"""Train the model that weighs happenings, on gold readings and standoff labels.

    python -m communique.training.events DATA [--labels training/labels] [--out FILE]

DATA is the project's data folder; its `gold/train.jsonl` and the labels are learned from, `gold/dev.jsonl`
never. The threshold is chosen, and the scores of the card are measured, by cross-validation over reports.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from communique.intake import read_text
from communique.reading.pipeline import run
from communique.reading.ru.events.features import features
from communique.reading.ru.events.find import find_happenings
from communique.reading.ru.events.frames import People
from communique.reading.ru.events.merge import Happening
from communique.reading.ru.stages import STAGES
from communique.training.labels import load_labels

FOLDS = 10
SEED = 20
STRENGTH = 0.15  # inverse of the regularisation; 0.05 to 0.5 differ by less than the folds do
TIE = 0.005  # F1 this close to the best counts as equal; of equals the lowest threshold loses least
THRESHOLDS = [x / 100 for x in range(15, 61, 5)]


Gold = dict[str, Any]


class Row(NamedTuple):
    """One happening: its features, and whether the careful reader coded it."""

    report: str
    features: dict[str, float]
    coded: bool


def overlaps(a: Sequence[Sequence[int]], b: Sequence[Sequence[int]]) -> bool:
    return any(x[0] < y[1] and y[0] < x[1] for x in a for y in b)


def is_coded(people: People, happening: Happening, events: Sequence[Gold], used: set[int]) -> bool:
    """Pair with an unused gold event of the kind whose evidence holds a trigger; each pairs once."""
    words = people.text.words
    triggers = [[words[c.frame.word].start, words[c.frame.word].end] for c in happening.candidates]
    for number, event in enumerate(events):
        if number not in used and event["kind"] == happening.kind and overlaps(event["evidence"], triggers):
            used.add(number)
            return True
    return False


def rows_of(gold: dict[str, Any]) -> list[Row]:
    report = read_text(gold["text"], published=gold.get("published"), id=gold["id"])
    layers = run([stage for stage in STAGES if stage.name != "events"], {"report": report})
    people = People.of(layers["text"], layers["entities"])
    happenings, _ = find_happenings(people, layers["statements"])
    used: set[int] = set()
    return [
        Row(gold["id"], dict(features(people, h, happenings)), is_coded(people, h, gold["events"], used))
        for h in happenings
    ]


def fit(rows: Sequence[Row]) -> tuple[Any, Any]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    names = DictVectorizer()
    matrix = names.fit_transform([row.features for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=5000, random_state=SEED)
    return names, model.fit(matrix, [row.coded for row in rows])


def cross_validate(rows: Sequence[Row]) -> list[float]:
    """The confidence of every row by a model that has not seen its report."""
    reports = sorted({row.report for row in rows})
    random.Random(SEED).shuffle(reports)
    fold = {report: number % FOLDS for number, report in enumerate(reports)}
    out = [0.0] * len(rows)
    for number in range(FOLDS):
        names, model = fit([row for row in rows if fold[row.report] != number])
        for at, row in enumerate(rows):
            if fold[row.report] == number:
                out[at] = float(model.predict_proba(names.transform([row.features]))[0, 1])
    return out


def f1(rows: Sequence[Row], sure: Sequence[float], threshold: float, gold: int) -> tuple[float, float, float]:
    kept = [row.coded for row, confidence in zip(rows, sure, strict=True) if confidence >= threshold]
    hits = sum(kept)
    precision, recall = hits / max(1, len(kept)), hits / gold
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def train(golds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    rows = [row for gold in golds for row in rows_of(gold)]
    events = sum(len(gold["events"]) for gold in golds)
    sure = cross_validate(rows)
    scores = {threshold: f1(rows, sure, threshold, events) for threshold in [0.0, *THRESHOLDS]}
    highest = max(score[2] for score in scores.values())
    best = min(threshold for threshold in THRESHOLDS if scores[threshold][2] >= highest - TIE)
    names, model = fit(rows)
    weights = dict(zip(names.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    return {
        "card": {
            "what": "logistic regression that weighs happenings found by the event rules",
            "data": "gold/train.jsonl and the standoff labels under training/labels; texts are not shipped",
            "command": "python -m communique.training.events DATA",
            "reports": len(golds),
            "happenings": len(rows),
            "gold events": events,
            "cross-validated precision, recall, F1 without the model": [round(x, 3) for x in scores[0.0]],
            "cross-validated precision, recall, F1 at the threshold": [round(x, 3) for x in scores[best]],
            "reliability": reliability(rows, sure),
        },
        "threshold": best,
        "bias": round(float(model.intercept_[0]), 4),
        "weights": {
            name: round(weight, 4) for name, weight in sorted(weights.items()) if abs(weight) >= 0.005
        },
    }


def reliability(rows: Sequence[Row], sure: Sequence[float]) -> list[list[float]]:
    """For each fifth of the scale: mean confidence, share coded, number of happenings (cross-validated)."""
    table = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = [
            (c, r.coded) for r, c in zip(rows, sure, strict=True) if low <= c < low + 0.2 + (low == 0.8)
        ]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            table.append(
                [round(mean, 3), round(sum(coded for _, coded in inside) / len(inside), 3), len(inside)]
            )
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--labels", type=Path, default=Path("training/labels"))
    home = Path(str(files("communique.reading.ru"))) / "data" / "models" / "events.json"
    parser.add_argument("--out", type=Path, default=home)
    arguments = parser.parse_args()
    with (arguments.data / "gold" / "train.jsonl").open(encoding="utf-8") as lines:
        golds = [json.loads(line) for line in lines]
    golds += load_labels(arguments.labels, arguments.data)
    table = train(golds)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(table["card"], ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
