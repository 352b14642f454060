"""Events as a data frame."""

from __future__ import annotations

import sys

import pytest

from communique import codebook
from communique.faces.frame import COLUMNS, ROLES
from communique.records.json import from_dict
from sample_readings import sample_reading


def test_one_row_an_event() -> None:
    frame = sample_reading().events.to_frame()
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["id"]) == ["e1", "e2"]
    first = frame.iloc[0]
    assert first["participant"] == ("Асан Токтосунов", "Милош Йович")
    assert first["countries"] == ("KGZ",)
    assert (first["when"], first["place"], first["confidence"]) == ("XXXX-03-03", "Бишкек", 0.875)
    assert frame.iloc[1]["trigger"] == "пригласил … в Белград"


def test_no_events_give_the_same_columns() -> None:
    assert list(from_dict({"id": "1", "text": "Погода."}).events.to_frame().columns) == list(COLUMNS)


def test_the_columns_hold_every_role_of_the_codebook() -> None:
    assert {role for kind in codebook.kinds().values() for role in kind.roles} <= set(ROLES)


def test_without_pandas_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"communique\[frames\]"):
        sample_reading().events.to_frame()


def test_events_are_a_tuple() -> None:
    reading = sample_reading()
    assert isinstance(reading.events, tuple)
    assert reading.events[0].id == "e1" and len(reading.events) == 2


def test_what_is_not_given_is_none() -> None:
    frame = sample_reading().events.to_frame()
    values = [value for name in frame.columns if not name.startswith("confidence") for value in frame[name]]
    assert None in values
    assert all(value == value for value in values)  # NaN differs from itself
