"""Holders of high offices: what a bare surname tells of its bearer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from communique.reading.ru.names import PersonName, parse_name, same_name, same_word

MEMO = 10_000


@dataclass(frozen=True, slots=True)
class Holder:
    """A term of office: `portfolio` as in `data/portfolios.toml`; `since`, `until` as dates or empty.

    `spellings` are all ways in which the name is written, `name` the first of them.
    """

    country: str
    portfolio: str
    name: PersonName
    since: str
    until: str
    spellings: tuple[PersonName, ...]


TABLES = ("holders.tsv", "leaders.tsv")


@cache
def holders() -> tuple[Holder, ...]:
    return tuple(holder for table in TABLES for holder in _load(table))


def _load(table: str) -> Iterator[Holder]:
    file = resources.files("communique.reading.ru") / "data" / table
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, portfolio, names, since, until = line.split("\t")
            spellings = tuple(parse_name(name) for name in names.split("|"))
            yield Holder(country, portfolio, spellings[0], since, until, spellings)


@cache
def in_office(country: str | None) -> frozenset[str]:
    """Portfolios of this state whose holders now are listed."""
    return frozenset(h.portfolio for h in holders() if h.country == country and not h.until)


def known(names: Iterable[PersonName]) -> tuple[Holder, ...]:
    """The terms of the one listed person these printed names fit; empty where none or several fit.

    A printed given name must agree; a bare surname is enough where only one person listed has it.
    """
    return _known(frozenset(names))


@lru_cache(MEMO)
def _known(names: frozenset[PersonName]) -> tuple[Holder, ...]:
    places = frozenset.intersection(*map(_fitting, names)) if names else frozenset()
    fits = [holders()[place] for place in sorted(places)]
    bearers = {(h.name.surname, _given(h.name)) for h in fits}
    fits.sort(key=lambda h: h.since, reverse=True)  # of several offices of one person the latest first
    return tuple(fits) if len(bearers) == 1 else ()


@cache
def _by_surname() -> dict[str, list[int]]:
    """Places in `holders` by the first two letters of the surname, in which its case forms agree."""
    found: dict[str, list[int]] = {}
    for place, holder in enumerate(holders()):
        for start in {(name.surname or "")[:2] for name in holder.spellings}:
            found.setdefault(start, []).append(place)
    return found


@lru_cache(MEMO)
def _fitting(name: PersonName) -> frozenset[int]:
    near = {place for word in name.full for place in _by_surname().get(word[:2], ())}
    return frozenset(n for n in near if any(_fits(name, spelling) for spelling in holders()[n].spellings))


def _fits(printed: PersonName, listed: PersonName) -> bool:
    surname = listed.surname
    if surname is None or not printed.full or not any(same_word(surname, w) for w in printed.full):
        return False
    return same_name(printed, listed) or _same_given(printed, listed)


def _same_given(printed: PersonName, listed: PersonName) -> bool:
    """Names with and without the patronymic share surname and given name."""
    return sum(any(same_word(w, v) for v in listed.full) for w in printed.full) >= 2


def _given(name: PersonName) -> str:
    return name.full[1] if name.full and name.surname == name.full[0] and len(name.full) > 1 else name.full[0]
