"""Sides that stand farther from the trigger than its own slots: possessives, «друг друга», accession talks.

Each function is one step of `completion.complete`.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.layers import Entity, Reference, Text
from communique.reading.ru.events.candidates import Candidate, Role, countries
from communique.reading.ru.events.frames import (
    CLAUSE,
    WHILE,
    People,
    Slot,
    Who,
    coordinated,
    countries_of_adjective,
    is_verb,
    named_at,
    own_slots,
)
from communique.reading.ru.events.open_roles import OBJECT_OWNER, open_roles, roles_for
from communique.reading.ru.events.victims import suffers

POSSESSIVES = frozenset({"его", "ее", "их"})
ACCESSION = frozenset({"вступление", "присоединение", "членство"})
WIDEST = 6


def by_possessive(people: People, candidate: Candidate) -> Iterator[Role]:
    """«во время его визита»: the pronoun stands where a genitive would."""
    wanted = roles_for(candidate, "gen")
    for child in people.text.children[candidate.frame.word] if wanted else ():
        if people.text.words[child].text.lower() in POSSESSIVES:
            for ref, entity in people.top.get(child, ())[:1]:
                yield from (Role(role, Who(entity, ref, "gen", "own", child)) for role in wanted)


def is_each_other(text: Text, word: int) -> bool:
    return text.words[word].lemma == "друг" and any(
        text.words[c].lemma == "друг" and c > word for c in text.children[word]
    )


def by_each_other(people: People, candidate: Candidate) -> Iterator[Role]:
    """«обвинили друг друга»: both sides in both roles (note 16)."""
    if "recipient" not in open_roles(candidate):
        return
    if any(is_each_other(people.text, slot.word) for slot in candidate.frame.slots):
        for role in candidate.roles:
            if role.role == "actor":
                yield Role("recipient", role.who, "each other")


def by_accession(people: People, candidate: Candidate) -> Iterator[Role]:
    """«переговоры о вступлении X в Y»: the talks are between X and Y."""
    text = people.text
    if candidate.kind != "meeting" or is_verb(text, candidate.frame.word):
        return
    for slot in candidate.frame.slots:
        if text.words[slot.word].lemma not in ACCESSION or slot.name == "subject":
            continue
        for inner in own_slots(text, slot.word, "nested"):
            if inner.name.split("+")[0] in ("gen", "в", "к"):
                yield from as_roles(people, inner, "participant", "who joins, and what is joined")


def by_scene_verb(people: People, candidate: Candidate) -> Iterator[Role]:
    """«сказал это министру в ходе разговора»: who is spoken to at a meeting takes part in it."""
    up = candidate.frame.governor
    if candidate.kind != "meeting" or up is None or candidate.frame.preposition not in WHILE | {"на"}:
        return
    if "participant" in open_roles(candidate) and candidate.roles:
        home = countries(candidate.roles)
        for slot in own_slots(people.text, up, "nested"):
            if slot.name in ("object", "dat", "с+ins") and any(foreign_at(people, slot.word, home)):
                yield from as_roles(people, slot, "participant", "spoken to there")


def as_roles(people: People, slot: Slot, role: str, why: str | None) -> Iterator[Role]:
    for word in coordinated(people.text, slot.word):
        for ref, entity in named_at(people, slot, word):
            yield Role(role, Who(entity, ref, slot.name, "nested", word), why)


def inside(text: Text, word: int, depth: int = WIDEST) -> Iterator[int]:
    """What hangs on the word within its clause, nearest first; into participles too, not into subjects."""
    level = [word]
    for _ in range(depth):
        level = [
            child
            for at in level
            for child in text.children[at]
            if text.words[child].rel not in CLAUSE
            and not text.words[child].rel.startswith("nsubj")
            and not (text.words[child].rel == "conj" and is_verb(text, child))
        ]
        yield from sorted(level)


def foreign_at(people: People, word: int, home: frozenset[str]) -> Iterator[tuple[Reference | None, Entity]]:
    """An actor of another country than `home`: by its name, or by the adjective of a state."""
    found = people.at(word)
    named = [found] if found else [(None, state) for state in adjective_states(people, word)]
    for ref, entity in named:
        if entity.countries and not set(entity.countries) <= home and entity.type != "place":
            yield ref, entity


def adjective_states(people: People, word: int) -> Iterator[Entity]:
    if people.text.words[word].pos == "ADJ" and word not in people.cover:
        for country in countries_of_adjective(people.text.words[word].text):
            state = people.state(country)
            if state is not None:
                yield state


# Kinds whose other side may stand deep inside what is favoured, blamed, refused or broken off.
DEEP = frozenset({"support", "accuse", "reject", "sanction", "aid"})


def by_wider_owner(people: People, candidate: Candidate) -> Iterator[Role]:
    """«поддерживает предоставление Украине статуса», «осудил обстрел войсками Ирана»: the first other."""
    role = OBJECT_OWNER.get(candidate.kind)
    home = countries([r for r in candidate.roles if r.role in ("actor", "giver")])
    if candidate.kind not in DEEP or role is None or role not in open_roles(candidate) or not home:
        return
    for word in around(people.text, candidate):
        if suffers(people.text, candidate.kind, word):
            continue
        if any(foreign_at(people, word, home)):
            for at in coordinated(people.text, word):
                for ref, entity in foreign_at(people, at, home):
                    if entity.id not in candidate.ids():
                        yield Role(role, Who(entity, ref, "inside", "nested", at), "inside what it is about")
            return


def around(text: Text, candidate: Candidate) -> Iterator[int]:
    """What hangs on the trigger, then what hangs on the verb that carries it."""
    yield from inside(text, candidate.frame.word)
    if candidate.frame.support is not None:
        yield from inside(text, candidate.frame.support)


# Words between what is imposed and «против Чили», with no verb among them.
AGAINST_REACH = 7
AGAINST = frozenset({"против", "отношение"})  # «в отношении»


def by_against(people: People, candidate: Candidate) -> Iterator[Role]:
    """«присоединение к санкциям ЕС против Чили»: the tree may hang «против» on another noun."""
    text, word = people.text, candidate.frame.word
    if candidate.kind != "sanction" or "recipient" not in open_roles(candidate):
        return
    last = min(text.sentences[candidate.sentence].last, word + AGAINST_REACH)
    for at in range(word + 1, last):
        if is_verb(text, at):
            return
        if text.words[at].lemma in AGAINST:
            for ref, entity in (pair for i in (at + 1, at + 2) for pair in people.cover.get(i, ())[:1]):
                yield Role(
                    "recipient", Who(entity, ref, "against", "nested", ref.first), "told with «против»"
                )
                return


ANTI = "анти"


def by_anti_adjective(people: People, candidate: Candidate) -> Iterator[Role]:
    """«антииранские санкции», «античилийское заявление»: the state that they are against."""
    if "recipient" not in open_roles(candidate):
        return
    for word in candidate.words:
        for child in (word, *people.text.children[word]):
            printed = people.text.words[child]
            if printed.pos == "ADJ" and printed.text.lower().startswith(ANTI):
                for country in countries_of_adjective(printed.text[len(ANTI) :]):
                    state = people.state(country)
                    if state is not None:
                        who = Who(state, None, "adj", "own", child)
                        yield Role("recipient", who, f"«{printed.text}»")


FORCE = frozenset({"assault", "mobilize"})
PLACES = frozenset({"в+loc", "на+loc", "в+acc", "на+acc", "к+dat", "у+gen", "вблизи+gen", "около+gen"})


def by_place_of_force(people: People, candidate: Candidate) -> Iterator[Role]:
    """«агрессия России в Украине», «стягивает войска к украинской границе»: whose place it is."""
    home = countries([r for r in candidate.roles if r.role == "actor"])
    if candidate.kind not in FORCE or candidate.ids("recipient") or not home:
        return
    for slot in candidate.frame.slots:
        if slot.name not in PLACES:
            continue
        for word in (slot.word, *inside(people.text, slot.word)):
            for ref, entity in foreign_at(people, word, home):
                yield Role("recipient", Who(entity, ref, slot.name, "nested", word), "whose place it is")
                return
