"""A small world for tests of linking: persons and states by name, reports in a line, one happening an event.

All names and reports are invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from communique.records.register import Entity, Happening, Member, Name
from communique.records.when import bounds
from communique.register.seen import ActorSeen, EventSeen, ReportSeen

# name -> type and country
PEOPLE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Асан Токтосунов": ("person", ("KGZ",)),
    "Милош Йович": ("person", ("SRB",)),
    "Драган Петрич": ("person", ("SRB",)),
    "Бернд Хофер": ("person", ("AUT",)),
    "Кыргызстан": ("state", ("KGZ",)),
    "Сербия": ("state", ("SRB",)),
    "Австрия": ("state", ("AUT",)),
    "Минобороны Сербии": ("body", ("SRB",)),
    "делегация Сербии": ("group", ("SRB",)),
    "Союз девяти": ("body", ("IGO",)),
}


def actor(id: str, name: str) -> ActorSeen:
    type, country = PEOPLE[name]
    return ActorSeen(id, name, type, country, (), None, (name,), (), 1, (0, len(name)))


def event(kind: str, stage: str, roles: Mapping[str, Sequence[str]], **fields: Any) -> EventSeen:
    """`roles` hold names; `report` gives them ids."""
    empty = dict.fromkeys(
        ("step", "mode", "when", "when_why", "place", "topic", "object", "instrument", "count", "value")
    )
    tuples = {"countries": (), "proposer": (), "said_by": (), "context": (), "evidence": ()}
    values: dict[str, Any] = {
        **empty,
        **tuples,
        "plover": None,
        "plover_mode": None,
        "confidence": 0.9,
        "words": kind,
    }
    values |= {"trigger": ((0, 5),), **fields}
    return EventSeen(id="", kind=kind, stage=stage, roles={k: tuple(v) for k, v in roles.items()}, **values)


def report(key: str, published: str | None, *events: EventSeen, **fields: Any) -> ReportSeen:
    names = sorted({name for item in events for ids in item.roles.values() for name in ids})
    ids = {name: f"a{number}" for number, name in enumerate(names, 1)}
    told = tuple(_placed(f"e{number}", item, ids) for number, item in enumerate(events, 1))
    values: dict[str, Any] = {"published_why": None, "url": None, "title": None, "length": 1000}
    return ReportSeen(
        key=key,
        language="ru",
        published=published,
        actors=tuple(actor(ids[name], name) for name in names),
        events=told,
        **(values | fields),
    )


def _placed(id: str, item: EventSeen, ids: Mapping[str, str]) -> EventSeen:
    countries = {code for names in item.roles.values() for name in names for code in PEOPLE[name][1]}
    roles = {role: tuple(ids[name] for name in names) for role, names in item.roles.items()}
    return replace(item, id=id, roles=roles, countries=tuple(sorted(countries)))


def entities(reports: Iterable[ReportSeen]) -> list[Entity]:
    members: dict[str, list[Member]] = {}
    for item in reports:
        for who in item.actors:
            members.setdefault(who.name, []).append(item.member(who.id))
    return [
        Entity(
            _id(name), PEOPLE[name][0], name, (Name(name, "cyrl", len(found)),), tuple(found), PEOPLE[name][1]
        )
        for name, found in sorted(members.items())
    ]


def _id(name: str) -> str:
    return "n" + name.replace(" ", "_")


def happenings(reports: Iterable[ReportSeen], joined: Sequence[Sequence[str]] = ()) -> list[Happening]:
    """One for each event; `joined` lists members (REPORT:ID) that are one happening."""
    told = {str(item.member(event.id)): (item, event) for item in reports for event in item.events}
    groups = [list(group) for group in joined]
    groups += [[member] for member in told if not any(member in group for group in groups)]
    return [_happening([told[member] for member in sorted(group)]) for group in sorted(groups)]


def _happening(told: Sequence[tuple[ReportSeen, EventSeen]]) -> Happening:
    (first, lead), *_ = told
    days = sorted(item.published for item, _ in told if item.published)
    start, end = bounds(lead.when)
    names = {item.key: {who.id: who.name for who in item.actors} for item, _ in told}
    roles: dict[str, set[str]] = {}
    for item, event in told:
        for role, ids in event.roles.items():
            roles.setdefault(role, set()).update(_id(names[item.key][id]) for id in ids)
    return Happening(
        id=f"h{first.key}{lead.id}",
        kind=lead.kind,
        stage=lead.stage,
        members=tuple(item.member(event.id) for item, event in told),
        countries=tuple(sorted({code for _, event in told for code in event.countries})),
        roles={role: tuple(sorted(ids)) for role, ids in sorted(roles.items())},
        mode=lead.mode,
        when=lead.when,
        first_day=start.isoformat() if start else None,
        last_day=end.isoformat() if end else None,
        place=lead.place,
        topic=lead.topic,
        object=lead.object,
        first_reported=days[0] if days else None,
        last_reported=days[-1] if days else None,
        reports=tuple(sorted({item.key for item, _ in told})),
    )
