"""Is a register's file sound? Each check is a small function that gives findings; none changes anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import apsw

from communique.register.rebuild import is_stale, last_sealed
from communique.register.schema import VERSION
from communique.register.store import OLDEST_SQLITE, Store, sqlite_version

LARGE_LOG = 256 << 20  # bytes: a write-ahead log of this size was not checkpointed for long


@dataclass(frozen=True, slots=True)
class Finding:
    """`level` is ok, note (worth knowing), or bad (something is wrong)."""

    level: Literal["ok", "note", "bad"]
    check: str
    what: str


Found = Iterator[Finding]
Check = Callable[[Store], Found]


def examine(store: Store) -> list[Finding]:
    """All findings, in the order of the checks."""
    return [finding for check in CHECKS for finding in check(store)]


def sqlite_is_safe(store: Store) -> Found:
    """Versions before 3.51.3 can corrupt a write-ahead log when it is reset."""
    del store
    safe = sqlite_version() >= OLDEST_SQLITE
    yield Finding("ok" if safe else "bad", "sqlite", f"SQLite {apsw.sqlite_lib_version()}")


def form_is_known(store: Store) -> Found:
    form = store.value("PRAGMA user_version")
    yield Finding("ok", "form", f"form {form} of {VERSION}")


def pages_are_whole(store: Store) -> Found:
    for (what,) in store.rows("PRAGMA integrity_check(20)"):
        yield Finding(
            "ok" if what == "ok" else "bad", "pages", "all pages are whole" if what == "ok" else what
        )


def references_lead_somewhere(store: Store) -> Found:
    lost = list(store.rows("PRAGMA foreign_key_check"))
    for table, row, parent, _ in lost[:20]:
        yield Finding("bad", "references", f"{table} row {row} points to no {parent}")
    if not lost:
        yield Finding("ok", "references", "all references lead somewhere")


def reports_are_whole(store: Store) -> Found:
    """A report is in the register wholly or not at all: text, reading in use, receipt, words."""
    for what, sql in (
        (
            "without a reading",
            "SELECT key FROM report WHERE key NOT IN (SELECT report FROM reading WHERE known_to IS NULL)",
        ),
        ("without a receipt", "SELECT key FROM report WHERE key NOT IN (SELECT report FROM receipt)"),
        ("without words to search", "SELECT key FROM report WHERE number NOT IN (SELECT rowid FROM words)"),
    ):
        keys = [key for (key,) in store.rows(sql)]
        if keys:
            yield Finding("bad", "reports", f"{len(keys)} {what}: {', '.join(keys[:5])}")
    count = store.value("SELECT count(*) FROM report")
    yield Finding("ok", "reports", f"{count} reports")


def words_can_be_searched(store: Store) -> Found:
    number = store.value("SELECT count(*) FROM words")
    reports = store.value("SELECT count(*) FROM report")
    fits = number == reports
    yield Finding("ok" if fits else "bad", "search", f"{number} of {reports} reports in the index")


def generations_are_in_order(store: Store) -> Found:
    rows = list(store.rows("SELECT id, sealed_at FROM generation WHERE sealed_at IS NOT NULL ORDER BY id"))
    for (one, at), (two, later) in pairwise(rows):
        if at >= later:
            yield Finding("bad", "generations", f"generation {two} is sealed before generation {one}")
    yield Finding("ok", "generations", f"{len(rows)} sealed; the last one is {last_sealed(store)}")


def derived_is_up_to_date(store: Store) -> Found:
    if is_stale(store):
        yield Finding(
            "note",
            "derived",
            "something came in after the last derivation: run `communique ingest` or `communique derive`",
        )
    else:
        yield Finding("ok", "derived", "what is derived is up to date")


def readers_are_the_same(store: Store) -> Found:
    rows = list(
        store.rows(
            "SELECT reader, count(*) FROM reading WHERE known_to IS NULL GROUP BY reader ORDER BY reader"
        )
    )
    several = len(rows) > 1
    told = ", ".join(f"{reader}: {count}" for reader, count in rows)
    yield Finding("note" if several else "ok", "readers", told or "nothing was read yet")


def log_is_small(store: Store) -> Found:
    log = store.path.with_name(store.path.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    yield Finding("note" if size > LARGE_LOG else "ok", "log", f"write-ahead log of {size:,} bytes")


def disk_has_room(store: Store) -> Found:
    free, size = shutil.disk_usage(store.path.parent).free, store.path.stat().st_size
    tight = free < max(size // 10, 64 << 20)
    yield Finding("note" if tight else "ok", "disk", f"{size:,} bytes; {free:,} free")


CHECKS: tuple[Check, ...] = (
    sqlite_is_safe,
    form_is_known,
    pages_are_whole,
    references_lead_somewhere,
    reports_are_whole,
    words_can_be_searched,
    generations_are_in_order,
    derived_is_up_to_date,
    readers_are_the_same,
    log_is_small,
    disk_has_room,
)
