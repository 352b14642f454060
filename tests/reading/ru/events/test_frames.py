from __future__ import annotations

import pytest
from sentences import frame, people, word_at

from communique.reading.ru.events.frames import (
    carrier,
    countries_of_adjective,
    fillers,
    governor_of,
    near_words,
)

SLOTS = [
    # sentence, trigger, slot -> the word in it
    (
        "Министр обороны Сербии встретился с послом Алжира.",
        "встретился",
        {"subject": "Министр", "с+ins": "послом"},
    ),
    (
        "В Белграде состоялись переговоры с делегацией Индии.",
        "переговоры",
        {"с+ins": "делегацией", "в+loc": "Белграде"},
    ),
    (
        "Соглашение подписано министром торговли Вьетнама.",
        "подписано",
        {"object": "Соглашение", "subject": "министром"},
    ),
    ("Иран ввёл пошлины в отношении Ирака.", "ввёл", {"subject": "Иран", "object": "пошлины"}),
    ("Посол, который прибыл в Тирану, выступил.", "прибыл", {"subject": "Посол", "в+acc": "Тирану"}),
    (
        "Президент предложил министру посетить Анкару.",
        "посетить",
        {"subject": "министру", "object": "Анкару"},
    ),
    ("Делегация планирует посетить Ханой.", "посетить", {"subject": "Делегация", "object": "Ханой"}),
    ("Министр прилетел в Рабат и осмотрел порт.", "осмотрел", {"subject": "Министр", "object": "порт"}),
]


@pytest.mark.parametrize(("sentence", "trigger", "slots"), SLOTS)
def test_slots_by_relation_preposition_and_case(sentence: str, trigger: str, slots: dict[str, str]) -> None:
    text, found = frame(sentence, trigger)
    assert {s.name: text.words[s.word].text for s in found.slots if s.name in slots} == slots


def test_light_verb_lends_its_slots() -> None:
    text, found = frame("Глава МИД Непала провёл переговоры с послом Японии.", "переговоры")
    assert found.support is not None
    assert text.words[found.support].text == "провёл"
    assert {s.how for s in found.slots if s.name == "subject"} == {"light"}


def test_quantity_word_carries_the_noun() -> None:
    text, _ = frame("Министерством заключен ряд контрактов с заводом.", "контрактов")
    word = word_at(text, "контрактов")
    assert text.words[carrier(text, word)].text == "ряд"
    governor = governor_of(text, word)
    assert governor is not None
    assert text.words[governor].text == "заключен"


def test_near_words_stay_in_the_clause() -> None:
    text, _ = frame("Министр заявил, что стороны подписали договор.", "подписали")
    near = {text.words[i].text for i in near_words(text, word_at(text, "подписали"))}
    assert "договор" in near
    assert "Министр" not in near


ADJECTIVES = [
    ("казахстанский", ("KAZ",)),
    ("российско-белорусских", ("RUS", "BLR")),
    ("сербскую", ("SRB",)),
    ("деловой", ()),
]


@pytest.mark.parametrize(("word", "countries"), ADJECTIVES)
def test_states_named_by_adjectives(word: str, countries: tuple[str, ...]) -> None:
    assert countries_of_adjective(word) == countries


def test_fillers_follow_coordination() -> None:
    sentence = "Министр иностранных дел Чили Педро Риос встретился с президентом Перу и послом Эквадора."
    _, found = frame(sentence, "встретился")
    who = {(w.slot, c) for w in fillers(people(sentence), found) for c in w.entity.countries}
    assert {("subject", "CHL"), ("с+ins", "PER"), ("с+ins", "ECU")} <= who
