"""The judge of pairs: invented news of one event and of two."""

from __future__ import annotations

import pytest
from news_texts import BRIDGE, BRIDGE_AGAIN, BRIDGE_AGAIN_TITLE, BRIDGE_TITLE, FERRY, printed, rates
from small_world import report

from communique.linking.fingerprint import Print, fingerprint, parse
from communique.linking.same import days_between, load_model, same_event
from communique.linking.same_features import FEATURES, features

ONE = printed("1", "2024-05-02", BRIDGE, title=BRIDGE_TITLE)
AGAIN = printed("2", "2024-05-02", BRIDGE_AGAIN, title=BRIDGE_AGAIN_TITLE)
OTHER = printed("3", "2024-05-02", FERRY, title="Паром «Ладья» вышел в первый рейс")


def unpacked(text: str, title: str | None = None) -> Print:
    made = parse(fingerprint(text, title))
    assert made is not None
    return made


def test_one_event_told_twice() -> None:
    score = same_event(ONE, AGAIN)
    assert 0 < score.value <= 1
    assert "title" in score.why


def test_two_events() -> None:
    assert same_event(ONE, OTHER).value < 0
    bulletins = [
        printed(
            str(day), f"2024-05-{day:02}", rates(day, rate, other, "400"), title=f"Курс динара на {day} мая"
        )
        for day, rate, other in ((6, "31,42", "7,11"), (20, "31,57", "7,09"))
    ]
    assert same_event(*bulletins).value < 0


def test_it_is_symmetric_and_sure_of_the_same_text() -> None:
    assert same_event(ONE, AGAIN) == same_event(AGAIN, ONE)
    assert same_event(ONE, printed("9", "2024-09-09", BRIDGE)).value == 1


def test_days_apart_speak_against_it() -> None:
    late = printed("4", "2024-05-20", BRIDGE_AGAIN, title=BRIDGE_AGAIN_TITLE)
    assert same_event(ONE, late).value < 0
    assert "18 days apart" in same_event(ONE, late).why
    address = printed("5", None, BRIDGE_AGAIN, url="https://paper.example/news/2024/05/20/bridge.html")
    assert "18 days apart" in same_event(ONE, address).why
    no_day = printed(
        "6", None, BRIDGE_AGAIN, title=BRIDGE_AGAIN_TITLE, url="https://paper.example/2024/13/45/"
    )
    assert same_event(ONE, no_day).value > 0


def test_without_a_fingerprint_nothing_is_known() -> None:
    assert same_event(ONE, report("x", None)).value == -1


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2024-05-02", "2024-05-05", 3),
        ("2024-05", "2024-05-20", 0),
        ("2024-05-02", "XXXX-05-05", None),
        (None, "2024", None),
    ],
)
def test_days_between(one: str | None, other: str | None, days: int | None) -> None:
    assert days_between(one, other) == days == days_between(other, one)


def test_features_are_bounded_symmetric_and_those_of_the_model() -> None:
    made = [unpacked(BRIDGE, BRIDGE_TITLE), unpacked(BRIDGE_AGAIN), unpacked(""), unpacked("Да.", "Нет.")]
    for one in made:
        for other in made:
            values = features(one, other)
            assert values == pytest.approx(features(other, one))
            assert all(0 <= value <= 5 for value in values.values())
    assert [feature.__name__ for feature in FEATURES] == list(load_model().weights)
    assert all(feature.__doc__ for feature in FEATURES)
