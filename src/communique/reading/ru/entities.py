"""Actors of one report: clusters of references with a name, countries, sectors and what they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.layers import Entity, Reference, Text
from communique.reading.ru.coref.links import linked_body
from communique.reading.ru.coref.profile import STATE_FIELDS, Profile
from communique.reading.ru.coref.sieves import resolve
from communique.reading.ru.coref.story import Draft, Story
from communique.reading.ru.countries import printed_home, settle_countries
from communique.reading.ru.morphology import in_dictionary
from communique.reading.ru.names import fullness, name_nominative
from communique.reading.ru.nominative import nominative

# What an actor of each type can be part of, the nearer first.
WHOLES = {
    "person": ("body", "state"),
    "group": ("body", "state"),
    "body": ("body", "state"),
    "enterprise": ("state",),
}


def find_entities(
    text: Text, references: tuple[Reference, ...], home: str | None = None
) -> tuple[Entity, ...]:
    """Put every reference to exactly one actor.

    Args:
        home: ISO 3166-1 alpha-3 code of the country of publication (`home_of` reads it off an address), where
            the caller knows it; else it is read off the domains printed in the report.
    Returns:
        Entities in order of their first reference, ids a1, a2, …
    """
    story = resolve(text, references, home or printed_home(text, references))
    drafts = sorted(story.drafts, key=lambda d: min(m.start for m in d.members))
    settle_countries(story)
    ids = {id(d): f"a{n}" for n, d in enumerate(drafts, 1)}
    return tuple(entity(story, d, ids) for d in drafts)


def entity(story: Story, draft: Draft, ids: dict[int, str]) -> Entity:
    members = sorted(draft.members, key=lambda m: (m.reference.first, -m.reference.last))
    whole = owner_of(story, draft)
    return Entity(
        id=ids[id(draft)],
        name=canonical_name(story, draft),
        type=draft.type,
        references=tuple(m.reference for m in members),
        countries=draft.countries,
        sectors=tuple(dict.fromkeys(s for m in members for s in m.reference.sectors)),
        part_of=ids[id(whole)] if whole is not None else None,
        why=dict(draft.why),
        inferred=dict(draft.inferred),
    )


def canonical_name(story: Story, draft: Draft) -> str:
    """The fullest printed form, in the nominative; a person's without his office."""
    named = [m for m in draft.members if m.name and m.name.full]
    if named:
        best = max(named, key=lambda m: (fullness(m.name) if m.name else (0, 0), is_nominative(m), -m.start))
        assert best.reference.name is not None
        return person_name(story.text, *best.reference.name)
    told = [m for m in draft.members if m.reference.form != "pronoun"] or draft.members
    best = max(told, key=lambda m: (m.reference.form == "name", len(m.words), is_nominative(m), -m.start))
    if best.reference.form == "pronoun":
        return best.reference.span.text
    return nominative(story.text, best.reference.first, best.reference.last)


def person_name(text: Text, first: int, last: int) -> str:
    """A person's name in the nominative: words of the dictionary by it, others by their endings."""
    printed = text.span(first, last).text
    case = name_case(text, first, last)
    if case == "Nom":
        return printed
    gender = text.words[first].feats.get("Gender", "Masc")
    for i, word in enumerate(text.words[first:last], first):
        if word.text[:1].isupper() and len(word.text) > 1:
            told = nominative(text, i, i + 1) if in_dictionary(word.text) else word.text
            if told == word.text:
                told = name_nominative(word.text, gender, word.feats.get("Case", case))
            printed = printed.replace(word.text, told, 1)
    return printed


def name_case(text: Text, first: int, last: int) -> str:
    """The case of a name: nominative for a subject, else the first one that is told and is not nominative."""
    words = text.words[first:last]
    if any(w.rel.startswith("nsubj") for w in words):
        return "Nom"
    told = [w.feats["Case"] for w in words if "Case" in w.feats and w.feats["Case"] != "Nom"]
    return told[0] if told else "Nom"


def is_nominative(p: Profile) -> bool:
    return p.head.feats.get("Case") == "Nom"


def owner_of(story: Story, draft: Draft) -> Draft | None:
    """The body, or else the state, named inside a reference of this one; of a minister also the ministry that
    is named elsewhere."""
    inside = list(named_inside(story, draft))
    if not any(d.type in ("body", "enterprise") for d in inside) and (tied := linked_body(story, draft)):
        return tied
    for kind in WHOLES.get(draft.type, ()):
        kinds = (kind, "enterprise") if kind == "body" else (kind,)
        if found := next((d for d in inside if d.type in kinds), None):
            return found
        if kind == "body" and draft.type == "person" and (found := ministry_of(story, draft)):
            return found
    return None


def named_inside(story: Story, draft: Draft) -> Iterator[Draft]:
    for member in draft.members:
        for i, inner in enumerate(story.profiles):
            held = (
                member.reference.first <= inner.reference.first
                and inner.reference.last <= member.reference.last
            )
            if held and inner is not member and story.owner[i] is not draft:
                yield story.owner[i]


def ministry_of(story: Story, draft: Draft) -> Draft | None:
    fields = draft.offices - STATE_FIELDS
    bodies = (d for d in story.drafts if d.type == "body" and d.countries == draft.countries)
    return next((d for d in bodies if d.bodies & fields), None)
