"""Blame: what is bad is told of somebody, who is blamed and who only suffers, many charges of one speaker."""

from __future__ import annotations

import pytest
from sentences import told

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
