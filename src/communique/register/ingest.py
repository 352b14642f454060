"""Taking reports in: read in parallel processes, stored one transaction a report.

What is stored is acknowledged only after its commit; a report is in the register wholly or not at all, and a
report that is there already costs a look at its hash.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from communique.batch import over_reports
from communique.intake.errors import Failure
from communique.records.report import Report
from communique.records.when import When
from communique.register.keys import KEY_LENGTH, content_hash
from communique.register.prepare import Prepared, packed_seen, prepare, reading_of
from communique.register.seen import PROJECTION
from communique.register.store import Store

BATCH = 500  # readings projected in one transaction
State = Literal["new", "known", "reread", "failed"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one item: `source` is where it came from, `reason` why it failed."""

    state: State
    key: str | None
    source: str
    name: str | None = None
    events: int = 0
    reason: str | None = None


def ingest(store: Store, items: Iterable[Report | Failure], jobs: int = 1) -> Iterator[Taken]:
    """Store what is new, in the order given; one `Taken` an item, given after its commit."""
    known = _Known(store)
    turns: deque[_Turn] = deque()

    def unknown() -> Iterator[Report | Failure]:
        for item in items:
            hash = None if isinstance(item, Failure) else content_hash(item)
            turns.append(_Turn(item, hash, is_read=hash is None or known.is_new(hash)))
            if turns[-1].is_read:
                yield item

    for made in over_reports(unknown(), prepare, jobs):
        yield from _known_ones(store, known, turns)
        turn = turns.popleft()
        if isinstance(made, Failure):
            known.failed(turn, made)
            yield _fail(store, made)
        else:
            yield _keep(store, made, turn.item)
    yield from _known_ones(store, known, turns)


class _Turn(NamedTuple):
    """An item on its way, with its content hash if it is a report, and whether it is being read."""

    item: Report | Failure
    hash: str | None
    is_read: bool


def _known_ones(store: Store, known: _Known, turns: deque[_Turn]) -> Iterator[Taken]:
    """Those at the head of the queue that nobody reads: they are stored already, or failed a moment ago."""
    while turns and not turns[0].is_read:
        item, hash, _ = turns.popleft()
        assert isinstance(item, Report) and hash is not None
        failure = known.failure_of(hash)
        yield _receive(store, item, hash) if failure is None else _fail(store, failure)


class _Known:
    """Hashes of the reports that are in the register or on their way into it, and what failed on its way."""

    def __init__(self, store: Store) -> None:
        self._hashes: set[str] = {hash for (hash,) in store.rows("SELECT hash FROM report")}
        self._failures: dict[str, Failure] = {}

    def is_new(self, hash: str) -> bool:
        """Whether it is asked for the first time."""
        new = hash not in self._hashes
        self._hashes.add(hash)
        return new

    def failed(self, turn: _Turn, failure: Failure) -> None:
        if turn.hash is not None:
            self._failures[turn.hash] = failure

    def failure_of(self, hash: str) -> Failure | None:
        return self._failures.get(hash)


def _keep(store: Store, made: Prepared, item: Report | Failure) -> Taken:
    assert isinstance(item, Report)
    with store.transaction():
        generation = building(store)
        if (state := _insert_report(store, made, generation)) == "new":
            _insert_reading(store, made, generation)
        _insert_receipt(store, made.key, item, generation)
    return Taken(state, made.key, source_of(item), item.id, made.events)


def _insert_report(store: Store, made: Prepared, generation: int) -> State:
    report = made.report
    fresh = store.run(
        "INSERT INTO report(key, hash, text, title, language, published, url, generation)"
        " VALUES (?,?,?,?,?,?,?,?) ON CONFLICT(key) DO NOTHING",
        (
            made.key,
            made.hash,
            report.text,
            report.title,
            report.language,
            None if report.published is None else str(report.published),
            report.url,
            generation,
        ),
    )
    if not fresh:
        return "known"
    number = store.value("SELECT number FROM report WHERE key = ?", (made.key,))
    store.run("INSERT INTO words(rowid, surface, lemmas) VALUES (?,?,?)", (number, made.surface, made.lemmas))
    return "new"


def _insert_reading(store: Store, made: Prepared, generation: int) -> None:
    store.run(
        "INSERT INTO reading(report, reader, digest, body, projection, seen, known_from)"
        " VALUES (?,?,?,?,?,?,?)",
        (made.key, made.reader, made.digest, made.body, PROJECTION, made.seen, generation),
    )


def _receive(store: Store, item: Report, hash: str) -> Taken:
    """A report that is there already, perhaps come from another place."""
    key = hash[:KEY_LENGTH]
    with store.transaction():
        _insert_receipt(store, key, item, building(store))
    return Taken("known", key, source_of(item), item.id)


def _insert_receipt(store: Store, key: str, report: Report, generation: int) -> None:
    store.run(
        "INSERT INTO receipt(report, name, path, metadata, generation) VALUES (?,?,?,?,?)"
        " ON CONFLICT DO NOTHING",
        (
            key,
            report.id,
            report.metadata.get("path", ""),
            json.dumps(dict(sorted(report.metadata.items())), ensure_ascii=False),
            generation,
        ),
    )


def _fail(store: Store, failure: Failure) -> Taken:
    with store.transaction():
        store.run(
            "INSERT INTO failure(source, line, reason, generation) VALUES (?,?,?,?) ON CONFLICT DO NOTHING",
            (failure.source, failure.line, failure.reason, building(store)),
        )
    where = failure.source if failure.line is None else f"{failure.source}:{failure.line}"
    return Taken("failed", None, where, reason=failure.reason)


def reread(store: Store, reader: str, jobs: int = 1) -> Iterator[Taken]:
    """Read again what another version of the reader read; earlier readings stay, as of their time."""
    keys = [
        key
        for (key,) in store.rows(
            "SELECT report FROM reading WHERE known_to IS NULL AND reader <> ? ORDER BY report", (reader,)
        )
    ]
    reports = (load_report(store, key) for key in keys)
    for key, made in zip(keys, over_reports(reports, prepare, jobs), strict=True):
        if isinstance(made, Failure):
            yield Taken("failed", key, key, reason=made.reason)
            continue
        with store.transaction():
            generation = building(store)
            store.run(
                "UPDATE reading SET known_to = ? WHERE report = ? AND known_to IS NULL", (generation, key)
            )
            _insert_reading(store, made, generation)
        yield Taken("reread", key, key, events=made.events)


def project(store: Store) -> int:
    """Make anew what linking needs of readings, where another version of the code made it; how many."""
    stale = list(
        store.rows(
            "SELECT id, report, body FROM reading WHERE projection <> ? AND known_to IS NULL", (PROJECTION,)
        )
    )
    for start in range(0, len(stale), BATCH):
        packed = [
            (PROJECTION, packed_seen(reading_of(load_report(store, key), body), key), id)
            for id, key, body in stale[start : start + BATCH]
        ]
        with store.transaction():
            store.run_many("UPDATE reading SET projection = ?, seen = ? WHERE id = ?", packed)
    return len(stale)


def load_report(store: Store, key: str) -> Report:
    """Raises: KeyError when there is no such report."""
    row = store.row("SELECT text, title, language, published, url FROM report WHERE key = ?", (key,))
    if row is None:
        raise KeyError(key)
    text, title, language, published, url = row
    return Report(key, text, language, title, When.parse(published) if published else None, url)


def building(store: Store) -> int:
    """The generation that is being built: what comes in now is stamped with it."""
    return int(store.value("SELECT coalesce(max(id), 0) + 1 FROM generation"))


def source_of(report: Report) -> str:
    path, line = report.metadata.get("path", report.id), report.metadata.get("line")
    return f"{path}:{line}" if line else path
