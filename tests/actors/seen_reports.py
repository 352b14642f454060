"""Small readings as linking sees them: reports by their actors' names alone."""

from __future__ import annotations

from collections.abc import Sequence

from communique.records.register import Entity
from communique.register.seen import ActorSeen, OfficeSeen, ReportSeen


def actor(
    id: str, name: str, type: str = "person", country: str | None = None, names: Sequence[str] | None = None
) -> ActorSeen:
    printed = (name,) if names is None else tuple(names)
    countries = () if country is None else (country,)
    return ActorSeen(id, name, type, countries, (), None, printed, (), 1, (0, 1))


def office(person: str, position: str, country: str) -> OfficeSeen:
    return OfficeSeen(person, position, "holds", None, (country,), (0, 1))


def report(
    key: str,
    *actors: ActorSeen,
    day: str | None = "2024-03-05",
    offices: Sequence[OfficeSeen] = (),
    language: str = "ru",
) -> ReportSeen:
    return ReportSeen(key, language, day, None, None, None, 100, actors=tuple(actors), offices=tuple(offices))


def groups(entities: Sequence[Entity]) -> set[frozenset[str]]:
    """The members of each entity, as REPORT:ID."""
    return {frozenset(str(member) for member in entity.members) for entity in entities}


def together(entities: Sequence[Entity], one: str, other: str) -> bool:
    return any({one, other} <= group for group in groups(entities))
