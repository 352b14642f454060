"""The side that a happening's own words leave open: from its sentence, from the report; what is in doubt."""

from __future__ import annotations

import pytest
from sentences import people

from communique.reading.ru.events.features import DOUBTFUL, features
from communique.reading.ru.events.find import doubted, find_happenings, read_candidates, sift, told_of
from communique.reading.ru.events.merge import Happening

OTHERS = "Чили, Гана и Непал ждут. "  # so that no two states are alone in focus
SIDES = [  # text, kind, countries over all roles
    (OTHERS + "Кения ввела санкции.", "sanction", {"KEN"}),
    (OTHERS + "В связи с выборами в Перу Кения ввела санкции.", "sanction", {"KEN", "PER"}),
    (OTHERS + "О сделке объявили во время визита в Перу министра Кении.", "visit", {"KEN", "PER"}),
    (
        OTHERS + "Договор подписан между Египтом, группировкой ХАМАС и Израилем.",
        "agreement",
        {"EGY", "PSE", "ISR"},
    ),
    (
        OTHERS + "Президент Кубы заявил об этом перед встречей с участием Перу и Кении.",
        "meeting",
        {"PER", "KEN"},
    ),
    (OTHERS + "На саммите НАТО президент Кении Джон Мбеки пообещал помощь.", "meeting", {"KEN", "IGO"}),
    ("Кения ждёт. Перу тоже. Соглашение подписано в мае.", "agreement", {"KEN", "PER"}),
    (OTHERS + "На Мальте посол Кении встретился с рыбаками.", "meeting", {"KEN"}),
    (OTHERS + "МИД Ганы осудил вторжение Кении в Перу.", "assault", {"KEN", "PER"}),
    ("Соглашение подписано Кенией в рамках СНГ.", "agreement", {"KEN", "IGO"}),
    (
        OTHERS + "Власти Кении, Перу и Кубы ввели санкции против Ирана.",
        "sanction",
        {"KEN", "PER", "CUB", "IRN"},
    ),
    (OTHERS + "МИД Кении, Перу и Кубы осудили действия Ирана.", "accuse", {"KEN", "PER", "CUB", "IRN"}),
    (OTHERS + "Иран осудил действия властей Кении, Перу и Кубы.", "accuse", {"KEN", "PER", "CUB", "IRN"}),
    (OTHERS + "Обстрел Кубы продолжается, заявил министр обороны Кении.", "assault", {"CUB"}),
    (
        OTHERS + "Джон Мбеки, президент Кении, сказал это на пресс-конференции по итогам саммита НАТО.",
        "meeting",
        {"KEN", "IGO"},
    ),
    (OTHERS + "Министр Перу ответил. Джон Мбеки, посол Кении, выразил признательность.", "support", {"KEN"}),
    (
        "Посол Ганы беседовал об этом с руководством Кении, Перу и Кубы.",
        "meeting",
        {"GHA", "KEN", "PER", "CUB"},
    ),
    (
        "Гана высоко оценила поддержку правительства Кении, НАТО, Перу и ООН.",
        "support",
        {"GHA", "KEN", "IGO", "PER"},
    ),
    (
        "Куба возобновила переговоры с «Группой трёх» — Кенией, Перу и Ганой.",
        "meeting",
        {"CUB", "KEN", "PER", "GHA"},
    ),
    (
        "Министры Перу провели разговор с представителями стран НАТО: Франции и Дании.",
        "meeting",
        {"PER", "FRA", "DNK"},
    ),
    (OTHERS + "Кения поблагодарила соседей за введение санкций против Ирана.", "sanction", {"IRN"}),
    (OTHERS + "Кения приветствовала назначение посла Перу.", "appointment", {"PER"}),
    (OTHERS + "Кения воздерживается от осуждения, несмотря на усиление обстрела Перу.", "assault", {"PER"}),
    (OTHERS + "Кения просила помощи. Перу отклонило просьбу.", "reject", {"KEN", "PER"}),
]


@pytest.mark.parametrize(("text", "kind", "countries"), SIDES)
def test_sides(text: str, kind: str, countries: set[str]) -> None:
    found = [h for h in find_happenings(people(text), ())[0] if h.kind == kind]
    assert [countries_of(h) for h in found] == [countries]


def countries_of(happening: Happening) -> set[str]:
    return {c for role in happening.roles for c in role.who.entity.countries}


NOBODY = [  # text, kind, countries over all roles: no side stands by the words of what happens
    (OTHERS + "В Кении ввели комендантский час.", "coerce", {"KEN"}),
    (
        "Кения ждёт. Перу тоже. Гана нет. Начались переговоры. О Кении и Перу спорят.",
        "meeting",
        {"KEN", "PER"},
    ),
    (OTHERS + "На площадях прошли митинги, о которых пишут в Кении.", "protest", {"KEN"}),
]


@pytest.mark.parametrize(("text", "kind", "countries"), NOBODY)
def test_where_nobody_is_named(text: str, kind: str, countries: set[str]) -> None:
    (one,) = [h for h in find_happenings(people(text), ())[0] if h.kind == kind]
    assert countries_of(one) == countries


def test_an_agreement_of_nobody_is_none() -> None:
    assert not find_happenings(people("Соглашение подписано в мае."), ())[0]


def test_who_has_decided_acts() -> None:
    (one,) = find_happenings(people("Решение Кении ввести санкции против Перу ждали."), ())[0]
    assert {role.role: role.who.entity.countries for role in one.roles} == {
        "actor": ("KEN",),
        "recipient": ("PER",),
    }


def test_what_a_quantity_counts_is_the_object() -> None:
    found = {h.lead.rule.name for h in find_happenings(people("Кения передала Перу партию ракет."), ())[0]}
    assert "aid.arms_given" in found


DOUBTED = "Посол Кении упомянул соглашение Кении. Гана ждёт."


def test_what_a_condition_speaks_against_is_weighed_and_says_so() -> None:
    found = people(DOUBTED)
    happenings, _ = find_happenings(found, ())
    (one,) = [h for h in happenings if h.kind == "agreement"]
    assert one.in_doubt
    assert DOUBTFUL in features(found, one, happenings)


def test_what_is_told_firmly_is_not_doubted_again() -> None:
    text = "Кения и Перу подписали соглашение. Посол Кении упомянул соглашение с Перу."
    found = people(text)
    kept, dropped = sift(found, read_candidates(found, ()))
    told = {(c.kind, c.sentence) for h in told_of(found, kept) for c in h.candidates}
    doubts = doubted(found, dropped, told_of(found, kept))
    assert all((c.kind, c.sentence) not in told for c, _ in doubts)
