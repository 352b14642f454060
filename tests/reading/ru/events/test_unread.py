"""What the net takes for an event and no rule reads."""

from __future__ import annotations

from dataclasses import replace

from sentences import layers

from communique.reading.layers import Told
from communique.reading.ru.events.unread import LEAST, NAME, unread

TEXT = layers("Вчера погода в Риге испортилась. Дороги занесло снегом.")["text"]
STAGES = {"done": 1.0}


def told(**kinds: float) -> Told:
    return Told(kinds, STAGES)


def test_a_likely_event_is_listed_with_its_words() -> None:
    (found,) = unread(replace(TEXT, told={1: told(aid=0.81)}), [])
    assert found.rule == NAME and found.confidence == 0.81
    assert "погода" in found.why[0] and "aid (0.81)" in found.rejected[0]


def test_an_unlikely_event_is_not_listed() -> None:
    assert unread(replace(TEXT, told={1: told(aid=LEAST - 0.01)}), []) == []


def test_of_one_sentence_and_kind_the_likeliest_word_is_listed() -> None:
    found = unread(replace(TEXT, told={0: told(aid=0.6), 1: told(aid=0.7), 7: told(aid=0.55)}), [])
    assert [one.confidence for one in found] == [0.7, 0.55]


def test_kinds_that_the_report_has_are_not_listed() -> None:
    both = layers("Президент Чили Педро Риос встретился с президентом Перу Хуаном Солисом. Шёл дождь.")
    assert [event.kind for event in both["events"].events] == ["meeting"]
    assert not any(one.rule == NAME and "meeting" in one.rejected[0] for one in both["events"].rejected)
