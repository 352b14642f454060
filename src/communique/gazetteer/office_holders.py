"""Office-holders of Kazakhstan, Belarus and Russia with their terms, from `data/office_holders.tsv`.

Facts of Wikidata (see NOTICE). Some terms overlap or lack an end; the table is shown as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from communique.gazetteer.posts import post_of_title
from communique.records.when import bounds

COUNTRIES = {"KZ": "KAZ", "BY": "BLR", "RU": "RUS"}


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """One term of one person. `start` and `end` are EDTF (a year, month or day), None when not known;
    `country` is ISO 3166-1 alpha-3; `post` is a key of `gazetteer.posts`."""

    country: str
    position_en: str
    post: str
    wikidata: str
    name_en: str
    names_ru: tuple[str, ...] = ()
    names_be: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None

    @property
    def days(self) -> tuple[date | None, date | None]:
        """First and last day that the term may have had."""
        return bounds(self.start)[0], bounds(self.end)[1]


@cache
def office_holders() -> tuple[OfficeHolder, ...]:
    """All rows, in the table's order (by country, then post)."""
    text = (files("communique.gazetteer") / "data" / "office_holders.tsv").read_text(encoding="utf-8")
    return tuple(_holder(line.split("\t")) for line in text.splitlines()[1:] if line)


def _holder(cells: list[str]) -> OfficeHolder:
    country, position, wikidata, name, start, end, russian, belarusian = [*cells, *[""] * 8][:8]
    return OfficeHolder(
        COUNTRIES[country],
        position,
        post_of_title(position),
        wikidata,
        name,
        tuple(filter(None, russian.split("|"))),
        tuple(filter(None, belarusian.split("|"))),
        start or None,
        end or None,
    )
