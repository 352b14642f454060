from __future__ import annotations

from communique.training.events import Row, cross_validate, f1, reliability, rows_of

TEXT = (
    "Министр обороны Сербии Горан Милич встретился с министром обороны Алжира Фаридом Бенсалемом. "
    "Президент Чили Педро Риос поблагодарил Перу за помощь."
)
GOLD = {"id": "one", "text": TEXT, "events": [{"kind": "meeting", "evidence": [[0, 92]]}]}


def test_a_happening_is_coded_when_gold_has_it() -> None:
    coded = {row.coded for row in rows_of(GOLD) if "kind meeting" in row.features}
    others = {row.coded for row in rows_of(GOLD) if "kind meeting" not in row.features}
    assert coded == {True}
    assert others <= {False}


def test_cross_validation_learns_and_is_repeatable() -> None:
    rows = [Row(f"r{n}", {"good": float(n % 2), "bias": 1.0}, n % 2 == 1) for n in range(60)]
    sure = cross_validate(rows)
    assert sure == cross_validate(rows)
    assert f1(rows, sure, 0.5, 30) == (1.0, 1.0, 1.0)


def test_reliability_counts_every_row() -> None:
    rows = [Row("r", {}, True), Row("r", {}, False), Row("r", {}, True)]
    assert reliability(rows, [0.1, 0.5, 1.0]) == [[0.1, 1.0, 1], [0.5, 0.0, 1], [1.0, 1.0, 1]]
