"""An event as it is compared with others: its sides, its times, and the stems of what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, groupby
from operator import attrgetter

from communique.linking.fingerprint_words import terms
from communique.linking.happenings_record import Known, Told
from communique.records.register import Member
from communique.records.when import bounds
from communique.register.seen import ActorSeen, EventSeen

# How far a happening has come, as far as reports of one happening may differ in it.
COURSES = {
    "called_for": "open",
    "proposed": "open",
    "planned": "open",
    "under_way": "realised",
    "done": "realised",
    "declined": "negative",
    "cancelled": "negative",
    "denied": "negative",
}
# The side from which a directed event goes out, and the side at which it ends; other roles are alike.
FROM = frozenset({"actor", "visitor", "giver", "supplier", "person"})
TO = frozenset({"recipient", "host", "customer", "body"})
SPECIFIC = frozenset({"person", "body", "enterprise"})
REGIONS = frozenset({"place", "state"})  # governors are appointed to them
# Kinds whose sides are alike; every other goes from one side to the other.
MUTUAL = frozenset({"meeting", "agreement", "activity"})

Days = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on one side: entities by id, surnames of persons by country, countries."""

    entities: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """`when` and `reported` are first and last day as ordinals; `about` stems of topic, object, instrument;
    `acts` stems of the trigger."""

    told: Told
    course: str
    sides: tuple[Side, ...]
    when: tuple[int, int] | None
    printed_when: str | None
    reported: Days
    about: frozenset[str]
    place: frozenset[str]
    acts: frozenset[str]

    @property
    def event(self) -> EventSeen:
        return self.told.event

    @property
    def member(self) -> Member:
        return self.told.member

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every two of its countries and entities, as keys of an index."""
        names = sorted({name for side in self.sides for name in (*side.entities, *side.countries)})
        return combinations(names, 2)


def profiles_of(told: Sequence[Told], known: Known) -> list[Profile]:
    """Args: told: the events of a report stand together."""
    profiles: list[Profile] = []
    for report, events in groupby(told, key=attrgetter("report")):
        actors = {actor.id: actor for actor in report.actors}
        profiles += (_profile_of(one, known, actors) for one in events)
    return profiles


def _profile_of(told: Told, known: Known, actors: Mapping[str, ActorSeen]) -> Profile:
    event = told.event
    when = known.when(told)
    first, last = bounds(when)
    return Profile(
        told=told,
        course=COURSES.get(event.stage, event.stage),
        sides=tuple(_side(ids, told, known, actors) for ids in _fillers(event)),
        when=(first.toordinal(), last.toordinal()) if first and last else None,
        printed_when=when,
        reported=_ordinals(bounds(told.report.published)),
        about=stems(event.topic, event.object, event.instrument),
        place=stems(event.place),
        acts=stems(event.words),
    )


def _fillers(event: EventSeen) -> tuple[tuple[str, ...], ...]:
    """Local actors by side: two of a directed event, three of an appointment, else all on one."""
    if event.kind == "appointment":
        return tuple(event.roles.get(role, ()) for role in ("person", "body", "appointer"))
    if event.kind in MUTUAL:
        return (tuple(id for ids in event.roles.values() for id in ids),)
    outgoing = tuple(id for role, ids in event.roles.items() if role in FROM for id in ids)
    others = tuple(id for role, ids in event.roles.items() if role not in FROM for id in ids)
    return outgoing, others


def _side(ids: Iterable[str], told: Told, known: Known, actors: Mapping[str, ActorSeen]) -> Side:
    found: set[str] = set()
    persons: dict[str, set[str]] = {}
    countries: set[str] = set()
    for id in ids:
        actor = actors[id]
        countries.update(actor.country)
        entity = known.entity.get(Member(told.member.report, id))
        if entity and (
            actor.type in SPECIFIC or (told.event.kind == "appointment" and actor.type in REGIONS)
        ):
            found.add(entity)
        if actor.type == "person":
            for country in actor.country or ("",):
                persons.setdefault(country, set()).add(_surname(actor.name))
    return Side(frozenset(found), {c: frozenset(names) for c, names in persons.items()}, frozenset(countries))


@lru_cache(maxsize=50_000)
def _surname(name: str) -> str:
    """The stem of the last word of a name."""
    words = [term.stem for term in terms(name)]
    return words[-1] if words else name


def stems(*values: str | None) -> frozenset[str]:
    return frozenset(term.stem for value in values if value for term in terms(value) if len(term.stem) > 2)


def _ordinals(days: tuple[date | None, date | None]) -> Days:
    first, last = days
    return first.toordinal() if first else None, last.toordinal() if last else None
