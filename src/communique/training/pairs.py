"""Train the judge of pairs, which says whether two reports tell the same event.

    python -m communique.training pairs DATA [--labels training/pairs] [--out FILE]

DATA is the project's data folder. Learned from: the labels, ids of reports with a verdict, whose texts lie in
the files that they name, and the training pool of the Telegram contest's pairs
(corpora/gold/tgcontest_pairs/ru_train_pool.tsv). The other pool of that set is never opened. The threshold is
chosen, and the scores of the card are measured, by cross-validation.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from communique.evaluation.pairs import load_pairs
from communique.intake import read_text
from communique.linking.fingerprint import Print, fingerprint, parse
from communique.linking.same_features import features
from communique.reading.ru.noise import find_noise
from communique.training.labels import LabelError, read_corpus

POOL = "corpora/gold/tgcontest_pairs/ru_train_pool.tsv"
FOLDS = 10
ROUNDS = 5  # shufflings into folds whose scores are averaged: few pairs make one of them a matter of luck
SEED = 20
STRENGTH = 0.3  # inverse of the regularisation; 0.1 to 1 differ by less than the folds do
PRECISION = 0.9  # the project's floor: the threshold is the lowest that keeps it
THRESHOLDS = [x / 100 for x in range(30, 81)]

Scores = tuple[float, float, float]


class Row(NamedTuple):
    """One pair: what is compared, and the verdict; `doubtful` ones could be argued either way."""

    features: dict[str, float]
    same: bool
    doubtful: bool


def labelled(labels: Path, data: Path) -> Iterator[Row]:
    """Raises: LabelError when a report is not in the data."""
    paths = sorted(labels.glob("*.jsonl"))
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    prints: dict[str, Print] = {}
    for corpus in sorted({row["corpus"] for row in rows}):
        wanted = {row[side] for row in rows if row["corpus"] == corpus for side in ("left", "right")}
        for report in read_corpus(data / corpus):
            if report["id"] in wanted:
                prints[report["id"]] = print_of(report["text"], report["title"], report.get("url"))
    for row in rows:
        if missing := {row["left"], row["right"]} - prints.keys():
            raise LabelError(f"not in the data: {', '.join(sorted(missing))}")
        values = features(prints[row["left"]], prints[row["right"]])
        yield Row(values, row["same"], row.get("doubtful", False))


def pooled(path: Path) -> Iterator[Row]:
    for pair in load_pairs(path):
        one, other = (print_of(side.text, side.title, side.url) for side in (pair.first, pair.second))
        yield Row(features(one, other), pair.same, False)


def print_of(text: str, title: str | None, url: str | None) -> Print:
    """The fingerprint of a text without its furniture, as a register makes it."""
    report = read_text(text, title=title, url=url)
    noise = [(item.span.start, item.span.end) for item in find_noise(report)]
    made = parse(fingerprint(report.text, report.title, noise))
    assert made is not None
    return made


def fit(rows: Sequence[Row]) -> Any:
    """A pipeline that scales the features and weighs them."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=1000))
    return model.fit([list(row.features.values()) for row in rows], [row.same for row in rows])


def cross_validate(rows: Sequence[Row]) -> list[float]:
    """How likely each pair is the same by models that have not seen it."""
    sums = [0.0] * len(rows)
    for number in range(ROUNDS):
        order = list(range(len(rows)))
        random.Random(SEED + number).shuffle(order)
        for fold in range(FOLDS):
            held = order[fold::FOLDS]
            model = fit([rows[at] for at in order if at not in set(held)])
            found = model.predict_proba([list(rows[at].features.values()) for at in held])
            for at, (_, sure) in zip(held, found, strict=True):
                sums[at] += float(sure) / ROUNDS
    return sums


def scores(rows: Sequence[Row], sure: Sequence[float], threshold: float) -> Scores:
    """Precision, recall and F1 of «same»."""
    said = [one >= threshold for one in sure]
    hits = sum(yes and row.same for yes, row in zip(said, rows, strict=True))
    precision, recall = hits / max(1, sum(said)), hits / max(1, sum(row.same for row in rows))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def train(rows: Sequence[Row]) -> dict[str, Any]:
    """The model as it is shipped, its weights for features as they are, not scaled."""
    sure = cross_validate(rows)
    clear = [at for at, row in enumerate(rows) if not row.doubtful]
    clear_rows, clear_sure = [rows[at] for at in clear], [sure[at] for at in clear]
    good = [t for t in THRESHOLDS if scores(clear_rows, clear_sure, t)[0] >= PRECISION]
    threshold = min(good, default=max(THRESHOLDS))
    scaler, regression = (step for _, step in fit(rows).steps)
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0]) - float((weights * scaler.mean_).sum())
    return {
        "card": {
            "what": "logistic regression that says whether two reports tell the same event",
            "data": f"the labels under training/pairs and {POOL}; texts are not shipped",
            "command": "python -m communique.training pairs DATA",
            "pairs": len(rows),
            "of these the same": sum(row.same for row in rows),
            "of these doubtful": sum(row.doubtful for row in rows),
            "cross-validated precision, recall, F1 at the threshold, all pairs": _rounded(
                scores(rows, sure, threshold)
            ),
            "the same without doubtful pairs": _rounded(scores(clear_rows, clear_sure, threshold)),
        },
        "threshold": threshold,
        "bias": round(bias, 4),
        "weights": {
            name: round(float(weight), 4) for name, weight in zip(rows[0].features, weights, strict=True)
        },
    }


def _rounded(figures: Sequence[float]) -> list[float]:
    return [round(x, 3) for x in figures]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--labels", type=Path, default=Path("training/pairs"))
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(str(files("communique.linking").joinpath("data", "same.json"))),
    )
    options = parser.parse_args()
    model = train([*labelled(options.labels, options.data), *pooled(options.data / POOL)])
    options.out.write_text(json.dumps(model, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(model["card"], ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
