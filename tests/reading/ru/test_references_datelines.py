"""The agency of a dateline is an actor, and so is its name in the sentences below."""

from __future__ import annotations

import pytest

from communique.reading.ru.dateline import find_dateline
from communique.reading.ru.noise import find_noise
from communique.reading.ru.references import find_references
from communique.reading.ru.text import analyse
from communique.records.report import Report

CASES = [  # words of a report, the agency's mentions in it
    ("ТАШКЕНТ. 4 марта. УЗНОВОСТИ - Порт открыт, сообщили Узновостям рабочие.", ["УЗНОВОСТИ", "Узновостям"]),
    ("ДУШАНБЕ, 12 ноября 2021 года. /Памир-Инфо/. Порт открыт.", ["Памир-Инфо"]),
    ("УЛАН-БАТОР, 5 декабря 2023 г. - Степной вестник. Порт открыт.", ["Степной вестник"]),
    ("4 марта 2024 года 15:30 Москва, Кремль\nПорт открыт.", []),
    ("Порт открыт. 4 марта в нём прошёл праздник.", []),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_agencies(words: str, expected: list[str]) -> None:
    report = Report("x", words)
    noise = find_noise(report)
    text = analyse(report, noise, find_dateline(report, noise))
    found = [r for r in find_references(text) if r.rule.startswith("dateline_agency")]
    assert [r.span.text for r in found] == expected
    assert {r.type for r in found} <= {"enterprise"}
