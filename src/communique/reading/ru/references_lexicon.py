"""The nouns that head mentions of actors, from `data/references.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from communique.reading.ru import wordlists

KINDS = frozenset({"office", "person", "body", "state", "group", "enterprise"})
MEMO = 20_000
ALONE = frozenset({"yes", "beside", "state", "capital", "named"})


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that may head a mention: of what `kind`, with which sectors, and whether it may stand alone."""

    kind: str
    sectors: tuple[str, ...]
    alone: str


def load_table() -> Mapping[str, Any]:
    """The parsed file. Raises: tomllib.TOMLDecodeError."""
    return wordlists.load_table("references.toml")


@cache
def heads() -> Mapping[str, Mapping[str, Head]]:
    """Lemma -> kind -> head. The first entry of a lemma and kind counts.

    Raises:
        ValueError: an entry has a kind or a condition that nobody knows.
    """
    found: dict[str, dict[str, Head]] = {}
    for entry in load_table()["head"]:
        if entry["kind"] not in KINDS or entry["alone"] not in ALONE:
            raise ValueError(f"references.toml: unknown kind or condition in {entry['lemmas'][:3]}")
        head = Head(entry["kind"], tuple(entry["sector"]), entry["alone"])
        for lemma in entry["lemmas"]:
            found.setdefault(lemma, {}).setdefault(head.kind, head)
    return found


@lru_cache(MEMO)
def heads_of(lemma: str) -> Mapping[str, Head] | None:
    """The heads of a lemma by kind; «экс-» before an office or a person makes no other noun of it."""
    found = heads().get(lemma)
    if found is None and lemma.startswith("экс-"):
        whole = heads().get(lemma.removeprefix("экс-"), {})
        found = {kind: head for kind, head in whole.items() if kind in ("office", "person")} or None
    return found


@cache
def words(name: str) -> frozenset[str]:
    """A named list of words of the file."""
    return frozenset(load_table()["words"][name])
