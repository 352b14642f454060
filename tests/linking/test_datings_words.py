"""Words that help to date a report: the table's own examples, and what must not be taken for a date."""

from __future__ import annotations

import pytest

from communique.linking.datings_words import (
    find_firsts,
    find_weekdays,
    firsts_of,
    sentence_around,
    table,
    year_step,
)
from communique.records.reading import Actor, Mention, Reading
from communique.records.report import Report
from communique.records.span import Span

FIRSTS = table()["firsts"]


@pytest.mark.parametrize("text", FIRSTS["yes"])
def test_first_acts_are_found(text: str) -> None:
    (found,) = find_firsts(text)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", FIRSTS["no"])
def test_other_acts_are_not(text: str) -> None:
    assert list(find_firsts(text)) == []


WEEKDAYS = [
    ("Встреча прошла в пятницу, 10 июля, в столице.", [("XXXX-07-10", 5)]),
    ("Встреча прошла 10 июля (пятница).", [("XXXX-07-10", 5)]),
    ("Переговоры состоятся 3 марта, во вторник.", [("XXXX-03-03", 2)]),
    ("Переговоры состоятся 3 марта, в среду.", [("XXXX-03-03", 3)]),
    ("В понедельник 2 февраля стороны встретятся.", [("XXXX-02-02", 1)]),
    ("Встреча прошла в пятницу, 10 июля 2009 года.", []),
    ("В пятницу прошла встреча, 10 июля будет другая.", []),
    ("Во вторник, 31 февраля, ничего не было.", []),
]


@pytest.mark.parametrize(("text", "days"), WEEKDAYS)
def test_days_with_their_weekday(text: str, days: list[tuple[str, int]]) -> None:
    assert [(found.day, found.weekday) for found in find_weekdays(text)] == days


STEPS = [
    (("в прошлом году",), -1),
    (("Позапрошлым летом",), None),
    (("в позапрошлом\nгоду",), -2),
    (("весной этого года",), 0),
    (("в следующем году",), 1),
    ((), None),
]


@pytest.mark.parametrize(("words", "step"), STEPS)
def test_years_told_from_the_reports_own(words: tuple[str, ...], step: int | None) -> None:
    assert year_step(words) == step


def person(id: str, text: str, name: str) -> Actor:
    at = text.index(name)
    span = Span(at, at + len(name), name)
    return Actor(id, name, "person", (Mention(span, span, "name", "test"),))


def reading(text: str, *persons: Actor) -> Reading:
    return Reading(Report("r", text), "test", actors=persons)


def test_a_first_act_belongs_to_the_person_named_in_it() -> None:
    text = "Министр П. Юрт принят. Это одна из первых встреч А. Серова в качестве министра обороны."
    actors = (person("a1", text, "П. Юрт"), person("a2", text, "А. Серова"))
    assert [who for who, _ in firsts_of(reading(text, *actors))] == ["a2"]


def test_or_to_the_only_one_of_its_sentence() -> None:
    text = "П. Юрт уехал домой. Антон Серов провёл одну из первых встреч в качестве министра."
    actors = (person("a1", text, "П. Юрт"), person("a2", text, "Антон Серов"))
    assert [who for who, _ in firsts_of(reading(text, *actors))] == ["a2"]


def test_nobody_is_guessed() -> None:
    text = "Серов и Юрт провели одну из первых встреч в качестве министров."
    actors = (person("a1", text, "Серов"), person("a2", text, "Юрт"))
    assert list(firsts_of(reading(text, *actors))) == []


def test_sentences_are_not_cut_at_initials() -> None:
    text = "Утром шёл дождь. Приехал А. Серов с женой. Потом уехал."
    start = text.index("Серов")
    assert text[slice(*sentence_around(text, start, start + 5))].strip() == "Приехал А. Серов с женой."
