from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.intake import DateError
from communique.intake.dates import parse_published

DAYS = [
    ("2009-07-10", "2009-07-10"),
    ("XXXX-07-10", "XXXX-07-10"),
    ("2009-07", "2009-07"),
    (" 2009 ", "2009"),
    ("2009-07-10/2009-07-12", "2009-07-10/2009-07-12"),
    ("2019-11-18T21:17:08+00:00", "2019-11-18"),
    ("2019-11-18T21:17:08Z", "2019-11-18"),
    ("2019-11-18T23:59:59-11:00", "2019-11-18"),  # the next day in UTC
    ("2019-11-18T00:10:00+06:00", "2019-11-18"),  # the day before in UTC
    ("2019-11-18 21:17:08.123456", "2019-11-18"),
    ("2019-11-18T21:17", "2019-11-18"),
    ("2019-11-18T21:17:08 +0300", "2019-11-18"),
    ("20191118", "2019-11-18"),
    ("20191118T211708Z", "2019-11-18"),
    ("2019/11/18", "2019-11-18"),
    ("8.11.2019", "2019-11-08"),
    ("18.11.2019, 21:17", "2019-11-18"),
    ("Mon, 18 Nov 2019 21:17:08 +0300", "2019-11-18"),
    ("18 Nov 2019 21:17 GMT", "2019-11-18"),
]
BAD = [
    "",
    "вчера",
    "2019-02-30",
    "2019-13-01T10:00:00Z",
    "30.02.2019",
    "2019-11-18T25:00:00",
    "1573000000",
    "0000-00-00",
    "Mon, 99 Nov 2019 21:17:08 +0300",
    "2019-11-18T21:17:08Z tail",
    "\u0662\u0660\u0661\u0669-11-18T10:00Z",
    "x" * 500,
]


@pytest.mark.parametrize(("words", "day"), DAYS)
def test_dates(words: str, day: str) -> None:
    assert str(parse_published(words)) == day


@pytest.mark.parametrize("words", BAD)
def test_bad_dates_are_named(words: str) -> None:
    with pytest.raises(DateError, match=r"^firstcreated: ") as caught:
        parse_published(words, "firstcreated")
    assert words.strip()[:50] in str(caught.value)


@given(st.datetimes(), st.sampled_from(["", "Z", "+14:00", "-12:00"]))
def test_the_day_is_never_moved(moment: object, zone: str) -> None:
    printed = f"{moment:%Y}".zfill(4) + f"{moment:-%m-%dT%H:%M:%S}" + zone
    assert str(parse_published(printed)) == printed[:10]


@given(st.text(max_size=40))
def test_any_words_are_a_date_or_an_error(words: str) -> None:
    with suppress(DateError):
        parse_published(words)
