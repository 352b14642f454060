"""EDTF in words."""

from __future__ import annotations

import pytest

from communique.faces.register.times import spoken, spoken_with_reason

TIMES = [
    (None, ""),
    ("2009", "2009"),
    ("201X", "2010s"),
    ("XXXX", "year not printed"),
    ("2009-07", "July 2009"),
    ("2009-XX", "some month of 2009"),
    ("XXXX-07", "July, year not printed"),
    ("2009-07-10", "10 July 2009"),
    ("XXXX-07-10", "10 July, year not printed"),
    ("2009-07-XX", "a day of July 2009"),
    ("2023-23", "autumn 2023"),
    ("XXXX-21", "spring, year not printed"),
    ("2024-34", "second quarter of 2024"),
    ("2009~", "about 2009"),
    ("2009-07?", "July 2009, uncertain"),
    ("2009-07-10/2009-07-12", "10–12 July 2009"),
    ("2009-06-30/2009-07-02", "30 June – 2 July 2009"),
    ("XXXX-07-10/XXXX-07-12", "10–12 July, year not printed"),
    ("2009/2013", "2009–2013"),
    ("2009-12-30/2010-01-02", "30 December 2009 to 2 January 2010"),
    ("../2009-07-10", "by 10 July 2009"),
    ("2009-07-10/..", "since 10 July 2009"),
    ("2009-07-10/", "from 10 July 2009, end not known"),
    ("[2001,2003]", "2001 or 2003"),
    ("{2001,2003}", "2001 and 2003"),
    ("[2009-07-10,2010-07-10,2011-07-10]", "10 July of one of the years 2009–2011"),
    ("[2009-07-10,2011-07-10]", "10 July 2009 or 2011"),
    ("[2009..2013]", "some time in 2009–2013"),
    ("no date", "no date"),
]


@pytest.mark.parametrize(("edtf", "words"), TIMES)
def test_spoken(edtf: str | None, words: str) -> None:
    assert spoken(edtf) == words


def test_a_narrowed_time_says_what_is_printed() -> None:
    shown = spoken_with_reason("[2009-07-10,2011-07-10]", "XXXX-07-10", "the term of the minister")
    assert shown == (
        "10 July 2009 or 2011",
        "printed: 10 July, year not printed; the term of the minister",
    )
    assert spoken_with_reason("2009", "2009", "dateline") == ("2009", "dateline")
