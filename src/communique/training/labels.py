"""Standoff labels: what careful readers coded in reports whose texts stay in the project data.

One JSON object a line: `id`, `corpus` (the file of the data folder), `titled` (the title was put before the
text), `sha256` of the labelled text, and the reading's `events` and `statements` as spans. Whole readings
(`training/readings`) have `actors` with their mentions, `offices`, `sources` and `noise` too, and refer to
actors by id as gold readings do.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from communique.intake import read_text
from communique.records.report import Report

READINGS = Path("training/readings")
UNSEEN = "unseen"


class LabelError(ValueError):
    """A label file does not fit the data: the message says which report and why."""


def gold_readings(data: Path, name: str) -> list[dict[str, Any]]:
    """The gold readings of `gold/NAME.jsonl` in the data folder."""
    lines = (data / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def report_of(gold: Mapping[str, Any]) -> Report:
    """The report of a gold reading or label as the reader gets it: text, day of publication, address."""
    url = gold.get("url") or (gold.get("origin") or {}).get("url")
    return read_text(gold["text"], published=gold.get("published"), id=gold["id"], url=url)


def load_labels(labels: Path, data: Path) -> list[dict[str, Any]]:
    """Labelled reports as gold readings, their texts found in the data folder.

    Raises:
        LabelError: a text is not in the data, or is not the one that was labelled.
    """
    paths = sorted(labels.glob("*.jsonl"))
    rows = [
        json.loads(line) | {"batch": path.stem}
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    wanted: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        wanted.setdefault(row["corpus"], {})[row["id"]] = row
    found = [gold for corpus, by_id in wanted.items() for gold in in_corpus(data / corpus, by_id)]
    if missing := {row["id"] for row in rows} - {gold["id"] for gold in found}:
        raise LabelError(f"not in the data: {', '.join(sorted(missing))}")
    return sorted(found, key=lambda gold: str(gold["id"]))


def unseen(data: Path, readings: Path = READINGS) -> list[dict[str, Any]]:
    """Whole readings of reports from which no rule was written, marked as such."""
    return [reading | {UNSEEN: True} for reading in load_labels(readings, data)]


def in_corpus(path: Path, wanted: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for report in read_corpus(path):
        label = wanted.get(report["id"])
        if label is not None:
            yield with_text(label, report)


def read_corpus(path: Path) -> Iterator[dict[str, Any]]:
    """The reports of a compressed JSON Lines file."""
    import zstandard

    with path.open("rb") as packed:
        stream = zstandard.ZstdDecompressor().stream_reader(packed)
        for line in io.TextIOWrapper(stream, encoding="utf-8"):
            yield json.loads(line)


def with_text(label: dict[str, Any], report: dict[str, Any]) -> dict[str, Any]:
    text = f"{report['title']}\n\n{report['text']}" if label["titled"] else report["text"]
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != label["sha256"]:
        raise LabelError(f"{label['id']}: not the text that was labelled")
    published = (report.get("published") or "")[:10] or None
    return {**label, "text": text, "published": published, "url": report.get("url")}


def as_gold(label: dict[str, Any]) -> dict[str, Any]:
    """A label as a gold reading: fillers become actors with one mention each; statements stay.

    A whole reading is one already.
    """
    if "actors" in label:
        return label
    actors: dict[tuple[Any, ...], dict[str, Any]] = {}

    def ids(fillers: list[dict[str, Any]]) -> list[str]:
        found = []
        for filler in fillers:
            key = (*(filler["span"] or ()), filler["type"], str(filler["country"]))
            mentions = [filler["span"]] if filler["span"] else []
            actor = {"type": filler["type"], "country": filler["country"], "mentions": mentions}
            found.append(actors.setdefault(key, actor | {"id": f"a{len(actors) + 1}"})["id"])
        return found

    events = [
        event
        | {"roles": {role: ids(fillers) for role, fillers in event["roles"].items()}}
        | {name: ids(event[name]) for name in ("proposer", "said_by") if event.get(name)}
        for event in label["events"]
    ]
    return label | {"events": events, "actors": list(actors.values())}
