"""`tables` and `csv`: a data package that validates, closed under its keys, without loss or formulas."""

from __future__ import annotations

import csv
import json
import warnings
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_fixture import TODAY, register

from communique.export import write
from communique.export.cells import FORMULA_STARTS, cell, cells, guarded, unguarded
from communique.export.columns import day, integer, number, text, times
from communique.export.package import schema
from communique.export.tables import TABLES
from communique.register.view import Filter

PAIR = Filter(pair=("KGZ", "SRB"))


@cache
def folder(pair: bool = False) -> Path:
    out = Path(mkdtemp(prefix="communique-test-")) / "out"
    write(register(), "tables", out, PAIR if pair else None)
    return out


def rows(name: str, pair: bool = False) -> list[dict[str, str]]:
    with (folder(pair) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("pair", [False, True])
def test_frictionless_finds_nothing_wrong(pair: bool) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the validator's own dependencies
        frictionless = pytest.importorskip("frictionless")
        report = frictionless.validate(str(folder(pair) / "datapackage.json"))
    assert report.valid, report.flatten(["taskId", "rowNumber", "fieldName", "note"])
    assert len(report.tasks) == len(TABLES)


@pytest.mark.parametrize("pair", [False, True])
def test_keys_are_unique_and_references_lead_somewhere(pair: bool) -> None:
    for table in TABLES:
        found = rows(table.name, pair)
        if table.key:
            keys = [tuple(row[name] for name in table.key) for row in found]
            assert len(set(keys)) == len(keys), table.name
        for column in table.columns:
            if column.to is not None:
                known = {row[column.to[1]] for row in rows(column.to[0], pair)}
                assert {row[column.name] for row in found} <= known | {""}, (table.name, column.name)


def test_every_quote_is_the_text_at_its_place() -> None:
    found = rows("evidence")
    assert found
    for row in found:
        text = register().report(row["report_id"]).text
        quote = unguarded(row["quote"])
        assert text[int(row["start"]) : int(row["end"])] == quote
        assert row["evidence_id"] == f"{row['report_id']}:{row['start']}-{row['end']}"
        words = unguarded(row["prefix"]) + quote + unguarded(row["suffix"])
        assert text.find(words) + len(unguarded(row["prefix"])) == int(row["start"])


def test_every_record_has_evidence() -> None:
    cited = {(row["record"], row["record_id"]) for row in rows("citations")}
    singular = {"happenings": "happening", "actors": "actor", "statements": "statement"}
    for table, record in singular.items():
        for row in rows(table):
            assert (record, row[f"{record}_id"]) in cited, row
    for row in rows("terms"):
        assert row["status"] == "gazetteer" or ("term", row["term_id"]) in cited


def test_every_record_of_the_register_is_there() -> None:
    view = register()
    assert len(rows("happenings")) == len(view.happenings())
    assert len(rows("actors")) == len(view.entities())
    assert len(rows("commitments")) == len(view.commitments())
    assert len(rows("terms")) == len(view.terms())
    assert len(rows("reports")) == len(view.reports())
    assert len(rows("merges")) == len(view.merges())


def test_what_passed_its_time_is_overdue() -> None:
    due = {row["due_by"]: row["state"] for row in rows("commitments") if row["due_by"]}
    assert due["2024-05-20"] == "overdue"
    assert TODAY.isoformat() > "2024-05-20"


def test_a_pair_brings_what_it_rests_on() -> None:
    both = {row["happening_id"] for row in rows("happenings", pair=True)}
    assert {item.id for item in register().happenings(PAIR)} <= both
    assert {row["opened"] for row in rows("commitments", pair=True)} <= both
    assert len(rows("reports", pair=True)) < len(rows("reports"))


def test_no_cell_is_a_formula() -> None:
    for table in TABLES:
        texts = [column.name for column in table.columns if column.type in ("text", "edtf", "codes")]
        for row in rows(table.name):
            for name in texts:
                assert not row[name] or row[name][0] not in FORMULA_STARTS.replace("'", "")
    assert any(row["prefix"].startswith("'=2+3") for row in rows("evidence"))


@given(st.text())
def test_the_guard_is_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(tuple(FORMULA_STARTS.replace("'", "")))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
def test_cells_read_back(values: list[str]) -> None:
    import io

    columns = [text("a", ""), text("b", "")]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells(values, columns))
    (read,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert [unguarded(one) for one in read] == values


CELLS = [
    (None, text("x", ""), ""),
    (True, day("x", ""), "True"),
    (-10.5, number("x", ""), "-10.5"),
    (0.1, number("x", ""), "0.1"),
    (7, integer("x", ""), "7"),
    ("\ud800", text("x", ""), "\ufffd"),
    ("-1", text("x", ""), "'-1"),
]


@pytest.mark.parametrize(("value", "column", "shown"), CELLS)
def test_cells(value: object, column: object, shown: str) -> None:
    assert cell(value, column) == shown  # type: ignore[arg-type]


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2 values for 1 columns"):
        cells(("a", "b"), [text("x", "")])


TIMES = [
    ("2009-07-10", "2009-07-10", "2009-07-10"),
    ("2009-07~", "2009-07-01", "2009-07-31"),
    ("XXXX-07-10", "", ""),
    ("../2009-07-10", "", "2009-07-10"),
    ("2009-23", "2009-09-01", "2009-11-30"),
    ("[2007,2009]", "2007-01-01", "2009-12-31"),
]


@pytest.mark.parametrize(("edtf", "first", "last"), TIMES)
def test_a_time_is_three_columns(edtf: str, first: str, last: str) -> None:
    told, earliest, latest = times(edtf)
    assert (told, str(earliest or ""), str(latest or "")) == (edtf, first, last)


def test_parquet_holds_the_same_rows() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for table in TABLES:
        found = parquet.read_table(folder() / f"{table.name}.parquet")
        assert found.column_names == [column.name for column in table.columns]
        assert found.num_rows == len(rows(table.name))
        for one, other in zip(found.to_pylist(), rows(table.name), strict=True):
            shown = cells(list(one.values()), table.columns)
            assert shown == list(other.values())


def test_parquet_says_of_when_it_is() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    metadata = parquet.read_metadata(folder() / "happenings.parquet").metadata
    assert metadata[b"communique.as_of"] == TODAY.isoformat().encode()
    assert metadata[b"communique.schema_version"] == b"1"
    schema = parquet.read_schema(folder() / "happenings.parquet")
    assert str(schema.field("when_earliest").type) == "date32[day]"
    assert str(schema.field("countries").type).startswith("list<")


def test_duckdb_joins_records_with_their_words() -> None:
    duckdb = pytest.importorskip("duckdb")
    query = (
        f"select e.quote from '{folder()}/citations.parquet' c join '{folder()}/evidence.parquet' e "
        "using (evidence_id) where c.record = 'happening' and c.field = 'trigger'"
    )
    words = {row[0] for row in duckdb.sql(query).fetchall()}
    assert "посетил" in words


def test_the_descriptor_and_the_codebook_name_every_column() -> None:
    descriptor = json.loads((folder() / "datapackage.json").read_text(encoding="utf-8"))
    codebook = (folder() / "codebook.md").read_text(encoding="utf-8")
    assert descriptor["as_of"] == TODAY.isoformat()
    for table, resource in zip(TABLES, descriptor["resources"], strict=True):
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in table.columns]
        assert f"## {table.name}\n" in codebook
        assert all(f"| `{column.name}` |" in codebook for column in table.columns)


def test_a_key_to_a_table_that_is_not_there_is_left_out() -> None:
    (actors,) = (table for table in TABLES if table.name == "actors")
    (members,) = (table for table in TABLES if table.name == "actor_members")
    assert "foreignKeys" in schema(members, TABLES)
    assert [key["reference"]["resource"] for key in schema(members, [actors])["foreignKeys"]] == ["actors"]
