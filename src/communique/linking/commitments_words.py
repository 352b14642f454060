"""The words of commitments, from `data/commitments.toml`: what each kind is called, and what puts off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.codebook import kinds
from communique.codebook.tables import Row, Table, load_table, unique_rows

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """`kinds` and `modes` (KIND.MODE) to Russian nouns; the stems of words that put off and of those that
    only look so; `yes` and `no` are words that do and do not put off."""

    kinds: Mapping[str, str]
    modes: Mapping[str, str]
    put_off: tuple[str, ...]
    never: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def load_words() -> Words:
    """Raises: CodebookError, `path:line: what`, when the table is wrong."""
    table = load_table(files(__package__) / "data" / "commitments.toml")
    modes = {f"{kind.name}.{mode}" for kind in kinds().values() for mode in kind.modes}
    row = Row(table.path, 1, table.values.get("put_off", {}))
    row.check_keys(("stems", "not", "yes", "no"))
    return Words(
        kinds=_named(table, "kind", frozenset(kinds())),
        modes=_named(table, "mode", frozenset(modes)),
        put_off=row.texts("stems"),
        never=row.texts("not"),
        yes=row.texts("yes"),
        no=row.texts("no"),
    )


def _named(table: Table, what: str, known: frozenset[str]) -> dict[str, str]:
    rows = unique_rows(table, what, ("name", "word"))
    for name, row in rows.items():
        if name not in known:
            raise row.error(f"no such {what}: {name!r}")
    return {name: row.text("word") for name, row in rows.items()}


def opens(kind: str) -> bool:
    """Whether an announcement or offer of this kind is a commitment."""
    return kind in load_words().kinds


def called(kind: str, mode: str | None) -> str:
    """The noun for a kind of commitment: that of the mode, else that of the kind."""
    words = load_words()
    return words.modes.get(f"{kind}.{mode}") or words.kinds.get(kind, kind)


def puts_off(text: str) -> bool:
    """Whether the words say that something is put off."""
    words = load_words()
    found = (word.lower() for word in _WORD.findall(text))
    return any(word.startswith(words.put_off) and not word.startswith(words.never) for word in found)
