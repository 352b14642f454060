"""When an event is: its own day, that of what is told around it, or none."""

from __future__ import annotations

import pytest
from sentences import layers

from communique.reading.ru.events.dates import goes_on
from communique.reading.ru.wordlists import load_table

PUBLISHED = "2024-05-15"
TIMES = [
    # The day of a decision, of words told, of a clause beside.
    ("Парламент Чили в понедельник призвал Перу провести переговоры с Чили.", "meeting", None),
    ("Кабинет министров Чили в среду утвердил подписание соглашения с Перу.", "agreement", None),
    ("Президент Чили 9 мая сообщил, что подписал соглашение с Перу.", "agreement", "../2024-05-09"),
    ("Президент Чили 9 мая подписал соглашение с Перу.", "agreement", "2024-05-09"),
    # The day of the visit that is told just before.
    (
        "Президент Чили Хуан Рохас 10 мая прибыл с визитом в Перу.\n\n"
        "Хуан Рохас встретился с президентом Перу Марией Вега.",
        "meeting",
        "2024-05-10",
    ),
    # The day named in the sentence before, where this one goes on.
    (
        "Президент Чили Хуан Рохас 10 мая выступил в Лиме.\n\nОн поблагодарил Перу за помощь.",
        "support",
        "2024-05-10",
    ),
    (
        "Президент Чили Хуан Рохас 10 мая выступил в Лиме.\n\nМария Вега поблагодарила Чили за помощь.",
        "support",
        None,
    ),
    # Some time before, where the word is the verb's own.
    ("Ранее Чили ввела санкции против Перу.", "sanction", "../2024-05-15"),
    ("Чили отменила введённые ранее санкции против Перу.", "retreat", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "when"), TIMES)
def test_when(text: str, kind: str, when: str | None) -> None:
    (event,) = [e for e in layers(text, PUBLISHED)["events"].events if e.kind == kind]
    assert (str(event.when.value) if event.when else None) == when


OPENERS = load_table("openers.toml")


@pytest.mark.parametrize("sentence", OPENERS["yes"])
def test_it_goes_on(sentence: str) -> None:
    assert goes_on(layers(sentence)["text"], 0)


@pytest.mark.parametrize("sentence", OPENERS["no"])
def test_it_opens_anew(sentence: str) -> None:
    assert not goes_on(layers(sentence)["text"], 0)
