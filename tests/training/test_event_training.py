from __future__ import annotations

from communique.training.events import Row, cross_validate, deciding, f1, fit, reliability, rows_of

TEXT = (
    "Министр обороны Сербии Горан Милич встретился с министром обороны Алжира Фаридом Бенсалемом. "
    "Президент Чили Педро Риос поблагодарил Перу за помощь."
)
ACTORS = [
    {"id": "a1", "type": "person", "country": "SRB", "mentions": [[0, 34]]},
    {"id": "a2", "type": "person", "country": "DZA", "mentions": [[48, 91]]},
]
EVENT = {
    "kind": "meeting", "mode": "in_person", "stage": "done", "evidence": [[0, 92]], "trigger": [[35, 45]],
    "roles": {"participant": ["a1", "a2"]}, "when": None,
}  # fmt: skip
GOLD = {"id": "one", "text": TEXT, "actors": ACTORS, "events": [EVENT]}


def row(number: int, good: bool) -> Row:
    return Row(f"r{number}", {"good": float(good), "states of report": 2}, {} if good else None)


def test_a_happening_is_coded_when_gold_has_it() -> None:
    found = rows_of(GOLD)
    (meeting,) = [one for one in found if "kind meeting" in one.features]
    assert meeting.right is not None and meeting.right["stage"] and meeting.right["sides"]
    assert all(not one.coded for one in found if one is not meeting)


def test_fields_that_differ_from_gold_are_not_right() -> None:
    other = EVENT | {"stage": "planned", "roles": {"participant": ["a1"]}, "when": "2024-05-01"}
    rows = rows_of(GOLD | {"events": [other]})
    (meeting,) = [one for one in rows if one.coded]
    assert meeting.right is not None
    assert not (meeting.right["stage"] or meeting.right["sides"] or meeting.right["when"])
    assert meeting.right["mode"]


def test_cross_validation_learns_and_is_repeatable() -> None:
    rows = [row(n, n % 2 == 1) for n in range(60)]
    found = cross_validate(rows, lambda one: one.coded)
    assert found == cross_validate(rows, lambda one: one.coded)
    assert f1(rows, [p[True] for p in found], deciding(0.5, 0.5), 30) == (1.0, 1.0, 1.0)


def test_tables_of_two_answers_hold_the_second() -> None:
    tables = fit([row(n, n % 2 == 1) for n in range(60)], lambda one: one.coded).tables()
    assert set(tables) == {True}
    assert tables[True]["weights"]["good"] > 0.5


def test_reliability_counts_every_row() -> None:
    assert reliability([True, False, True], [0.1, 0.5, 1.0]) == [[0.1, 1.0, 1], [0.5, 0.0, 1], [1.0, 1.0, 1]]
