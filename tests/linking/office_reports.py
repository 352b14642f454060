"""Invented reports about invented office-holders, as linking sees them, and their entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.records.register import Entity, Member, Name
from communique.register.seen import ActorSeen, EventSeen, FirstSeen, OfficeSeen, ReportSeen, WeekdaySeen

Held = tuple[str, str, str]  # person, position, phase


def report(
    key: str,
    published: str | None,
    offices: Sequence[Held] = (),
    events: Sequence[EventSeen] = (),
    country: str = "KAZ",
    **fields: object,
) -> ReportSeen:
    """One report; each distinct person is an actor a1, a2, … by name."""
    persons = sorted({person for person, _, _ in offices})
    ids = {person: f"a{number}" for number, person in enumerate(persons, 1)}
    return ReportSeen(
        key=key,
        language="ru",
        published=published,
        published_why=None,
        title=None,
        length=1000,
        actors=tuple(actor(ids[person], person, country) for person in persons),
        offices=tuple(
            OfficeSeen(ids[person], position, phase, None, (country,), (10 * number, 10 * number + 5))
            for number, (person, position, phase) in enumerate(offices)
        ),
        events=tuple(events),
        **{"url": None, **fields},  # type: ignore[arg-type]
    )


def actor(id: str, name: str, country: str) -> ActorSeen:
    return ActorSeen(id, name, "person", (country,), (), None, (name,), (), 1, (0, 5))


def event(
    id: str = "e1",
    when: str | None = None,
    stage: str = "done",
    kind: str = "meeting",
    mode: str | None = None,
    persons: Sequence[str] = (),
    **fields: object,
) -> EventSeen:
    role = "person" if kind == "appointment" else "participant"
    values: dict[str, object] = {
        "id": id, "kind": kind, "stage": stage, "step": None, "mode": mode, "roles": {role: tuple(persons)},
        "countries": (), "proposer": (), "said_by": (), "when": when, "when_why": None, "place": None,
        "topic": None, "object": None, "instrument": None, "count": None, "value": None, "plover": None,
        "plover_mode": None, "context": (), "confidence": None, "trigger": ((0, 5),), "evidence": ((0, 9),),
        "words": "встретились",
    }  # fmt: skip
    return EventSeen(**{**values, **fields})  # type: ignore[arg-type]


def first(person: str, words: str) -> FirstSeen:
    return FirstSeen(person, (0, len(words)), words)


def weekday(day: str, number: int) -> WeekdaySeen:
    return WeekdaySeen(day, number, f"день {day}")


def entities(reports: Iterable[ReportSeen], external: dict[str, str] | None = None) -> list[Entity]:
    """One entity a name; `external` maps names to ids of Wikidata."""
    members: dict[tuple[str, tuple[str, ...]], list[Member]] = {}
    for seen in reports:
        for one in seen.actors:
            members.setdefault((one.name, one.country), []).append(Member(seen.key, one.id))
    return [
        Entity(
            id=f"p-{name}",
            type="person",
            name=name,
            names=(Name(name, "cyrl", len(found)),),
            members=tuple(sorted(found)),
            country=country,
            external={"wikidata": external[name]} if external and name in external else {},
        )
        for (name, country), found in sorted(members.items())
    ]
