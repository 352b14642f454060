"""EDTF times in English words: `XXXX-07-10` is «10 July, year not printed»."""

from __future__ import annotations

from calendar import month_name

from communique.records.when import Edge, Item, Point, Range, When, WhenError

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_QUARTERS = {"33": "first", "34": "second", "35": "third", "36": "fourth"}
_QUALIFIERS = {"": "{}", "~": "about {}", "?": "{}, uncertain", "%": "about {}, uncertain"}
NO_YEAR = ", year not printed"


def spoken(edtf: str | None) -> str:
    """Words for an EDTF time; what is no EDTF comes back as it is, None as an empty string."""
    if not edtf:
        return ""
    try:
        when = When.parse(edtf)
    except WhenError:
        return edtf
    if when.form == "single":
        return _item(when.items[0])
    parts = [_item(item) for item in when.items]
    if when.form == "one_of" and len(parts) == 1:
        return f"some time in {parts[0]}"
    return _years_of_one_day(when) or _listed(parts, when.form == "one_of")


def spoken_with_reason(edtf: str | None, printed: str | None, why: str | None) -> tuple[str, str | None]:
    """The time as known, and what to say of it: what is printed, where that says less, and the reason."""
    shown = spoken(edtf)
    if printed and printed != edtf:
        reason = f"; {why}" if why else ""
        return shown, f"printed: {spoken(printed)}{reason}"
    return shown, why


def _item(item: Item) -> str:
    return _point(item) if isinstance(item, Point) else _range(item)


def _point(point: Point) -> str:
    bare = _bare(point, point.has_year) or "year not printed"
    full = bare if point.has_year or point.month is None else bare + NO_YEAR
    return _QUALIFIERS[point.qualifier].format(full)


def _bare(point: Point, with_year: bool) -> str:
    """Day, month and year as far as they are known, without qualifier."""
    year = f" {_year(point.year)}" if with_year else ""
    month = point.month
    if month is None:
        return year.strip()
    if month == "XX":
        return f"{_day(point.day)}some month" + (f" of{year}" if year else "")
    if month in _SEASONS:
        return f"{_SEASONS[month]}{year}"
    if month in _QUARTERS:
        return f"{_QUARTERS[month]} quarter" + (f" of{year}" if year else "")
    return f"{_day(point.day)}{month_name[int(month)]}{year}"


def _day(day: str | None) -> str:
    if day is None:
        return ""
    return "a day of " if day == "XX" else f"{int(day)} "


def _year(year: str) -> str:
    known = year.rstrip("X")
    return year if known == year else f"{known}{'0' * (4 - len(known))}s"


def _range(item: Range) -> str:
    start, end = item.start, item.end
    if isinstance(start, Edge):
        return f"by {_point(end)}" if isinstance(end, Point) else ""
    if isinstance(end, Edge):
        return f"since {_point(start)}" if end is Edge.OPEN else f"from {_point(start)}, end not known"
    return _two_days(start, end) or f"{_point(start)} to {_point(end)}"


def _two_days(start: Point, end: Point) -> str | None:
    """10–12 July 2009; 30 June – 2 July 2009; 2009–2013."""
    if start.qualifier or end.qualifier:
        return None
    if start.month is None and end.month is None and start.has_year and end.has_year:
        return f"{_year(start.year)}–{_year(end.year)}"
    plain = all(point.day and "X" not in f"{point.day}{point.month}" for point in (start, end))
    if not plain or start.year != end.year:
        return None
    tail = _point(end)
    if start.month == end.month:
        return f"{int(start.day or 0)}–{tail}"
    return f"{_bare(start, False)} – {tail}"


def _years_of_one_day(when: When) -> str | None:
    """One day or month in one of several years: «10 July 2009, 2010 or 2012»."""
    points = [item for item in when.items if isinstance(item, Point) and item.has_year and item.month]
    if len(points) != len(when.items) or len({(p.month, p.day, p.qualifier) for p in points}) != 1:
        return None
    years = [point.year for point in points]
    return f"{_bare(points[0], False)} {_some_years(years, when.form == 'one_of')}"


def _some_years(years: list[str], one_of: bool) -> str:
    numbers = [int(year) for year in years if year.isdecimal()]
    whole = len(numbers) == len(years) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1))
    if whole:
        span = f"{years[0]}–{years[-1]}"
        return f"of one of the years {span}" if one_of else f"of each year {span}"
    return _listed(years, one_of)


def _listed(parts: list[str], one_of: bool) -> str:
    word = " or " if one_of else " and "
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}{word}{parts[-1]}"
