"""Answers as Arrow, pandas and polars."""

from __future__ import annotations

import sys

import pytest

from communique.queries import dossier, frames, stats, timeline
from communique.queries.rows import rows
from sample_register import SampleRegister


@pytest.fixture(scope="module")
def view() -> SampleRegister:
    return SampleRegister()


def test_arrow_holds_every_line(view: SampleRegister) -> None:
    answer = dossier(view, "KGZ", "SRB")
    table = frames.arrow(answer).to_pylist()
    assert len(table) == len(list(answer.rows))
    for given, line in zip(table, rows(answer), strict=True):
        assert {name: value for name, value in given.items() if name in line} == line
        assert all(value is None for name, value in given.items() if name not in line)


def test_one_section_has_only_its_columns(view: SampleRegister) -> None:
    answer = dossier(view, "KGZ", "SRB")
    table = frames.arrow(answer, "visit_years")
    assert table.column_names[:3] == ["year", "direction", "made"]
    assert "section" not in table.column_names
    with pytest.raises(KeyError):
        frames.arrow(answer, "nonsense")


def test_an_answer_without_lines_is_a_table_without_rows(view: SampleRegister) -> None:
    assert frames.arrow(dossier(view, "KGZ", "MNG")).num_rows == 0


def test_pandas_keeps_whole_numbers(view: SampleRegister) -> None:
    frame = frames.pandas(dossier(view, "KGZ", "SRB"))
    assert str(frame["made"].dtype) == "Int64"
    assert list(frame[frame.section == "visits"].id) == ["h3", "h2"]


def test_polars(view: SampleRegister) -> None:
    frame = frames.polars(timeline(view))
    assert frame["quotes"][0][0]["words"].startswith("Министр обороны")
    assert frames.polars(stats(view), "kinds").columns == ["what", "number"]


@pytest.mark.parametrize("name", ["pyarrow", "pandas", "polars"])
def test_what_is_not_installed_is_named(
    name: str, view: SampleRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    make = {"pyarrow": frames.arrow, "pandas": frames.pandas, "polars": frames.polars}[name]
    with pytest.raises(ImportError, match=rf"{name}: install communique\[frames\]"):
        make(timeline(view))
