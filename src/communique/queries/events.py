"""Happenings as lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.codebook import plover_events
from communique.queries.answer import Section, Side
from communique.queries.desk import Desk
from communique.queries.lines import EventLine
from communique.records.register import Happening, Member
from communique.register.select import first_day, last_day

# From whom an act comes and to whom it goes, by role; the first pair that has both ends tells the direction.
DIRECTIONS = (
    ("visitor", "host"),
    ("giver", "recipient"),
    ("supplier", "customer"),
    ("actor", "recipient"),
    ("appointer", "person"),
)
MADE = ("done", "under_way")
AHEAD = ("called_for", "proposed", "planned")


def event_line(desk: Desk, item: Happening) -> EventLine:
    return EventLine(
        id=item.id,
        kind=item.kind,
        mode=item.mode,
        stage=item.stage,
        step=item.step,
        when=item.when,
        when_printed=item.when_printed,
        when_why=item.when_why,
        first_day=item.first_day,
        last_day=item.last_day,
        place=item.place,
        direction=direction(desk, item),
        sides=sides(desk, item),
        topic=item.topic,
        object=item.object,
        instrument=item.instrument,
        count=item.count,
        value=item.value,
        plover=item.plover,
        plover_mode=item.plover_mode,
        quad=quad(item),
        confidence=item.confidence,
        first_reported=item.first_reported,
        last_reported=item.last_reported,
        sources=item.sources,
        reports=item.reports,
        differs=differs(desk, item),
        quotes=desk.event_quotes(item.members),
    )


def quad(item: Happening) -> int | None:
    """PLOVER's class, 1 verbal cooperation to 4 material conflict."""
    event = plover_events().get(item.plover or "")
    return None if event is None else event.quad


def sides(desk: Desk, item: Happening) -> tuple[Side, ...]:
    """Everybody in a role, then who proposed it and whose claim it is."""
    roles = [*item.roles.items(), ("proposer", item.proposer), ("said_by", item.said_by)]
    return tuple(desk.side(role, id, item.reports) for role, ids in roles for id in ids)


def direction(desk: Desk, item: Happening) -> str | None:
    """FROM→TO in countries, where the roles have both ends; A↔B where two states do it to one another."""
    for source, target in DIRECTIONS:
        start, end = (_countries(desk, item.roles.get(role, ())) for role in (source, target))
        if start and start == end and len(start) > 1:
            return "↔".join(start)
        if start and (rest := [code for code in end if code not in start]):
            return f"{'+'.join(start)}→{'+'.join(rest)}"
    return None


def _countries(desk: Desk, ids: Iterable[str]) -> list[str]:
    return sorted({code for id in ids for code in desk.country(id)})


def differs(desk: Desk, item: Happening) -> tuple[str, ...]:
    """A sentence for each field that reports disagree about, the value shown first."""
    return tuple(
        f"{field}: " + " / ".join(f"{_shown(desk, one.value)} ({_reports(one.members)})" for one in found)
        for field, found in sorted(item.variants.items())
        if len(found) > 1
    )


def _shown(desk: Desk, value: str) -> str:
    """Values of roles are ids of actors, one or several."""
    ids = value.split()
    known = [desk.name(id) for id in ids if desk.entity(id) is not None]
    return ", ".join(known) if ids and len(known) == len(ids) else value


def _reports(members: Iterable[Member]) -> str:
    count = len({member.report for member in members})
    return "1 report" if count == 1 else f"{count} reports"


def event_section(
    desk: Desk, name: str, title: str, items: Sequence[Happening], most: int | None = None
) -> Section:
    """Newest first, those of which no day is known last, at most so many."""
    dated = [item for item in items if first_day(item)]
    undated = [item for item in items if not first_day(item)]
    chosen = [*reversed(dated), *undated][:most]
    return Section(name, title, tuple(event_line(desk, item) for item in chosen), len(items), _note(items))


def _note(items: Sequence[Happening]) -> str | None:
    made = sum(item.stage in MADE for item in items)
    ahead = sum(item.stage in AHEAD for item in items)
    dropped = len(items) - made - ahead
    parts = (
        (made, "took place or go on"),
        (ahead, "only called for, proposed or planned"),
        (dropped, "declined, cancelled or denied"),
    )
    told = [f"{count} {what}" for count, what in parts if count]
    return ", ".join(told) if ahead or dropped else None


def sure_enough(items: Iterable[Happening], least: float) -> list[Happening]:
    """Without those of which the reading is less sure; where nothing was measured, nothing is left out."""
    return [item for item in items if item.confidence is None or item.confidence >= least]


def only_time(items: Sequence[Happening]) -> str | None:
    """The time of the happening, where there is just one."""
    return items[0].when if len(items) == 1 else None


def days_of(items: Iterable[Happening]) -> tuple[str | None, str | None]:
    """The first day that the earliest can have had, and the last that the latest can have had."""
    days = [(first_day(item), last_day(item)) for item in items]
    first = min((day for day, _ in days if day), default=None)
    last = max((day for _, day in days if day), default=None)
    return first.isoformat() if first else None, last.isoformat() if last else None
