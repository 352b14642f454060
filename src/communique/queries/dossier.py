"""`dossier`: what stands between two states, the open commitments first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from communique.gazetteer.countries import country_name
from communique.queries.actor import statement_section
from communique.queries.answer import Answer, Section
from communique.queries.assemble import answer
from communique.queries.desk import Desk, publisher
from communique.queries.events import (
    AHEAD,
    MADE,
    days_of,
    direction,
    event_section,
    only_time,
    quad,
    sure_enough,
)
from communique.queries.lines import CorrectionLine, MetLine, PublisherLine, TopicLine, VisitYearLine
from communique.queries.network import meetings_between, met_line
from communique.queries.promises import commitment_sections
from communique.records.register import Correction, Happening, Member
from communique.register.select import first_day, last_day
from communique.register.view import Filter, Pair, Said, View

MOST = 25  # lines of a section that a person reads before asking a narrower question
OWN_SECTIONS = (
    ("meeting", "Meetings"),
    ("visit", "Visits"),
    ("agreement", "Agreements"),
    ("contract", "Contracts"),
    ("activity", "Joint activities"),
    ("aid", "Aid"),
)
QUADS = (
    (1, "verbal_cooperation", "Other words of cooperation"),
    (2, "material_cooperation", "Other deeds of cooperation"),
    (3, "verbal_conflict", "Words of conflict"),
    (4, "material_conflict", "Deeds of conflict"),
    (None, "unclassed", "Other events"),
)


def dossier(
    view: View,
    a: str,
    b: str,
    since: date | None = None,
    until: date | None = None,
    most: int | None = MOST,
    sure: float = 0,
) -> Answer:
    """The state of relations of two states.

    Args:
        a, b: ISO 3166-1 alpha-3.
        since, until: days, inclusive; a happening fits when its time may lie between them, a commitment or
            statement when it was reported between them. Commitments that wait are never too old.
        most: lines of a section, the newest (of commitments that wait, the most urgent); None for all.
        sure: only what the reading is at least so sure of, 0 to 1.
    Returns:
        An answer without empty sections; `summary` has the whole number of lines of each.
    """
    desk, pair = Desk(view), (a, b)
    items = sure_enough(view.happenings(Filter(pair=pair, since=since, until=until)), sure)
    said = [item for item in view.statements(pair) if _within(item.on, since, until)]
    sections = (
        *_commitments(desk, pair, since, until, most, sure),
        *_event_sections(desk, items, most),
        *_statements(desk, pair, said, most),
        _met(desk, pair, items, most),
        _topics(desk, items, most),
        _corrections(desk, items, said),
        _publishers(desk, items, said),
    )
    shown = [section for section in sections if section.total]
    title = f"{country_name(a)} and {country_name(b)}"
    asked = {"pair": f"{a} {b}", "since": since, "until": until, "most": most, "sure": sure}
    return answer(desk, "dossier", title, asked, shown, {section.name: section.total for section in shown})


def _within(edtf: str | None, since: date | None, until: date | None) -> bool:
    day = (edtf or "")[:10]
    return (since is None or day >= str(since)) and (until is None or (day != "" and day <= f"{until}~"))


def _commitments(
    desk: Desk, pair: Pair, since: date | None, until: date | None, most: int | None, sure: float
) -> Iterator[Section]:
    found = desk.view.commitments(pair)
    if sure:
        found = [item for item in found if sure_enough([desk.view.happening(item.opened)], sure)]
    settled = [item for item in found if _within(item.opened_on, since, until)]
    return commitment_sections(desk, found, settled, most=most)


def _event_sections(desk: Desk, items: Sequence[Happening], most: int | None) -> Iterator[Section]:
    kinds = [kind for kind, _ in OWN_SECTIONS]
    for kind, title in OWN_SECTIONS:
        chosen = [item for item in items if item.kind == kind]
        yield event_section(desk, f"{kind}s".replace("ys", "ies"), title, chosen, most)
        if kind == "visit":
            yield _visit_years(desk, chosen)
    for number, name, title in QUADS:
        chosen = [item for item in items if item.kind not in kinds and quad(item) == number]
        yield event_section(desk, name, title, chosen, most)


def _visit_years(desk: Desk, visits: Iterable[Happening]) -> Section:
    found: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for item in visits:
        found[_year(item), direction(desk, item) or "direction not told"].append(item)
    rows = tuple(_visit_year(desk, *key, found[key]) for key in sorted(found))
    return Section("visit_years", "Visits by year and direction", rows, len(rows))


def _visit_year(desk: Desk, year: str, towards: str, items: Sequence[Happening]) -> VisitYearLine:
    made = sum(item.stage in MADE for item in items)
    ahead = sum(item.stage in AHEAD for item in items)
    ids = tuple(item.id for item in items)
    return VisitYearLine(
        year, towards, made, ahead, len(items) - made - ahead, ids, desk.newest_quotes(items)
    )


def _year(item: Happening) -> str:
    """The year, or the years between which it may lie."""
    first, last = first_day(item), last_day(item)
    if first is None and last is None:
        return "not known"
    years = dict.fromkeys(str(day.year) if day else ".." for day in (first, last))
    return "/".join(years)


def _statements(desk: Desk, pair: Pair, said: Sequence[Said], most: int | None) -> Iterator[Section]:
    for one, other in (pair, (pair[1], pair[0])):
        chosen = [item for item in said if one in item.countries and other in item.about]
        name = f"statements_{one.lower()}_about_{other.lower()}"
        title = f"{country_name(one)} about {country_name(other)}"
        yield statement_section(desk, name, title, chosen, most, other)


def _met(desk: Desk, pair: Pair, items: Iterable[Happening], most: int | None) -> Section:
    """Persons of one state who met persons of the other, the newest meeting first."""
    lines = [
        met_line(desk, _ordered(desk, ends, pair[0]), *found)
        for ends, found in meetings_between(desk, items, ("person",)).items()
        if _spans(desk, ends, pair)
    ]
    lines.sort(key=lambda line: (line.weight, line.last_day or "", line.a_id, line.b_id), reverse=True)
    return Section("met", "Who met whom", tuple[MetLine, ...](lines[:most]), len(lines))


def _spans(desk: Desk, ends: tuple[str, str], pair: Pair) -> bool:
    one, other = map(desk.country, ends)
    return any(a in one and b in other for a, b in (pair, (pair[1], pair[0])))


def _ordered(desk: Desk, ends: tuple[str, str], first: str) -> tuple[str, str]:
    return ends if first in desk.country(ends[0]) else (ends[1], ends[0])


def _topics(desk: Desk, items: Iterable[Happening], most: int | None) -> Section:
    found: dict[str, list[Happening]] = defaultdict(list)
    for item in items:
        if item.topic:
            found[" ".join(item.topic.lower().split())].append(item)
    chosen = sorted(found.items(), key=lambda item: (len(item[1]), _last(item[1]), item[0]), reverse=True)
    lines = [_topic(desk, told[0].topic or "", told) for _, told in chosen[:most]]
    return Section("topics", "Topics", tuple(lines), len(found))


def _last(items: Iterable[Happening]) -> str:
    return days_of(items)[1] or ""


def _topic(desk: Desk, topic: str, items: Sequence[Happening]) -> TopicLine:
    ids = tuple(item.id for item in items)
    return TopicLine(topic, len(items), only_time(items), *days_of(items), ids, desk.newest_quotes(items, 1))


def _corrections(desk: Desk, items: Iterable[Happening], said: Iterable[Said]) -> Section:
    """Of reports that tell something of the two states."""
    happening_of = {member: item.id for item in items for member in item.members}
    reports = {member.report for member in happening_of} | {item.member.report for item in said}
    chosen = [item for item in desk.view.corrections() if reports & {item.citation.report, item.of}]
    lines = [_correction(desk, item, happening_of) for item in chosen]
    lines.sort(key=lambda line: (line.on or "", line.id), reverse=True)
    return Section("corrections", "Corrections by the sources", tuple(lines), len(lines))


def _correction(desk: Desk, item: Correction, happening_of: dict[Member, str]) -> CorrectionLine:
    report = item.citation.report
    touched = dict.fromkeys(happening_of[member] for member in item.events if member in happening_of)
    on = desk.view.imprint(report).published
    quotes = (desk.quote(item.citation),)
    corrected = desk.event_quotes(item.events)
    return CorrectionLine(
        item.id, item.kind, report, item.of, on, item.why, tuple(touched), quotes, corrected
    )


def _publishers(desk: Desk, items: Iterable[Happening], said: Iterable[Said]) -> Section:
    keys = {key for item in items for key in item.reports} | {item.member.report for item in said}
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(keys):
        found[publisher(desk.view.imprint(key))].append(key)
    lines = [_publisher(desk, name, reports) for name, reports in found.items()]
    lines.sort(key=lambda line: (-line.report_count, line.publisher))
    return Section("publishers", "Sources", tuple(lines), len(lines), _reprinted(lines))


def _publisher(desk: Desk, name: str, keys: Sequence[str]) -> PublisherLine:
    days = sorted(filter(None, (desk.view.imprint(key).published for key in keys)))
    own = sum(key not in desk.reprints for key in keys)
    first, last = (days[0], days[-1]) if days else (None, None)
    return PublisherLine(name, len(keys), own, first, last, tuple(keys))


def _reprinted(lines: Iterable[PublisherLine]) -> str | None:
    total, own = (sum(getattr(line, name) for line in lines) for name in ("report_count", "own_count"))
    return f"{total} reports, {total - own} of them reprints" if total != own else None
