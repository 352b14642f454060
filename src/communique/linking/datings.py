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

from communique.linking.datings_evidence import Evidence, appointment_evidence, bounds_of, evidence_of
from communique.linking.datings_horizon import Horizon, horizon_of, newest, oldest
from communique.linking.datings_readings import Reading, Readings
from communique.linking.datings_windows import Windows, make_windows
from communique.linking.datings_years import one_of
from communique.records.register import Dating, Entity, Member, Term, entities_by_member
from communique.records.when import NO_YEAR, When
from communique.register.seen import EventSeen, ReportSeen

MOST = 12  # readings: more tell nobody much
BASES = ("metadata", "term", "report")


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
    register = _Register(make_windows(terms, by_id), by_id, entities_by_member(entities), horizon_of(reports))
    found = (dating for report in yearless for dating in _of_report(report, register))
    return tuple(sorted(found, key=lambda dating: dating.event))


def lacks_year(event: EventSeen) -> bool:
    return event.when is not None and NO_YEAR in event.when


def _of_report(report: ReportSeen, register: _Register) -> Iterable[Dating]:
    evidence = evidence_of(report, register.windows, register.entities, register.who)
    for event in report.events:
        if lacks_year(event):
            own = appointment_evidence(report, event, register.windows, register.entities, register.who)
            dating = _dating(report, event, sorted([*evidence, *own], key=_order), register)
            if dating is not None:
                yield dating


def _order(item: Evidence) -> tuple[int, str]:
    return item.rank, item.why


def _dating(
    report: ReportSeen, event: EventSeen, evidence: Sequence[Evidence], register: _Register
) -> Dating | None:
    choices = Readings(report, event)
    accepted, rejected = _weigh(choices, evidence)
    accepted += _horizon(choices, accepted, register.horizon)
    readings = choices.that_fit(accepted)
    if not readings or len(readings) > MOST:
        return None
    used = _needed(choices, accepted, readings)
    narrowed = one_of([reading.value for reading in readings])
    likelier, hint = _likelier(report, used, readings, register)
    refs = dict.fromkeys(ref for item in used for ref in item.refs)
    return Dating(
        event=report.member(event.id),
        printed=event.when or "",
        narrowed=str(narrowed),
        basis="+".join(basis for basis in BASES if any(item.basis == basis for item in used)),
        why=_why(choices, used, rejected, narrowed, hint),
        likelier=likelier,
        evidence=tuple(refs),
    )


def _weigh(choices: Readings, evidence: Iterable[Evidence]) -> tuple[list[Evidence], list[Evidence]]:
    """What can be true together, the strongest first, and what contradicts that."""
    accepted: list[Evidence] = []
    rejected: list[Evidence] = []
    for item in evidence:
        fits = choices.that_fit([*accepted, item]) != []
        (accepted if fits else rejected).append(item)
    return accepted, rejected


def _horizon(choices: Readings, accepted: Sequence[Evidence], horizon: Horizon | None) -> list[Evidence]:
    """What ends evidence that is open on one side: the register's oldest or newest dated report."""
    low, high = bounds_of(accepted)
    if horizon is None or (low is None) == (high is None):
        return []
    end = newest(horizon) if high is None else oldest(horizon)
    return [end] if choices.that_fit([*accepted, end]) else []


def _needed(choices: Readings, accepted: Sequence[Evidence], readings: Sequence[Reading]) -> list[Evidence]:
    """The evidence without which there would be other readings, the strongest rather than the weaker."""
    needed = list(accepted)
    for item in reversed(accepted):
        without = [other for other in needed if other is not item]
        if choices.that_fit(without) == readings:
            needed = without
    return needed


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
    choices: Readings,
    used: Sequence[Evidence],
    rejected: Sequence[Evidence],
    narrowed: When,
    hint: str | None,
) -> str:
    """One sentence from the evidence to the value, then what speaks for some readings, then what against."""
    reasons = "; ".join(item.why for item in used)
    told = [f"{reasons}; so {choices.event.when} ({choices.why()}) is {_named(narrowed)}."]
    if hint:
        told.append(f"The first of them is likelier: «{hint}».")
    told += [f"Not counted, since it contradicts this: {item.why}." for item in rejected]
    return " ".join(told)


def _named(narrowed: When) -> str:
    if narrowed.form != "one_of":
        return str(narrowed)
    return "one of " + ", ".join(str(narrowed)[1:-1].split(","))
