"""What was planned and will not be; plans and the days they are for."""

from __future__ import annotations

import pytest
from sentences import layers

TOLD = [
    ("Встреча президентов Чили и Перу была назначена на 5 июня, но отменена.", "cancelled", "2024-06-05"),
    (
        "Встреча президентов Чили и Перу запланирована на 5 июня, однако её отменили.",
        "cancelled",
        "2024-06-05",
    ),
    (
        "Переговоры президентов Чили и Перу должны были состояться 5 мая, но не состоялись.",
        "cancelled",
        "2024-05-05",
    ),
    ("Визит президента Чили в Перу планировался на 5 мая, но был отложен.", "cancelled", "2024-05-05"),
    ("Президент Чили должен был посетить Перу 5 мая, но отменил поездку.", "cancelled", "2024-05-05"),
    ("Чили и Перу планировали подписать договор 3 мая, но подписание сорвалось.", "cancelled", "2024-05-03"),
    # Something else is called off.
    ("Президент Чили собирается посетить Перу 5 июня, но отменил пошлины.", "planned", "2024-06-05"),
    # Another day is the plan's; the day that was meant is not that of what was done.
    ("Саммит Чили и Перу, который должен был пройти 5 мая, перенесли на 9 июня.", "planned", "2024-06-09"),
    ("Встреча президентов Чили и Перу, запланированная на 5 мая, состоялась 6 мая.", "done", "2024-05-06"),
    ("Встреча президентов Чили и Перу была запланирована на 5 мая.", "planned", "2024-05-05"),
]


@pytest.mark.parametrize(("text", "stage", "when"), TOLD)
def test_plan(text: str, stage: str, when: str) -> None:
    event = layers(text, "2024-05-15")["events"].events[0]
    assert (event.stage, str(event.when and event.when.value)) == (stage, when)
