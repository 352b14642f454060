"""What a report tells of its own year: its metadata, who holds office in it, days with their year, weekdays.

All evidence speaks of the report's day. Each piece says which days it allows, and why, for a reader to check.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from communique.gazetteer.posts import is_single
from communique.linking.datings_windows import Window, Windows
from communique.linking.terms_claims import IN_OFFICE, phase_of, post_key
from communique.linking.terms_gazetteer import GRACE
from communique.records.register import Entity, Member
from communique.records.when import When
from communique.register.seen import EventSeen, OfficeSeen, ReportSeen

Days = tuple[date | None, date | None]
Weekdays = tuple[int, int, int]  # month, day, ISO weekday

# Strongest first: what contradicts stronger evidence is told, and does not count.
RANKS = ("metadata", "gazetteer", "term", "report", "weekday", "horizon")
A_YEAR = timedelta(days=366)  # what took longer is a period that something is told of
NOW = (*IN_OFFICE, "gains")  # phases of who may hold a post on the report's day
ADDRESS_GRACE = timedelta(days=3)  # between the day in an address and that in the text
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """`days` are the spans in which the report may lie, any of them; `weekday` is a day of the calendar that
    fell on a day of the week. `rank` is the place in RANKS, `basis` that of a `Dating`."""

    basis: str
    rank: int
    why: str
    days: tuple[Days, ...] = ((None, None),)
    weekday: Weekdays | None = None
    refs: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()

    def fits(self, first: date, last: date) -> bool:
        """Whether the report may be of some day from `first` to `last`."""
        if self.weekday is not None:
            return self.weekday[2] in _weekdays_near(self.weekday, first, last)
        return any(
            (low is None or low <= last) and (high is None or first <= high) for low, high in self.days
        )


def _weekdays_near(wanted: Weekdays, first: date, last: date) -> set[int]:
    """The weekdays of such days of the calendar from `first` to `last`, else that of the nearest one."""
    days = []
    for year in range(first.year - 1, last.year + 2):
        try:
            days.append(date(year, wanted[0], wanted[1]))
        except ValueError:  # 29 February
            continue
    within = {day.isoweekday() for day in days if first <= day <= last}
    nearest = min(days, key=lambda day: (max((first - day).days, (day - last).days), day), default=None)
    return within or ({nearest.isoweekday()} if nearest else set())


def evidence_of(
    report: ReportSeen, windows: Windows, entities: Mapping[str, Entity], who: Mapping[Member, str]
) -> list[Evidence]:
    """All evidence of one report, the strongest first."""
    found = [
        *_metadata(report),
        *_terms(report, windows, entities, who),
        *_printed(report),
        *_weekdays(report),
    ]
    return sorted(found, key=lambda item: (item.rank, item.why))


def _metadata(report: ReportSeen) -> Iterator[Evidence]:
    rank = RANKS.index("metadata")
    if report.published is not None:
        when = When.parse(report.published)
        if when.has_year:
            days = ((when.earliest, when.latest),)
            yield Evidence("metadata", rank, f"published {report.published}", days, refs=("published",))
    if (match := _IN_ADDRESS.search(report.url or "")) is not None:
        try:
            day = date(*map(int, match.groups()))
        except ValueError:
            return
        why = f"the address of the report bears {match.group()}"
        yield Evidence("metadata", rank, why, ((day - ADDRESS_GRACE, day + ADDRESS_GRACE),), refs=("url",))


# -- office-holders ------------------------------------------------------------------------------------


class Held(NamedTuple):
    """An office of the report with the windows in which that person can have held it."""

    office: OfficeSeen
    name: str
    windows: tuple[Window, ...]


def _terms(
    report: ReportSeen, windows: Windows, entities: Mapping[str, Entity], who: Mapping[Member, str]
) -> Iterator[Evidence]:
    """One piece for each person, post and phase. Of several who are called by a post that one person holds at
    a time, all but one are former holders without a word of it: any of their terms may be meant."""
    named = {actor.id for actor in report.actors if actor.names}
    found: dict[tuple[str, ...], Held] = {}
    for office in report.offices:
        person, post = who.get(report.member(office.person)), post_key(office.position)
        if person is None or post is None or office.person not in named:
            continue
        now = is_single(post) and phase_of(office) in NOW
        shared = (post, *office.country) if now else (post, *office.country, person, phase_of(office))
        held = Held(office, entities[person].name, windows.held(person, post, office.country))
        found.setdefault((*shared, "", person, phase_of(office)), held)
    by_post: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    for key, held in sorted(found.items(), key=lambda item: item[0]):
        by_post[key[: key.index("")]].append(held)
    for group in by_post.values():
        if (evidence := _of_post(group)) is not None:
            yield evidence


def _of_post(group: Sequence[Held]) -> Evidence | None:
    """Who holds a post reports within his term; who has left it, or will take it, after or before."""
    days = tuple(_days(phase_of(held.office), window) for held in group for window in held.windows)
    if not days or (None, None) in days or not all(held.windows for held in group):
        return None
    windows = [window for held in group for window in held.windows]
    by_gazetteer = all("gazetteer" in window.term.external for window in windows)
    rank = RANKS.index("gazetteer" if by_gazetteer else "term")
    refs = dict.fromkeys(ref for window in windows for ref in (window.term.id, *window.refs))
    why = " or ".join(map(_told, group))
    return Evidence("term", rank, f"the report has {why}", days, None, tuple(refs), tuple(windows))


def _told(held: Held) -> str:
    bounds = "; ".join(dict.fromkeys(window.bound for window in held.windows))
    return f"{held.name} as {_PHASES[phase_of(held.office)]}{held.office.position}: in that post {bounds}"


_PHASES = {
    "holds": "",
    "acting": "",
    "former": "former ",
    "leaves": "leaving the post of ",
    "gains": "taking the post of ",
    "future": "future ",
}


def _days(phase: str, window: Window) -> Days:
    if phase in IN_OFFICE:
        return window.low, window.high
    start = When.parse(window.term.start) if window.term.start else None
    end = When.parse(window.term.end) if window.term.end else None
    if phase == "future":
        return None, start.latest if start else None
    if phase == "gains":
        return _grace(start.earliest if start else None), None
    return end.earliest if end and phase == "former" else _grace(end.earliest if end else None), None


def _grace(day: date | None) -> date | None:
    """Appointments and resignations are told some time ahead."""
    return day - GRACE if day else None


def appointment_evidence(
    report: ReportSeen,
    event: EventSeen,
    windows: Windows,
    entities: Mapping[str, Entity],
    who: Mapping[Member, str],
) -> Iterator[Evidence]:
    """An appointment told on a day of the calendar is that with which the person's term began (or ended)."""
    if event.kind != "appointment" or event.stage != "done" or not event.when:
        return
    printed = When.parse(event.when)
    for local in event.roles.get("person", ()):
        person = who.get(report.member(local), "")
        for window in windows.of_person.get(person, ()):
            told = window.term.end if event.mode == "leaves" else window.term.start
            day = When.parse(told).single_day if told else None
            if day is not None and printed.contains(day) and printed.point and printed.point.day:
                what = "ended" if event.mode == "leaves" else "began"
                why = (
                    f"the term of {entities[person].name} in the post {window.term.position} {what} on {day}"
                )
                days = ((day, day + timedelta(days=1)),)
                refs = (window.term.id, *window.refs)
                yield Evidence("term", RANKS.index("gazetteer"), why, days, None, refs, (window,))


# -- other days of the report --------------------------------------------------------------------------


def _printed(report: ReportSeen) -> Iterator[Evidence]:
    """What is told as done on a day with its year lies before the report."""
    done = [
        (when.earliest or date.min, event)
        for event in report.events
        if event.stage == "done" and event.when and not event.when_why
        for when in (When.parse(event.when),)
        if when.has_year and when.earliest and when.latest and when.latest - when.earliest <= A_YEAR
    ]
    if done:
        day, event = max(done, key=lambda item: (item[0], item[1].id))
        why = f"the report tells of {event.when} as past («{event.words}»)"
        yield Evidence(
            "report", RANKS.index("report"), why, ((day, None),), refs=(str(report.member(event.id)),)
        )


def _weekdays(report: ReportSeen) -> Iterator[Evidence]:
    for found in report.weekdays:
        point = When.parse(found.day).point
        if point is not None and point.month and point.day:
            wanted = (int(point.month), int(point.day), found.weekday)
            why = f"the report prints «{found.words}»"
            yield Evidence("report", RANKS.index("weekday"), why, weekday=wanted)


def bounds_of(evidence: Iterable[Evidence]) -> Days:
    """The first and last day that all of them together allow, None where they leave it open."""
    lows: list[date] = []
    highs: list[date] = []
    for item in evidence:
        starts, ends = [low for low, _ in item.days], [high for _, high in item.days]
        if None not in starts:
            lows.append(min(low for low in starts if low))
        if None not in ends:
            highs.append(max(high for high in ends if high))
    return max(lows, default=None), min(highs, default=None)
