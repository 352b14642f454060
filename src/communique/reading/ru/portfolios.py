"""Fields of government: which one an office or a body belongs to, by the phrases of `portfolios.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from communique.gazetteer import adjectives
from communique.reading.layers import Word
from communique.reading.ru.wordlists import load_table

Phrase = tuple[str, ...]
MEMO = 50_000


@dataclass(frozen=True, slots=True)
class Portfolio:
    name: str
    one_per_state: bool
    offices: tuple[Phrase, ...]
    bodies: tuple[Phrase, ...]


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


Form = tuple[str, str]  # of a word: as printed, in small letters, and its lemma


def _form(word: Word) -> Form:
    return word.text.lower().replace("ё", "е"), word.lemma


def _matches(token: str, printed: str, lemma: str) -> bool:
    """`стем*` matches by its beginning, printed form or lemma; other tokens match whole."""
    if token.endswith("*"):
        return printed.startswith(token[:-1]) or lemma.startswith(token[:-1])
    return token in (printed, lemma)


def phrase_at(phrase: Phrase, words: Sequence[Word], start: int) -> bool:
    return _phrase_in(phrase, [_form(word) for word in words[start : start + len(phrase)]], 0)


def _phrase_in(phrase: Phrase, forms: Sequence[Form], start: int) -> bool:
    return start + len(phrase) <= len(forms) and all(
        _matches(token, *forms[start + i]) for i, token in enumerate(phrase)
    )


def head_index(words: Sequence[Word]) -> int:
    """Position of the first noun: the head of a Russian noun phrase but for words in front of it."""
    return next((i for i, word in enumerate(words) if word.pos in ("NOUN", "PROPN")), 0)


class Place(NamedTuple):
    """A phrase of a field of government, and the place in it where a word stands."""

    portfolio: str
    phrase: Phrase
    at: int


@lru_cache(MEMO)
def _places(kind: str, printed: str, lemma: str) -> tuple[Place, ...]:
    """Every place of a word in the phrases for `offices` or `bodies`."""
    return tuple(
        Place(portfolio.name, phrase, at)
        for portfolio in portfolios()
        for phrase in getattr(portfolio, kind)
        for at, token in enumerate(phrase)
        if _matches(token, printed, lemma)
    )


def _fields(kind: str, words: Sequence[Word]) -> frozenset[str]:
    """Fields that have a phrase which holds the head of these words, not only what depends on it."""
    words = without_states(words)
    if not words:
        return frozenset()
    return _fields_of(kind, tuple(map(_form, words)), head_index(words))


@lru_cache(MEMO)
def _fields_of(kind: str, forms: tuple[Form, ...], head: int) -> frozenset[str]:
    """As `_fields`, of words as printed and their lemmas: the same few offices return in all reports."""
    return frozenset(
        place.portfolio
        for place in _places(kind, *forms[head])
        if place.at <= head and _phrase_in(place.phrase, forms, head - place.at)
    )


def without_states(words: Sequence[Word]) -> list[Word]:
    """The words without adjectives of states: «глава норвежского МИД» is a «глава МИД»."""
    return [w for w in words if w.pos != "ADJ" or w.text.lower().replace("ё", "е") not in adjectives()]


def office_fields(words: Sequence[Word]) -> frozenset[str]:
    """Fields of the office these words name («министр иностранных дел» -> foreign)."""
    return _fields("offices", words)


def body_fields(words: Sequence[Word]) -> frozenset[str]:
    """Fields of the body these words name («оборонное ведомство» -> defence)."""
    return _fields("bodies", words)
