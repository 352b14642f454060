from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.gazetteer import states
from communique.reading.ru.holders import holders, known
from communique.reading.ru.names import name_nominative, parse_name, same_name, same_word
from communique.reading.ru.wordlists import load_table

SAME = [
    ("Серов", "Антон Серов"),
    ("Серову", "Антона Серова"),
    ("А. Серов", "Антоном Серовым"),
    ("А.Серов", "А. Д. Серов"),
    ("Антон Серов", "Серов Антон Ильич"),
    ("Кулеба", "Кулебой"),
    ("Токай", "Токая"),
    ("Владимир Барский", "Барским"),
    ("Ли Хан", "Ли Ханом"),
]
OTHER = [
    ("Антон Серов", "Олег Серов"),
    ("О. Серов", "Антон Серов"),
    ("Иван", "Иванов"),
    ("Петрович", "Антон Петрович Серов"),
    ("Серов", "Серебров"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_name(one: str, other: str) -> None:
    assert same_name(parse_name(one), parse_name(other))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_name(one: str, other: str) -> None:
    assert not same_name(parse_name(one), parse_name(other))


@given(st.text(alphabet="абвгдеийоуя", min_size=1), st.text(alphabet="абвгдеийоуя", min_size=1))
def test_same_word_is_symmetric(one: str, other: str) -> None:
    assert same_word(one, other) == same_word(other, one)
    assert same_word(one, one)


PRINTED = [
    ("Антон Серов", ("антон", "серов"), (), "серов"),
    ("Серов Антон Ильич", ("серов", "антон", "ильич"), (), "серов"),
    ("А.Д. Серов", ("серов",), ("а", "д"), "серов"),
    ("Мохаммед бен Сальман", ("мохаммед", "сальман"), (), "сальман"),
]


@pytest.mark.parametrize(("printed", "full", "initials", "surname"), PRINTED)
def test_parse(printed: str, full: tuple[str, ...], initials: tuple[str, ...], surname: str) -> None:
    name = parse_name(printed)
    assert (name.full, name.initials, name.surname) == (full, initials, surname)


CASES = [
    ("Жомартом", "Masc", "Ins", "Жомарт"),
    ("Эммануэля", "Masc", "Gen", "Эммануэль"),
    ("Айдая", "Masc", "Gen", "Айдай"),
    ("Серовым", "Masc", "Ins", "Серов"),
    ("Тани", "Masc", "Ins", "Тани"),
    ("Салиной", "Fem", "Ins", "Салина"),
]


@pytest.mark.parametrize(("word", "gender", "case", "nominative"), CASES)
def test_name_nominative(word: str, gender: str, case: str, nominative: str) -> None:
    assert name_nominative(word, gender, case) == nominative


def test_known_holders() -> None:
    assert {h.country for h in known([parse_name("Лукашенко")])} == {"BLR"}
    assert {h.country for h in known([parse_name("Владимира Путина"), parse_name("Путин")])} == {"RUS"}
    assert known([parse_name("Иванов")]) == ()  # two ministers of that name
    assert known([parse_name("Олег Путин")]) == ()
    assert known([]) == ()
    assert {h.country for h in known([parse_name("Эмманюэля Макрона"), parse_name("Макрон")])} == {"FRA"}
    assert {h.country for h in known([parse_name("Си Цзиньпином")])} == {"CHN"}
    assert known([parse_name("Каллас")])[0].country == "IGO"  # the latest office of several
    assert known([parse_name("Мишель Обама")]) == ()


def test_holders_are_well_formed() -> None:
    fields = {row["name"] for row in load_table("portfolios.toml")["portfolio"]} | {"organisation", "other"}
    codes = {state.code for state in states()} | {"IGO"}
    for holder in holders():
        assert holder.country in codes and holder.portfolio in fields
        assert all(name.full for name in holder.spellings)
        assert holder.since[:4].isdigit() and (not holder.until or holder.until[:4] >= holder.since[:4])
