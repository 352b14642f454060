"""Wars that every reader knows: «вторжение в Украину» leaves out who invaded, «осудил агрессию» whose it is.

What is added is a side that the report names elsewhere, never one of its own (`data/wars.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from communique.reading.layers import Entity
from communique.reading.ru.events.candidates import Candidate, Role, countries
from communique.reading.ru.events.completion import asks_somebody_else
from communique.reading.ru.events.frames import People, Who
from communique.reading.ru.events.merge import Happening
from communique.reading.ru.events.reach import around
from communique.reading.ru.wordlists import load_table

WHY = "the war that is meant"
# Kinds whose recipient is who makes the war that their words are about.
ABOUT_WAR = frozenset({"accuse", "reject", "sanction", "request"})


@dataclass(frozen=True, slots=True)
class War:
    """Two states at war, and the words for what the one does to the other."""

    aggressor: str
    victim: str
    deeds: frozenset[str]
    begun: frozenset[str]
    places: frozenset[str]


@cache
def wars() -> tuple[War, ...]:
    return tuple(
        War(
            one["aggressor"],
            one["victim"],
            frozenset(one["deeds"]),
            frozenset(one["begun"]),
            frozenset(place.lower() for place in one["places"]),
        )
        for one in load_table("wars.toml")["war"]
    )


def fill_from_known_war(people: People, happening: Happening) -> Happening:
    """The open side of a known war, where the report names who it is."""
    for war in wars():
        missing = open_side(people, happening, war)
        if missing is not None:
            role, country = missing
            entity = named_most(people, country)
            if entity is not None and entity.id not in happening.ids():
                one = Role(role, Who(entity, None, "focus", "focus"), WHY)
                return replace(happening, roles=(*happening.roles, one))
    return happening


def open_side(people: People, happening: Happening, war: War) -> tuple[str, str] | None:
    """The role that the war fills, and the country that fills it."""
    if happening.kind in ABOUT_WAR:
        open_still = not happening.ids("recipient")
        open_still &= not any(asks_somebody_else(people.text, c) for c in happening.candidates)
        told = open_still and any(is_about(people, c, war) for c in happening.candidates)
        return ("recipient", war.aggressor) if told else None
    if happening.kind != "assault":
        return None
    done_by, done_to = (
        countries([r for r in happening.roles if r.role == x]) for x in ("actor", "recipient")
    )
    if done_to == {war.victim} and not happening.ids("actor") and not hits_rebels(happening):
        return "actor", war.aggressor
    begun = any(people.text.words[w].lemma in war.begun for c in happening.candidates for w in c.words)
    if done_by == {war.aggressor} and not happening.ids("recipient") and begun:
        return "recipient", war.victim
    return None


def hits_rebels(happening: Happening) -> bool:
    """«обстрел Донецка» of those who hold it against their state."""
    return any("REB" in r.who.entity.sectors for r in happening.roles if r.role == "recipient")


def is_about(people: People, candidate: Candidate, war: War) -> bool:
    """«осудил вторжение в Украину», «не признаёт аннексию Крыма»; without a target where both are named."""
    text = people.text
    for word in around(text, candidate):
        if text.words[word].lemma not in war.deeds:
            continue
        targets = list(told_inside(people, word, war))
        if any(targets) or (not targets and named_most(people, war.victim) is not None):
            return True
    return False


def told_inside(people: People, deed: int, war: War) -> Iterator[bool]:
    """For each actor or place that hangs on the deed, whether it is the victim."""
    text = people.text
    for child in text.children[deed]:
        found = people.at(child)
        if found is not None and found[1].countries:
            yield found[1].countries == (war.victim,)
        elif text.words[child].pos == "PROPN":
            yield text.words[child].lemma in war.places


def named_most(people: People, country: str) -> Entity | None:
    """The state, where the report names it, else whom of that country it names most."""
    state = people.state(country)
    if state is not None:
        return state
    own = [e for e in people.entities if e.countries == (country,) and e.type in ("body", "person")]
    return max(own, key=lambda e: len(e.references), default=None)
