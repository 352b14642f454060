"""Actors of one report: clusters of references with a name, countries, sectors and what they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.reading.layers import Entity, Reference, Text
from communique.reading.ru.coref.links import linked_body
from communique.reading.ru.coref.profile import STATE_FIELDS, Profile, rebel
from communique.reading.ru.coref.sieves import resolve
from communique.reading.ru.coref.story import Draft, Story
from communique.reading.ru.countries import printed_home, settle_countries
from communique.reading.ru.naming import canonical_name
from communique.reading.ru.said.speech import Utterance

# What an actor of each type can be part of, the nearer first.
WHOLES = {
    "person": ("body", "state"),
    "group": ("body", "state"),
    "body": ("body", "state"),
    "enterprise": ("state",),
}


def find_entities(
    text: Text,
    references: tuple[Reference, ...],
    home: str | None = None,
    said: Sequence[Utterance] = (),
) -> tuple[Entity, ...]:
    """Put every reference to one actor at most: pronouns that mean nobody, and what lies inside a mention of
    the same actor, are left out.

    Args:
        home: ISO 3166-1 alpha-3 code of the country of publication (`home_of` reads it off an address), where
            the caller knows it; else it is read off the domains printed in the report.
        said: what is said in the text, by which «я» and «мы» are told.
    Returns:
        Entities in order of their first reference, ids a1, a2, …
    """
    story = resolve(text, references, home or printed_home(text, references), said)
    told = (d for d in story.drafts if not means_nobody(d))
    drafts = sorted(told, key=lambda d: min(m.start for m in d.members))
    settle_countries(story)
    ids = {id(d): f"a{n}" for n, d in enumerate(drafts, 1)}
    wholes = wholes_of(story, drafts)
    return tuple(entity(story, d, wholes.get(d), ids) for d in drafts)


def means_nobody(draft: Draft) -> bool:
    """«он», «его», «вы» that mean nobody told of elsewhere: a thing, or anybody."""
    return all(
        m.reference.form == "pronoun" and m.head.lemma in NOBODY and not m.plural for m in draft.members
    ) or all(m.reference.rule == "second_person" for m in draft.members)


NOBODY = frozenset({"он", "она", "оно", "его", "ее", "тот"})


def wholes_of(story: Story, drafts: list[Draft]) -> dict[Draft, Draft]:
    """What each is part of; a later one that would close a circle is part of nothing («миссия Временных сил»,
    told elsewhere by the name of the whole)."""
    wholes: dict[Draft, Draft] = {}
    for draft in drafts:
        whole = above = owner_of(story, draft)
        while above is not None and above is not draft:
            above = wholes.get(above)
        if whole is not None and above is None:
            wholes[draft] = whole
    return wholes


def entity(story: Story, draft: Draft, whole: Draft | None, ids: dict[int, str]) -> Entity:
    members = outermost(sorted(draft.members, key=lambda m: (m.reference.first, -m.reference.last)))
    return Entity(
        id=ids[id(draft)],
        name=canonical_name(story, draft),
        type=draft.type,
        references=tuple(m.reference for m in members),
        countries=draft.countries,
        sectors=sectors_of(story, draft, members),
        part_of=ids[id(whole)] if whole is not None else None,
        why=dict(draft.why),
        inferred=dict(draft.inferred),
    )


def outermost(members: list[Profile]) -> list[Profile]:
    """An actor has no mention inside another mention of its own: «[лицей] №2» is one."""
    kept: list[Profile] = []
    for member in members:
        if not kept or kept[-1].reference.last < member.reference.last:
            kept.append(member)
    return kept


# What the table of office-holders tells of those who are in office.
SECTORS = {
    "head_of_state": ("GOV",),
    "head_of_government": ("GOV",),
    "foreign": ("GOV",),
    "defence": ("GOV", "MIL"),
    "parliament": ("LEG",),
    "organisation": ("IGO",),
}


def sectors_of(story: Story, draft: Draft, members: list[Profile]) -> tuple[str, ...]:
    """Sectors that the words tell; of a state none but its own, of one in office also what the table knows,
    and of those who act for an unrecognised state its own."""
    told = [s for m in members for s in m.reference.sectors]
    if draft.type == "state":
        told = told if told and "GOV" not in told else ["GOV"]
    if rebels := [s for s in told if s == "REB"] or of_rebels(story, draft):
        told = [*rebels, *(s for s in told if s != "GOV")]
    told += [s for h in draft.terms if not h.until for s in SECTORS.get(h.portfolio, ())]
    return tuple(dict.fromkeys(told))


def of_rebels(story: Story, draft: Draft) -> list[str]:
    """«министр ПМР», «милиция ЛНР»: a person or body of an unrecognised state and of no other."""
    if draft.type not in ("person", "body"):
        return []
    states = [d for d in named_inside(story, draft) if d.type == "state"]
    return ["REB"] if states and all(any(rebel(m.reference) for m in d.members) for d in states) else []


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
        for i in story.inside(member):
            if story.owner[i] is not draft:
                yield story.owner[i]


def ministry_of(story: Story, draft: Draft) -> Draft | None:
    fields = draft.offices - STATE_FIELDS
    bodies = (d for d in story.typed("body") if d.countries == draft.countries)
    return next((d for d in bodies if d.bodies & fields), None) if fields else None
