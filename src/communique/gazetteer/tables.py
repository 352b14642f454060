"""The gazetteer: states, organisations and press outlets by name, loaded from `data/` at first use.

Sources: the names of states follow Unicode CLDR and iso-codes (see NOTICE); adjectives, peoples, capitals,
organisations and outlets were written for this project.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.gazetteer.declension import forms, plain
from communique.gazetteer.phrases import PhraseBook

_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for.

    `type` is an actor type; `kind` says how it is named: name, abbreviation, capital (of a state) or
    residence («Кремль»); the last two are places as well, and act only in some contexts.
    `country` is ISO 3166-1 alpha-3, `IGO`, or None where many states have one of that name. `beside` marks
    abbreviations that count only beside a state («ВС РФ»). `members` are the states of a group
    («Прибалтика»).
    """

    key: str
    type: str
    kind: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    beside: bool = False
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """One line of `states.tsv`."""

    code: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


def name_words(name: str) -> list[str]:
    """The words of a name as the tokeniser of the reader cuts them."""
    return _WORD.findall(name)


def _lines(file: str) -> Iterator[list[str]]:
    text = (files("communique.gazetteer") / "data" / file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def states() -> tuple[State, ...]:
    """All states of the table, in its order (by code)."""
    return tuple(_state(fields) for fields in _lines("states.tsv"))


def _state(fields: list[str]) -> State:
    cells = [tuple(filter(None, cell.split("|"))) for cell in [*fields[1:], *[""] * 6][:5]]
    return State(fields[0], *cells)


@cache
def names() -> PhraseBook[Entry]:
    """Every name that may be an actor by itself: states, capitals, organisations, press outlets."""
    book: PhraseBook[Entry] = PhraseBook()
    for state in states():
        _add_all(book, state.names, Entry(state.code, "state", "name", state.code, ("GOV",)))
        _add_all(book, state.abbreviations, Entry(state.code, "state", "abbreviation", state.code, ("GOV",)))
        _add_all(book, state.capitals, Entry(state.code, "state", "capital", state.code, ("GOV",)))
    for fields in tomllib.loads(_read("bodies.toml"))["body"]:
        for name in fields["names"]:
            _add_all(book, [name], _body(fields, name))
    for outlet, country in _press():
        entry = Entry(plain(outlet[0]), "enterprise", "name", country, ("MED",))
        _add_all(book, outlet, entry)
    return book


def _read(file: str) -> str:
    return (files("communique.gazetteer") / "data" / file).read_text(encoding="utf-8")


def _body(fields: dict[str, object], name: str) -> Entry:
    values = fields["names"]
    assert isinstance(values, list)
    kind = str(fields.get("kind", "abbreviation" if name.isupper() else "name"))
    sectors = fields.get("sector", [])
    assert isinstance(sectors, list)
    country = fields.get("country")
    return Entry(
        plain(str(fields.get("key", values[0]))),
        str(fields.get("type", "body")),
        kind,
        str(country) if country else None,
        tuple(sectors),
        bool(fields.get("beside", False)),
        _codes(fields.get("members", [])),
    )


def _codes(values: object) -> tuple[str, ...]:
    assert isinstance(values, list)
    return tuple(map(str, values))


def _press() -> Iterator[tuple[list[str], str | None]]:
    for fields in _lines("press.tsv"):
        country = fields[1] if len(fields) > 1 and fields[1] else None
        for outlet in fields[0].split("|"):
            yield [outlet], country


def _add_all(book: PhraseBook[Entry], names: Iterable[str], entry: Entry) -> None:
    for name in names:
        book.add([forms(word) for word in name_words(name)], entry)


@cache
def adjectives() -> dict[str, str]:
    """Plain forms of adjectives of states -> code: «казахстанской» → KAZ."""
    return {
        form: state.code for state in states() for adjective in state.adjectives for form in forms(adjective)
    }


@cache
def cities() -> dict[str, str]:
    """Plain nominative of a city's one-word name -> code, from `cities.tsv`; capitals stand in `names()`."""
    return {plain(name): code for name, code in _lines("cities.tsv") if " " not in name}


@cache
def regions() -> PhraseBook[str]:
    """Regions and cities, and the adjectives made of them, with the code of their state in law."""
    book: PhraseBook[str] = PhraseBook()
    for fields in _lines("regions.tsv"):
        code, *cells = fields
        for name in (name for cell in cells for name in cell.split("|") if name):
            book.add([forms(word) for word in name_words(name)], code)
    return book


@cache
def peoples() -> dict[str, str]:
    """Plain forms of the names of nationals -> code: «украинцам» → UKR."""
    return {form: state.code for state in states() for person in state.people for form in forms(person)}
