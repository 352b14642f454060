"""Where lines and dots stand."""

from __future__ import annotations

from datetime import date

import pytest

from communique.queries.answer import Answer, Section
from communique.queries.lines import MetLine, VisitYearLine
from communique.records.register import Happening, Member
from communique.web.charts import LEFT, RIGHT, WIDTH, network_chart, timeline_chart, visits_chart


def happening(id: str, first: str | None, last: str | None, kind: str = "visit") -> Happening:
    return Happening(id, kind, "done", (Member("r", id),), (), {}, first_day=first, last_day=last)


def test_dots_stand_in_the_order_of_time_inside_the_chart() -> None:
    days = ["2009-01-01", "2012-06-30", "2020-12-31"]
    chart = timeline_chart([happening(day, day, day) for day in days])
    assert chart is not None
    xs = [dot.x for dot in chart.dots]
    assert xs == sorted(xs)
    assert (xs[0], xs[-1]) == (LEFT, WIDTH - RIGHT)
    assert [tick.year for tick in chart.ticks] == list(range(2009, 2021))


def test_what_has_no_day_is_counted_and_not_drawn() -> None:
    chart = timeline_chart([happening("a", "2009-01-01", "2009-01-01"), happening("b", None, None)])
    assert chart is not None
    assert (len(chart.dots), chart.undated, chart.earlier) == (1, 1, 0)
    assert timeline_chart([happening("b", None, None)]) is None


def test_a_time_of_a_year_is_a_line_cut_at_the_days_asked_for() -> None:
    items = [happening("a", "2009-01-01", "2010-12-31"), happening("b", "2001-01-01", None)]
    chart = timeline_chart(items, date(2009, 1, 1), date(2009, 12, 31))
    assert chart is not None
    (dot,) = chart.dots
    assert (dot.x, dot.x2) == (LEFT, WIDTH - RIGHT)
    assert {tick.year for tick in chart.ticks} == {2009}
    assert [tick.month for tick in chart.ticks] == [0, *range(2, 13)]


@pytest.mark.parametrize(
    ("since", "until", "unit", "labels"),
    [
        ("2009-03-01", "2009-08-31", "month", [(3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0)]),
        ("2009-03-20", "2009-04-30", "day", [(3, 0), (4, 0), (4, 8), (4, 15), (4, 22)]),
        ("2008-07-01", "2012-12-31", "year", [(0, 0)] * 5),
    ],
)
def test_short_spans_are_divided_by_months_and_weeks(
    since: str, until: str, unit: str, labels: list[tuple[int, int]]
) -> None:
    items = [happening(day, day, day) for day in ("2008-07-02", "2009-04-02", "2012-06-30")]
    chart = timeline_chart(items, date.fromisoformat(since), date.fromisoformat(until))
    assert chart is not None
    assert (str(chart.span.since), str(chart.span.until), chart.unit) == (since, until, unit)
    assert [(tick.month, tick.day) for tick in chart.ticks if tick.has_label] == labels
    assert chart.ticks[0].is_first
    assert all(LEFT <= tick.x <= WIDTH - RIGHT for tick in chart.ticks)


def test_a_few_of_long_ago_do_not_press_the_others_together() -> None:
    items = [happening(str(n), f"2020-01-{n:02}", f"2020-01-{n:02}") for n in range(1, 31)]
    chart = timeline_chart([happening("old", "1812-06-24", "1812-06-24"), *items])
    assert chart is not None
    assert (len(chart.dots), chart.earlier) == (30, 1)


@pytest.mark.parametrize(
    ("direction", "side"), [("KAZ→BLR", 0), ("BLR→KAZ", 1), ("direction not told", 2), ("KAZ+KGZ→BLR", 0)]
)
def test_visits_stand_on_the_side_of_their_direction(direction: str, side: int) -> None:
    rows = [VisitYearLine(year, direction, 2, 1, 0, ("h1",), ()) for year in ("2009", "2010")]
    answers = [
        Answer("dossier", "", {}, None, "", (Section("visit_years", "", tuple(found), len(found)),))
        for found in (rows, rows[:1])
    ]
    chart = visits_chart(answers[0], "KAZ", "BLR")
    assert chart is not None
    assert visits_chart(answers[1], "KAZ", "BLR") is None  # one year: the table says it
    bar = chart.bars[0]
    assert bar.side == side
    assert 0 <= bar.y <= chart.height
    assert (bar.y == chart.middle) is (side == 1)


def test_actors_of_one_state_stand_side_by_side() -> None:
    def met(a: str, b: str) -> MetLine:
        return MetLine(
            a, a, ("KAZ",), None, b, b, ("BLR",), None, 1, 1.0, None, "2009-01-01", "2010-01-01", (), ()
        )

    chart = network_chart([met("a1", "b1"), met("a2", "b2"), met("a1", "b2")], 10)
    assert chart is not None
    assert [node.country for node in chart.nodes] == ["BLR", "BLR", "KAZ", "KAZ"]
    assert (len(chart.edges), chart.first, chart.last, chart.left_out) == (3, 2009, 2010, 0)
    assert 0 < chart.height <= chart.size
    two = network_chart([met("a1", "b1")], 10)
    assert two is not None
    assert two.height < 100 < two.size  # beside each other
    small = network_chart([met("a1", "b1"), met("a2", "b2"), met("a1", "b2")], 2)
    assert small is not None
    assert small.left_out == 2
