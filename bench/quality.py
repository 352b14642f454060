"""How good the reader is: its scores on readings made by careful reading.

    python bench/quality.py [DATA] [--jobs N]

DATA is the project's data folder (default: COMMUNIQUE_DATA, else ../shared). Prints one line a set and level:
the model case, the project's own reports (tests/fixtures), gold `train` and `dev`, the standoff labels under
training/labels (events only), and the whole readings under training/readings; of these the last are those
whose errors nobody looked at. The models and the net have learned from all but `dev` and the own reports.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.batch import read_reports
from communique.evaluation.scoring import score
from communique.intake import read_text
from communique.records.json import to_dict
from communique.records.reading import Reading
from communique.records.report import Report
from communique.training.labels import READINGS, as_gold, load_labels, unseen

ROOT = Path(__file__).parent.parent
LEVELS = ("event", "stage", "dyad", "actors", "mentions", "b3", "offices", "statements", "noise (characters)")
APART = ("batch-04", "batch-05", "batch-08")
ACCURACIES = ("when", "place", "said_by", "mode", "plover")


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def sets(data: Path) -> Iterator[tuple[str, list[dict[str, Any]], tuple[str, ...]]]:
    """Each set with its gold and the levels that its labels bear."""
    yield "model case", load(data / "gold" / "seed.jsonl"), LEVELS
    yield "own reports", load(ROOT / "tests" / "fixtures" / "gold.jsonl"), LEVELS
    yield "train", load(data / "gold" / "train.jsonl"), LEVELS
    yield "dev", load(data / "gold" / "dev.jsonl"), LEVELS
    yield "labels", labelled(data), ("event", "stage", "dyad")
    readings = unseen(data, ROOT / READINGS)
    yield "readings", readings, LEVELS
    apart = [reading for reading in readings if reading["batch"] in APART]
    yield "readings not looked at", apart, LEVELS


def labelled(data: Path) -> list[dict[str, Any]]:
    """Labels as gold readings of their events alone."""
    found = (as_gold(label) for label in load_labels(ROOT / "training" / "labels", data))
    unscored = {"said_by": None, "plover": {}}
    return [
        gold | {"events": [event | unscored for event in gold["events"]], "statements": [], "offices": []}
        for gold in found
    ]


def report_of(gold: dict[str, Any]) -> Report:
    """The report as its metadata give it; own reports say under `given` what they come with."""
    metadata = gold if {"origin", "corpus"} & set(gold) else gold.get("given", {})
    url = gold.get("url") or (gold.get("origin") or {}).get("url")
    return read_text(gold["text"], published=metadata.get("published"), id=gold["id"], url=url)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    default = Path(os.environ.get("COMMUNIQUE_DATA") or ROOT.parent / "shared")
    parser.add_argument("data", type=Path, nargs="?", default=default)
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    for name, gold, levels in sets(arguments.data):
        readings = read_reports(map(report_of, gold), arguments.jobs)
        predicted = [to_dict(reading) for reading in readings if isinstance(reading, Reading)]
        found = score(gold, predicted).to_dict()
        print(f"\n{name}: {len(gold)} reports, {found['event']['gold']} gold events, {len(predicted)} read")
        for level in levels:
            row = found[level]
            print(f"  {level:20} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}")
        if len(levels) > 3:
            rates = ", ".join(f"{key} {found[f'acc:{key}']['accuracy']:.3f}" for key in ACCURACIES)
            print(f"  accuracy on paired events: {rates}")


if __name__ == "__main__":
    main()
