"""`history`: the life of one record, from the day the register first knew it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from communique.queries.answer import Answer, Section
from communique.queries.lines import VersionLine


class Version(Protocol):
    """One version of a record as the register keeps it; `body` is the record as JSON values."""

    @property
    def seq(self) -> int: ...
    @property
    def known_from(self) -> str: ...
    @property
    def known_to(self) -> str | None: ...
    @property
    def type(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def body(self) -> Mapping[str, Any] | str | bytes: ...


class Remembers(Protocol):
    def history(self, id: str) -> Sequence[Version]: ...


def history(register: Remembers, id: str) -> Answer:
    """Every version of the record of that id, the oldest first, with what became new in each.

    Raises:
        UnknownRecord: the register never had such a record.
    """
    rows = tuple(_versions(register.history(id)))
    section = Section("versions", "Versions", rows, len(rows))
    return Answer("history", id, {"id": id}, None, date.today().isoformat(), (section,))


def _versions(versions: Sequence[Version]) -> Iterator[VersionLine]:
    before: Mapping[str, Any] = {}
    for place, version in enumerate(versions):
        body = _body(version.body)
        yield VersionLine(
            seq=version.seq,
            known_from=version.known_from,
            known_to=version.known_to,
            type=version.type,
            id=version.id,
            changed=tuple(_changes(before, body)) if place else ("first known",),
            body=json.dumps(body, ensure_ascii=False, sort_keys=True),
        )
        before = body


def _body(body: Mapping[str, Any] | str | bytes) -> Mapping[str, Any]:
    if isinstance(body, Mapping):
        return body
    value = json.loads(body)
    assert isinstance(value, dict)
    return value


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield _change(name, old, new)


def _change(name: str, old: Any, new: Any) -> str:
    """Lists tell what was added and taken away, since they grow long."""
    if isinstance(old, list) and isinstance(new, list):
        added, gone = ([item for item in one if item not in other] for one, other in ((new, old), (old, new)))
        parts = [f"+{_short(item)}" for item in added] + [f"-{_short(item)}" for item in gone]
        return f"{name}: {', '.join(parts) or 'in another order'}"
    return f"{name}: {_short(old)} → {_short(new)}"


def _short(value: Any) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
