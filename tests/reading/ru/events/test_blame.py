"""Blame: what is bad is told of somebody, who is blamed and who only suffers, many charges of one speaker."""

from __future__ import annotations

import pytest
from sentences import layers, people, told

from communique.reading.ru.events.find import find_happenings, read_candidates, sift

BLAMED = [  # text, countries of the accusations
    ("«Перу запугивает соседей», – сказал министр обороны Чили Хуан Кастро.", ["CHL+PER"]),
    ("«Перу не соблюдает соглашение», – сказал министр обороны Чили Хуан Кастро.", ["CHL+PER"]),
    ("«Перу ведёт себя безрассудно», – сказал министр обороны Чили Хуан Кастро.", ["CHL+PER"]),
    ("Перу запугивает соседей. Чили ждёт.", []),  # nobody says so
    ("«Чили не соблюдает соглашение с Перу», – сказал министр обороны Чили Хуан Кастро.", []),
    ("«Кения будет запугивать соседей», – сказал министр обороны Чили Хуан Кастро.", []),
    ("«Мы встретили послов Перу, запугивающих соседей», – сказал министр Чили Хуан Кастро.", []),
]


@pytest.mark.parametrize(("text", "sides"), BLAMED)
def test_bad_deeds_are_blame_by_who_tells_them(text: str, sides: list[str]) -> None:
    assert accusations(text) == sides


def accusations(text: str) -> list[str]:
    return [where for kind, _, where in told(text) if kind == "accuse"]


SUFFERING = [  # text, countries of the accusation
    ("Министр Чили Хуан Кастро осудил удары Перу.", "CHL+PER"),
    ("Министр Чили Хуан Кастро осудил агрессию против Перу.", "CHL"),
    ("Министр Чили Хуан Кастро осудил оккупацию Перу. Кения и Гана ждут.", "CHL"),
    ("Министр Чили Хуан Кастро осудил удары и подтвердил помощь Перу и Гане.", "CHL"),
    ("Министр Чили Хуан Кастро осудил оккупацию Перу войсками Ганы.", "CHL+GHA"),
]


@pytest.mark.parametrize(("text", "sides"), SUFFERING)
def test_who_suffers_is_not_blamed(text: str, sides: str) -> None:
    assert accusations(text) == [sides]


def test_many_charges_against_one_state_are_one_accusation() -> None:
    text = (
        "Министр Чили Хуан Кастро обвинил Перу во лжи. "
        "«Власти Перу запугивают соседей», – сказал министр Чили Хуан Кастро."
    )
    assert accusations(text) == ["CHL+PER"]


WORDS_OF_STATES = [  # text, the one rule looked for, whether it stands
    ("Норвегия не будет помогать Дании обходить запреты.", "reject.will_not_act", True),
    ("Норвегия не пустит корабли Дании.", "reject.will_not_act", True),
    ("Норвегия не пустила корабли Дании.", "reject.will_not_act", False),  # told, not refused
    ("Норвегия решила не передавать Дании корабли.", "reject.will_not_act", True),
    ("Норвегия смогла не передавать Дании корабли.", "reject.will_not_act", False),
    ("Норвегия пересмотрит договор с Данией.", "threaten.will_review", True),
    ("Норвегия пересмотрела договор с Данией.", "threaten.will_review", False),
    ("Норвегия была против вступления Дании в блок.", "reject.is_against", True),
    ("«Дания будет поддерживать заявку Кении», – сказал посол Дании Ян Холм.", "support.supported", True),
    ("«Дания добилась успеха», – сказал посол Кении Джон Мванги.", "support.credit_of_deeds", True),
    ("«Дания добилась успеха», – сказал посол Дании Ян Холм.", "support.credit_of_deeds", False),
    ("Дания добилась успеха. Кения ждёт.", "support.credit_of_deeds", False),  # nobody says so
    ("«Дании стоит открыть границу», – сказал посол Кении Джон Мванги.", "request.must_by_need", True),
    ("«Дании нужны деньги», – сказал посол Кении Джон Мванги.", "request.must_by_need", False),
    ("«Кении стоит открыть границу», – сказал посол Кении Джон Мванги.", "request.must_by_need", False),
]


@pytest.mark.parametrize(("text", "rule", "stands"), WORDS_OF_STATES)
def test_what_is_refused_threatened_praised_and_asked(text: str, rule: str, stands: bool) -> None:
    found = layers(text)
    kept, _ = sift(people(text), read_candidates(people(text), found["statements"]))
    assert (rule in {c.rule.name for c in kept}) is stands


DOUBTED = [  # text, why the charge is in doubt
    ("«Мы видим провокацию», – сказал посол Кении Джон Мванги о Дании.", "no charge lacking subject"),
    ("Преступления Дании ужаснули Кению.", "no charge by anybody"),
]


@pytest.mark.parametrize(("text", "doubt"), DOUBTED)
def test_a_charge_not_fully_told_is_weighed(text: str, doubt: str) -> None:
    happenings, _ = find_happenings(people(text), layers(text)["statements"])
    assert doubt in {c.doubt for h in happenings for c in h.candidates if c.kind == "accuse"}
