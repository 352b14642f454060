"""Countries by code and by name in English, Russian and Kazakh, for people who ask and what they are shown.

UnknownCountry(LookupError)   no country is called so; `near` holds names like it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from communique.gazetteer.declension import plain

NEAR = 3  # names offered for one that is not known


class UnknownCountry(LookupError):
    """`text` names no country."""

    def __init__(self, text: str, near: tuple[str, ...]) -> None:
        hint = f"; perhaps {' or '.join(near)}" if near else "; give a code (KAZ, KZ) or a name"
        super().__init__(f"no country is called {text!r}{hint}")
        self.text, self.near = text, near


@dataclass(frozen=True, slots=True)
class Country:
    """One line of `countries.tsv`; `code` is ISO 3166-1 alpha-3 (or `IGO`, `XKX`, `SUN`, `YUG`)."""

    code: str
    alpha2: str
    english: str
    russian: str
    kazakh: str
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.english, self.russian, self.kazakh, *self.others)


@cache
def countries() -> dict[str, Country]:
    """Every country by its alpha-3 code."""
    return {country.code: country for country in _rows()}


def _rows() -> Iterator[Country]:
    text = (files("communique.gazetteer") / "data" / "countries.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            code, alpha2, english, russian, kazakh, others = line.split("\t")
            yield Country(code, alpha2, english, russian, kazakh, tuple(filter(None, others.split("|"))))


@cache
def _by_name() -> dict[str, str]:
    """Plain names and codes -> alpha-3; codes stand above names, and first names above later ones."""
    table: dict[str, str] = {}
    for country in countries().values():
        for code in filter(None, (country.code, country.alpha2)):
            table[plain(code)] = country.code
    for country in countries().values():
        for name in country.names:
            table.setdefault(_key(name), country.code)
    return table


def _key(name: str) -> str:
    return " ".join(plain(name).split())


def country_code(text: str) -> str:
    """The alpha-3 code of a country given as alpha-3, alpha-2, or a name in English, Russian or Kazakh.

    Raises:
        UnknownCountry: nothing is called so.
    """
    key = _key(text)
    if (code := _by_name().get(key)) is not None:
        return code
    near = get_close_matches(key, _by_name(), NEAR * 2, 0.7)
    codes = dict.fromkeys(_by_name()[name] for name in near)
    shown = (f"{countries()[code].english} ({code})" for code in list(codes)[:NEAR])
    raise UnknownCountry(text, tuple(shown))


def country_name(code: str) -> str:
    """The English name; the code itself where it is not known."""
    country = countries().get(code)
    return code if country is None else country.english
