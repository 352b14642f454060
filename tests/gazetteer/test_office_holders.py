"""The table of office-holders as it is loaded: facts that a reader of the table can look up."""

from __future__ import annotations

import re

from communique.gazetteer.office_holders import office_holders
from communique.records.when import When


def test_rows_are_whole() -> None:
    rows = office_holders()
    assert len(rows) > 1000
    for row in rows:
        assert row.country in ("KAZ", "BLR", "RUS")
        assert row.post and row.name_en and re.fullmatch(r"Q[0-9]+", row.wikidata)


def test_times_are_edtf() -> None:
    for row in office_holders():
        for printed in filter(None, (row.start, row.end)):
            assert When.parse(printed).has_year


def test_it_is_loaded_once() -> None:
    assert office_holders() is office_holders()


def test_names_in_russian_and_belarusian() -> None:
    ministers = [row for row in office_holders() if row.post == "defence_minister"]
    assert any(row.names_ru for row in ministers if row.country == "KAZ")
    assert any(row.names_be for row in ministers if row.country == "BLR")
