"""Countries by code and name."""

from __future__ import annotations

import pytest

from communique.gazetteer import states
from communique.gazetteer.countries import UnknownCountry, countries, country_code, country_name

NAMES = [
    ("KAZ", "KAZ"),
    ("kz", "KAZ"),
    ("Казахстан", "KAZ"),
    ("Қазақстан", "KAZ"),
    ("Республика Казахстан", "KAZ"),
    ("Белоруссия", "BLR"),
    ("  south   korea ", "KOR"),
    ("Türkiye", "TUR"),
    ("UK", "GBR"),
    ("СССР", "SUN"),
    ("IGO", "IGO"),
]


@pytest.mark.parametrize(("text", "code"), NAMES)
def test_codes_and_names(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("text", "near"), [("Kazahstan", "Kazakhstan (KAZ)"), ("Белорусия", "Belarus (BLR)")]
)
def test_near_matches_are_offered(text: str, near: str) -> None:
    with pytest.raises(UnknownCountry) as caught:
        country_code(text)
    assert near in caught.value.near and near in str(caught.value)


def test_nothing_is_near() -> None:
    with pytest.raises(UnknownCountry, match="give a code"):
        country_code("???")


@pytest.mark.parametrize("code", sorted(countries()))
def test_each_code_and_each_first_name_leads_back(code: str) -> None:
    country = countries()[code]
    for text in (code, country.alpha2, country.english, country.russian, country.kazakh):
        assert not text or country_code(text) == code
    assert country_name(code) == country.english


def test_every_state_of_the_gazetteer_is_there() -> None:
    assert {state.code for state in states()} <= set(countries())


def test_an_unknown_code_is_its_own_name() -> None:
    assert country_name("ZZZ") == "ZZZ"
