from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.actors.letters import bones, script, sounds
from communique.actors.person_names import Agreement, agreement, parse_person
from communique.actors.wordforms import same_word, stem, words_of

AGREE = [
    ("Адильбек Токтаров", "А. Токтаров", Agreement.INITIAL),
    ("Адильбек Токтаров", "Токтарову", Agreement.SURNAME),
    ("Адильбек Токтаров", "Адильбеком", Agreement.GIVEN),
    ("Адильбека Токтарова", "Адильбеком Токтаровым", Agreement.FULL),
    ("Әділбек Жақсыбеков", "Adilbek Dzhaksybekov", Agreement.FULL),
    ("Jaqsybekov Ädilbek", "Адильбек Джаксыбеков", Agreement.FULL),
    ("Жақсыбеков Әділбек Рыскелдіұлы", "Адильбек Рыскельдинович Джаксыбеков", Agreement.FULL),
    ("Аляксандр Лукашэнка", "Александр Лукашенко", Agreement.FULL),
    ("Віктар Храноў", "Виктор Хранов", Agreement.FULL),
    ("Фан Ван Зянг", "Phan Van Giang", Agreement.FULL),
    ("Тереза Мэй", "Theresa May", Agreement.FULL),
    ("Дж. Миллер", "Джон Миллер", Agreement.INITIAL),
    ("Сергей Токтаров", "Адильбек Токтаров", Agreement.NONE),
    ("С. Токтаров", "Адильбек Токтаров", Agreement.NONE),
    ("Иван Петрович Серов", "Иван Андреевич Серов", Agreement.NONE),
    ("Серов", "Жуков", Agreement.NONE),
]


@pytest.mark.parametrize(("one", "other", "level"), AGREE)
def test_agreement(one: str, other: str, level: Agreement) -> None:
    assert agreement(parse_person(one), parse_person(other))[0] is level
    assert agreement(parse_person(other), parse_person(one))[0] is level


@pytest.mark.parametrize(
    ("printed", "surname", "given", "patronymic"),
    [
        ("Антон Серов", "серов", "антон", None),
        ("Серов Антон Ильич", "серов", "антон", "ильич"),
        ("Антон Ильич Серов", "серов", "антон", "ильич"),
        ("А. И. Серов", "серов", None, None),
        ("Токаров Сергей", "токаров", "сергей", None),
    ],
)
def test_parts_of_a_name(printed: str, surname: str, given: str | None, patronymic: str | None) -> None:
    name = parse_person(printed)
    assert (name.surname, name.given, name.patronymic) == (surname, given, patronymic)


@pytest.mark.parametrize(
    "spellings",
    [
        ("джаксыбеков", "жақсыбеков", "zhaksybekov", "dzhaksybekov", "jaqsybekov", "jaqsıbekov"),
        ("назарбаев", "nazarbayev", "nazarbaev"),
        ("тоқаев", "токаев", "tokayev"),
        ("шойгу", "shoigu", "shoygu"),
    ],
)
def test_spellings_share_a_sound(spellings: tuple[str, ...]) -> None:
    shared = set(sounds(spellings[0]))
    for spelling in spellings[1:]:
        assert shared & set(sounds(spelling)), spelling


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("терезы", "терезой", True),
        ("зеленского", "зеленским", True),
        ("павла", "павел", True),
        ("нидерландов", "нидерландах", True),
        ("максим", "макс", False),
        ("ким", "кит", False),
    ],
)
def test_forms_of_a_word(one: str, other: str, same: bool) -> None:
    assert same_word(one, other) is same


def test_stems_join_all_cases() -> None:
    assert len({stem(word) for word in ("комитет", "комитета", "комитетом", "комитете")}) == 1
    assert len({stem(word) for word in ("токаров", "токарова", "токаровым")}) == 1


def test_words_of_a_name() -> None:
    assert words_of("ПАО «Рога-Нефть» (О'Лири)") == ["пао", "рога-нефть", "о'лири"]


def test_scripts() -> None:
    assert [script(text) for text in ("Астана", "Astana", "阿斯塔納", "Қазақ")] == [
        "cyrl",
        "latn",
        "other",
        "cyrl",
    ]


@given(st.text(max_size=20))
def test_any_text_is_heard(text: str) -> None:
    assert all(bones(reading) or not reading for reading in sounds(text.lower()))
    parse_person(text)
