"""Kinds of events: their roles and modes, read from a table."""

from __future__ import annotations

from dataclasses import dataclass

from communique.codebook.tables import Table, unique_rows


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event. `by_word` kinds are done by being said: the actor is the speaker."""

    name: str
    roles: tuple[str, ...]
    modes: tuple[str, ...]
    meaning: str
    by_word: bool = False


def parse_kinds(table: Table) -> dict[str, Kind]:
    """Raises: CodebookError for a kind without roles, a repeated name or an unknown key."""
    kinds: dict[str, Kind] = {}
    for name, row in unique_rows(table, "kind", ("name", "meaning", "roles", "modes", "by_word")).items():
        if not row.texts("roles"):
            raise row.error(f"{name} has no roles")
        kinds[name] = Kind(
            name, row.texts("roles"), row.texts("modes"), row.text("meaning"), row.flag("by_word")
        )
    return kinds
