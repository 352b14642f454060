"""Events of words and of force: what counts as said, who is asked, attacks that are only named."""

from __future__ import annotations

import pytest
from sentences import told

SAID = [  # text, kind, countries of its events
    ("Посол Чили сказал, что Перу не заинтересовано в договоре с Чили.", "support", []),
    ("Министр Чили Хуан Кастро поддержал бы заявку Перу.", "support", []),
    ("Министр Чили Хуан Кастро поддержал заявку Перу.", "support", ["CHL+PER"]),
    ("«Мы рады гостям», – обратился министр Чили Хуан Кастро к министру Перу.", "request", []),
    ("Министр Чили Хуан Кастро обратился к Перу с просьбой.", "request", ["CHL+PER"]),
    ("Министр Чили Хуан Кастро призвал всех соседей помириться с Перу. Гана ждёт.", "request", ["CHL"]),
    (
        "Министр Чили Хуан Кастро попросил Перу открыть границу. "
        "Хуан Кастро обратился к Перу с просьбой вывести войска.",
        "request",
        ["CHL+PER"],
    ),
    ("Правительство Чили приказало послу Перу покинуть страну. Перу ждёт.", "sanction", ["CHL+PER"]),
    ("Перу ждёт. Участники вторжения Перу в Чили вернулись домой.", "assault", []),
    ("Чили опасается угрозы нападения Перу.", "assault", []),
    ("Чили отразило нападение Перу в мае.", "assault", []),
    ("Чили и Перу возражают из-за вторжения в Гану.", "assault", ["GHA"]),  # they do not invade
    ("Чили запустило сотни дронов и ракет по Перу.", "assault", ["CHL+PER"]),
    ("Чили запустило сотни дронов и ракет по Перу.", "mobilize", []),
    ("Чили запустило баллистическую ракету.", "assault", []),
    ("Чили запустило баллистическую ракету.", "mobilize", ["CHL"]),
    ("Министр Чили Хуан Кастро ответил на призыв Перу отвести войска.", "retreat", []),
    ("Чили закрыло воздушное пространство для самолётов Перу.", "sanction", ["CHL+PER"]),
    ("Чили закрыло воздушное пространство для самолётов Перу.", "coerce", []),
    ("Чили приостановило поставки газа Перу.", "sanction", ["CHL+PER"]),
]


@pytest.mark.parametrize(("text", "kind", "sides"), SAID)
def test_what_is_told(text: str, kind: str, sides: list[str]) -> None:
    assert [where for found, _, where in told(text) if found == kind] == sides


def test_what_harms_ties_is_done_by_the_decision() -> None:
    text = "Правительство Чили приняло решение о прекращении соглашения с Перу."
    assert [stage for kind, stage, _ in told(text) if kind == "sanction"] == ["done"]


def test_a_news_outlet_asks_for_nothing() -> None:
    assert not told("Reuters отмечает, что Чили должно открыть границу.")
