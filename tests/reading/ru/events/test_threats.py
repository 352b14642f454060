"""Harm under a condition: who threatens, and what stays a plan."""

from __future__ import annotations

import pytest
from sentences import told

CASES = [  # text, kinds and countries
    ("Чили введёт санкции против Перу, если Лима сохранит пошлины.", {("threaten", "CHL+PER")}),
    (
        "«Чили введёт санкции против Перу, если Лима сохранит пошлины», – сказал министр Чили Хуан Кастро.",
        {("threaten", "CHL+PER")},
    ),
    ("В случае отказа Чили введёт санкции против Перу.", {("threaten", "CHL+PER")}),
    # another foretells it, or nothing is asked
    (
        "«Чили введёт санкции против Перу, если Лима сохранит пошлины», – сказал министр Кении Джон Мбеки.",
        {("sanction", "CHL+PER")},
    ),
    ("Чили введёт санкции против Перу в мае.", {("sanction", "CHL+PER")}),
    ("Чили ввела санкции против Перу.", {("sanction", "CHL+PER")}),
]


@pytest.mark.parametrize(("text", "events"), CASES)
def test_harm_under_a_condition_is_a_threat(text: str, events: set[tuple[str, str]]) -> None:
    found = {(kind, where) for kind, _, where in told(text)}
    assert found & {(kind, "CHL+PER") for kind in ("threaten", "sanction")} == events
