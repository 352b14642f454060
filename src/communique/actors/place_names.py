"""States and places by name, in any case form of Russian and in the other languages of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from communique.actors.wordforms import bases, stem
from communique.gazetteer import PhraseBook, adjectives, cities, forms, plain, states
from communique.gazetteer.countries import countries
from communique.gazetteer.tables import name_words

MEMO = 100_000


class PlaceName(NamedTuple):
    """A state by its code, or a place by its key: @x for a city of the tables, else stems of its words."""

    state: str | None
    key: tuple[str, ...]


@lru_cache(MEMO)
def parse_place(printed: str) -> PlaceName:
    words = [plain(word) for word in name_words(printed) if word[0].isalnum()]
    if (code := whole_state(words)) is not None:
        return PlaceName(code, ())
    end, cities = _cities().longest(words, 0)
    if words and end == len(words) and cities:
        return PlaceName(None, (cities[0],))
    return PlaceName(None, tuple(stem(word) for word in words))


@lru_cache(MEMO)
def state_of_place(printed: str) -> str | None:
    """The state that a place is, or that it is the capital or another large city of."""
    name = parse_place(printed)
    if name.state or len(name.key) != 1:
        return name.state
    found = [code for base in sorted(bases(plain(printed))) if (code := _cities_of_states().get(base))]
    return found[0] if found else None


@cache
def _cities_of_states() -> dict[str, str]:
    capitals = {plain(capital): state.code for state in states() for capital in state.capitals}
    return {**cities(), **capitals}


def whole_state(words: list[str]) -> str | None:
    """The state that the words name, all of them; an adjective alone («британских») names it too."""
    end, codes = state_names().longest(words, 0)
    if words and end == len(words) and codes:
        return codes[0]
    return state_adjectives().get(words[0]) if len(words) == 1 else None


@cache
def state_names() -> PhraseBook[str]:
    """Names of states in all languages of the gazetteer -> code; the Russian ones in every case."""
    book: PhraseBook[str] = PhraseBook()
    for code, name in _state_names():
        declined = [forms(word) for word in name_words(name) if word[0].isalnum()]
        if declined:
            book.add(declined, code)
    return book


def _state_names() -> Iterator[tuple[str, str]]:
    for state in states():
        for name in (*state.names, *state.abbreviations):
            yield state.code, name
        for name in state.names:
            yield state.code, f"Республика {name}"
    for code, listed in _rows("states.tsv"):
        for name in listed.split("|"):
            yield code, name
    for country in countries().values():
        if country.code != "IGO":
            for name in country.names:
                yield country.code, name


@cache
def state_adjectives() -> dict[str, str]:
    return dict(adjectives())


@cache
def _cities() -> PhraseBook[str]:
    book: PhraseBook[str] = PhraseBook()
    for name, _, others in _rows("places.tsv"):
        for other in (name, *others.split("|")):
            book.add([forms(word) for word in name_words(other) if word[0].isalnum()], f"@{plain(name)}")
    return book


@cache
def former_names() -> frozenset[str]:
    """Plain names that a city no longer bears."""
    rows = _rows("places.tsv")
    return frozenset(
        plain(other) for _, kind, others in rows if kind == "renamed" for other in others.split("|")
    )


def _rows(file: str) -> Iterator[list[str]]:
    text = (files("communique.actors") / "data" / file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
