from __future__ import annotations

import pytest

from communique.actors.body_names import parse_body
from communique.actors.place_names import parse_place, state_of_place

SAME = [
    ("МИД Великобритании", "британского МИДа", "Министерства иностранных дел Британии"),
    ("МО РК", "Министерство обороны Республики Казахстан", "Минобороны Казахстана"),
    ("Газпром", "ПАО «Газпром»", "компании «Газпром»", "Gazprom"),
    ("ЕС", "Евросоюза", "Европейским союзом", "European Union"),
    ("НАТО", "Организация Североатлантического договора", "NATO"),
    ("парламент Грузии", "грузинским парламентом"),
    ("Верховной Рады", "Верховная Рада Украины", "Рада"),
    ("ООО «Синий мост»", "«Синего моста»"),
    ("Кабинет министров Украины", "украинский Кабмин", "правительство Украины"),
]


@pytest.mark.parametrize("names", SAME)
def test_names_of_one_body(names: tuple[str, ...]) -> None:
    keys = {(name.key, name.country) for name in map(parse_body, names)}
    assert len(keys) == 1, keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МИД России", "МИД Казахстана"),
        ("Газпром", "департамент ПАО «Газпром»"),
        ("правительство Казахстана", "правительство Карагандинской области Казахстана"),
        ("Верховный суд РФ", "вооруженные силы РФ"),
        ("«Украинская заря»", "газета «Заря» Украины"),
    ],
)
def test_names_of_two_bodies(one: str, other: str) -> None:
    first, second = parse_body(one), parse_body(other)
    assert (first.key, first.country) != (second.key, second.country)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("полиция", True),
        ("городская администрация", True),
        ("местные власти", True),
        ("власти", True),
        ("правительство региона", True),
        ("российская компания", True),
        ("власти Казахстана", False),
        ("правительство", False),
        ("«Ласточка»", False),
        ("Росводхоз", False),
    ],
)
def test_bare_names(name: str, bare: bool) -> None:
    assert parse_body(name).bare is bare


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Великобританией", "GBR"),
        ("Қазақстан", "KAZ"),
        ("Kazakhstan", "KAZ"),
        ("Беларусь", "BLR"),
        ("Республикой Молдова", "MDA"),
        ("Российской Федерации", "RUS"),
        ("Астана", None),
    ],
)
def test_states(name: str, state: str | None) -> None:
    assert parse_place(name).state == state


def test_renamed_cities() -> None:
    keys = {parse_place(name).key for name in ("Астаны", "Нур-Султане", "Целиноград", "Nur-Sultan", "Акмолу")}
    assert keys == {("@астана",)}
    assert parse_place("Ленинградом") == parse_place("Санкт-Петербург")


def test_capitals_are_of_their_states() -> None:
    assert state_of_place("Минском") == "BLR"
