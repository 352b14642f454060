"""Actors of one report: clusters of references with a name, countries, sectors and what they belong to."""

from __future__ import annotations

import re
from collections import Counter

from communique.reading.layers import Entity, Reference, Text
from communique.reading.ru.coreference import Draft, Profile, Story, nested_countries, resolve
from communique.reading.ru.names import fullness

# Country-code domains of the states whose press the reader knows; other domains tell nothing.
DOMAINS = {
    "ru": "RUS",
    "su": "RUS",
    "kz": "KAZ",
    "by": "BLR",
    "md": "MDA",
    "ua": "UKR",
    "uz": "UZB",
    "kg": "KGZ",
    "tj": "TJK",
    "az": "AZE",
    "am": "ARM",
    "ge": "GEO",
    "tm": "TKM",
    "cn": "CHN",
    "tr": "TUR",
    "rs": "SRB",
}
_DOMAIN = re.compile(r"\b[a-z0-9-]{2,}\.(" + "|".join(DOMAINS) + r")\b", re.IGNORECASE)


def find_entities(
    text: Text, references: tuple[Reference, ...], home: str | None = None
) -> tuple[Entity, ...]:
    """Put every reference to exactly one actor.

    Args:
        home: ISO 3166-1 alpha-3 code of the country of publication, where the caller knows it; else it is read
            off the domains printed in the report.
    Returns:
        Entities in order of their first reference, ids a1, a2, …
    """
    story = resolve(text, references, home or printed_home(text))
    drafts = sorted(story.drafts, key=lambda d: min(m.start for m in d.members))
    for draft in drafts:
        settle_country(story, draft)
    ids = {id(d): f"a{n}" for n, d in enumerate(drafts, 1)}
    return tuple(entity(story, d, ids) for d in drafts)


def printed_home(text: Text) -> str | None:
    """The country of the web domain printed most in the report."""
    found = Counter(DOMAINS[m.group(1).lower()] for m in _DOMAIN.finditer(text.text))
    return found.most_common(1)[0][0] if found else None


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


# --- names ----------------------------------------------------------------------------------------------


def canonical_name(story: Story, draft: Draft) -> str:
    """The fullest printed form, in the nominative; a person's without his office."""
    named = [m for m in draft.members if m.name and m.name.full]
    if named:
        best = max(named, key=lambda m: (fullness(m.name) if m.name else (0, 0, 0), is_nominative(m)))
        assert best.reference.name is not None
        return story.text.span(*best.reference.name).text
    told = [m for m in draft.members if m.reference.form != "pronoun"] or draft.members
    best = max(told, key=lambda m: (m.reference.form == "name", len(m.words), is_nominative(m), -m.start))
    return best.reference.span.text


def is_nominative(p: Profile) -> bool:
    return p.head.feats.get("Case") == "Nom"


# --- countries ------------------------------------------------------------------------------------------


def settle_country(story: Story, draft: Draft) -> None:
    """Give the draft a country where its words, its parts, or the story around it tell one."""
    if draft.countries:
        if draft.type == "person":
            draft.countries = draft.countries[:1]
        return
    for rule in (from_parts, from_office, from_story):
        if countries := rule(story, draft):
            draft.countries = countries
            draft.inferred["country"] = rule.__doc__ or rule.__name__
            return


def from_parts(story: Story, draft: Draft) -> tuple[str, ...]:
    """the country of the state or body named inside"""
    for member in draft.members:
        if found := tuple(dict.fromkeys(nested_countries(story, member))):
            return found[:1] if draft.type != "group" else found
    return ()


def from_office(story: Story, draft: Draft) -> tuple[str, ...]:
    """the country of publication, for an office or body named without one"""
    if story.home and (draft.offices or draft.bodies):
        return (story.home,)
    return ()


def from_story(story: Story, draft: Draft) -> tuple[str, ...]:
    """the state last spoken of"""
    if draft.type not in ("person", "body", "group"):
        return ()
    at = story.profiles.index(min(draft.members, key=lambda m: m.start))
    for _, other in story.before(at):
        if other.type == "state" and other.countries:
            return other.countries
    return (story.home,) if story.home else ()


def owner_of(story: Story, draft: Draft) -> Draft | None:
    """The body, or else the state, named inside a reference of this one."""
    wanted = {
        "person": ("body", "state"),
        "group": ("body", "state"),
        "body": ("body", "state"),
        "enterprise": ("state",),
    }
    for kind in wanted.get(draft.type, ()):
        for member in draft.members:
            for i, inner in enumerate(story.profiles):
                other = story.owner[i]
                inside = (
                    member.reference.first <= inner.reference.first
                    and inner.reference.last <= member.reference.last
                )
                if inside and inner is not member and other is not draft and other.type == kind:
                    return other
    return None
