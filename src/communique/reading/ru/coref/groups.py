"""Groups: the same description again, the sides in focus, those greeted."""

from __future__ import annotations

from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.coref.profile import bare_content, collective, generic, greets, same_words
from communique.reading.ru.coref.story import Draft, Found, Story, described


def repeated_description(story: Story, index: int) -> Found:
    """The same words again, or words with the country told another way."""
    p = story.profiles[index]
    if p.reference.form == "pronoun" or p.reference.type == "person" or generic(p):
        return None
    bare, told = bare_content(p), described(story, p)
    for other, draft in story.alike_before(index):
        if same_words(bare, bare_content(other)):
            return draft, "same_description"
        if p.reference.countries and same_words(told, described(story, other)):
            return draft, "same_description"
    return None


def sides(story: Story, index: int) -> Found:
    """«стороны», «обе страны», «лидеры двух стран»: the group of the two sides in focus."""
    p = story.profiles[index]
    if p.reference.type != "group" or not collective(p):
        return None
    mine = set(p.reference.countries)
    tried: set[Draft] = set()
    for _, draft in story.before_of("group", index):
        if draft in tried or (mine and set(draft.countries) != mine):
            continue
        tried.add(draft)
        heads = any(one_word(lemma, p.head.lemma) for lemma in draft.heads)
        if heads and any(collective(m) for m in draft.members):
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
    first = None
    for other, draft in story.before_of("group", index):
        if collective(other):
            continue
        if greets(other):
            return draft, "those_greeted"
        if other.reference.form != "pronoun":
            first = draft
    return None if first is None else (first, "those_greeted")
