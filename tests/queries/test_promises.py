"""Commitments by state, pair and time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from communique.queries import promises
from communique.register.view import Pair
from sample_register import SampleRegister

OPEN = {"open_commitments": ["c4"], "announced_measures": ["c5"]}
ASKED = [  # status, pair, since -> ids by section
    ("all", None, None, OPEN | {"settled_commitments": ["c2"]}),
    ("open", None, None, OPEN),
    ("overdue", None, None, {"open_commitments": ["c4"]}),
    ("kept", None, None, {"settled_commitments": ["c2"]}),
    ("settled", ("SRB", "KGZ"), None, {"settled_commitments": ["c2"]}),
    ("postponed", None, None, {}),
    ("all", ("MNG", "SRB"), None, {"announced_measures": ["c5"]}),
    ("all", None, date(2024, 6, 1), OPEN),
    ("all", None, date(2024, 11, 1), OPEN),
]


@pytest.mark.parametrize(("status", "pair", "since", "ids"), ASKED)
def test_promises(status: str, pair: Pair | None, since: date | None, ids: dict[str, list[str]]) -> None:
    answer = promises(SampleRegister(), pair, status, since)
    found = {section.name: [line.id for line in section.rows] for section in answer.sections}
    assert found == ids


def test_until_counts_the_whole_day() -> None:
    assert [line.id for _, line in promises(SampleRegister(), until=date(2024, 3, 3)).rows] == ["c2"]


def test_no_such_status() -> None:
    with pytest.raises(KeyError):
        promises(SampleRegister(), status="broken")


def test_steps_are_told() -> None:
    (line,) = promises(SampleRegister(), status="kept")["settled_commitments"].rows
    assert line.history == ("2024-10-05: kept (a visit of the same sides in the time named)",)
    assert (line.direction, line.due, line.due_by) == ("KGZ→SRB", "2024-23", "2024-11-30")


def test_the_most_urgent_first() -> None:
    register = SampleRegister(date(2025, 6, 10))
    (first,) = (item for item in register.commitments() if item.id == "c4")
    due = {
        "late": "2025-05-31",
        "later": "2025-06-09",
        "soon": "2025-06-20",
        "never": None,
        "far": "2026-01-01",
    }
    items = [replace(first, id=id, due_by=day) for id, day in due.items()]
    register._commitments = {item.id: item for item in items}
    rows = promises(register, status="open")["open_commitments"].rows
    assert [line.id for line in rows] == ["later", "late", "soon", "far", "never"]
