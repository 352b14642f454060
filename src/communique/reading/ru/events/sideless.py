"""Happenings none of whose sides stands by their words: who else their sentence or report names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from communique.reading.layers import Entity, Text
from communique.reading.ru.events.candidates import Role, sides
from communique.reading.ru.events.focus import named_in
from communique.reading.ru.events.frames import People, Who, is_verb
from communique.reading.ru.events.merge import TOTALS, Happening
from communique.reading.ru.events.stages import WEAK

# Kinds in which both states take the same role, and that role.
ALIKE = {"meeting": "participant", "agreement": "party"}
# Who the one country is that the sentence of a deed names: «в Чили ввели комендантский час».
ALONE = {"coerce": "actor", "mobilize": "actor", "sanction": "recipient", "protest": "recipient"}
NO_SIDE = "no side is named"
NAMED_ALONE = "the only country that the sentence names"
NAMED_BOTH = "the two countries that the sentence names"
NAMED_MOST = "the two countries that the report names most"


def fill_where_nobody_is_named(people: People, happening: Happening) -> Happening:
    """The happening with sides from around it, where it has none; that none is named speaks against it."""
    if happening.ids() or happening.in_doubt:
        return happening
    doubted = tuple(replace(candidate, doubt=NO_SIDE) for candidate in happening.candidates)
    return with_sides_around(people, replace(happening, candidates=doubted))


# Kinds that a noun alone tells only where both sides are clear (notes 49 and 50).
TOLD_WITH_SIDES = frozenset({"coerce", "contract", "retreat", "visit"})
ONLY_NAMED = "only named"


def doubt_if_only_named(text: Text, happening: Happening) -> Happening:
    """«поездка министра», «вопрос о поставках»: a noun without a verb, and who with whom is open."""
    if happening.kind not in TOLD_WITH_SIDES or happening.in_doubt or sides(happening.roles) >= 2:
        return happening
    if happening.lead.rule.name in TOTALS:  # «обмен визитами»: the word itself says who with whom
        return happening
    if any(c.stage_why not in WEAK or is_verb(text, c.frame.word) for c in happening.candidates):
        return happening
    doubted = tuple(replace(candidate, doubt=ONLY_NAMED) for candidate in happening.candidates)
    return replace(happening, candidates=doubted)


def with_sides_around(people: People, happening: Happening) -> Happening:
    here = {
        c: e
        for s in sentences(happening)
        for e in reversed(named_in(people, s, frozenset()))
        for c in e.countries
    }
    if happening.kind in ALIKE:
        found = [here[c] for c in sorted(here)] if len(here) == 2 else most_named(people)
        why = NAMED_BOTH if len(here) == 2 else NAMED_MOST
        return with_roles(happening, ALIKE[happening.kind], found, why) if len(found) == 2 else happening
    if happening.kind in ALONE and len(here) == 1:
        return with_roles(happening, ALONE[happening.kind], list(here.values()), NAMED_ALONE)
    return happening


def sentences(happening: Happening) -> list[int]:
    return sorted({candidate.sentence for candidate in happening.candidates})


def with_roles(happening: Happening, role: str, who: list[Entity], why: str) -> Happening:
    roles = tuple(Role(role, Who(entity, None, "focus", "focus"), why) for entity in who)
    return replace(happening, roles=(*happening.roles, *roles))


def most_named(people: People) -> list[Entity]:
    """The states that stand for the two countries of most mentions; a body where a country has no state."""
    counts: Counter[str] = Counter()
    best: dict[str, Entity] = {}
    for entity in people.entities:
        if len(entity.countries) != 1 or entity.type not in ("state", "body", "person"):
            continue
        country = entity.countries[0]
        counts[country] += len(entity.references)
        if country not in best or rank(entity) > rank(best[country]):
            best[country] = entity
    return [best[country] for country, _ in counts.most_common(2)]


def rank(entity: Entity) -> tuple[bool, int]:
    return entity.type == "state", len(entity.references)
