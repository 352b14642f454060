"""`history`: the life of one record, from the day the register first knew it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from communique.queries.answer import Answer, Section
from communique.queries.lines import VersionLine
from communique.register.view import UnknownRecord


class Version(Protocol):
    """One version of a record: the generations and moments in which it held, and its JSON body."""

    @property
    def type(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def known_from(self) -> int: ...
    @property
    def since(self) -> str | None: ...
    @property
    def until(self) -> str | None: ...
    @property
    def body(self) -> str: ...


class Remembers(Protocol):
    def history(self, id: str) -> Sequence[Version]: ...


def history(register: Remembers, id: str) -> Answer:
    """Every version of the records of that id (or that hold the member of that id), the oldest first.

    Raises:
        UnknownRecord: the register never had such a record.
    """
    found = register.history(id)
    if not found:
        raise UnknownRecord(id)
    rows = tuple(_versions(found))
    section = Section("versions", "Versions", rows, len(rows))
    return Answer("history", id, {"id": id}, None, date.today().isoformat(), (section,))


def _versions(versions: Sequence[Version]) -> Iterator[VersionLine]:
    before: dict[tuple[str, str], Mapping[str, Any]] = {}
    for version in versions:
        key = version.type, version.id
        body = json.loads(version.body)
        yield VersionLine(
            id=version.id,
            type=version.type,
            seq=version.known_from,
            known_from=version.since or "",
            known_to=version.until,
            changed=tuple(_changes(before.get(key, {}), body)),
            body=version.body,
        )
        before[key] = body


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if (old or None) != (new or None):
            yield _change(name, old, new)


def _change(name: str, old: Any, new: Any) -> str:
    """Lists tell what was added and taken away, since they grow long; a first value stands alone."""
    if old is None:
        return f"{name}: {_short(new)}"
    if isinstance(old, list) and isinstance(new, list):
        added, gone = ([item for item in one if item not in other] for one, other in ((new, old), (old, new)))
        parts = [f"+{_short(item)}" for item in added] + [f"-{_short(item)}" for item in gone]
        return f"{name}: {', '.join(parts) or 'in another order'}"
    return f"{name}: {_short(old)} → {_short(new)}"


def _short(value: Any) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
