"""Members of a group that a list names: «три страны (Чили, Перу и Куба)», «в формате Чили – Перу – Куба»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.reading.layers import Entity, Reference
from communique.reading.ru.events.candidates import Candidate, Role
from communique.reading.ru.events.frames import People, Who
from communique.reading.ru.events.merge import Happening, add_roles

FAR = 6  # words between a group and the bracket or colon that opens its list
OPENING = frozenset({"(", ":"})
DASHES = frozenset({"—", "–", "-"})
SEPARATORS = frozenset({",", "и", "а", "также", ";"})
QUOTES = frozenset({"«", "»", '"', "„", "“", "”"})
INCLUDING = frozenset({"включая", "например"})
FORMATS = frozenset({"формат", "треугольник"})


def listed_from(people: People, at: int, separators: frozenset[str]) -> list[tuple[Reference, Entity]]:
    """States and bodies of one state that follow one another from a word on, with only separators between."""
    words, found = people.text.words, list[tuple[Reference, Entity]]()
    while at < len(words):
        if words[at].text in separators:
            at += 1
            continue
        pair = next((p for p in people.cover.get(at, ()) if p[0].first == at and is_member(p[1])), None)
        if pair is None:
            break
        found.append(pair)
        at = pair[0].last
    return found


def is_member(entity: Entity) -> bool:
    return entity.type in ("state", "body") and len(entity.countries) == 1


def named_after(people: People, reference: Reference) -> list[tuple[Reference, Entity]]:
    """The list that a bracket, a colon or a dash opens right after a group."""
    text = people.text
    stop = min(text.sentences[text.words[reference.head].sentence].last, reference.last + FAR)
    for at in range(reference.last, stop):
        word = text.words[at]
        if (
            opens_examples(people, at)
            or word.text in OPENING
            or (word.text in DASHES and at <= reference.last + 1)
        ):
            found = listed_from(people, at + 1, SEPARATORS)
            return found if len(found) > 1 else []
        if word.pos == "VERB":
            return []
    return []


def opens_examples(people: People, at: int) -> bool:
    """«включая», «в том числе», «такие как»: members follow, though not all of them."""
    words = people.text.words
    before = words[at - 1].lemma if at else ""
    return (
        words[at].lemma in INCLUDING
        or (words[at].text.lower() == "числе" and words[at - 1].text.lower() in ("том", "их"))
        or (words[at].text.lower() == "как" and before == "такой")
    )


def is_open(entity: Entity) -> bool:
    """Its own words leave open which states are meant: «пять стран», «лидеры стран ЕС», «Группа пяти»."""
    if entity.type == "group":
        return entity.countries in ((), ("IGO",))
    return entity.type == "body" and "country" in entity.inferred


def in_format(people: People, candidate: Candidate) -> Iterator[tuple[Reference, Entity]]:
    """«на встрече в формате Чили – Перу – Куба»"""
    text = people.text
    for word in candidate.frame.near_words:
        if text.words[word].lemma in FORMATS:
            found = listed_from(people, word + 1, SEPARATORS | DASHES | QUOTES)
            yield from found if len(found) > 1 else ()


def with_listed(people: People, happening: Happening) -> Happening:
    """Groups and bodies of unknown states replaced by the states that a list after them names."""
    roles: list[Role] = []
    for role in happening.roles:
        entity, reference = role.who.entity, role.who.reference
        found = named_after(people, reference) if is_open(entity) and reference is not None else []
        roles += [
            Role(role.role, Who(e, ref, role.who.slot, "listed"), "named in its list") for ref, e in found
        ]
        if not found:
            roles.append(role)
    if happening.kind == "meeting":
        for candidate in happening.candidates:
            listed = in_format(people, candidate)
            roles += [
                Role("participant", Who(e, r, "format", "listed"), "named in its format") for r, e in listed
            ]
    return replace(happening, roles=add_roles((), roles))
