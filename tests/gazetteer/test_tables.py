"""The tables load, agree with themselves and with the sources they follow."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from communique.gazetteer import Entry, adjectives, names, peoples, plain, regions, states
from communique.gazetteer.tables import name_words

NAMES = [  # words in print, key, type, country
    ("Республике Беларусь", "BLR", "state", "BLR"),
    ("Саудовской Аравией", "SAU", "state", "SAU"),
    ("Объединённых Арабских Эмиратов", "ARE", "state", "ARE"),
    ("США", "USA", "state", "USA"),
    ("Ереваном", "ARM", "state", "ARM"),
    ("Организации исламского сотрудничества", "организация исламского сотрудничества", "body", "IGO"),
    ("ОИС", "организация исламского сотрудничества", "body", "IGO"),
    ("Минобороны", "минобороны", "body", None),
    ("Генеральным штабом", "генштаб", "body", None),
    ("Государственной Думе", "государственная дума", "body", "RUS"),
    ("Би-би-си", "би-би-си", "enterprise", "GBR"),
]  # fmt: skip


def look_up(printed: str) -> list[Entry]:
    words = [plain(w) for w in name_words(printed)]
    for first in range(len(words)):
        end, entries = names().longest(words, first)
        if end == len(words):
            return entries
    return []


@pytest.mark.parametrize(("printed", "key", "type", "country"), NAMES)
def test_names(printed: str, key: str, type: str, country: str | None) -> None:
    assert (key, type, country) in [(e.key, e.type, e.country) for e in look_up(printed)]


def test_codes_are_alpha_3_and_single() -> None:
    codes = [state.code for state in states()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)


def test_an_adjective_or_a_people_means_one_state() -> None:
    words = [a for state in states() for a in (*state.adjectives, *state.people)]
    shared = {w for w in words if words.count(w) > 1}
    assert shared <= {"конголезский", "конголезец"}


def test_adjectives_and_peoples_decline() -> None:
    assert adjectives()["казахстанскую"] == "KAZ"
    assert adjectives()["немецким"] == "DEU"
    assert peoples()["украинцам"] == "UKR"
    assert peoples()["россиян"] == "RUS"


def test_every_state_of_cldr_that_is_a_member_of_the_united_nations_is_found(data: Path) -> None:
    """CLDR also lists islands and dependent territories, which the table leaves out."""
    codes = {state.code for state in states()}
    with (data / "corpora/gazetteer/countries_isocodes.tsv").open(encoding="utf-8") as file:
        rows = {row["alpha2"]: row for row in csv.DictReader(file, delimiter="\t")}
    with (data / "corpora/gazetteer/territories_cldr.tsv").open(encoding="utf-8") as file:
        territories = {row["code"]: row["ru"] for row in csv.DictReader(file, delimiter="\t")}
    lost = [
        name
        for code, name in territories.items()
        if code in rows and rows[code]["alpha3"] in codes and " " not in name and "-" not in name
        and rows[code]["alpha3"] not in {entry.key for entry in look_up(name)}
    ]  # fmt: skip
    assert lost == []


def test_every_official_name_is_found_by_name_or_by_its_adjective(data: Path) -> None:
    """«Чешская Республика» is read by the reader's grammar, which needs the adjective alone."""
    codes = {state.code for state in states()}
    with (data / "corpora/gazetteer/countries_isocodes.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["official_ru"]]
    lost = [row["official_ru"] for row in rows if row["alpha3"] in codes and row["alpha3"] not in told(row)]
    assert lost == []


def told(row: dict[str, str]) -> set[str]:
    name = row["official_ru"]
    by_adjective = {adjectives().get(plain(word), "") for word in name_words(name)}
    words = [plain(word) for word in name_words(name)]
    by_name = {e.key for first in range(len(words)) for e in names().longest(words, first)[1]}
    return by_adjective | by_name


def test_regions_belong_to_states() -> None:
    codes = {state.code for state in states()}
    for printed, code in (("нагорным карабахом", "AZE"), ("кишиневского", "MDA"), ("донбасса", "UKR")):
        assert regions().longest(printed.split(), 0) == (len(printed.split()), [code])
        assert code in codes


def test_groups_of_states_have_their_members() -> None:
    codes = {state.code for state in states()}
    (baltic,) = look_up("Прибалтики")
    assert baltic.members == ("EST", "LVA", "LTU") and set(baltic.members) <= codes
