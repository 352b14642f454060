"""The register as text that says nothing of when, in what order, or where it was made.

One JSON object a line, sorted: reports, receipts, readings in use, rulings, and what is derived. Two
registers that know the same give the same bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from communique.register.rebuild import last_sealed
from communique.register.schema import LIVING
from communique.register.store import Store

_REPORT = ("key", "hash", "text", "title", "language", "published", "url")


def dump(store: Store, generation: int | None = None) -> Iterator[str]:
    """Lines without line breaks, as of a sealed generation (the last when None)."""
    at = {"g": last_sealed(store) if generation is None else generation}
    with store.snapshot():
        for row in store.rows(
            f"SELECT {', '.join(_REPORT)} FROM report WHERE generation <= :g ORDER BY key",
            at,
        ):
            yield _line("report", dict(zip(_REPORT, row, strict=True)))
        for report, name, path in store.rows(
            "SELECT report, name, path FROM receipt WHERE generation <= :g ORDER BY report, name, path", at
        ):
            yield _line("receipt", {"report": report, "name": name, "path": path})
        for report, reader, body in store.rows(
            f"SELECT report, reader, body FROM reading WHERE {LIVING} ORDER BY report", at
        ):
            yield _line("reading", {"report": report, "reader": reader, **json.loads(zlib.decompress(body))})
        for (body,) in store.rows("SELECT body FROM ruling WHERE generation <= :g ORDER BY id", at):
            yield _line("ruling", json.loads(body))
        for type, body in store.rows(f"SELECT type, body FROM record WHERE {LIVING} ORDER BY type, id", at):
            yield _line(type, json.loads(body))


def digest(store: Store, generation: int | None = None) -> str:
    """SHA-256 of the dump."""
    hash = sha256()
    for line in dump(store, generation):
        hash.update(line.encode() + b"\n")
    return hash.hexdigest()


def _line(type: str, fields: dict[str, Any]) -> str:
    return json.dumps({"record": type, **fields}, ensure_ascii=False, sort_keys=True)
