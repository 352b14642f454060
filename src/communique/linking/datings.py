"""Times printed without their year, narrowed by evidence from outside the words.

The report's own day is looked for first: its metadata, the terms of those whom it tells of as holding office,
what it tells as past with a year, days of the week beside days of the month. Each year that all of this
allows gives one reading of the printed time. Evidence that contradicts stronger evidence is told and does
not count, so nothing is ever narrowed to nothing; without evidence a time stays as printed.

Evidence that is open on one side («since 2019», no end known) ends where the dated reports of the register
end, and says so; where it is open on both sides it narrows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from communique.linking.datings_evidence import Evidence, appointment_evidence, bounds_of, evidence_of
from communique.linking.datings_horizon import Horizon, horizon_of, newest, oldest
from communique.linking.datings_windows import Windows, make_windows
from communique.linking.datings_words import year_step
from communique.linking.datings_years import BACK, FORWARD, about, in_year, nearest, one_of, report_days
from communique.linking.terms_claims import persons_of
from communique.records.register import Dating, Entity, Member, Term
from communique.records.when import NO_YEAR, When
from communique.register.seen import EventSeen, ReportSeen

MOST = 20  # readings: more say nothing
BASES = ("metadata", "term", "report")
ANCHORED = (
    "counted from",
    "before the day",
)  # how `when_why` begins for what is counted from the report's day


class Reading(NamedTuple):
    """One reading of a year-less time, and the days that the report is of if it is right."""

    first: date
    last: date
    value: When


@dataclass(frozen=True)
class _Register:
    windows: Windows
    entities: Mapping[str, Entity]
    who: Mapping[Member, str]
    horizon: Horizon | None


def narrow(
    reports: Sequence[ReportSeen], entities: Sequence[Entity], terms: Sequence[Term]
) -> tuple[Dating, ...]:
    """One dating for each event whose time can be narrowed, sorted by event."""
    yearless = [report for report in reports if any(map(lacks_year, report.events))]
    if not yearless:
        return ()
    by_id = {entity.id: entity for entity in entities}
    register = _Register(make_windows(terms, by_id), by_id, persons_of(entities), horizon_of(reports))
    found = (dating for report in yearless for dating in _of_report(report, register))
    return tuple(sorted(found, key=lambda dating: dating.event))


def lacks_year(event: EventSeen) -> bool:
    return event.when is not None and NO_YEAR in event.when


def _of_report(report: ReportSeen, register: _Register) -> Iterable[Dating]:
    evidence = evidence_of(report, register.windows, register.entities, register.who)
    for event in report.events:
        if lacks_year(event):
            own = appointment_evidence(report, event, register.windows, register.entities, register.who)
            found = sorted([*evidence, *own], key=_order)
            dating = _dating(report, event, [*found, *_horizon(found, register.horizon)], register)
            if dating is not None:
                yield dating


def _horizon(evidence: Sequence[Evidence], horizon: Horizon | None) -> list[Evidence]:
    """What ends evidence that is open on one side: the register's oldest or newest dated report."""
    low, high = bounds_of(evidence)
    if horizon is None or (low is None) == (high is None):
        return []
    return [newest(horizon) if high is None else oldest(horizon)]


def _order(item: Evidence) -> tuple[int, str]:
    return item.rank, item.why


def _dating(
    report: ReportSeen, event: EventSeen, evidence: Sequence[Evidence], register: _Register
) -> Dating | None:
    accepted, rejected = _weigh(report, event, evidence)
    readings = readings_of(report, event, accepted)
    if not readings or len(readings) > MOST:
        return None
    used = _needed(report, event, accepted, readings)
    narrowed = one_of([reading.value for reading in readings])
    likelier, hint = _likelier(report, used, readings, register)
    refs = dict.fromkeys(ref for item in used for ref in item.refs)
    return Dating(
        event=report.member(event.id),
        printed=event.when or "",
        narrowed=str(narrowed),
        basis="+".join(basis for basis in BASES if any(item.basis == basis for item in used)),
        why=_why(event, used, rejected, narrowed, hint),
        likelier=likelier,
        evidence=tuple(refs),
    )


def _weigh(
    report: ReportSeen, event: EventSeen, evidence: Iterable[Evidence]
) -> tuple[list[Evidence], list[Evidence]]:
    """What can be true together, the strongest first, and what contradicts that."""
    accepted: list[Evidence] = []
    rejected: list[Evidence] = []
    for item in evidence:
        fits = readings_of(report, event, [*accepted, item]) != []
        (accepted if fits else rejected).append(item)
    return accepted, rejected


def _needed(
    report: ReportSeen, event: EventSeen, accepted: Sequence[Evidence], readings: Sequence[Reading]
) -> list[Evidence]:
    """The evidence without which there would be other readings, the strongest rather than the weaker."""
    needed = list(accepted)
    for item in reversed(accepted):
        without = [other for other in needed if other is not item]
        if readings_of(report, event, without) == readings:
            needed = without
    return needed


# -- readings ------------------------------------------------------------------------------------------


def readings_of(report: ReportSeen, event: EventSeen, evidence: Sequence[Evidence]) -> list[Reading] | None:
    """All readings that the evidence allows, the earliest first; None while it leaves an end open."""
    low, high = bounds_of(evidence)
    if low is None or high is None:
        return None
    years = range(max(low.year - 1, date.min.year), min(high.year + 1, date.max.year - 1) + 1)
    return [
        reading
        for reading in _candidates(report, event, years)
        if all(item.fits(reading.first, reading.last) for item in evidence)
    ]


def _candidates(report: ReportSeen, event: EventSeen, years: range) -> Iterable[Reading]:
    value, published = When.parse(event.when or NO_YEAR), _published(report)
    step = year_step(event.when_words)
    if step is not None or str(value) == NO_YEAR:
        return [] if step is None else _by_step(value, step, published, years)
    if published is None:
        return _by_event(value, event.stage, years)
    anchored = _is_anchored(event)
    found = (
        (first, last, nearest(value, first, last, event.stage, anchored))
        for first, last in _spans(published, years)
    )
    return [Reading(first, last, reading) for first, last, reading in found if reading is not None]


def _published(report: ReportSeen) -> When | None:
    """The report's day, with or without a year, where it is more than an open or empty one."""
    when = When.parse(report.published) if report.published else None
    if when is None or str(when) == NO_YEAR or (when.has_year and None in (when.earliest, when.latest)):
        return None
    return when


def _spans(published: When, years: range) -> list[tuple[date, date]]:
    if published.has_year and published.earliest and published.latest:
        return [(published.earliest, published.latest)]
    return list(report_days(published, years))


def _by_event(value: When, stage: str, years: range) -> Iterable[Reading]:
    """The report bears no day: it is taken to lie near what it tells."""
    for year in years:
        reading = in_year(value, year)
        days = about(reading, stage) if reading is not None else None
        if reading is not None and days is not None:
            yield Reading(*days, reading)


def _by_step(value: When, step: int, published: When | None, years: range) -> Iterable[Reading]:
    """«В октябре прошлого года»: counted from the report's year."""
    spans = _spans(published, years) if published else [(date(y, 1, 1), date(y, 12, 31)) for y in years]
    for first, last in spans:
        reading = in_year(value, first.year + step)
        if first.year == last.year and reading is not None:
            yield Reading(first, last, reading)


# -- what a hint favours, and the reason ---------------------------------------------------------------


def _likelier(
    report: ReportSeen, used: Iterable[Evidence], readings: Sequence[Reading], register: _Register
) -> tuple[str | None, str | None]:
    """«Одна из первых встреч … в качестве министра» favours the first reading within his term."""
    if len({reading.value for reading in readings}) < 2:
        return None, None
    windows = [window for item in used for window in item.windows]
    for seen in report.firsts:
        person = register.who.get(report.member(seen.person))
        starts = sorted(w.low for w in windows if w.term.person == person and w.low is not None)
        firsts = [
            next((reading.value for reading in readings if reading.last >= start), None) for start in starts
        ]
        if favoured := [value for value in firsts if value is not None]:
            return str(one_of(favoured)), " ".join(seen.words.split())
    return None, None


def _why(
    event: EventSeen, used: Sequence[Evidence], rejected: Sequence[Evidence], narrowed: When, hint: str | None
) -> str:
    """One sentence from the evidence to the value, then what speaks for some readings, then what against."""
    reasons = "; ".join(item.why for item in used)
    told = [f"{reasons}; so {event.when} ({_told(event)}) is {_named(narrowed)}."]
    if hint:
        told.append(f"The first of them is likelier: «{hint}».")
    told += [f"Not counted, since it contradicts this: {item.why}." for item in rejected]
    return " ".join(told)


def _told(event: EventSeen) -> str:
    """Which of the days around the report's was taken, and why."""
    if year_step(event.when_words) is not None:
        return f"«{' … '.join(event.when_words)}», counted from the report's year"
    if _is_anchored(event):
        return "counted from the report's day"
    if event.stage in FORWARD:
        return f"{event.stage}: the next from the report on"
    return "done: the last before the report" if event.stage in BACK else f"{event.stage}: the nearest"


def _is_anchored(event: EventSeen) -> bool:
    return event.when_why is not None and event.when_why.startswith(ANCHORED)


def _named(narrowed: When) -> str:
    if narrowed.form != "one_of":
        return str(narrowed)
    return "one of " + ", ".join(str(narrowed)[1:-1].split(","))
