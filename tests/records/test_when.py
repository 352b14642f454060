"""EDTF in and out, the days a time may mean, and filling in the year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.records import When, WhenError
from reading_strategies import points, whens, years

D = date.fromisoformat

BOUNDS = [  # printed, earliest, latest
    ("2009", D("2009-01-01"), D("2009-12-31")),
    ("201X", D("2010-01-01"), D("2019-12-31")),
    ("19XX", D("1900-01-01"), D("1999-12-31")),
    ("2009-02", D("2009-02-01"), D("2009-02-28")),
    ("2009-07-10", D("2009-07-10"), D("2009-07-10")),
    ("2009-XX-10", D("2009-01-10"), D("2009-12-10")),
    ("2009-XX-31", D("2009-01-31"), D("2009-12-31")),
    ("2009-02-XX", D("2009-02-01"), D("2009-02-28")),
    ("200X-02-29", D("2000-02-29"), D("2008-02-29")),
    ("2009~", D("2009-01-01"), D("2009-12-31")),
    ("2009-07-10?", D("2009-07-10"), D("2009-07-10")),
    ("2009-07-10%", D("2009-07-10"), D("2009-07-10")),
    ("2023-21", D("2023-03-01"), D("2023-05-31")),
    ("2023-22", D("2023-06-01"), D("2023-08-31")),
    ("2023-23", D("2023-09-01"), D("2023-11-30")),
    ("2023-24", D("2023-01-01"), D("2024-02-29")),
    ("9999-24", D("9999-01-01"), D("9999-12-31")),
    ("2023-34", D("2023-04-01"), D("2023-06-30")),
    ("2009-07-10/2009-07-12", D("2009-07-10"), D("2009-07-12")),
    ("2009-07-10/2009-08", D("2009-07-10"), D("2009-08-31")),
    ("../2009-07-10", None, D("2009-07-10")),
    ("2022-12/..", D("2022-12-01"), None),
    ("2022-12/", D("2022-12-01"), None),
    ("/2022-12", None, D("2022-12-31")),
    ("XXXX-07-10", None, None),
    ("XXXX-02-29", None, None),
    ("XXXX-07", None, None),
    ("XXXX-23", None, None),
    ("XXXX-XX-31", None, None),
    ("XXXX", None, None),
    ("XXXX-07-10/XXXX-07-12", None, None),
    ("XXXX-12-30/XXXX-01-02", None, None),
    ("2009-07-10/XXXX-08", D("2009-07-10"), None),
    ("[2001,2003]", D("2001-01-01"), D("2003-12-31")),
    ("{2001,2003..2005}", D("2001-01-01"), D("2005-12-31")),
    ("[..2003-05]", None, D("2003-05-31")),
    ("[2003..]", D("2003-01-01"), None),
    ("[2009-07-10,2010-07-10]", D("2009-07-10"), D("2010-07-10")),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), BOUNDS)
def test_bounds_and_round_trip(text: str, earliest: date | None, latest: date | None) -> None:
    when = When.parse(text)
    assert (when.earliest, when.latest) == (earliest, latest)
    assert str(when) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("[2003,2001]", "[2001,2003]"),
        ("[2001, 2003]", "[2001,2003]"),
        ("[2001,2001]", "2001"),
        ("{2009}", "2009"),
    ],
)
def test_sets_are_put_in_order(text: str, canonical: str) -> None:
    assert str(When.parse(text)) == canonical


ERRORS = [  # text, place, complaint
    ("", 0, "cannot read ''"),
    ("yesterday", 0, "cannot read 'yesterday'"),
    ("09-07-10", 0, "cannot read '09-07-10'"),
    ("0000", 0, "'0000' is no year"),
    ("X009", 0, "cannot read 'X009'"),
    ("20093", 4, "cannot read '3'"),
    ("2009-7-1", 4, "cannot read '-7-1'"),
    ("2009-13", 5, "'13' is no month"),
    ("2009-00", 5, "'00' is no month"),
    ("2009-20", 5, "'20' is no month"),
    ("2009-02-30", 8, "no such day"),
    ("2009-02-29", 8, "no such day"),
    ("XXXX-02-30", 8, "no such day"),
    ("XXXX-04-31", 8, "no such day"),
    ("2009-07-00", 8, "'00' is no day"),
    ("2009-07-32", 8, "'32' is no day"),
    ("2009-23-10", 8, "'10' is no day"),
    ("2009-07-10T12", 10, "cannot read 'T12'"),
    ("2009?~", 5, "cannot read '~'"),
    ("2009-07-12/2009-07-10", 11, "ends before it starts"),
    ("2010/2009", 5, "ends before it starts"),
    ("XXXX-07-12/XXXX-07-10", 11, "ends before it starts"),
    ("2009/2010/2011", 9, "two ends"),
    ("2009/2010-02-30", 13, "no such day"),
    ("/", 0, "without any date"),
    ("../..", 0, "without any date"),
    ("[2001,2003", 10, "no ']'"),
    ("[2001,2003}", 11, "no ']'"),
    ("[]", 2, "no ']'"),
    ("[2001,]", 6, "cannot read ''"),
    ("[2001,2002-02-30]", 14, "no such day"),
    ("[2003..2001]", 6, "ends before it starts"),
    ("[[2001]]", 1, "cannot read '[2001]'"),
    ("２００９", 0, "cannot read"),
]


@pytest.mark.parametrize(("text", "at", "complaint"), ERRORS)
def test_errors_say_what_and_where(text: str, at: int, complaint: str) -> None:
    with pytest.raises(WhenError) as caught:
        When.parse(text)
    assert complaint in str(caught.value)
    assert (caught.value.text, caught.value.at) == (text, at)


def test_long_rubbish_makes_a_short_message() -> None:
    with pytest.raises(WhenError) as caught:
        When.parse("2009" * 20_000)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (When.day(2009, 7, 10), "2009-07-10"),
        (When.day(None, 7, 10), "XXXX-07-10"),
        (When.day(2009, None, 10), "2009-XX-10"),
        (When.month(None, 7), "XXXX-07"),
        (When.year(2009), "2009"),
        (When.season(2009, 23), "2009-23"),
        (When.quarter(2009, 2), "2009-34"),
        (When.interval(None, When.day(2009, 7, 10)), "../2009-07-10"),
        (When.interval(When.month(2022, 12), None), "2022-12/.."),
        (When.interval(When.parse("2009/2010"), When.parse("2011/2012")), "2009/2012"),
        (When.one_of([When.year(2003), When.year(2001)]), "[2001,2003]"),
        (When.year(2009).qualified("~"), "2009~"),
        (When.parse("2009/2010").qualified("?"), "2009?/2010?"),
        (When.parse("2009?/..").qualified(""), "2009/.."),
    ],
)
def test_constructors(made: When, text: str) -> None:
    assert str(made) == text
    assert When.parse(text) == made


def test_constructors_refuse() -> None:
    makers: list[Callable[[], When]] = [
        lambda: When.day(2009, 2, 30),
        lambda: When.month(2009, 13),
        lambda: When.month(2009, 21),
        lambda: When.season(2009, 7),
        lambda: When.quarter(2009, 5),
        lambda: When.interval(When.year(2010), When.year(2009)),
        lambda: When.interval(None, None),
        lambda: When.interval(When.parse("[2001,2003]"), None),
        lambda: When.one_of([]),
        lambda: When.year(2009).qualified("!"),
    ]
    for make in makers:
        with pytest.raises(WhenError):
            make()


@pytest.mark.parametrize(
    ("text", "year", "filled"),
    [
        ("XXXX-07-10", 2009, "2009-07-10"),
        ("XXXX-23", 2009, "2009-23"),
        ("XXXX", 2009, "2009"),
        ("201X-07", 2015, "2015-07"),
        ("2008-07-10", 2009, "2008-07-10"),
        ("XXXX-12-30/XXXX-01-02", 2009, "2009-12-30/2010-01-02"),
        ("XXXX-12-30/XXXX-02-29", 2007, "2007-12-30/2008-02-29"),
        ("XXXX-07-10/..", 2009, "2009-07-10/.."),
        ("[XXXX-07-10,XXXX-08-10]", 2009, "[2009-07-10,2009-08-10]"),
    ],
)
def test_with_year(text: str, year: int, filled: str) -> None:
    assert str(When.parse(text).with_year(year)) == filled


@pytest.mark.parametrize(("text", "year"), [("XXXX-02-29", 2009), ("201X", 2009)])
def test_with_a_year_that_does_not_fit(text: str, year: int) -> None:
    with pytest.raises(WhenError):
        When.parse(text).with_year(year)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("2009-07-10", ["2009-07-10"], ["2009-07-11", "2010-07-10"]),
        ("XXXX-07-10", ["2009-07-10", "1999-07-10"], ["2009-07-11"]),
        ("2009-XX-10", ["2009-01-10", "2009-12-10"], ["2009-01-11"]),
        ("201X", ["2010-01-01", "2019-12-31"], ["2020-01-01"]),
        ("XXXX-23", ["2009-09-01", "2010-11-30"], ["2009-12-01"]),
        ("2023-24", ["2023-01-05", "2023-12-05", "2024-02-28"], ["2023-05-05", "2024-12-01"]),
        ("2009-07-10/2009-07-12", ["2009-07-10", "2009-07-12"], ["2009-07-13"]),
        ("XXXX-12-30/XXXX-01-02", ["2009-12-31", "2010-01-01"], ["2010-01-03", "2009-12-29"]),
        ("XXXX-02-28/XXXX-02-29", ["2009-02-28", "2008-02-29"], ["2009-03-01"]),
        ("XXXX-23/XXXX-24", ["2009-09-01", "2010-02-28"], ["2009-06-01"]),
        ("XXXX-07-10/..", ["2009-01-01"], []),
        ("2009-07-10/XXXX-08", ["2009-07-10", "2030-01-01"], ["2009-07-09"]),
        ("../2009-07-10", ["1999-01-01", "2009-07-10"], ["2009-07-11"]),
        ("2022-12/..", ["2022-12-01", "2030-01-01"], ["2022-11-30"]),
        ("[2001,2003]", ["2001-05-05", "2003-05-05"], ["2002-05-05"]),
    ],
)
def test_contains(text: str, inside: list[str], outside: list[str]) -> None:
    when = When.parse(text)
    assert all(when.contains(D(day)) for day in inside)
    assert not any(when.contains(D(day)) for day in outside)


def test_order_is_by_earliest_day_and_without_a_year_last() -> None:
    printed = ["../2009", "2009", "2009-07", "2009-07-10", "2010", "XXXX-02", "XXXX-07-10", "XXXX-08"]
    assert [str(when) for when in sorted(map(When.parse, reversed(printed)))] == printed


def test_a_single_day_is_known_as_such() -> None:
    assert When.parse("2009-07-10").single_day == D("2009-07-10")
    assert When.parse("2009-07-10/2009-07-10").single_day == D("2009-07-10")
    assert When.parse("2009-07").single_day is None
    assert When.parse("XXXX-07-10").single_day is None
    assert When.parse("2009/2010").is_interval and When.parse("2009/2010").point is None
    assert When.parse("2009-07").point is not None


@given(whens())
def test_what_is_printed_is_read_back(when: When) -> None:
    again = When.parse(str(when))
    assert again == when
    assert hash(again) == hash(when)
    assert str(again) == str(when)


@given(st.text(st.sampled_from("0123456789X-/.[]{},~?% "), max_size=24))
def test_any_text_is_read_canonically_or_refused_in_our_own_words(text: str) -> None:
    try:
        when = When.parse(text)
    except WhenError as error:
        assert 0 <= error.at <= len(text)
    else:
        assert When.parse(str(when)) == when


@given(whens())
def test_bounds_are_inside_and_in_order(when: When) -> None:
    for day in (when.earliest, when.latest):
        assert day is None or "24" in str(when) or when.contains(day)
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@given(whens(), st.dates())
def test_any_day_is_in_or_out(when: When, day: date) -> None:
    inside = when.contains(day)
    if inside and when.earliest is not None:
        assert when.earliest <= day
    if inside and when.latest is not None:
        assert day <= when.latest


@given(points(), years())
def test_a_filled_year_is_that_year(when: When, year: int) -> None:
    try:
        filled = when.with_year(year)
    except WhenError:
        return
    assert filled.has_year
    assert when.has_year or (filled.earliest is not None and filled.earliest.year == year)


@given(whens(), whens(), whens())
def test_order_is_total(a: When, b: When, c: When) -> None:
    assert (a < b) + (b < a) + (a == b) == 1
    low, middle, high = sorted((a, b, c))
    assert low <= middle <= high and low <= high
