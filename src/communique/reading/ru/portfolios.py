"""Fields of government: which one an office or a body belongs to, by the phrases of `portfolios.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from communique.gazetteer import adjectives
from communique.reading.layers import Word

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portfolio:
    name: str
    one_per_state: bool
    offices: tuple[Phrase, ...]
    bodies: tuple[Phrase, ...]


@cache
def load_table(name: str) -> dict[str, list[dict[str, object]]]:
    """One TOML table of this package's data folder."""
    file = resources.files("communique.reading.ru") / "data" / name
    return tomllib.loads(file.read_text(encoding="utf-8"))


def phrases(listed: object) -> tuple[Phrase, ...]:
    return tuple(tuple(str(p).split()) for p in listed) if isinstance(listed, list) else ()


@cache
def portfolios() -> tuple[Portfolio, ...]:
    return tuple(
        Portfolio(
            str(row["name"]),
            bool(row.get("one_per_state")),
            phrases(row.get("offices")),
            phrases(row.get("bodies")),
        )
        for row in load_table("portfolios.toml")["portfolio"]
    )


@cache
def single_portfolios() -> frozenset[str]:
    """Those of which a state has one body, or one holder, at a time."""
    return frozenset(p.name for p in portfolios() if p.one_per_state)


def token_matches(token: str, word: Word) -> bool:
    """`стем*` matches by its beginning, printed form or lemma; other tokens match whole."""
    printed = word.text.lower().replace("ё", "е")
    if token.endswith("*"):
        return printed.startswith(token[:-1]) or word.lemma.startswith(token[:-1])
    return token in (printed, word.lemma)


def phrase_at(phrase: Phrase, words: Sequence[Word], start: int) -> bool:
    return start + len(phrase) <= len(words) and all(
        token_matches(token, words[start + i]) for i, token in enumerate(phrase)
    )


def head_index(words: Sequence[Word]) -> int:
    """Position of the first noun: the head of a Russian noun phrase but for words in front of it."""
    return next((i for i, word in enumerate(words) if word.pos in ("NOUN", "PROPN")), 0)


def anchored(phrase: Phrase, words: Sequence[Word]) -> bool:
    """Whether the phrase holds the head of these words, not something that depends on it."""
    head = head_index(words)
    return any(phrase_at(phrase, words, i) for i in range(max(0, head - len(phrase) + 1), head + 1))


def without_states(words: Sequence[Word]) -> list[Word]:
    """The words without adjectives of states: «глава норвежского МИД» is a «глава МИД»."""
    return [w for w in words if w.pos != "ADJ" or w.text.lower().replace("ё", "е") not in adjectives()]


def office_fields(words: Sequence[Word]) -> frozenset[str]:
    """Fields of the office these words name («министр иностранных дел» -> foreign)."""
    words = without_states(words)
    return frozenset(p.name for p in portfolios() if any(anchored(o, words) for o in p.offices))


def body_fields(words: Sequence[Word]) -> frozenset[str]:
    """Fields of the body these words name («оборонное ведомство» -> defence)."""
    words = without_states(words)
    return frozenset(p.name for p in portfolios() if any(anchored(b, words) for b in p.bodies))
