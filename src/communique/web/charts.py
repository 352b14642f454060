"""Charts as numbers: where every line, dot and word stands. Templates draw them as SVG, without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, sin
from typing import Literal, NamedTuple

from communique.faces.register.entries import TONES
from communique.queries.answer import Answer
from communique.queries.lines import MetLine, TermLine, VisitYearLine
from communique.records.register import Happening
from communique.records.when import bounds
from communique.register.select import first_day, last_day
from communique.web.spans import Span, month_end

Unit = Literal["year", "month", "day"]

WIDTH, LEFT, RIGHT = 960, 130, 16
LANE, DOT = 30, 5
LANES = ("meeting", "visit", "agreement", "contract", "activity", "aid")
OTHER = "other"
FEW_YEARS = 2  # so few are shown by months
FEW_DAYS = 75  # so few are shown by weeks
LABEL, YEAR_LABEL = 58, 32  # across, that the first label takes: a month with its year, a year
WEEKS = (1, 8, 15, 22)  # days on which they begin here
MOST_YEARS = 12  # labels of years that fit beside each other
MANY = 200  # from so many on, dots stand for several
RADIUS, NAME_LENGTH = 245, 228  # of the circle of many actors; room for a name beside it
MOST_AWAY, FEW = 40, 0.05  # years back that are drawn when only so few events lie before them


class Tick(NamedTuple):
    """The start of a year or, where little is shown, of a month or week; `month` and `day` are 0 for what is
    longer. The first stands where the axis begins, whatever day that is."""

    x: float
    year: int
    has_label: bool
    month: int = 0
    day: int = 0
    is_first: bool = False

    @property
    def span(self) -> Span:
        """The year or month that begins here."""
        if not self.month:
            return Span(date(self.year, 1, 1), date(self.year, 12, 31))
        return Span(date(self.year, self.month, 1), month_end(date(self.year, self.month, 1)))


class Dot(NamedTuple):
    """`x2` is where a time of several days ends, else the same as `x`. Where there are many, a dot stands for
    `item` and as many others of the same lane and tone between two days."""

    x: float
    x2: float
    y: float
    size: float
    tone: str
    item: Happening
    others: int = 0
    since: date | None = None
    until: date | None = None


class Lane(NamedTuple):
    name: str
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Timeline:
    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    undated: int
    earlier: int
    span: Span
    unit: Unit
    left: int = LEFT
    right: int = WIDTH - RIGHT


def timeline_chart(
    items: Sequence[Happening], since: date | None = None, until: date | None = None
) -> Timeline | None:
    """Happenings as dots in lanes by kind, between two days; None where none has a day."""
    dated = [(item, days) for item in items if (days := _within(_days(item), since, until))]
    if not dated:
        return None
    count = len(dated)
    dated = _near(dated)
    first, last = min(days[0] for _, days in dated), max(days[1] for _, days in dated)
    start = max(date(first.year, 1, 1), since or date.min)
    end = min(date(last.year, 12, 31), until or date.max)
    names = [name for name in (*LANES, OTHER) if any(_lane(item.kind) == name for item, _ in dated)]
    rows = {name: 18 + LANE * place for place, name in enumerate(names)}
    height = 18 + LANE * len(names) + 18

    def across(day: date) -> float:
        share = (day - start).days / max(1, (end - start).days)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    marks = [_mark(item, one, other, across) for item, (one, other) in dated]
    dots = _apart(marks, rows) if len(marks) <= MANY else _together(marks, rows)
    counts = {name: sum(_lane(item.kind) == name for item, _ in dated) for name in names}
    lanes = tuple(Lane(name, rows[name], counts[name]) for name in names)
    return Timeline(
        WIDTH,
        height,
        lanes,
        tuple(_ticks(start, end, across)),
        tuple(dots),
        len(items) - count,
        count - len(dated),
        Span(start, end),
        unit_of(start, end),
    )


class _Mark(NamedTuple):
    """Where a happening lies across, and in which lane."""

    x: float
    x2: float
    lane: str
    item: Happening

    @property
    def tone(self) -> str:
        return TONES.get(self.item.stage, "plain")


def _mark(item: Happening, first: date, last: date, across: Callable[[date], float]) -> _Mark:
    """Times of more than a month are lines."""
    if (last - first).days > 31:
        return _Mark(across(first), across(last), _lane(item.kind), item)
    middle = across(first + (last - first) / 2)
    return _Mark(middle, middle, _lane(item.kind), item)


def _apart(marks: Iterable[_Mark], rows: Mapping[str, int]) -> list[Dot]:
    """Each by itself; those that would cover one another go above and below the lane."""
    dots = []
    stacked: dict[tuple[str, int], int] = {}
    for mark in marks:
        slot = (mark.lane, int(mark.x / DOT))
        level = stacked[slot] = stacked.get(slot, -1) + 1
        away = ((level + 1) // 2) * (-1 if level % 2 else 1) * 4 if level < 6 else 0
        dots.append(Dot(mark.x, mark.x2, rows[mark.lane] + away, DOT, mark.tone, mark.item))
    return dots


def _together(marks: Iterable[_Mark], rows: Mapping[str, int]) -> list[Dot]:
    """One dot for all of a lane, tone and time, the larger the more there are; lines are left out."""
    groups: dict[tuple[str, str, int], list[_Mark]] = {}
    for mark in marks:
        if mark.x == mark.x2:
            groups.setdefault((mark.lane, mark.tone, int(mark.x / (2 * DOT))), []).append(mark)
    dots = []
    for (lane, tone, slot), found in sorted(groups.items(), key=lambda group: -len(group[1])):
        x = round((slot + 0.5) * 2 * DOT, 1)
        size = round(min(LANE / 2 - 1, 2.5 + len(found) ** 0.5), 1)
        days = [day for mark in found for day in _days(mark.item) or ()]
        item, others = found[0].item, len(found) - 1
        dots.append(Dot(x, x, rows[lane], size, tone, item, others, min(days), max(days)))
    return dots


def _within(
    days: tuple[date, date] | None, since: date | None, until: date | None
) -> tuple[date, date] | None:
    if days is None:
        return None
    first, last = max(days[0], since or days[0]), min(days[1], until or days[1])
    return (first, last) if first <= last else None


def _near(dated: list[tuple[Happening, tuple[date, date]]]) -> list[tuple[Happening, tuple[date, date]]]:
    """Without a few that lie so far back that all others would be pressed together."""
    border = max(days[1].year for _, days in dated) - MOST_AWAY
    near = [item for item in dated if item[1][1].year >= border]
    return near if len(near) >= (1 - FEW) * len(dated) else dated


def _lane(kind: str) -> str:
    return kind if kind in LANES else OTHER


def _days(item: Happening) -> tuple[date, date] | None:
    """The days between which it lies; None when they are not known, or lie decades apart."""
    first, last = first_day(item), last_day(item)
    if first is None and last is None:
        return None
    first, last = first or last, last or first
    assert first is not None and last is not None
    return (first, last) if (last - first) < timedelta(days=366 * 12) else None


def unit_of(start: date, end: date) -> Unit:
    """By what an axis between two days is divided."""
    if (end - start).days <= FEW_DAYS:
        return "day"
    return "month" if end.year - start.year < FEW_YEARS else "year"


def _ticks(start: date, end: date, across: Callable[[date], float]) -> Iterator[Tick]:
    """One at the beginning, which says the year, and one wherever a year, month or week begins."""
    unit, years = unit_of(start, end), end.year - start.year + 1
    every = max(1, -(-years // MOST_YEARS))
    first = _tick(start, unit, across)._replace(day=0, is_first=True)
    yield first
    for day in _starts(unit, start, end):
        tick = _tick(day, unit, across)
        has_room = tick.x - first.x >= (LABEL if first.month else YEAR_LABEL)
        yield tick._replace(has_label=has_room and (day.year - start.year) % every == 0)


def _tick(day: date, unit: Unit, across: Callable[[date], float]) -> Tick:
    is_year = unit == "year" or (day.month == 1 and day.day == 1)
    week = day.day if unit == "day" and day.day > 1 else 0
    return Tick(across(day), day.year, True, 0 if is_year else day.month, week)


def _starts(unit: Unit, start: date, end: date) -> Iterator[date]:
    """First days of years, months or weeks between two days, without the first of them."""
    months = (1,) if unit == "year" else range(1, 13)
    days = WEEKS if unit == "day" else (1,)
    found = (
        date(year, month, day) for year in range(start.year, end.year + 1) for month in months for day in days
    )
    return (day for day in found if start < day <= end)


class Bar(NamedTuple):
    """`side` is 0 for visits of the first state to the second, 1 for the other way, 2 where nobody tells."""

    x: float
    y: float
    width: float
    height: float
    ahead: float
    side: int
    year: str
    made: int
    planned: int
    direction: str


@dataclass(frozen=True, slots=True)
class Visits:
    width: int
    height: int
    middle: float
    bars: tuple[Bar, ...]
    years: tuple[tuple[float, str], ...]
    most: int
    directions: tuple[str, str]


def visits_chart(answer: Answer, a: str, b: str) -> Visits | None:
    """Visits by year: of the first state upwards, of the second downwards; planned ones lighter behind. None
    for a single year, of which the table says all."""
    rows = [row for _, row in answer.rows if isinstance(row, VisitYearLine)]
    known = [row for row in rows if row.year[:4].isdecimal() and len(row.year) == 4]
    if len({row.year for row in known}) < FEW_YEARS:
        return None
    years = range(int(min(row.year for row in known)), int(max(row.year for row in known)) + 1)
    most = max((row.made + row.ahead for row in known), default=1) or 1
    height, middle = 240, 110.0
    step = min(80.0, (WIDTH - 110) / len(years))
    bars = [_bar(row, years, step, middle, most, (a, b)) for row in known]
    every = max(1, -(-len(years) // 20))
    labels = tuple((90 + step * (i + 0.4), str(year)) for i, year in enumerate(years) if i % every == 0)
    return Visits(WIDTH, height, middle, tuple(bars), labels, most, (f"{a}→{b}", f"{b}→{a}"))


def _bar(
    row: VisitYearLine, years: range, step: float, middle: float, most: int, pair: tuple[str, str]
) -> Bar:
    start, _, end = row.direction.partition("→")
    side = 0 if pair[0] in start.split("+") and end else 1 if pair[1] in start.split("+") and end else 2
    scale = (middle - 34) / most
    made, ahead = row.made * scale, row.ahead * scale
    x = 90 + step * (int(row.year) - years[0]) + step * (0.18 if side < 2 else 0.62)
    width = round(step * (0.44 if side < 2 else 0.2), 1)
    y = middle if side == 1 else middle - made
    return Bar(
        round(x, 1),
        round(y, 1),
        width,
        round(made, 1),
        round(ahead, 1),
        side,
        row.year,
        row.made,
        row.ahead,
        row.direction,
    )


class TermBar(NamedTuple):
    """A term of office as a bar: solid from the first to the last day that it is attested, faint beyond."""

    x: float
    width: float
    solid_x: float
    solid_width: float
    y: float
    label: str
    id: str


@dataclass(frozen=True, slots=True)
class Terms:
    width: int
    height: int
    spans: tuple[TermBar, ...]
    ticks: tuple[Tick, ...]


def terms_chart(terms: Sequence[TermLine]) -> Terms | None:
    """Offices over the years; None where no day of any is known."""
    known = [(term, days) for term in terms if (days := _term_days(term))]
    if not known:
        return None
    start = date(min(days[0] for _, days in known).year, 1, 1)
    end = date(max(days[3] for _, days in known).year, 12, 31)

    def across(day: date) -> float:
        return round(10 + (day - start).days / max(1, (end - start).days) * (WIDTH - 20), 1)

    spans = []
    for place, (term, (first, solid, solid_end, last)) in enumerate(known):
        x, sx = across(first), across(solid)
        spans.append(
            TermBar(
                x,
                max(3, across(last) - x),
                sx,
                max(3, across(solid_end) - sx),
                26 + place * 34,
                term.position,
                term.id,
            )
        )
    return Terms(WIDTH, 26 + 34 * len(spans) + 18, tuple(spans), tuple(_ticks(start, end, across)))


def _term_days(term: TermLine) -> tuple[date, date, date, date] | None:
    cited = [bounds(edtf) for edtf in (term.first_cited, term.last_cited)]
    start, end = bounds(term.start)[0], bounds(term.end)[1]
    days = [day for day in (start, cited[0][0], cited[1][1], end) if day]
    if not days:
        return None
    first, last = start or min(days), end or max(days)
    solid = (start if term.start_known and start else None) or cited[0][0] or first
    solid_end = (end if term.end_known and end else None) or cited[1][1] or solid
    if not first <= solid <= solid_end:
        first, solid_end = min(first, solid), max(solid, solid_end)
    return first, solid, solid_end, max(last, solid_end)


class Node(NamedTuple):
    x: float
    y: float
    turn: float
    is_left: bool
    id: str
    name: str
    country: str
    group: int


class Edge(NamedTuple):
    path: str
    width: float
    first: str
    last: str
    weight: int
    label: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Network:
    size: int
    top: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    first: int
    last: int
    left_out: int


def network_chart(lines: Sequence[MetLine], most: int) -> Network | None:
    """The busiest actors on a circle, those of one state side by side, so that no label covers another."""
    if not lines:
        return None
    weights: dict[tuple[str, str, str], int] = {}
    for line in lines:
        for node in (
            ((line.a_country[:1] or ("",))[0], line.a_id, line.a),
            ((line.b_country[:1] or ("",))[0], line.b_id, line.b),
        ):
            weights[node] = weights.get(node, 0) + line.weight
    busiest = sorted(weights, key=lambda node: (-weights[node], node))[:most]
    chosen = sorted(busiest)
    groups = {country: place for place, country in enumerate(dict.fromkeys(node[0] for node in chosen))}
    radius = min(RADIUS, 40 + 12 * len(chosen))
    size = 2 * (radius + NAME_LENGTH)
    nodes = {}
    for place, (country, id, name) in enumerate(chosen):
        angle = 2 * pi * (place + 0.5) / len(chosen) - pi / 2  # so that two stand beside each other
        x, y, turn = size / 2 + radius * cos(angle), size / 2 + radius * sin(angle), angle * 180 / pi
        is_left = cos(angle) < -1e-9
        nodes[id] = Node(
            round(x, 1),
            round(y, 1),
            round(turn + (180 if is_left else 0), 1),
            is_left,
            id,
            name,
            country,
            groups[country] % 6,
        )
    edges = [_edge(line, nodes, size) for line in lines if line.a_id in nodes and line.b_id in nodes]
    years = [int(day[:4]) for line in lines for day in (line.first_day, line.last_day) if day]
    span = (min(years), max(years)) if years else (0, 0)
    top, height = _extent(list(nodes.values()), size)
    return Network(size, top, height, tuple(nodes.values()), tuple(edges), *span, len(weights) - len(nodes))


def _extent(nodes: Sequence[Node], size: int) -> tuple[int, int]:
    """How far up and down names reach: those of few actors lie nearly flat."""
    reach = [(node.y, NAME_LENGTH * abs(sin(node.turn * pi / 180))) for node in nodes]
    top = min(y - (far if y < size / 2 else 0) for y, far in reach)
    bottom = max(y + (far if y > size / 2 else 0) for y, far in reach)
    return int(top) - 16, int(bottom - top) + 32


def _edge(line: MetLine, nodes: dict[str, Node], size: int) -> Edge:
    a, b, middle = nodes[line.a_id], nodes[line.b_id], size / 2
    pull = 0.25  # how near to the centre a line passes: 0 through it
    cx, cy = (middle + pull * ((a.x + b.x) / 2 - middle), middle + pull * ((a.y + b.y) / 2 - middle))
    path = f"M{a.x} {a.y}Q{cx:.1f} {cy:.1f} {b.x} {b.y}"
    width = min(8.0, 1 + line.weight * 0.7)
    first, last = (line.first_day or "")[:4], (line.last_day or "")[:4]
    return Edge(path, round(width, 1), first, last, line.weight, f"{line.a} – {line.b}", line.a_id, line.b_id)


def shown_years(items: Iterable[Happening]) -> tuple[int, int] | None:
    years = [day.year for item in items for day in (first_day(item), last_day(item)) if day]
    return (min(years), max(years)) if years else None
