"""What an event is about, in the report's own words."""

from __future__ import annotations

import pytest
from sentences import layers

TOPICS = [
    (
        "Министерством обороны Сербии заключён ряд контрактов с алжирским моторным заводом по модернизации и "
        "капитальному ремонту двигателей.",
        "contract",
        "модернизации и капитальному ремонту двигателей",
    ),
    (
        "Министр обороны Сербии Горан Милич и министр обороны Алжира Фарид Бенсалем обсудили "
        "подготовку кадров.",
        "meeting",
        "подготовку кадров",
    ),
    ("Правительства Чили и Перу подписали соглашение о таможне.", "agreement", "таможне"),
    ("Правительства Чили и Перу подписали соглашение в Лиме в апреле.", "agreement", None),
    ("Президент Сербии и президент Алжира провели переговоры по телефону.", "meeting", None),
]


@pytest.mark.parametrize(("text", "kind", "topic"), TOPICS)
def test_topic(text: str, kind: str, topic: str | None) -> None:
    found = layers(text)
    (event,) = [e for e in found["events"].events if e.kind == kind]
    assert (event.topic and event.topic.value) == topic
    for span in event.topic.spans if event.topic else ():
        assert text[span.start : span.end] == span.text
