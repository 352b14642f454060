"""Sides that the report has in focus: an agreement or meeting told without its sides is theirs (note 53)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.reading.ru.events.candidates import Role, countries, sides
from communique.reading.ru.events.frames import Who
from communique.reading.ru.events.merge import Happening

# Kinds that are told without naming their sides again, and the role the sides take.
UNNAMED = {"meeting": "participant", "agreement": "party", "activity": "party"}
SHOWING = {"meeting": ("participant",), "visit": ("visitor", "host"), "agreement": ("party",)}


def shown_sides(happenings: Sequence[Happening], before: int) -> tuple[Role, ...]:
    """The sides of the nearest earlier meeting, visit or agreement between two states."""
    for happening in reversed(happenings[:before]):
        roles = tuple(r for r in happening.roles if r.role in SHOWING.get(happening.kind, ()))
        if sides(roles) >= 2 and len(countries(roles)) >= 2:
            return roles
    return ()


def with_sides(happening: Happening, shown: tuple[Role, ...]) -> Happening:
    role = UNNAMED[happening.kind]
    why = "the sides of the meeting told before"
    ids: dict[str, Who] = {r.who.entity.id: r.who for r in shown}
    roles = tuple(Role(role, replace(who, reference=None, word=-1, slot="focus"), why) for who in ids.values())
    return replace(happening, roles=happening.roles + roles)


def fill_from_focus(happenings: Sequence[Happening]) -> list[Happening]:
    """Happenings without any side get the sides in focus; those that stay without are dropped (note 37)."""
    out: list[Happening] = []
    for at, happening in enumerate(happenings):
        if happening.kind in UNNAMED and not happening.ids():
            shown = shown_sides(happenings, at)
            if not shown and happening.kind != "meeting":
                continue
            happening = with_sides(happening, shown) if shown else happening
        out.append(happening)
    return out
