"""Train the model that weighs what may be a statement, on gold readings and standoff labels.

    python -m communique.training.statements DATA [--labels training/labels] [--readings training/readings]
                                             [--out FILE]

DATA is the project's data folder; its `gold/train.jsonl`, the labels and the readings are learned from,
`gold/dev.jsonl` never. The labels and readings come from another school of reading: the feature «school
labels» takes up what that school lists less often, and is left out where the model reads. The threshold is
chosen, and the scores of the card are measured, by cross-validation over reports.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from communique.reading.layers import Entity
from communique.reading.pipeline import run
from communique.reading.ru.said.features import features
from communique.reading.ru.stages import STAGES
from communique.reading.ru.statements import find_heard
from communique.training.labels import READINGS, gold_readings, load_labels, report_of, unseen

FOLDS = 10
SEED = 20
STRENGTH = 0.15  # inverse of the regularisation; 0.05 to 1 differ by less than the folds do
THRESHOLDS = [x / 100 for x in range(20, 71, 5)]
TIE = 0.002  # F1 this close to the best counts as equal; of equals the lowest threshold loses least
SAME_WORDS, SAME_SPEAKER = 0.5, 0.3  # intersection over union
SCHOOL = "school labels"
NEEDLESS = frozenset({"offices", "statements", "sources", "times", "events"})

Gold = dict[str, Any]


class Row(NamedTuple):
    """One candidate: its features, and whether the careful reader listed it."""

    report: str
    school: bool
    features: dict[str, float]
    listed: bool


def iou(a: Sequence[int], b: Sequence[int]) -> float:
    """Intersection over union of two ranges."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (a[1] - a[0] + b[1] - b[0] - shared) if shared else 0.0


def speaker_spans(gold: Gold, statement: Gold) -> list[list[int]] | None:
    """The mentions of a gold statement's speaker; None where nobody is named."""
    speaker = statement["speaker"]
    if isinstance(speaker, list):
        return [speaker]
    return next((a["mentions"] for a in gold.get("actors", ()) if a["id"] == speaker), None)


def same_speaker(theirs: list[list[int]] | None, ours: Entity | None) -> bool:
    if theirs is None or ours is None:
        return theirs is None and ours is None
    spans = [(r.span.start, r.span.end) for r in ours.references]
    return any(iou(a, b) > SAME_SPEAKER for a in theirs for b in spans)


def rows_of(gold: Gold) -> list[Row]:
    """Every candidate of a report; each gold statement is paired with one that overlaps it most."""
    report = report_of(gold)
    layers = run([stage for stage in STAGES if stage.name not in NEEDLESS], {"report": report})
    text = layers["text"]
    heard = find_heard(text, layers["entities"], layers["utterances"])
    listed: set[int] = set()
    for statement in gold["statements"]:
        theirs = speaker_spans(gold, statement)
        found = [
            (iou(statement["content"], (span.start, span.end)), number)
            for number, one in enumerate(heard)
            for span in [text.span(one.said.first, one.said.last)]
            if number not in listed and same_speaker(theirs, one.who)
        ]
        best = max(found, default=(0.0, -1))
        if best[0] > SAME_WORDS:
            listed.add(best[1])
    school = "corpus" in gold
    return [
        Row(gold["id"], school, dict(features(text, one, heard)), n in listed) for n, one in enumerate(heard)
    ]


def fit(rows: Sequence[Row]) -> tuple[Any, Any]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    names = DictVectorizer()
    matrix = names.fit_transform([{**row.features, SCHOOL: float(row.school)} for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=5000, random_state=SEED)
    return names, model.fit(matrix, [row.listed for row in rows])


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
    kept = [row.listed for row, confidence in zip(rows, sure, strict=True) if confidence >= threshold]
    hits = sum(kept)
    precision, recall = hits / max(1, len(kept)), hits / gold
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def train(golds: Sequence[Gold]) -> dict[str, Any]:
    """The model as it is shipped; the threshold is chosen by folds, on the mean of the F1 over the gold
    readings and over all, since the gold readings alone are few."""
    rows = [row for gold in golds for row in rows_of(gold)]
    sure = cross_validate(rows)
    own = [(row, confidence) for row, confidence in zip(rows, sure, strict=True) if not row.school]
    statements = sum(len(gold["statements"]) for gold in golds if "corpus" not in gold)
    scores = {t: f1([r for r, _ in own], [c for _, c in own], t, statements) for t in [0.0, *THRESHOLDS]}
    total = sum(len(gold["statements"]) for gold in golds)
    means = {t: (scores[t][2] + f1(rows, sure, t, total)[2]) / 2 for t in THRESHOLDS}
    best = min(t for t in THRESHOLDS if means[t] >= max(means.values()) - TIE)
    names, model = fit(rows)
    weights = dict(zip(names.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    return {
        "card": {
            "what": "logistic regression that weighs what may be a statement, found by rules",
            "data": "gold/train.jsonl, the standoff labels under training/labels and the readings under "
            "training/readings; texts are not shipped",
            "command": "python -m communique.training.statements DATA",
            "reports": len(golds),
            "candidates": len(rows),
            "gold statements": total,
            "cross-validated precision, recall, F1 on gold/train.jsonl, everything kept": rounded(
                scores[0.0]
            ),
            "cross-validated precision, recall, F1 on gold/train.jsonl, at the threshold": rounded(
                scores[best]
            ),
        },
        "threshold": best,
        "bias": round(float(model.intercept_[0]), 4),
        "weights": {
            name: round(weight, 4)
            for name, weight in sorted(weights.items())
            if abs(weight) >= 0.005 and name != SCHOOL
        },
    }


def rounded(figures: Sequence[float]) -> list[float]:
    return [round(x, 3) for x in figures]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--labels", type=Path, default=Path("training/labels"))
    parser.add_argument("--readings", type=Path, default=READINGS)
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(str(files("communique.reading.ru").joinpath("data", "models", "statements.json"))),
    )
    options = parser.parse_args()
    golds = gold_readings(options.data, "train") + load_labels(options.labels, options.data)
    model = train(golds + unseen(options.data, options.readings))
    options.out.write_text(json.dumps(model, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(model["card"], ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
