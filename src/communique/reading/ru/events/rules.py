"""Trigger rules: words that name a happening, as data.

One TOML file a kind under `data/events/`. A `[[trigger]]` says which words (`verbs`, `nouns`, `adjectives`,
by lemma), with which words beside them (`with`, `object`, `without`; a name beginning with @ is a list of
`lists.toml`), which grammatical slots fill which roles, and which sentences must (`yes`) and must not (`no`)
give an event of the kind. `[[mode]]` says which words beside a trigger choose the mode.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


class RuleError(ValueError):
    """A rule file says something that cannot be used; the message is `file: rule: what`."""


KEYS = {
    "name", "verbs", "nouns", "adjectives", "with", "object", "without", "governor", "mode", "stage", "step",
    "roles", "need", "light", "carriers", "yes", "no",
}  # fmt: skip
NEEDS = {
    "sides", "enterprise", "actor", "two_actors", "recipient", "object", "public", "subject", "foreign",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way to name a happening; lemmas only, ё written as е."""

    name: str
    kind: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    beside: frozenset[str]
    object: frozenset[str]
    without: frozenset[str]
    governor: frozenset[str]
    mode: str | None
    stage: str | None
    step: str | None
    roles: Mapping[str, str]
    need: frozenset[str]
    light: bool
    carriers: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModeWords:
    """Words (lemmas) beside a trigger that choose the mode of its kind."""

    mode: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """All triggers, found by the lemma of their head word, and the mode words of each kind."""

    triggers: tuple[Trigger, ...]
    by_lemma: Mapping[str, tuple[Trigger, ...]]
    modes: Mapping[str, tuple[ModeWords, ...]]
    lists: Mapping[str, frozenset[str]]


def plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _words(values: Iterable[str], lists: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    out: set[str] = set()
    for value in values:
        if not value.startswith("@"):
            out.add(plain(value))
        elif value[1:] in lists:
            out |= lists[value[1:]]
        else:
            raise RuleError(f"{where}: no list {value}")
    return frozenset(out)


def parse_trigger(kind: str, entry: Mapping[str, Any], lists: Mapping[str, frozenset[str]]) -> Trigger:
    """Raises: RuleError for unknown keys, missing words, or a rule without `yes` and `no` sentences."""
    where = f"{kind}: {entry.get('name', '?')}"
    if unknown := set(entry) - KEYS:
        raise RuleError(f"{where}: unknown {sorted(unknown)}")
    if unknown := set(entry.get("need", ())) - NEEDS:
        raise RuleError(f"{where}: unknown need {sorted(unknown)}")
    if missing := {"yes", "no"} - {key for key in ("yes", "no") if entry.get(key)}:
        raise RuleError(f"{where}: no sentences under {sorted(missing)}")
    heads = {key: _words(entry.get(key, ()), lists, where) for key in ("verbs", "nouns", "adjectives")}
    if not any(heads.values()):
        raise RuleError(f"{where}: no head words")
    return Trigger(
        name=f"{kind}.{entry['name']}",
        kind=kind,
        **heads,
        beside=_words(entry.get("with", ()), lists, where),
        object=_words(entry.get("object", ()), lists, where),
        without=_words(entry.get("without", ()), lists, where),
        governor=_words(entry.get("governor", ()), lists, where),
        mode=entry.get("mode"),
        stage=entry.get("stage"),
        step=entry.get("step"),
        roles=dict(entry.get("roles", {})),
        need=frozenset(entry.get("need", ())),
        light=bool(entry.get("light", False)),
        carriers=_words(entry.get("carriers", ()), lists, where),
        yes=tuple(entry.get("yes", ())),
        no=tuple(entry.get("no", ())),
    )


def _load(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file.name}: {error}") from error


@cache
def load_rules() -> Rules:
    """Read and check all rule files, once."""
    folder = files("communique.reading.ru").joinpath("data", "events")
    lists = {key: frozenset(map(plain, words)) for key, words in _load(folder / "lists.toml").items()}
    triggers: list[Trigger] = []
    modes: dict[str, tuple[ModeWords, ...]] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml") or file.name in ("lists.toml", "contexts.toml", "stages.toml"):
            continue
        table = _load(file)
        kind = table["kind"]
        triggers += [parse_trigger(kind, entry, lists) for entry in table.get("trigger", ())]
        modes[kind] = tuple(
            ModeWords(entry["mode"], _words(entry["words"], lists, kind)) for entry in table.get("mode", ())
        )
    by_lemma: dict[str, list[Trigger]] = {}
    for trigger in triggers:
        for lemma in trigger.verbs | trigger.nouns | trigger.adjectives:
            by_lemma.setdefault(lemma, []).append(trigger)
    return Rules(tuple(triggers), {k: tuple(v) for k, v in by_lemma.items()}, modes, lists)
