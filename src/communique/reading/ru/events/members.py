"""Who stands for whom in a role: leaders for their states, states for their leaders, members for groups.

Each function takes a happening and gives it with its roles put right; `settle` is all of them in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from communique.reading.layers import Entity
from communique.reading.ru.events.candidates import Role
from communique.reading.ru.events.frames import People, Who, own_slots
from communique.reading.ru.events.mediation import apart_from_mediators
from communique.reading.ru.events.merge import Happening, add_roles
from communique.reading.ru.events.stages import WORD_KINDS

# Kinds whose sides are persons where persons are named (note 2), and kinds of states (note 60).
OF_PERSONS = WORD_KINDS | {"meeting", "visit"}
OF_STATES = frozenset({"agreement", "sanction"})
LEADERS = frozenset({"лидер", "глава", "президент", "министр", "премьер", "премьер-министр", "собеседник"})
ENVOYS = frozenset({"посол", "поверенный", "дипломат", "посольство"})
OF_ENVOYS = frozenset({"accuse.summoned", "sanction.recalled_ambassador", "sanction.expelled"})


def stands_double(happening: Happening, role: Role) -> bool:
    """A state beside its own leader in one role, or a leader beside his state where states take part."""
    entity, kind = role.who.entity, happening.kind
    weaker, stronger = ("state", ("person",)) if kind in OF_PERSONS else ("person", ("state",))
    if kind not in OF_PERSONS | OF_STATES or len(entity.countries) != 1:
        return False
    if entity.type != weaker and not (kind in OF_STATES and entity.type == "body"):
        return False
    return any(
        other.role == role.role
        and other.who.entity.type in stronger
        and other.who.entity.countries == entity.countries
        for other in happening.roles
    )


def without_doubles(people: People, happening: Happening) -> Happening:
    """«Москва и Бишкек обсудили … министры обсудили»: one side is one actor."""
    return replace(happening, roles=tuple(r for r in happening.roles if not stands_double(happening, r)))


def leader_of(people: People, country: str, before: int) -> Entity | None:
    """The person of a country whom the report has named most before a word."""
    named = {
        entity.id: sum(ref.first < before for ref in entity.references)
        for entity in people.entities
        if entity.type == "person" and entity.countries == (country,)
    }
    best = max(named, key=lambda key: named[key], default=None)
    return people.by_id[best] if best is not None and named[best] else None


def members(people: People, happening: Happening, role: Role) -> list[Entity]:
    """The persons that «лидеры», «главы государств» stand for; none where one of them is not named."""
    who = role.who
    if happening.kind not in OF_PERSONS or who.reference is None or who.entity.type != "group":
        return []
    head = people.text.words[who.reference.head].lemma
    both_sides = head == "сторона" and happening.kind == "support"
    if len(who.entity.countries) != 2 or (head not in LEADERS and not both_sides):
        return []
    found = [leader_of(people, country, who.reference.first) for country in who.entity.countries]
    return [person for person in found if person is not None] if all(found) else []


def with_members(people: People, happening: Happening) -> Happening:
    roles: list[Role] = []
    for role in happening.roles:
        found = members(people, happening, role)
        roles += [Role(role.role, replace(role.who, entity=one), "one of those meant") for one in found]
        if not found:
            roles.append(role)
    return replace(happening, roles=add_roles((), roles))


def mutual(people: People, happening: Happening) -> Happening:
    """«стороны выразили удовлетворение»: two who favour, with nobody named, favour one another (note 16)."""
    actors = [r for r in happening.roles if r.role == "actor"]
    where = {c for r in actors for c in r.who.entity.countries}
    if happening.kind != "support" or happening.ids("recipient") or len(where) != 2:
        return happening
    back = tuple(Role("recipient", r.who, "each other") for r in actors)
    return replace(happening, roles=(*happening.roles, *back))


def of_envoys(people: People, happening: Happening) -> Happening:
    """«вызвал посла Кении»: it is done to the ambassador's state (note 55)."""
    if happening.lead.rule.name not in OF_ENVOYS:
        return happening
    return replace(happening, roles=add_roles((), [sent_by(people, role) for role in happening.roles]))


def sent_by(people: People, role: Role) -> Role:
    entity, reference = role.who.entity, role.who.reference
    if role.role != "recipient" or reference is None or len(entity.countries) != 1:
        return role
    words = {people.text.words[i].lemma for i in range(reference.first, reference.last)}
    state = people.state(entity.countries[0])
    if state is None or not words & ENVOYS:
        return role
    return Role(role.role, replace(role.who, entity=state), "whose envoy it is")


def by_decree(people: People, happening: Happening) -> Happening:
    """«президент подписал указ»: who signs the decree appoints."""
    if happening.kind != "appointment" or happening.ids("appointer") or happening.stage != "done":
        return happening
    signer = next(signers(people), None)
    if signer is None or signer.entity.id in happening.ids("person"):
        return happening
    return replace(happening, roles=(*happening.roles, Role("appointer", signer, "who signed the decree")))


def signers(people: People) -> Iterator[Who]:
    text = people.text
    for word in text.words:
        if word.lemma != "указ":
            continue
        verb = text.words[word.head] if word.head >= 0 else None
        signed = verb is not None and verb.lemma in ("подписать", "подписывать")
        slots = own_slots(text, verb.index) if signed and verb is not None else own_slots(text, word.index)
        wanted = "subject" if signed else "gen"
        for slot in slots:
            found = people.at(slot.word) if slot.name == wanted else None
            if found is not None and found[1].type in ("person", "state", "body"):
                yield Who(found[1], found[0], slot.name, "decree", slot.word)


def at_home(people: People, happening: Happening) -> Happening:
    """A trip within one's own country has no host (note 33)."""
    going = {c for r in happening.roles if r.role == "visitor" for c in r.who.entity.countries}
    if happening.kind != "visit" or len(going) != 1:
        return happening
    kept = [
        r
        for r in happening.roles
        if r.role != "host" or r.who.entity.type != "state" or set(r.who.entity.countries) != going
    ]
    return replace(happening, roles=tuple(kept))


def as_parties(people: People, happening: Happening) -> Happening:
    """«Перу и министр Кении договорились»: the parties are the states, where all are named (note 60)."""
    if happening.kind != "agreement":
        return happening
    parties = [r.who.entity for r in happening.roles if r.role == "party"]
    persons = [e for e in parties if e.type == "person" and len(e.countries) == 1]
    states = {e.id: people.state(e.countries[0]) for e in persons}
    if not persons or not all(states.values()):
        return happening
    roles = [
        replace(
            r, who=replace(r.who, entity=states[r.who.entity.id] or r.who.entity), why="speaks for his state"
        )
        if r.role == "party" and r.who.entity.id in states
        else r
        for r in happening.roles
    ]
    return replace(happening, roles=add_roles((), roles))


STEPS: tuple[Callable[[People, Happening], Happening], ...] = (
    apart_from_mediators,
    with_members,
    without_doubles,
    mutual,
    of_envoys,
    by_decree,
    at_home,
    as_parties,
)


def settle(people: People, happening: Happening) -> Happening:
    """The happening with every side named once, as the codebook names it."""
    for step in STEPS:
        happening = step(people, happening)
    return happening
