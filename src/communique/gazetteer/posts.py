"""Posts of state by name: «глава МИД Беларуси» and "Minister of Foreign Affairs" are one post.

The words are data (`data/posts.toml`). A key stands for a post of any state («defence_minister»); ambassadors
carry the state they are sent to («ambassador:HUN»), heads of regions and cities the place («local:saratov»).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from communique.gazetteer.declension import forms, plain
from communique.gazetteer.phrases import PhraseBook
from communique.gazetteer.tables import adjectives, name_words, states

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
MEMO = 65_536

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """One post. `single`: one holder a state at a time; `whole`: nothing may follow the phrase."""

    key: str
    single: bool
    whole: bool
    en: tuple[str, ...]
    ru: tuple[Phrase, ...]
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@cache
def _table() -> dict[str, Any]:
    text = (files("communique.gazetteer") / "data" / "posts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def posts() -> tuple[Post, ...]:
    """The posts that have a phrase of their own, in the order of the table."""
    return tuple(_post(row) for row in _table()["post"])


def _post(row: dict[str, Any]) -> Post:
    return Post(
        row["key"],
        bool(row.get("single")),
        bool(row.get("whole")),
        tuple(row.get("en", ())),
        _phrases(row["ru"]),
        tuple(row["yes"]),
        tuple(row["no"]),
    )


@cache
def regions() -> tuple[Post, ...]:
    """Heads of regions and cities; the phrases are those of the place."""
    return tuple(
        Post(f"local:{row['key']}", True, False, tuple(row["en"]), _phrases(row["ru"]))
        for row in _table()["region"]
    )


def _phrases(listed: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(tuple(phrase.split()) for phrase in listed)


@cache
def _single_keys() -> frozenset[str]:
    return frozenset(post.key for post in (*posts(), *regions()) if post.single)


def is_single(key: str) -> bool:
    """Whether a state has one holder of the post at a time."""
    return key in _single_keys() or key.startswith("ambassador:")


# -- English titles, as the table of office-holders has them -------------------------------------------


@cache
def _by_title() -> dict[str, str]:
    return {title.lower(): post.key for post in (*posts(), *regions()) for title in post.en}


def post_of_title(title: str) -> str:
    """The key of an English title; a title of no post of the table is its own key."""
    if (host := re.fullmatch(r"ambassador to (.+)", title, re.IGNORECASE)) is not None:
        return f"ambassador:{_table()['hosts'].get(host[1], host[1])}"
    return _by_title().get(title.lower()) or "_".join(_WORD.findall(title.lower()))


# -- Russian positions, as readings have them ----------------------------------------------------------


@lru_cache(MEMO)
def post_of(position: str) -> str | None:
    """The key of a printed Russian position in the nominative; None for what is no post of the table.

    Names of states count for nothing, since readings tell the country of an office apart.
    """
    printed = tuple(_WORD.findall(position))
    words = tuple(map(plain, printed))
    kept = _without_states(words)
    bare = tuple(words[at] for at in kept)
    return _local(bare) or _ambassador(words, bare) or _plain_post(bare, [printed[at] for at in kept])


def bare_words(position: str) -> Phrase:
    """The words of a position without states and without what says only when it was held."""
    words = tuple(map(plain, _WORD.findall(position)))
    return tuple(words[at] for at in _without_states(words))


def _without_states(words: Sequence[str]) -> list[int]:
    """Places of the words that are no names, abbreviations and adjectives of states, nor say only when or in
    what right the post was held."""
    kept: list[int] = []
    skipped, at = frozenset(_table()["skip"]["words"]), 0
    while at < len(words):
        end, codes = _state_names().longest(words, at)
        if codes:
            at = end
            continue
        if words[at] not in skipped and words[at] not in adjectives():
            kept.append(at)
        at += 1
    return kept


@cache
def _state_names() -> PhraseBook[str]:
    """Names and abbreviations of states and of their republics; cities are no states here."""
    book: PhraseBook[str] = PhraseBook()
    for state in states():
        for name in (*state.names, *state.abbreviations):
            declined = [forms(word) for word in name_words(name)]
            book.add(declined, state.code)
            book.add([forms("Республика"), *declined], state.code)
    return book


@cache
def _capitals() -> dict[str, str]:
    """Every case form of a capital of one word -> code."""
    return {form: state.code for state in states() for name in state.capitals for form in forms(name)}


def _plain_post(words: Phrase, printed: Sequence[str]) -> str | None:
    found = (
        (len(phrase), -order, post.key)
        for order, post in enumerate(posts())
        for phrase in post.ru
        if _begins(words, phrase) and _may_follow(post, words[len(phrase) :], printed[len(phrase) :])
    )
    return max(found, default=(0, 0, None))[2]


def _may_follow(post: Post, words: Phrase, printed: Sequence[str]) -> bool:
    """What follows the phrase names no part of a state and no body of its own."""
    if not words or post.whole:
        return not words
    part = _table()["part"]
    pairs = zip(words, printed, strict=True)
    return all(w in part["inside"] or not (p[0].isupper() or w in part["words"]) for w, p in pairs)


def _local(words: Phrase) -> str | None:
    if not words or not any(_fits(words[0], token) for token in _table()["local"]["words"]):
        return None
    rest = words[1:]
    return next(
        (post.key for post in regions() for phrase in post.ru if _begins(rest, phrase)),
        None,
    )


def _ambassador(words: Phrase, bare: Phrase) -> str | None:
    """«посол Казахстана в Венгрии»; «посол Казахстана» alone is some ambassador."""
    if not any(word in bare[:4] for word in _table()["ambassador"]["words"]):
        return None
    for at, word in enumerate(words):
        if word in ("в", "во"):
            _, codes = _state_names().longest(words, at + 1)
            if host := (codes[0] if codes else _capitals().get("".join(words[at + 1 : at + 2]))):
                return f"ambassador:{host}"
    return "ambassador"


def _begins(words: Phrase, phrase: Phrase) -> bool:
    return len(words) >= len(phrase) and all(map(_fits, words, phrase))


def _fits(word: str, token: str) -> bool:
    return word.startswith(token[:-1]) if token.endswith("*") else word == token
