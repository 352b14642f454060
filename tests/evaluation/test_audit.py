"""An audit finds a sound register sound, and every kind of harm in a harmed one."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from communique.evaluation.registers import audit
from communique.register.keys import report_key
from communique.register.register import Register
from press import MEETING, REPORTS, VISIT

HARM = [
    (
        "DROP TRIGGER report_stays; UPDATE report SET text = replace(text, 'Сербии', 'Турции')",
        "its hash differs",
    ),
    ("DROP TRIGGER reading_stays; UPDATE reading SET digest = 'x'", "its digest differs"),
    ("DROP TRIGGER reading_stays; UPDATE reading SET body = x'00'", "cannot be read"),
    (
        "DROP TRIGGER record_stays; UPDATE record SET body = replace(body, '\"e1\"', '\"e99\"')"
        " WHERE type = 'happening'",
        "e99",
    ),
    (
        "DROP TRIGGER record_stays; UPDATE record SET body = json_set(body, '$.content[2]', 99999)"
        " WHERE type = 'statement'",
        "lies outside report",
    ),
    (
        "DROP TRIGGER record_stays; UPDATE record SET body = json_set(body, '$.members', json('[]'))"
        " WHERE type = 'actor'",
        "rests on nothing",
    ),
    (
        "DROP TRIGGER record_stays; UPDATE record SET body = json_set(body, '$.opened', 'h0')"
        " WHERE type = 'commitment'",
        "no happening h0",
    ),
]


def made(path: Path) -> Path:
    with Register.open(path, write=True) as register:
        list(register.ingest(REPORTS))
        register.derive()
    return path


def test_a_sound_register_has_no_problems(tmp_path: Path) -> None:
    with Register.open(made(tmp_path / "press.db")) as register:
        found = audit(register.store)
    assert found.problems == []
    assert (found.reports, found.readings) == (len(REPORTS), len(REPORTS))
    assert found.citations > 100
    assert found.records > 30


@pytest.mark.parametrize(("sql", "told"), HARM)
def test_harm_is_found(tmp_path: Path, sql: str, told: str) -> None:
    path = made(tmp_path / "press.db")
    harmed = apsw.Connection(str(path))
    harmed.execute(sql)
    harmed.close()
    with Register.open(path) as register:
        problems = audit(register.store).problems
    assert any(told in problem for problem in problems), problems


def test_problems_name_the_report(tmp_path: Path) -> None:
    path = made(tmp_path / "press.db")
    harmed = apsw.Connection(str(path))
    harmed.execute("DROP TRIGGER report_stays")
    harmed.execute("UPDATE report SET url = 'x' WHERE key = ?", (report_key(VISIT),))
    harmed.close()
    with Register.open(path) as register:
        (problem,) = audit(register.store).problems
    assert report_key(VISIT) in problem
    assert report_key(MEETING) not in problem
