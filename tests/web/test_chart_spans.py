"""Spans of a timeline: closer, wider, sooner, later."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from communique.web.spans import Span, month_end, zoom

YEARS = Span(date(2009, 1, 1), date(2012, 12, 31))


def test_all_years_can_only_come_closer() -> None:
    found = zoom(YEARS, None, None)
    assert found is not None
    assert (found.wider, found.sooner, found.later, found.is_part) == (None, None, None, False)
    assert found.closer == Span(date(2010, 1, 1), date(2011, 12, 31))


def test_a_part_can_be_widened_and_moved() -> None:
    year = Span(date(2010, 1, 1), date(2010, 12, 31))
    found = zoom(year, *year)
    assert found is not None
    assert found.wider == Span(date(2009, 7, 1), date(2011, 6, 30))
    assert found.sooner == Span(date(2009, 7, 1), date(2010, 6, 30))
    assert found.later == Span(date(2010, 7, 1), date(2011, 6, 30))


def test_where_nothing_lies_what_was_asked_for_can_be_left() -> None:
    found = zoom(None, date(2010, 1, 1), date(2010, 1, 10))
    assert found is not None
    assert found.closer is None
    assert found.wider == Span(date(2009, 12, 27), date(2010, 1, 15))
    assert zoom(None, None, None) is None
    assert zoom(None, date.max, None) is not None


@given(st.dates(), st.dates())
def test_every_span_leads_to_spans(one: date, other: date) -> None:
    asked = Span(min(one, other), max(one, other))
    found = zoom(asked, *asked)
    assert found is not None
    for span in (found.closer, found.wider, found.sooner, found.later):
        assert span is None or span.since <= span.until
    if found.wider:
        assert found.wider.since <= asked.since and asked.until <= found.wider.until


def test_ends_of_months() -> None:
    days = [
        month_end(date(year, month, 1)).day for year, month in ((2023, 2), (2024, 2), (2024, 4), (2024, 12))
    ]
    assert days == [28, 29, 30, 31]
