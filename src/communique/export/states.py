"""Codes of states in the systems that exports need: `data/states.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class StateCodes:
    """Correlates of War: number, letters, name; Gleditsch and Ward: number; empty where there is none."""

    code: str
    cow: str
    cow_letters: str
    cow_name: str
    gw: str
    fips: str


@cache
def state_codes() -> Mapping[str, StateCodes]:
    """By ISO 3166-1 alpha-3."""
    text = (files("communique.export") / "data" / "states.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: StateCodes(*row) for row in rows}


def country_of_place(place: str | None) -> str | None:
    """The state of a printed place, where it is the name of a state or of one larger city only."""
    from communique.gazetteer.countries import UnknownCountry, country_code
    from communique.gazetteer.declension import plain as simple
    from communique.gazetteer.tables import cities

    if not place:
        return None
    if (code := cities().get(simple(place))) is not None:
        return code
    try:
        return country_code(place)
    except UnknownCountry:
        return None
