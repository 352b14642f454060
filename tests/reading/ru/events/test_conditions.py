"""Conditions that say why a candidate is no event, by sentences; gatherings that are named again."""

from __future__ import annotations

import pytest
from sentences import people

from communique.reading.ru.events.find import find_happenings, read_candidates, sift

AGAINST = [  # text, kind, the condition that speaks against it
    (
        "Посол Кении поддержал начало переговоров о вступлении Перу в НАТО.",
        "meeting",
        "is_a_phase_of_a_process",
    ),
    ("Кенийцы часто ездят в Перу.", "visit", "is_a_trip_of_citizens"),
    ("Соглашения с Кенией и Ганой помогли этим странам.", "aid", "is_helped_by_a_thing"),
    ("Специалисты министерства Перу работают вместе с полицией Перу.", "activity", "is_joint_work_at_home"),
    ("Танцовщица Анна Петрова из Перу поехала на пробы.", "visit", "is_a_trip_of_citizens"),
    (
        "Исполняющий обязанности министра Перу Хуан Кастро встретился с послом Кении.",
        "appointment",
        "is_background",
    ),
    ("Кения не собирается передавать Перу танки.", "aid", "is_not_to_be"),
    ("Кения отказалась помогать Перу.", "aid", "is_not_to_be"),
    ("Власти Кении не будут поставлять Перу танки.", "aid", "is_not_to_be"),
    ("Министр Кении Джон Мбеки не может поехать в Перу.", "visit", "is_not_to_be"),
    ("Посол Кении посетил оккупированные Перу острова.", "coerce", "is_background"),
    ("Санкции введены после аннексии островов Кении.", "coerce", "is_background"),
    (
        "Кения потребовала от Перу начать расследование в отношении министра Хуана Кастро.",
        "accuse",
        "is_what_another_asks_for",
    ),
    ("Посол Кении подал ходатайство об отмене санкций Перу.", "retreat", "is_only_demanded"),
]


@pytest.mark.parametrize(("text", "kind", "condition"), AGAINST)
def test_condition(text: str, kind: str, condition: str) -> None:
    found = people(text)
    kept, dropped = sift(found, read_candidates(found, ()))
    assert condition in {why for candidate, why in dropped if candidate.kind == kind}
    assert kind not in {candidate.kind for candidate in kept}


FOR = [  # text, kind: what looks alike and is told
    ("Президент Кении Джон Мбеки выступил на международной конференции.", "meeting"),
    ("Министр обороны Кении Джон Мбеки выступил на форуме в Перу.", "meeting"),
    ("В телефонном разговоре с министром Перу посол Кении призвал к миру.", "meeting"),
    ("Переговоры о вступлении Перу в НАТО начались в мае.", "meeting"),
    ("Посол Кении съездил в Перу.", "visit"),
    ("Освободить министра экономики Перу Хуана Кастро от должности.", "appointment"),
    ("Перу оккупировала острова Кении.", "coerce"),
    ("Перу начала процедуру аннексии островов Кении.", "coerce"),
    ("Кения собирается передать Перу танки.", "aid"),
    ("По словам посла, Кения просит Перу открыть порты.", "request"),
    ("Кения долгое время просит Перу открыть порты.", "request"),
    ("Генпрокуратура Кении начала расследование в отношении министра Перу Хуана Кастро.", "accuse"),
]


@pytest.mark.parametrize(("text", "kind"), FOR)
def test_no_condition(text: str, kind: str) -> None:
    found = people(text)
    assert kind in {candidate.kind for candidate in sift(found, read_candidates(found, ()))[0]}


IN_DOUBT = [  # text, kind, whether only its being named speaks against it
    ("Министр Кении рассказал о поездке. Гана ждёт.", "visit", True),
    ("Вопрос о поставках из Кении сложен. Гана и Перу ждут.", "contract", True),
    ("Министр Кении Джон Мбеки посетит Перу. Гана ждёт.", "visit", False),
]


@pytest.mark.parametrize(("text", "kind", "doubtful"), IN_DOUBT)
def test_what_a_noun_only_names_is_in_doubt(text: str, kind: str, doubtful: bool) -> None:
    happenings = [h for h in find_happenings(people(text), ())[0] if h.kind == kind]
    assert all(h.in_doubt == doubtful for h in happenings)


def test_who_leaves_a_country_does_not_visit_it() -> None:
    happenings, _ = find_happenings(people("Чили, Гана и Непал ждут. Посол Кении вылетел из Перу."), ())
    assert all(r.role != "host" for h in happenings for r in h.roles)


def test_a_trip_within_the_country_has_no_host_and_one_abroad_is_another_visit() -> None:
    text = "Президент Кении Джон Мбеки посетит Перу. Из Лимы он вылетит в Кению."
    visits = [h for h in find_happenings(people(text), ())[0] if h.kind == "visit"]
    hosts = [{r.who.entity.name for r in h.roles if r.role == "host"} for h in visits]
    assert hosts == [{"Перу"}, set()]


def test_the_parties_are_states_where_all_are_named() -> None:
    text = "Кения и президент Перу Хуан Кастро договорились о ценах."
    (one,) = [h for h in find_happenings(people(text), ())[0] if h.kind == "agreement"]
    assert {r.who.entity.name for r in one.roles} == {"Кения", "Перу"}


def test_who_does_not_come_to_a_gathering_does_not_cancel_it() -> None:
    happenings, _ = find_happenings(people("Посол Кении не прибудет на саммит НАТО."), ())
    assert [h.stage for h in happenings if h.kind == "meeting"] == ["planned"]


def test_a_gathering_named_again_is_the_one_told_of() -> None:
    text = "В Лиме прошёл саммит НАТО. Президент Кении Джон Мбеки выступил на саммите."
    happenings, _ = find_happenings(people(text), ())
    (one,) = [h for h in happenings if h.kind == "meeting"]
    assert {r.who.entity.name for r in one.roles} >= {"НАТО", "Джон Мбеки"}


def test_each_step_of_a_treaty_is_an_event() -> None:
    text = "Кения и Перу подписали договор о море. Сенат Перу ратифицировал договор с Кенией."
    steps = [h.lead.rule.step for h in find_happenings(people(text), ())[0] if h.kind == "agreement"]
    assert steps == ["signed", "ratified"]


def test_what_ends_an_agreement_makes_none() -> None:
    happenings, _ = find_happenings(people("Перу вышло из соглашения с Кенией."), ())
    assert all(h.kind != "agreement" for h in happenings)
