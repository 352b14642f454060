"""Train the models that weigh happenings, on gold readings and standoff labels.

    python -m communique.training.events DATA [--labels training/events_aside] [--readings training/readings]
                                         [--out FILE] [--curve]

DATA is the project's data folder; its `gold/train.jsonl`, the labels and the readings are learned from,
`gold/dev.jsonl` never. The net has learned from none of these, so what it says of them is what it says of
news. The labels come from another school of reading: the feature «school labels» takes up
what that school codes more or less often, and is left out where the model reads. Happenings are paired with
gold events as the scorer pairs them. One model says whether a happening is coded at all, one for each field
whether it is right. All is measured by cross-validation over reports; the thresholds are the best by the mean
of the F1 over `gold/train.jsonl` and over the readings, from whose reports no rule was written.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from communique.evaluation.scoring import paired_events
from communique.reading.assembly import assemble
from communique.reading.pipeline import run
from communique.reading.ru.events.details import Setting
from communique.reading.ru.events.features import DOUBTFUL, features
from communique.reading.ru.events.find import find_events, in_order
from communique.reading.ru.events.frames import People
from communique.reading.ru.events.model import EVERYTHING, FIELDS, Model
from communique.reading.ru.stages import STAGES
from communique.training.labels import (
    READINGS,
    UNSEEN,
    as_gold,
    gold_readings,
    load_labels,
    report_of,
    unseen,
)

FOLDS = 10
SEED = 20
STRENGTH = 0.07  # inverse of the regularisation; 0.05 to 0.5 differ by less than the folds do
TIE = 0.002  # F1 this close to the best counts as equal; of equals the lowest threshold loses least
THRESHOLDS = [x / 100 for x in range(10, 61, 5)]
DOUBTS = [x / 100 for x in range(30, 61, 5)]
SCHOOL = "school labels"
CURVE = (25, 50, 100, 200, 400)  # labelled reports

Gold = dict[str, Any]
Features = Mapping[str, float]


class Row(NamedTuple):
    """One happening: its features, and which fields agree with its gold event, None without one."""

    report: str
    features: Features
    right: Mapping[str, bool] | None

    @property
    def coded(self) -> bool:
        return self.right is not None


def rows_of(gold: Gold) -> list[Row]:
    report = report_of(gold)
    layers = run([stage for stage in STAGES if stage.name != "events"], {"report": report})
    text, published = layers["text"], layers["published"][0]
    people = People.of(text, layers["entities"])
    setting = Setting(text, people, layers["times"], published, layers["dateline"])
    happenings, _ = in_order(setting, layers["statements"])
    layers["events"] = find_events(
        text,
        layers["entities"],
        layers["statements"],
        layers["offices"],
        layers["times"],
        published,
        layers["dateline"],
        EVERYTHING,
    )
    pairs = {p.predicted: p for p in paired_events(gold, assemble(report, layers, "training").to_dict())}
    rows = []
    for number, happening in enumerate(happenings):
        pair = pairs.get(number)
        seen = dict(features(people, happening, happenings))
        seen |= {SCHOOL: 1.0} if "corpus" in gold else {}
        rows.append(Row(gold["id"], seen, pair.right if pair else None))
    return rows


class Fitted(NamedTuple):
    """A regression with the names of its features; `classes` are its answers."""

    names: Any
    model: Any

    def probabilities(self, rows: Sequence[Row]) -> list[dict[Any, float]]:
        if not rows:
            return []
        found = self.model.predict_proba(self.names.transform([row.features for row in rows]))
        return [dict(zip(self.model.classes_, map(float, one), strict=True)) for one in found]

    def tables(self) -> dict[Any, dict[str, Any]]:
        """Bias and weights by answer; of two answers that of the second alone."""
        answers = self.model.classes_ if len(self.model.classes_) > 2 else self.model.classes_[1:]
        columns = self.names.get_feature_names_out()
        return {
            answer: {"bias": round(float(bias), 4), "weights": _kept(columns, weights)}
            for answer, bias, weights in zip(answers, self.model.intercept_, self.model.coef_, strict=True)
        }


def _kept(names: Iterable[str], weights: Any) -> dict[str, float]:
    pairs = sorted(zip(names, weights.tolist(), strict=True))
    return {name: round(weight, 4) for name, weight in pairs if abs(weight) >= 0.005 and name != SCHOOL}


def fit(rows: Sequence[Row], answer: Callable[[Row], Any]) -> Fitted:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    names = DictVectorizer()
    matrix = names.fit_transform([row.features for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=5000, random_state=SEED)
    return Fitted(names, model.fit(matrix, [answer(row) for row in rows]))


def cross_validate(rows: Sequence[Row], answer: Callable[[Row], Any]) -> list[dict[Any, float]]:
    """What a model that has not seen its report says of every row."""
    reports = sorted({row.report for row in rows})
    random.Random(SEED).shuffle(reports)
    fold = {report: number % FOLDS for number, report in enumerate(reports)}
    out: list[dict[Any, float]] = [{} for _ in rows]
    for number in range(FOLDS):
        fitted = fit([row for row in rows if fold[row.report] != number], answer)
        held = [at for at, row in enumerate(rows) if fold[row.report] == number]
        for at, found in zip(held, fitted.probabilities([rows[at] for at in held]), strict=True):
            out[at] = found
    return out


def deciding(threshold: float, doubtful: float) -> Model:
    """A model that decides by these thresholds."""
    return replace(EVERYTHING, threshold=threshold, doubtful=doubtful)


def f1(rows: Sequence[Row], sure: Sequence[float], model: Model, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of the rows that the model takes."""
    kept = [row.coded for row, c in zip(rows, sure, strict=True) if model.takes(c, row.features)]
    hits = sum(kept)
    precision, recall = hits / max(1, len(kept)), hits / gold
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


class Part(NamedTuple):
    """The happenings of some of the reports, how sure the model is of each, and the gold events there."""

    rows: Sequence[Row]
    sure: Sequence[float]
    events: int

    def f1(self, model: Model) -> tuple[float, float, float]:
        return f1(self.rows, self.sure, model, self.events)


def part(
    golds: Sequence[Gold], rows: Sequence[Row], sure: Sequence[float], wanted: Callable[[Gold], bool]
) -> Part:
    chosen = [gold for gold in golds if wanted(gold)]
    ids = {gold["id"] for gold in chosen}
    at = [number for number, row in enumerate(rows) if row.report in ids]
    events = sum(len(gold["events"]) for gold in chosen)
    return Part([rows[n] for n in at], [sure[n] for n in at], events)


def train(golds: Sequence[Gold]) -> dict[str, Any]:
    rows = [row for gold in golds for row in rows_of(gold)]
    told = [row for row in rows if row.coded]
    events = sum(len(gold["events"]) for gold in golds)
    sure = [found[True] for found in cross_validate(rows, _coded)]
    own = part(golds, rows, sure, lambda gold: "corpus" not in gold)
    new = part(golds, rows, sure, lambda gold: UNSEEN in gold)
    models = {(t, d): deciding(t, d) for t in THRESHOLDS for d in DOUBTS if d >= t}
    means = {pair: (own.f1(model)[2] + new.f1(model)[2]) / 2 for pair, model in models.items()}
    highest = max(means.values())
    firm = [row for row in own.rows if DOUBTFUL not in row.features]
    by_rules = f1(firm, [1.0] * len(firm), EVERYTHING, own.events)
    best = min((pair for pair in means if means[pair] >= highest - TIE), key=lambda p: (p[0], -p[1]))
    return {
        "card": {
            "what": "logistic regressions that weigh happenings found by the rules and by the net",
            "data": "gold/train.jsonl, the standoff labels under training/events_aside and the readings "
            "under training/readings, of none of which the net has learned; texts are not shipped",
            "command": "python -m communique.training.events DATA",
            "reports": len(golds),
            "happenings": len(rows),
            "gold events": events,
            "P, R, F1 on gold/train without the model": [round(x, 3) for x in by_rules],
            "P, R, F1 on gold/train at the threshold": [round(x, 3) for x in own.f1(models[best])],
            "P, R, F1 on training/readings at the threshold": [round(x, 3) for x in new.f1(models[best])],
            "P, R, F1 on all at the threshold": [round(x, 3) for x in f1(rows, sure, models[best], events)],
            "reliability": reliability([row.coded for row in rows], sure),
            "reliability of fields": {name: field_reliability(told, name) for name in FIELDS},
        },
        "threshold": best[0],
        "doubtful": best[1],
        **fit(rows, _coded).tables()[True],
        "fields": {name: fit(told, _right(name)).tables()[True] for name in FIELDS},
    }


def _coded(row: Row) -> bool:
    return row.coded


def _right(name: str) -> Callable[[Row], bool]:
    return lambda row: row.right is not None and row.right[name]


def field_reliability(rows: Sequence[Row], name: str) -> list[list[float]]:
    sure = [found[True] for found in cross_validate(rows, _right(name))]
    return reliability([_right(name)(row) for row in rows], sure)


def reliability(right: Sequence[bool], sure: Sequence[float]) -> list[list[float]]:
    """For each fifth of the scale: mean confidence, share right, number (cross-validated)."""
    table = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = [(c, r) for r, c in zip(right, sure, strict=True) if low <= c < low + 0.2 + (low == 0.8)]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            table.append([round(mean, 3), round(sum(r for _, r in inside) / len(inside), 3), len(inside)])
    return table


def curve(golds: Sequence[Gold]) -> list[tuple[int, float]]:
    """Event F1 on the reports not learned from, by the number of reports learned from."""
    order = list(golds)
    random.Random(SEED).shuffle(order)
    rows = {gold["id"]: rows_of(gold) for gold in order}
    found = []
    for size in CURVE:
        if size > len(order) * 2 // 3:
            break
        held = order[len(order) * 2 // 3 :]
        fitted = fit([row for gold in order[:size] for row in rows[gold["id"]]], _coded)
        others = [row for gold in held for row in rows[gold["id"]]]
        sure = [p[True] for p in fitted.probabilities(others)]
        events = sum(len(gold["events"]) for gold in held)
        best = max(f1(others, sure, deciding(t, max(t, DOUBTS[0])), events)[2] for t in THRESHOLDS)
        found.append((size, round(best, 3)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--labels", type=Path, default=Path("training/events_aside"))
    parser.add_argument("--readings", type=Path, default=READINGS)
    home = Path(str(files("communique.reading.ru"))) / "data" / "models" / "events.json"
    parser.add_argument("--out", type=Path, default=home)
    parser.add_argument(
        "--curve", action="store_true", help="print F1 by the number of reports, write nothing"
    )
    arguments = parser.parse_args()
    golds = gold_readings(arguments.data, "train")
    golds += map(as_gold, load_labels(arguments.labels, arguments.data))
    golds += unseen(arguments.data, arguments.readings)
    if arguments.curve:
        print(*(f"{size} reports: event F1 {score}" for size, score in curve(golds)), sep="\n")
        return
    table = train(golds)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(table["card"], ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
