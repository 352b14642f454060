"""Groups: the same description again, the sides in focus, those greeted."""

from __future__ import annotations

from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.coref.profile import Profile, bare_content, collective, generic, greets, same_words
from communique.reading.ru.coref.story import Found, Story
from communique.reading.ru.portfolios import without_states


def repeated_description(story: Story, index: int) -> Found:
    """The same words again, or words with the country told another way."""
    p = story.profiles[index]
    if p.reference.form == "pronoun" or p.reference.type == "person" or generic(p):
        return None
    for other, draft in story.before(index):
        if other.reference.form == "pronoun" or draft.type != p.reference.type:
            continue
        if set(other.reference.countries) == set(p.reference.countries):
            if same_words(bare_content(p), bare_content(other)):
                return draft, "same_description"
            if p.reference.countries and same_words(described(story, p), described(story, other)):
                return draft, "same_description"
    return None


def described(story: Story, p: Profile) -> tuple[str, ...]:
    """The words without those that tell the state: «шведские рыбаки», «рыбаки Швеции»."""
    inside = [
        q.reference
        for q in story.profiles
        if q is not p
        and q.reference.type == "state"
        and p.reference.first <= q.reference.first
        and q.reference.last <= p.reference.last
    ]
    kept = [w for w in p.words if not any(r.first <= w.index < r.last for r in inside)]
    return tuple(
        w.lemma for w in without_states(kept) if w.pos not in ("PUNCT", "ADP", "NUM", "DET", "PRON", "CCONJ")
    )


def sides(story: Story, index: int) -> Found:
    """«стороны», «обе страны», «лидеры двух стран»: the group of the two sides in focus."""
    p = story.profiles[index]
    if p.reference.type != "group" or not collective(p):
        return None
    mine = set(p.reference.countries)
    for _, draft in story.before(index):
        if draft.type == "group" and any(collective(m) for m in draft.members):
            if mine and set(draft.countries) != mine:
                continue
            if any(one_word(m.head.lemma, p.head.lemma) for m in draft.members):
                return draft, "same_sides"
    return None


def one_word(noun: str, other: str) -> bool:
    """«стороны» and «собеседники» are one; «страны» and «лидеры» are others."""
    return noun == other or {noun, other} <= word_class("talking")


def greeted_group(story: Story, index: int) -> Found:
    """«Уважаемые коллеги!»: those who meet, where the report has named them before."""
    p = story.profiles[index]
    if p.reference.type != "group" or not p.plural or not greets(p) or p.reference.countries:
        return None
    earlier = [(o, d) for o, d in story.before(index) if d.type == "group" and not collective(o)]
    greeted = [d for o, d in earlier if greets(o)]
    first = [d for o, d in earlier if o.reference.form != "pronoun"]
    for choice in (greeted, first[::-1]):
        if choice:
            return choice[0], "those_greeted"
    return None
