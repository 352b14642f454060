"""Is what a register says true to its reports? Hashes, citations, and the members that records rest on.

A stored citation is a range of a text; its words are the text's own. So the proof has three parts: the text
is the one that was taken in (hash), the reading is the one that was made of it (digest, and every check that
readings have), and every derived record rests on something in a reading that is in use.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from communique.evaluation.verify import CHECKS, spans_of, verify
from communique.records.json import FormatError
from communique.records.register import Citation, Member
from communique.register.ingest import load_report
from communique.register.keys import KEY_LENGTH, content_hash
from communique.register.prepare import reading_of, seen_of
from communique.register.rebuild import last_sealed
from communique.register.schema import LIVING
from communique.register.store import Store


@dataclass
class Audit:
    """What was looked at, and what is wrong, each in one sentence that names the record or report."""

    reports: int = 0
    readings: int = 0
    events: int = 0
    citations: int = 0
    records: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """What derived records may rest on: local ids and length of each report."""

    ids: dict[str, set[str]]
    lengths: dict[str, int]


def audit(store: Store) -> Audit:
    """Everything that is wrong with the last sealed generation of a register."""
    found = Audit()
    known = _Known({}, {})
    with store.snapshot():
        generation = last_sealed(store)
        _audit_reports(store, found, known)
        _audit_readings(store, generation, found, known)
        _audit_records(store, generation, found, known)
    return found


def _audit_reports(store: Store, found: Audit, known: _Known) -> None:
    for key, hash in store.rows("SELECT key, hash FROM report ORDER BY key"):
        report = load_report(store, key)
        known.lengths[key] = len(report.text)
        found.reports += 1
        if content_hash(report) != hash or hash[:KEY_LENGTH] != key:
            found.problems.append(f"report {key}: is not what was taken in: its hash differs")


def _audit_readings(store: Store, generation: int, found: Audit, known: _Known) -> None:
    sql = f"SELECT report, digest, body, seen FROM reading WHERE {LIVING} ORDER BY report"
    for key, digest, body, packed in store.rows(sql, {"g": generation}):
        found.readings += 1
        try:
            if sha256(zlib.decompress(body)).hexdigest()[:KEY_LENGTH] != digest:
                found.problems.append(f"reading of {key}: is not the one that was stored: its digest differs")
            reading = reading_of(load_report(store, key), body)
            seen = seen_of(packed)
        except (FormatError, ValueError, zlib.error) as error:
            found.problems.append(f"reading of {key}: cannot be read: {error}")
            continue
        found.events += len(reading.events)
        found.citations += sum(1 for _ in spans_of(reading))
        found.problems += [f"reading of {key}: {problem}" for problem in verify(reading, CHECKS)]
        # The members that records name are those of the projection, which is made of the reading.
        actors, events = {item.id for item in seen.actors}, {item.id for item in seen.events}
        known.ids[key] = actors | events | {item.id for item in seen.statements} | {""}
        lost = (actors - {item.id for item in reading.actors}) | (
            events - {item.id for item in reading.events}
        )
        found.problems += [f"reading of {key}: {id} is in its projection alone" for id in sorted(lost)]


def _audit_records(store: Store, generation: int, found: Audit, known: _Known) -> None:
    sql = f"SELECT type, id, body FROM record WHERE {LIVING} ORDER BY type, id"
    for type, id, body in store.rows(sql, {"g": generation}):
        found.records += 1
        record = json.loads(body)
        if type == "commitment":
            continue  # rests on happenings, which are looked up below
        rests_on = list(RESTS_ON[type](record))
        if not rests_on and not _is_of_gazetteer(type, record):
            found.problems.append(f"{type} {id}: rests on nothing")
        found.problems += [
            f"{type} {id}: {what}" for item in rests_on if (what := _lost(item, known)) is not None
        ]
    _audit_commitments(store, generation, found)


def _audit_commitments(store: Store, generation: int, found: Audit) -> None:
    sql = f"SELECT id, body FROM record WHERE type = :type AND {LIVING} ORDER BY id"
    happenings = {id for id, _ in store.rows(sql, {"g": generation, "type": "happening"})}
    for id, body in store.rows(sql, {"g": generation, "type": "commitment"}):
        commitment = json.loads(body)
        for named in (commitment["opened"], *(step["happening"] for step in commitment["steps"])):
            if named not in happenings:
                found.problems.append(f"commitment {id}: there is no happening {named}")


def _lost(item: Member | Citation, known: _Known) -> str | None:
    """What is wrong with a reference into a report."""
    if item.report not in known.lengths:
        return f"there is no report {item.report}"
    if isinstance(item, Citation):
        fits = 0 <= item.start < item.end <= known.lengths[item.report]
        return None if fits else f"[{item.start}, {item.end}) lies outside report {item.report}"
    return None if item.id in known.ids.get(item.report, ()) else f"there is no {item}"


def _is_of_gazetteer(type: str, record: dict[str, Any]) -> bool:
    return type == "term" and bool(record["external"])


def _members(names: Iterable[str]) -> Callable[[dict[str, Any]], Iterator[Member | Citation]]:
    def of(record: dict[str, Any]) -> Iterator[Member | Citation]:
        for name in names:
            value = record[name]
            members = value if value and isinstance(value[0], list) else [value]
            yield from (Member(*member) for member in members if member)

    return of


def _citations(record: dict[str, Any]) -> Iterator[Member | Citation]:
    yield from (Citation(*cited) for cited in record["citations"])


def _reprint(record: dict[str, Any]) -> Iterator[Member | Citation]:
    yield from (Member(record[name], "") for name in ("report", "of"))


def _statement(record: dict[str, Any]) -> Iterator[Member | Citation]:
    yield Member(*record["member"])
    yield Citation(*record["content"])


def _correction(record: dict[str, Any]) -> Iterator[Member | Citation]:
    yield Citation(*record["citation"])
    yield from (Member(*member) for member in record["events"])


RESTS_ON: dict[str, Callable[[dict[str, Any]], Iterator[Member | Citation]]] = {
    "actor": _members(("members",)),
    "happening": _members(("members",)),
    "merge": _members(("left", "right")),
    "dating": _members(("event",)),
    "term": _citations,
    "reprint": _reprint,
    "statement": _statement,
    "correction": _correction,
}
