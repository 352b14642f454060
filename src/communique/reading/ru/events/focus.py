"""Sides that the report has in focus: an agreement or meeting told without its sides is theirs (note 53)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from communique.reading.layers import Entity, Text
from communique.reading.ru.events.candidates import Candidate, Role, countries, sides
from communique.reading.ru.events.completion import TAKING_A_STAND, TELLING
from communique.reading.ru.events.frames import People, Slot, Who, highest
from communique.reading.ru.events.mediation import BROUGHT_TOGETHER, mediating
from communique.reading.ru.events.merge import GATHERINGS, Happening, add_roles
from communique.reading.ru.events.victims import suffers

# Kinds that are told without naming their sides again, and the role the sides take.
UNNAMED = {"meeting": "participant", "agreement": "party", "activity": "party", "visit": "visitor host"}
# Rules of mutual acts (note 16): both sides in both roles, or both as actors.
MUTUAL_RULES = {
    "concede.ceasefire_agreed": "actor recipient",
    "retreat.exchanged_prisoners": "actor recipient",
    "retreat.ceasefire_holds": "actor recipient",
    "assault.fighting": "actor recipient",
    "assault.military_action": "actor recipient",
    "support.interest": "actor",
}
SHOWING = {
    "meeting": ("participant",),
    "visit": ("visitor", "host"),
    "agreement": ("party",),
    "concede": ("actor", "recipient"),
    "assault": ("actor", "recipient"),
    "accuse": ("actor", "recipient"),
}


def shown_sides(before: Sequence[Happening], happening: Happening) -> tuple[Role, ...]:
    """The sides of the nearest earlier meeting, visit or agreement between two states.

    Of one that is proposed, rather the nearest in which the state that proposes it took part.
    """
    found = []
    for earlier in reversed(before):
        roles = tuple(r for r in earlier.roles if r.role in SHOWING.get(earlier.kind, ()))
        if len(countries(roles)) >= 2:
            found.append(roles)
    proposing = {c for r in happening.roles if r.role == "proposer" for c in r.who.entity.countries}
    theirs = (roles for roles in found if proposing & countries(roles))
    return next(theirs, found[0] if found else ())


def with_sides(people: People, happening: Happening, shown: tuple[Role, ...]) -> Happening:
    """The sides shown before, as their states where the report names them (notes 60 and 65)."""
    why = "the sides of the meeting told before"
    entities = {r.who.entity.id: r.who.entity for r in shown}
    states = [people.state(c) for c in sorted(countries(shown))]
    if happening.kind != "meeting" and all(states):
        entities = {state.id: state for state in states if state is not None}
    who = [Who(entity, None, "focus", "focus") for entity in entities.values()]
    roles = tuple(Role(role, one, why) for one in who for role in unnamed_roles(happening))
    return replace(happening, roles=happening.roles + roles)


def unnamed_roles(happening: Happening) -> tuple[str, ...]:
    """The roles that the sides in focus take where the happening names none; empty for other kinds."""
    rule = happening.lead.rule.name
    if happening.kind == "visit" and rule != "visit.mutual_visits":
        return ()
    return tuple((MUTUAL_RULES.get(rule) or UNNAMED.get(happening.kind, "")).split())


def is_unnamed(text: Text, happening: Happening) -> bool:
    roles = unnamed_roles(happening)
    return (
        bool(roles)
        and not happening.ids(*roles)
        and not any(has_own_subject(text, c) for c in happening.candidates)
    )


def has_own_subject(text: Text, candidate: Candidate) -> bool:
    """«договор подписали 23 страны»: somebody does it, though no actor of the report."""
    return any(
        slot.name == "subject"
        and slot.word not in candidate.words
        and text.words[slot.word].pos in ("NOUN", "PROPN")
        and (text.words[slot.word].feats.get("Animacy") == "Anim" or text.words[slot.word].lemma in COUNTRIES)
        for slot in candidate.frame.slots
    )


COUNTRIES = frozenset({"страна", "государство", "держава", "правительство", "парламент", "компания", "сила"})


def is_done_by_others(people: People, happening: Happening, role: str) -> bool:
    """«партнёры ввели санкции», «мировые державы поддержали Чили»: many do it, though nobody known."""
    words = people.text.words
    roles = BETWEEN[happening.kind]
    return roles[0] != roles[1] and any(
        slot.name == "subject"
        and role in c.rule.roles.get("subject", "").split()
        and slot.word not in c.words
        and words[slot.word].pos == "NOUN"
        and words[slot.word].feats.get("Number") == "Plur"
        and words[slot.word].lemma in OTHER_STATES
        for c in happening.candidates
        for slot in c.frame.slots
    )


OTHER_STATES = frozenset({"страна", "государство", "держава", "партнер", "союзник", "сосед", "правительство"})


def fill_from_focus(
    people: People, happenings: Sequence[Happening], told_before: Sequence[Happening] = ()
) -> list[Happening]:
    """Happenings that name no side get the sides in focus: those of the list before, or of `told_before`."""
    out: list[Happening] = []
    pair = [state for c in sorted(pair_in_focus(people)) if (state := people.state(c)) is not None]
    for at, happening in enumerate(happenings):
        if is_unnamed(people.text, happening):
            start = happening.candidates[0].frame.word
            others = [h for h in told_before if h.candidates[0].frame.word < start]
            before = others if told_before else happenings[:at]
            happening = with_sides(people, happening, shown_sides(before, happening))
            if happening.kind == "agreement" and not happening.ids():
                happening = with_pair(happening, pair)
        out.append(happening)
    return out


def with_pair(happening: Happening, pair: Sequence[Entity]) -> Happening:
    """«соглашение подписано в мае»: its parties are the two states that the report is about."""
    if len(pair) != 2:
        return happening
    who = [Who(state, None, "focus", "focus") for state in pair]
    roles = tuple(
        Role(role, one, "the two states in the report") for one in who for role in unnamed_roles(happening)
    )
    return replace(happening, roles=roles)


def is_collective(entity: Entity) -> bool:
    """«стороны», «лидеры двух стран»: a group of several states."""
    return entity.type == "group" and len(entity.countries) > 1


def without_collectives(happening: Happening) -> Happening:
    """Collective words stay without a role where the members are named (notes 36 and 47)."""
    kept: list[Role] = []
    for role in happening.roles:
        named = [r for r in happening.roles if r.role == role.role and not is_collective(r.who.entity)]
        covered = set(role.who.entity.countries) <= countries(named)
        if not (is_collective(role.who.entity) and covered):
            kept.append(role)
    return replace(happening, roles=tuple(kept))


# «стороны», «страны» in these kinds are the states themselves, where the report names them (notes 36, 47).
AS_STATES = frozenset({"meeting", "agreement", "activity", "retreat", "concede", "contract"})
SIDES_WORDS = frozenset({"сторона", "страна", "государство", "республика"})


def with_states(people: People, happening: Happening) -> Happening:
    roles: list[Role] = []
    for role in happening.roles:
        states = states_of(people, role) if happening.kind in AS_STATES else []
        roles += [Role(role.role, replace(role.who, entity=state), "one of the sides") for state in states]
        if not states:
            roles.append(role)
    return replace(happening, roles=add_roles((), roles))


def states_of(people: People, role: Role) -> list[Entity]:
    """The states that «стороны» or «страны» stand for; none where one of them is not named."""
    reference = role.who.reference
    if not is_collective(role.who.entity) or reference is None:
        return []
    if people.text.words[reference.head].lemma not in SIDES_WORDS:
        return []
    found = [people.state(country) for country in role.who.entity.countries]
    return [state for state in found if state is not None] if all(found) else []


def has_its_sides(happening: Happening) -> bool:
    """A happening without any side is none (note 37); some rules ask for two."""
    asked = any("sides" in c.rule.need for c in happening.candidates)
    return bool(happening.ids()) and not (asked and sides(happening.roles) < 2)


# The two roles between sides; where one is filled and only one other state is in focus, it fills the other.
BETWEEN = {
    "meeting": ("participant", "participant"),
    "agreement": ("party", "party"),
    "activity": ("party", "party"),
    "visit": ("visitor", "host"),
    "aid": ("giver", "recipient"),
    "contract": ("supplier", "customer"),
    "reject": ("actor", "recipient"),
    "accuse": ("actor", "recipient"),
    "support": ("actor", "recipient"),
    "sanction": ("actor", "recipient"),
    "retreat": ("actor", "recipient"),
    "threaten": ("actor", "recipient"),
    "assault": ("actor", "recipient"),
}
# Of these the other side is told in the same sentence or not at all.
NEAR = frozenset({"accuse"})
STRANGERS = 0.25


def pair_in_focus(people: People, strangers: float = STRANGERS) -> frozenset[str]:
    """The two states that the report is about: no other is mentioned a quarter as often as the second."""
    counts: Counter[str] = Counter()
    for entity in people.entities:
        if len(entity.countries) == 1 and entity.type != "enterprise":
            counts[entity.countries[0]] += len(entity.references)
    ranked = counts.most_common(3)
    if len(ranked) < 2 or (len(ranked) == 3 and ranked[2][1] > strangers * ranked[1][1]):
        return frozenset()
    return frozenset(country for country, _ in ranked[:2])


# Where a rule puts the other side: a noun of people there leaves nobody to be guessed.
OTHER_SLOTS = frozenset({"с+ins", "между+ins", "object", "dat", "в+acc", "на+acc"})


def other_side_is_told(people: People, happening: Happening, role: str) -> bool:
    """«встретился с общиной», «призвал граждан»: somebody stands there, even if no actor of a state."""
    words = people.text.words
    if happening.kind == "meeting" and len(happening.ids("participant")) > 1:
        return True
    return any(
        words[slot.word].feats.get("Animacy") == "Anim" and words[slot.word].pos in ("NOUN", "PROPN", "PRON")
        for c in happening.candidates
        for slot in c.frame.slots
        if slot.name in OTHER_SLOTS
        and role in c.rule.roles.get(slot.name, "").split()
        and not filled(c, slot)
    )


def is_session_of_members(happening: Happening) -> bool:
    """«саммит НАТО», «заседание Совета ЕС»: its members meet, with nobody else."""
    rules = {c.rule.name for c in happening.candidates}
    return rules <= GATHERINGS and countries(happening.roles) == {"IGO"}


def filled(candidate: Candidate, slot: Slot) -> bool:
    return any(r.who.slot == slot.name and r.who.entity.countries for r in candidate.roles)


def fill_other_side(people: People, happening: Happening, pair: frozenset[str]) -> Happening:
    """One side is named and one state can be the other (note 53): it is filled in, and marked as inferred."""
    roles = BETWEEN.get(happening.kind)
    where = countries(happening.roles)
    if roles is None or happening.kind in NEAR or len(where) != 1 or not where <= pair or len(pair) != 2:
        return happening
    if is_session_of_members(happening):
        return happening
    missing = [r for r in roles if not happening.ids(r)] or ([roles[0]] if roles[0] == roles[1] else [])
    state = people.state(next(iter(pair - where)))
    if len(missing) != 1 or state is None or state.id in happening.ids():
        return happening
    if other_side_is_told(people, happening, missing[0]) or is_done_by_others(people, happening, missing[0]):
        return happening
    sentence = happening.candidates[0].sentence
    if missing[0] == "actor" and only_tells_of_it(people, happening.kind, state.countries, sentence):
        return happening
    role = Role(missing[0], Who(state, None, "focus", "focus"), "the other of the two states in the report")
    return replace(happening, roles=(*happening.roles, role))


# Kinds whose missing side is the only other one that their sentence names; of requests the other states of a
# sentence are what they are about.
IN_SENTENCE = frozenset(
    {"meeting", "visit", "agreement", "support", "assault", "sanction", "threaten", "aid", "reject", "accuse"}
)


def fill_from_sentence(people: People, happening: Happening) -> Happening:
    """One side is named, and its sentence names one other country: who is of it there is the other side."""
    where = countries(happening.roles)
    if happening.kind not in IN_SENTENCE or len(where) != 1:
        return happening
    together = happening.kind in MUTUAL_KINDS
    if together and where == {"IGO"}:
        return happening
    without = SOMEWHERE if together else LEFT if happening.kind == "visit" else frozenset[str]()
    sentence = happening.candidates[0].sentence
    named = named_in(people, sentence, without)
    others = [e for e in named if not where & set(e.countries)]
    if happening.kind in BROUGHT_TOGETHER:
        between = {e.id for _, e, _ in mediating(people, sentence)}
        others = [e for e in others if e.id not in between]
    others = [e for e in others if not only_suffers(people, happening.kind, e, sentence)]
    others = [e for e in others if not only_tells_of_it(people, happening.kind, e.countries, sentence)]
    if len({e.countries for e in others}) != 1:
        return happening
    happening = without_own(happening)
    role = missing_role(happening)
    if role is None or (together and other_side_is_told(people, happening, role)):
        return happening
    if is_done_by_others(people, happening, role):
        return happening
    one = Role(role, Who(others[0], None, "focus", "focus"), "the other country that the sentence names")
    return replace(happening, roles=(*happening.roles, one))


# Deeds that whoever tells of them need have no part in.
TOLD_BY_OTHERS = frozenset({"assault", "sanction"})


def only_tells_of_it(people: People, kind: str, where: Sequence[str], sentence: int) -> bool:
    """«Война продолжается, – сказал премьер Чили»: all of a country that the sentence names only speak."""
    here, text = people.text.sentences[sentence], people.text
    if kind not in TOLD_BY_OTHERS:
        return False
    tops = {
        highest(text, reference)
        for word in range(here.first, here.last)
        for reference, entity in people.cover.get(word, ())
        if entity.countries == tuple(where)
    }
    return bool(tops) and all(is_of_a_teller(text, word) for word in tops)


def is_of_a_teller(text: Text, word: int) -> bool:
    """The word stands in the subject of a verb of speech: «заявил глава МИД Чили», «Чили поблагодарила»."""
    for _ in range(4):
        w = text.words[word]
        if w.rel.startswith("nsubj"):
            return w.head >= 0 and text.words[w.head].lemma in TELLING | TAKING_A_STAND
        if w.rel not in ("nmod", "appos", "flat", "flat:name", "conj") or w.head < 0:
            return False
        word = w.head
    return False


def only_suffers(people: People, kind: str, entity: Entity, sentence: int) -> bool:
    """«осудил агрессию против Чили»: Chile is not blamed."""
    here = people.text.sentences[sentence]
    there = [r for r in entity.references if here.first <= r.first < here.last]
    return bool(there) and all(suffers(people.text, kind, highest(people.text, r)) for r in there)


# What nobody does to his own state, as far as this is coded: «подтвердил приверженность Грузии».
OWN = {"support": "recipient", "visit": "visitor"}


def without_own(happening: Happening) -> Happening:
    """Both sides are of one country: the one that cannot be so is left open."""
    role = OWN.get(happening.kind)
    if role is None or not all(happening.ids(r) for r in BETWEEN[happening.kind]):
        return happening
    mine = [r for r in happening.roles if r.role == role]
    if role == "recipient" and any(r.who.entity.type != "state" for r in mine):
        return happening
    return replace(happening, roles=tuple(r for r in happening.roles if r.role != role))


def fill_from_before(people: People, happening: Happening) -> Happening:
    """«Осло отклонило просьбу»: a refusal is of whom the report told of before."""
    role = missing_role(happening)
    if role is None or happening.kind != "reject":
        return happening
    where, start = countries(happening.roles), happening.candidates[0].frame.word
    before = [
        (reference.first, entity)
        for entity in people.entities
        if entity.type in ("state", "body", "person")
        and len(entity.countries) == 1
        and not where & set(entity.countries)
        for reference in entity.references
        if reference.first < start
    ]
    if not before:
        return happening
    _, nearest = max(before, key=lambda pair: pair[0])
    one = Role(role, Who(nearest, None, "focus", "focus"), "the other side that the report told of last")
    return replace(happening, roles=(*happening.roles, one))


def missing_role(happening: Happening) -> str | None:
    """The one role between sides that nobody fills, where all that is known is of one country."""
    roles = BETWEEN.get(happening.kind)
    if roles is None or len(countries(happening.roles)) != 1:
        return None
    missing = [r for r in roles if not happening.ids(r)] or ([roles[0]] if roles[0] == roles[1] else [])
    return missing[0] if len(missing) == 1 else None


MUTUAL_KINDS = frozenset({"meeting", "agreement"})
SOMEWHERE = frozenset({"в", "во", "на", "из"})  # where something only is
LEFT = frozenset({"из"})  # where somebody only comes from


def named_in(people: People, sentence: int, without: frozenset[str]) -> list[Entity]:
    """Who of one country is named in the sentence, states first, then in order; not after the prepositions
    of `without`."""
    words, here = people.text.words, people.text.sentences[sentence]
    found = {
        entity.id: entity
        for word in range(here.first, here.last)
        for reference, entity in people.cover.get(word, ())
        if len(entity.countries) == 1
        and entity.type in ("state", "body", "person")
        and (reference.first == 0 or words[reference.first - 1].lemma not in without)
    }
    return sorted(found.values(), key=lambda e: e.type != "state")
