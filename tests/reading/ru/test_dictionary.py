"""The quick look-ups give what pymorphy3 gives by itself."""

from functools import cache
from typing import Any

import pytest

from communique.reading.ru.dictionary import Parse, in_dictionary, parses

WORDS = """
    министр министров ёлка елки всё все её ее берёт берет передовой лучшим наихудший повыше принявший
    подписанного
    Орлов Орлову Серикова Манвелян Шольца Чингизхан Беридзе г р и не 2024 IV NATO МИД МИДом вице-премьер
    по-русски кое-что смотри-ка Касым-Жомарт квазигосударство псевдодипломат забрендировал трансформер
    ы щ-э ёёё
"""
WANTED: tuple[set[str], ...] = (
    {"nomn"},
    {"nomn", "sing", "masc"},
    {"nomn", "plur"},
    {"loc2"},
    {"PRTF", "nomn", "sing", "masc"},
)


@cache
def analyzer() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


def fields(parse: Any) -> tuple[object, ...]:
    tag = parse.tag
    return (
        parse.word, str(tag), tag.POS, tag.case, tag.number, tag.gender,
        parse.normal_form, parse.score, parse.is_known,
    )  # fmt: skip


def told(form: Any) -> tuple[str, str] | None:
    return None if form is None else (form.word, str(form.tag))


@pytest.mark.parametrize("word", WORDS.split())
def test_readings_are_those_of_pymorphy(word: str) -> None:
    theirs = analyzer().parse(word.lower())
    assert [fields(p) for p in parses(word)] == [fields(p) for p in theirs]
    assert in_dictionary(word) == analyzer().word_is_known(word.lower())


@pytest.mark.parametrize("word", WORDS.split())
def test_forms_are_those_of_pymorphy(word: str) -> None:
    for mine, other in zip(parses(word), analyzer().parse(word.lower()), strict=True):
        for wanted in WANTED:
            assert told(mine.inflect(wanted)) == told(other.inflect(wanted)), (mine.word, wanted)
        assert [told(f) for f in mine.lexeme] == [told(f) for f in other.lexeme]


def test_grammemes_are_asked_for_one_or_several() -> None:
    tag = parses("министров")[0].tag
    assert "plur" in tag and {"plur", "gent"} in tag
    assert "sing" not in tag and {"plur", "nomn"} not in tag


def test_a_form_is_a_reading_itself() -> None:
    form = parses("министров")[0].inflect({"nomn", "sing"})
    assert isinstance(form, Parse)
    assert form.word == "министр" and form.is_known
    again = form.inflect({"datv", "plur"})
    assert again is not None and again.word == "министрам"
