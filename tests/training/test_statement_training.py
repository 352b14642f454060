from __future__ import annotations

from typing import Any

from communique.training.statements import SCHOOL, Row, cross_validate, f1, fit, rows_of

TEXT = "Министр обороны Сербии Горан Милич заявил, что порт готов. Посол рыбаков Педро Риос добавил, что рад."
SPEAKER = [TEXT.index("Министр"), TEXT.index(" заявил")]
SAID = [TEXT.index("порт"), TEXT.index(". Посол")]


def gold(speaker: list[int]) -> dict[str, Any]:
    return {"id": "one", "text": TEXT, "statements": [{"speaker": speaker, "content": SAID}]}


def test_a_candidate_is_listed_when_gold_has_its_words_and_its_speaker() -> None:
    assert [row.listed for row in rows_of(gold(SPEAKER))] == [True, False]
    other = [TEXT.index("Педро"), TEXT.index(" добавил")]
    assert [row.listed for row in rows_of(gold(other))] == [False, False]


def test_cross_validation_learns_and_is_repeatable() -> None:
    rows = [Row(f"r{n}", False, {"good": float(n % 2)}, n % 2 == 1) for n in range(60)]
    sure = cross_validate(rows)
    assert sure == cross_validate(rows)
    assert f1(rows, sure, 0.5, 30) == (1.0, 1.0, 1.0)


def test_the_school_takes_up_what_it_lists_less_often() -> None:
    rows = [Row(f"r{n}", n % 2 == 1, {"any": 1.0}, n % 2 == 0) for n in range(60)]
    names, model = fit(rows)
    weights = dict(zip(names.get_feature_names_out(), model.coef_[0], strict=True))
    assert weights[SCHOOL] < 0
