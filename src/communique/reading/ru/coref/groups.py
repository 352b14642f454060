"""Groups: the same description again, the sides in focus, those greeted."""

from __future__ import annotations

from communique.reading.ru.coref.profile import bare_content, collective, generic, greets, same_words
from communique.reading.ru.coref.story import Found, Story


def repeated_description(story: Story, index: int) -> Found:
    """The same words again, or words with the country told another way."""
    p = story.profiles[index]
    if p.reference.form == "pronoun" or p.reference.type == "person" or generic(p):
        return None
    for other, draft in story.before(index):
        if other.reference.form == "pronoun" or draft.type != p.reference.type:
            continue
        if set(other.reference.countries) == set(p.reference.countries) and same_words(
            bare_content(p), bare_content(other)
        ):
            return draft, "same_description"
    return None


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
            if any(m.head.lemma == p.head.lemma for m in draft.members):
                return draft, "same_sides"
    return None


def greeted_group(story: Story, index: int) -> Found:
    """«Уважаемые коллеги!»: those who meet, where the report has named them before."""
    p = story.profiles[index]
    if p.reference.type != "group" or not p.plural or not greets(p):
        return None
    earlier = [(o, d) for o, d in story.before(index) if d.type == "group" and not collective(o)]
    greeted = [d for o, d in earlier if greets(o)]
    first = [d for o, d in earlier if o.reference.form != "pronoun"]
    for choice in (greeted, first[::-1]):
        if choice:
            return choice[0], "those_greeted"
    return None
