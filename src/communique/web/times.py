"""EDTF times in the words of a language: `XXXX-07-10` is «10 July, year not printed» in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.records.when import Edge, Item, Point, Range, When, WhenError

if TYPE_CHECKING:
    from communique.web.messages import Messages

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_QUARTERS = {"33": "1", "34": "2", "35": "3", "36": "4"}
_QUALIFIERS = {"~": "about", "?": "uncertain", "%": "about_uncertain"}


def spoken(edtf: str | None, words: Messages) -> str:
    """What is no EDTF comes back as it is, None as an empty string."""
    if not edtf:
        return ""
    try:
        when = When.parse(edtf)
    except WhenError:
        return edtf
    parts = [_item(item, words) for item in when.items]
    if len(parts) == 1:
        return words.text("time.within", time=parts[0]) if when.form == "one_of" else parts[0]
    return _years_of_one_day(when, words) or _listed(parts, when.form == "one_of", words)


def _item(item: Item, words: Messages) -> str:
    return _point(item, words) if isinstance(item, Point) else _range(item, words)


def _point(point: Point, words: Messages) -> str:
    bare = _bare(point, words, with_year=point.has_year) or words.text("time.no_year_alone")
    if not point.has_year and point.month is not None:
        bare = words.text("time.no_year", time=bare)
    return words.text(f"time.{_QUALIFIERS[point.qualifier]}", time=bare) if point.qualifier else bare


def _bare(point: Point, words: Messages, with_year: bool) -> str:
    year = _year(point.year, words) if with_year else ""
    month = point.month
    if month is None:
        return year
    return _with_year(_month_and_day(point, month, words), year, words)


def _month_and_day(point: Point, month: str, words: Messages) -> str:
    if month in _SEASONS:
        return words.text(f"time.{_SEASONS[month]}")
    if month in _QUARTERS:
        return words.text("time.quarter", number=_QUARTERS[month])
    if month == "XX":
        return words.text("time.day_of_some_month", day=point.day) if point.day else ""
    if point.day is None:
        return str(words.raw(f"month.{int(month)}"))
    month_of = words.raw(f"month_of.{int(month)}")
    if point.day == "XX":
        return words.text("time.some_day_of", month=month_of)
    return words.text("time.day", day=int(point.day), month=month_of)


def _with_year(day: str, year: str, words: Messages) -> str:
    if day and year:
        return words.text("time.with_year", day=day, year=year)
    return day or year


def _year(year: str, words: Messages) -> str:
    known = year.rstrip("X")
    return year if known == year else words.text("time.decade", year=f"{known}{'0' * (4 - len(known))}")


def _range(item: Range, words: Messages) -> str:
    start, end = item.start, item.end
    if isinstance(start, Edge):
        return words.text("time.by", time=_point(end, words)) if isinstance(end, Point) else ""
    if isinstance(end, Edge):
        return words.text("time.since", time=_point(start, words))
    return _two_days(start, end, words) or f"{_point(start, words)} – {_point(end, words)}"


def _two_days(start: Point, end: Point, words: Messages) -> str | None:
    """10–12 July 2009."""
    plain = all(point.day and "X" not in f"{point.day}{point.month}" for point in (start, end))
    same = start.year == end.year and start.month == end.month
    if not plain or not same or start.qualifier or end.qualifier:
        return None
    return f"{int(start.day or 0)}–{_point(end, words)}"


def _years_of_one_day(when: When, words: Messages) -> str | None:
    """One day or month in one of several years: «10 July 2009, 2010 or 2012»."""
    points = [item for item in when.items if isinstance(item, Point) and item.has_year and item.month]
    if len(points) != len(when.items) or len({(p.month, p.day, p.qualifier) for p in points}) != 1:
        return None
    years = [point.year for point in points]
    numbers = [int(year) for year in years if year.isdecimal()]
    day = _bare(points[0], words, with_year=False)
    if len(numbers) == len(years) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        kind = "one_of_years" if when.form == "one_of" else "each_year"
        return words.text(f"time.{kind}", day=day, first=years[0], last=years[-1])
    return _with_year(day, _listed(years, when.form == "one_of", words), words)


def _listed(parts: list[str], one_of: bool, words: Messages) -> str:
    between = words.text("time.or" if one_of else "time.and")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {between} {parts[-1]}"
