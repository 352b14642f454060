"""`When`: a time as exact as the report made it, in the codebook's subset of EDTF (ISO 8601-2:2019).

    WhenError(ValueError)   the text is no such time, or names a day that does not exist

What can be said, with X for a digit that is not known:

    2009  201X  XXXX               year, decade, no year at all
    2009-07  2009-XX  XXXX-07      month
    2009-07-10  XXXX-07-10  2009-XX-10  2009-07-XX
    2023-21 … 2023-24              spring, summer, autumn, winter
    2023-33 … 2023-36              quarters
    2009~  2009?  2009%            approximate, uncertain, both
    2009-07-10/2009-07-12          interval; `..` is an open end, an empty end is unknown
    [2001,2003]  [2001..2003]      one of these
    {2001,2003}                    all of these
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache, total_ordering
from typing import Literal, TypeVar

T = TypeVar("T")
Form = Literal["single", "one_of", "all_of"]

NO_YEAR = "XXXX"
SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
# First and last month, northern hemisphere. Winter is left out: see Point._winter.
_SEASON_MONTHS = {
    "21": (3, 5),
    "22": (6, 8),
    "23": (9, 11),
    "33": (1, 3),
    "34": (4, 6),
    "35": (7, 9),
    "36": (10, 12),
}
_BRACKETS: dict[str, tuple[Form, str]] = {"[": ("one_of", "]"), "{": ("all_of", "}")}
_POINT = re.compile(
    r"(?P<year>[0-9]{0,4}X{0,4})(?:-(?P<month>[0-9][0-9]|XX)(?:-(?P<day>[0-9][0-9]|XX))?)?(?P<qualifier>[~?%]?)"
)
# A leap year, so that 29 February without a year is a day that exists.
_ANY_YEAR = 2000


class WhenError(ValueError):
    """Not a time. `text` is what was read, `at` the index in it where the trouble starts."""

    def __init__(self, text: str, at: int, what: str) -> None:
        shown = text if len(text) <= 60 else f"{text[:57]}..."
        super().__init__(f"{shown!r}, character {at}: {what}")
        self.text, self.at, self.what = text, at, what


class Edge(Enum):
    """An end of an interval without a date: the time runs on, or nobody says when it ends."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A year, month, season, quarter or day, with X for unknown digits; `qualifier` is ~, ?, % or empty."""

    year: str
    month: str | None = None
    day: str | None = None
    qualifier: str = ""

    def __post_init__(self) -> None:
        if problem := self._problem():
            raise WhenError(str(self), *problem)

    def __str__(self) -> str:
        return "-".join(filter(None, (self.year, self.month, self.day))) + self.qualifier

    def _problem(self) -> tuple[int, str] | None:
        """Where in the printed form the trouble is, and what it is."""
        if not re.fullmatch(r"(?=.{4}$)[0-9]*X*", self.year) or self.year == "0000":
            return 0, f"{self.year!r} is no year"
        if self.month is not None and not self._is_season() and not _masked(self.month, 1, 12):
            return 5, f"{self.month!r} is no month, season or quarter"
        if self.day is not None and (self.month is None or self._is_season() or not _masked(self.day, 1, 31)):
            return 8, f"{self.day!r} is no day of {self.year}-{self.month}"
        if self.qualifier not in ("", "~", "?", "%"):
            return len(str(self)) - len(self.qualifier), f"{self.qualifier!r} is none of ~ ? %"
        if next(self._days(last=False), None) is None:
            return 8, "there is no such day"
        return None

    def _is_season(self) -> bool:
        return self.month == "24" or self.month in _SEASON_MONTHS

    @property
    def has_year(self) -> bool:
        return self.year != NO_YEAR

    def _years(self) -> range:
        if not self.has_year:
            return range(_ANY_YEAR, _ANY_YEAR + 1)
        return range(max(1, int(self.year.replace("X", "0"))), int(self.year.replace("X", "9")) + 1)

    def _months(self) -> range:
        if self._is_season() and self.month != "24":
            first, last = _SEASON_MONTHS[self.month or ""]
            return range(first, last + 1)
        return _choices(self.month, 1, 12) if self.month != "24" else range(1, 13)

    def _days(self, last: bool) -> Iterator[date]:
        """Every day meant, from the first or from the last; lazily, since decades are long."""
        turn = reversed if last else iter
        for year in turn(self._years()):
            for month in turn(self._months()):
                length = monthrange(year, month)[1]
                for day in turn(_choices(self.day, 1, length)):
                    if day <= length:
                        yield date(year, month, day)

    def first_day(self) -> date:
        """The first day meant; without a year, that of the year 2000."""
        return next(self._days(last=False))

    def last_day(self) -> date:
        """The last day meant; without a year, that of the year 2000.

        Winter is dated by the year it began or the year it ended in, and reports do not say which; its bounds
        are those of both, January of the year to February of the next.
        """
        day = next(self._days(last=True))
        if self.month == "24" and day.year < date.max.year:
            return date(day.year + 1, 2, monthrange(day.year + 1, 2)[1])
        return day

    def contains(self, day: date) -> bool:
        if self.month == "24":
            years = {f"{day.year:04}", f"{day.year - 1:04}"} if day.month <= 2 else {f"{day.year:04}"}
            return day.month in (1, 2, 12) and any(_fits(year, self.year) for year in years)
        return (
            _fits(f"{day.year:04}", self.year)
            and day.month in self._months()
            and _fits(f"{day.day:02}", self.day or "XX")
        )

    def with_year(self, year: int) -> Point:
        printed = f"{year:04}"
        if "X" not in self.year:
            return self
        if not _fits(printed, self.year):
            raise WhenError(str(self), 0, f"{printed} is not in {self.year}")
        return replace(self, year=printed)


@dataclass(frozen=True, slots=True)
class Range:
    """From `start` to `end`, both included."""

    start: Point | Edge
    end: Point | Edge

    def __post_init__(self) -> None:
        if isinstance(self.start, Edge) and isinstance(self.end, Edge):
            raise WhenError(self.join("/"), 0, "an interval without any date")
        if (
            isinstance(self.start, Point)
            and isinstance(self.end, Point)
            and self._is_reversed(self.start, self.end)
        ):
            raise WhenError(self.join("/"), len(str(self.start)) + 1, "the interval ends before it starts")

    def join(self, mark: str) -> str:
        """The two ends about `/`, or, inside a set, about `..`, where an open end is left blank."""
        edges = {Edge.OPEN: ".." if mark == "/" else "", Edge.UNKNOWN: ""}
        return mark.join(
            edges[item] if isinstance(item, Edge) else str(item) for item in (self.start, self.end)
        )

    @staticmethod
    def _is_reversed(start: Point, end: Point) -> bool:
        if start.has_year != end.has_year:
            return False
        late = start.first_day() > end.last_day()
        # Without years, 30 December to 2 January runs over the New Year; 12 to 10 July does not.
        return late and (start.has_year or start.month == end.month)

    @property
    def has_year(self) -> bool:
        return all(item.has_year for item in (self.start, self.end) if isinstance(item, Point))

    def with_year(self, year: int) -> Range:
        """The year is that of the start; an end earlier in the calendar falls in the next one."""
        over_new_year = self._is_yearless() and _calendar(self.start) > _calendar(self.end)
        start = self.start.with_year(year) if isinstance(self.start, Point) else self.start
        end = self.end.with_year(year + over_new_year) if isinstance(self.end, Point) else self.end
        return Range(start, end)

    def contains(self, day: date) -> bool:
        if not self._is_yearless():
            return self._spans(day)
        # Days as (years after the start, month, day): `day` may lie in the start's year or in the next.
        first, last = _calendar(self.start), _calendar(self.end, last=True)
        if last < first:
            last = (last[0] + 1, *last[1:])
        return any(first <= (years, day.month, day.day) <= last for years in (0, 1))

    def _is_yearless(self) -> bool:
        return all(isinstance(item, Point) and not item.has_year for item in (self.start, self.end))

    def _spans(self, day: date) -> bool:
        early = isinstance(self.start, Point) and self.start.has_year and day < self.start.first_day()
        late = isinstance(self.end, Point) and self.end.has_year and day > self.end.last_day()
        return not early and not late


Item = Point | Range


def _calendar(edge: Point | Edge, last: bool = False) -> tuple[int, int, int]:
    """Years after the year 2000, month and day of the first or last day of a time without a year."""
    if isinstance(edge, Edge):
        raise TypeError("an open end has no day")
    day = edge.last_day() if last else edge.first_day()
    return day.year - _ANY_YEAR, day.month, day.day


@total_ordering
@dataclass(frozen=True, slots=True)
class When:
    """A time, interval or set of times; make one with `parse` or the constructors `day`, `month`, `year`, ….

    Equality is that of the printed form. Order is by earliest day: open starts come first, times without a
    year last, by their place in the calendar. `~`, `?` and `%` are kept but change no bound.
    """

    form: Form
    items: tuple[Item, ...]

    @classmethod
    def parse(cls, text: str) -> When:
        """Read EDTF.

        Raises:
            WhenError: no EDTF of this subset, an impossible date, a reversed interval; says what and where.
        """
        return _parse(text)

    @classmethod
    def day(cls, year: int | None, month: int | None, day: int) -> When:
        """Raises: WhenError when there is no such day."""
        return cls.of(Point(_year(year), "XX" if month is None else f"{month:02}", f"{day:02}"))

    @classmethod
    def month(cls, year: int | None, month: int) -> When:
        """Raises: WhenError unless month is 1 to 12."""
        if not 1 <= month <= 12:
            raise WhenError(str(month), 0, "is no month")
        return cls.of(Point(_year(year), f"{month:02}"))

    @classmethod
    def year(cls, year: int) -> When:
        return cls.of(Point(_year(year)))

    @classmethod
    def season(cls, year: int | None, season: int) -> When:
        """`season` is 21 spring, 22 summer, 23 autumn or 24 winter. Raises: WhenError for another number."""
        if not SPRING <= season <= WINTER:
            raise WhenError(str(season), 0, "is no season")
        return cls.of(Point(_year(year), str(season)))

    @classmethod
    def quarter(cls, year: int | None, quarter: int) -> When:
        """`quarter` is 1 to 4. Raises: WhenError for another number."""
        if not 1 <= quarter <= 4:
            raise WhenError(str(quarter), 0, "is no quarter")
        return cls.of(Point(_year(year), str(32 + quarter)))

    @classmethod
    def of_date(cls, day: date) -> When:
        return cls.day(day.year, day.month, day.day)

    @classmethod
    def interval(cls, start: When | None, end: When | None) -> When:
        """From `start` to `end`; None is an open end. Intervals are joined by their outer ends.

        Raises:
            WhenError: the interval is reversed, has no date at all, or an end is a set.
        """
        first = Edge.OPEN if start is None else start._edge(last=False)
        final = Edge.OPEN if end is None else end._edge(last=True)
        return cls.of(Range(first, final))

    @classmethod
    def one_of(cls, choices: Iterable[When]) -> When:
        """One of these, which is not known: [2001,2003]. Raises: WhenError when empty or holding a set."""
        return _set("one_of", [item for choice in choices for item in choice._single()])

    @classmethod
    def of(cls, item: Item) -> When:
        return cls("single", (item,))

    def __str__(self) -> str:
        if self.form == "single":
            (item,) = self.items
            return str(item) if isinstance(item, Point) else item.join("/")
        inside = ",".join(str(item) if isinstance(item, Point) else item.join("..") for item in self.items)
        return f"[{inside}]" if self.form == "one_of" else f"{{{inside}}}"

    def __lt__(self, other: When) -> bool:
        return self._sort_key() < other._sort_key()

    def _sort_key(self) -> tuple[bool, date, date, str]:
        starts = [_start(item) for item in self.items]
        no_year = any(isinstance(start, Point) and not start.has_year for start in starts)
        first = min(start.first_day() if isinstance(start, Point) else date.min for start in starts)
        return no_year, first, self.latest or date.max, str(self)

    @property
    def earliest(self) -> date | None:
        """The first day that may be meant; None without a year or with an open or unknown start."""
        starts = [_start(item) for item in self.items]
        known = [start.first_day() for start in starts if isinstance(start, Point) and start.has_year]
        return min(known) if len(known) == len(starts) else None

    @property
    def latest(self) -> date | None:
        """The last day that may be meant; None without a year or with an open or unknown end."""
        ends = [_end(item) for item in self.items]
        known = [end.last_day() for end in ends if isinstance(end, Point) and end.has_year]
        return max(known) if len(known) == len(ends) else None

    @property
    def single_day(self) -> date | None:
        """The day, when exactly one is meant."""
        first = self.earliest
        return first if first is not None and first == self.latest else None

    @property
    def has_year(self) -> bool:
        """No year is wholly missing; a decade (201X) counts as one."""
        return all(item.has_year for item in self.items)

    @property
    def is_interval(self) -> bool:
        return self.form == "single" and isinstance(self.items[0], Range)

    @property
    def point(self) -> Point | None:
        """The single year, month, season or day; None for intervals and sets."""
        item = self.items[0]
        return item if self.form == "single" and isinstance(item, Point) else None

    def with_year(self, year: int) -> When:
        """Fill in the missing year; years that are printed stay. An interval over New Year ends in the next.

        Raises:
            WhenError: the year lies outside a printed decade, or lacks the day (29 February).
        """
        items = tuple(item.with_year(year) for item in self.items)
        return When("single", items) if self.form == "single" else _set(self.form, items)

    def qualified(self, qualifier: str) -> When:
        """The same time marked ~ approximate, ? uncertain or % both; '' takes the mark away."""
        items = tuple(_qualified(item, qualifier) for item in self.items)
        return When("single", items) if self.form == "single" else _set(self.form, items)

    def contains(self, day: date) -> bool:
        """Whether the day may be meant; a missing year fits any year, an open or unknown end any day."""
        return any(item.contains(day) for item in self.items)

    def _edge(self, last: bool) -> Point | Edge:
        (item,) = self._single()
        return _end(item) if last else _start(item)

    def _single(self) -> tuple[Item, ...]:
        if self.form != "single":
            raise WhenError(str(self), 0, "a set cannot stand inside another time")
        return self.items


@lru_cache(65_536)
def bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """First and last day of an EDTF time; None for an end that is open, unknown or without a year."""
    if not edtf:
        return None, None
    when = When.parse(edtf)
    return (when.earliest, when.latest) if when.has_year else (None, None)


def _year(year: int | None) -> str:
    return NO_YEAR if year is None else f"{year:04}"


def _masked(part: str, low: int, high: int) -> bool:
    return part == "XX" or (re.fullmatch(r"[0-9]{2}", part) is not None and low <= int(part) <= high)


def _choices(part: str | None, low: int, high: int) -> range:
    return range(low, high + 1) if part is None or "X" in part else range(int(part), int(part) + 1)


def _fits(digits: str, mask: str) -> bool:
    return len(digits) == len(mask) and all(m in ("X", d) for d, m in zip(digits, mask, strict=True))


def _start(item: Item) -> Point | Edge:
    return item.start if isinstance(item, Range) else item


def _end(item: Item) -> Point | Edge:
    return item.end if isinstance(item, Range) else item


def _qualified(item: Item, qualifier: str) -> Item:
    if isinstance(item, Point):
        return replace(item, qualifier=qualifier)
    start, end = (
        replace(edge, qualifier=qualifier) if isinstance(edge, Point) else edge
        for edge in (item.start, item.end)
    )
    return Range(start, end)


def _set(form: Form, items: Iterable[Item]) -> When:
    """A set in canonical order; a set of one point is that point."""
    distinct = sorted(set(items), key=lambda item: When.of(item)._sort_key())
    if not distinct:
        raise WhenError("", 0, "an empty set")
    if len(distinct) == 1 and isinstance(distinct[0], Point):
        return When.of(distinct[0])
    return When(form, tuple(distinct))


def _placed(text: str, start: int, build: Callable[[], T]) -> T:
    """Build a part of `text` that begins at `start`; an error then points into the whole."""
    try:
        return build()
    except WhenError as error:
        raise WhenError(text, start + error.at, error.what) from None


@lru_cache(maxsize=4096)
def _parse(text: str) -> When:
    if text[:1] in _BRACKETS:
        return _parse_set(text)
    if text.count("/") > 1:
        raise WhenError(text, text.rindex("/"), "an interval has two ends")
    start, slash, _ = text.partition("/")
    if not slash:
        return When.of(_parse_point(text, 0, len(text)))
    first = _parse_edge(text, 0, len(start))
    final = _parse_edge(text, len(start) + 1, len(text))
    return When.of(_placed(text, 0, lambda: Range(first, final)))


def _parse_set(text: str) -> When:
    form, closing = _BRACKETS[text[0]]
    if not text.endswith(closing) or len(text) < 3:
        raise WhenError(text, len(text), f"no {closing!r} after the last date")
    items: list[Item] = []
    at = 1
    for member in text[1:-1].split(","):
        space = len(member) - len(member.lstrip(" "))
        items.append(_parse_member(text, at + space, at + len(member)))
        at += len(member) + 1
    return _set(form, items)


def _parse_member(text: str, start: int, end: int) -> Item:
    dots = text.find("..", start, end)
    if dots < 0:
        return _parse_point(text, start, end)
    first = _parse_point(text, start, dots) if dots > start else Edge.OPEN
    final = _parse_point(text, dots + 2, end) if dots + 2 < end else Edge.OPEN
    return _placed(text, start, lambda: Range(first, final))


def _parse_edge(text: str, start: int, end: int) -> Point | Edge:
    part = text[start:end]
    return Edge(part) if part in ("", "..") else _parse_point(text, start, end)


def _parse_point(text: str, start: int, end: int) -> Point:
    match = _POINT.match(text, start, end)
    if match is None or match.end() < end or len(match["year"]) != 4:
        at = start if match is None or len(match["year"]) != 4 else match.end()
        raise WhenError(text, at, f"cannot read {text[at:end][:20]!r} as a date")
    return _placed(
        text, start, lambda: Point(match["year"], match["month"], match["day"], match["qualifier"])
    )
