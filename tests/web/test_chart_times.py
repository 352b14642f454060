"""Times in the words of two languages."""

from __future__ import annotations

import pytest

from communique.web.messages import languages
from communique.web.times import spoken

CASES = [
    (None, "", ""),
    ("2009", "2009", "2009"),
    ("201X", "2010s", "2010-е"),
    ("2009-07", "July 2009", "июль 2009"),
    ("2009-07-10", "10 July 2009", "10 июля 2009"),
    ("XXXX-07-10", "10 July, year not printed", "10 июля, год не указан"),
    ("XXXX", "year not printed", "год не указан"),
    ("2009-07-XX", "a day of July 2009", "один из дней июля 2009"),
    ("2024-23", "autumn 2024", "осень 2024"),
    ("2024-34", "quarter 2 2024", "2-й квартал 2024"),
    ("2009~", "about 2009", "примерно 2009"),
    ("2009-07-10/2009-07-12", "10–12 July 2009", "10–12 июля 2009"),
    ("2009-06-30/2009-07-02", "30 June 2009 – 2 July 2009", "30 июня 2009 – 2 июля 2009"),
    ("../2009-07", "by July 2009", "не позднее: июль 2009"),
    ("2009-07/..", "since July 2009", "июль 2009 и позже"),
    ("[2009-07-10,2011-07-10]", "10 July 2009 or 2011", "10 июля 2009 или 2011"),
    (
        "[2009-07-10,2010-07-10,2011-07-10]",
        "10 July of one of the years 2009–2011",
        "10 июля одного из годов 2009–2011",
    ),
    ("someday", "someday", "someday"),
]


@pytest.mark.parametrize(("edtf", "english", "russian"), CASES)
def test_times(edtf: str | None, english: str, russian: str) -> None:
    assert spoken(edtf, languages()["en"]) == english
    assert spoken(edtf, languages()["ru"]) == russian
