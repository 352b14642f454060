"""States: by code, by «страна» and «республика», by «наша страна»."""

from __future__ import annotations

from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.coref.profile import Profile, rebel
from communique.reading.ru.coref.story import (
    Draft,
    Found,
    Story,
    country_of,
    new_state,
    speaker_of,
    state_draft,
)


def join_states(story: Story) -> None:
    """States by country code: «Россия», «РФ», «Москва» as acting side, «российская сторона»."""
    found: dict[str, Draft] = {}
    for i, p in enumerate(story.profiles):
        if p.reference.type == "state" and len(p.reference.countries) == 1 and p.reference.form != "pronoun":
            key = str(p.reference.key or p.lemmas) if rebel(p.reference) else p.reference.countries[0]
            found[key] = story.give(i, found.get(key), "same_country")


def state_word(story: Story, index: int) -> Found:
    """«страна», «республика»: the state last spoken of; «наша страна», «отечество»: the speaker's own."""
    p = story.profiles[index]
    if p.reference.type != "state" or p.plural:
        return None
    if p.head.lemma in word_class("homeland") or ours(story, p):
        return own_state(story, index)
    if word_class("unrecognised") & set(p.lemmas):
        rebels = (d for d in story.nearest(index, "state") if any(rebel(m.reference) for m in d.members))
        return next(((draft, "unrecognised_state") for draft in rebels), None)
    if p.words[0].text.lower() in word_class("its") and (found := his_state(story, index)) is not None:
        return found
    apart = "соседний" in p.lemmas  # «нападение на соседнюю страну»: none that the sentence has named
    for other, draft in story.before_of("state", index):
        if not (apart and other.sentence == p.sentence):
            return draft, "state_in_focus"
    for _, draft in story.after_of("state", index):
        return draft, "state_that_follows"
    return None


def his_state(story: Story, index: int) -> Found:
    """«его страна»: the state of the person last spoken of."""
    for _, person in story.before_of("person", index):
        country = country_of(story, person)
        if country is None or country == "IGO":
            return None
        return state_draft(story, country) or new_state(story, country), "state_of_the_person"
    return None


def ours(story: Story, p: Profile) -> bool:
    """«наша страна», also where the reference leaves the pronoun out."""
    below = (story.text.words[i].lemma for i in story.text.children[p.head.index])
    return "наш" in p.lemmas or "наш" in below


def own_state(story: Story, index: int) -> Found:
    speaker = speaker_of(story, index)
    country = (country_of(story, speaker) if speaker else None) or story.home
    if country is not None:
        return state_draft(story, country) or new_state(story, country), "speakers_state"
    return next(((d, "state_in_focus") for _, d in story.before_of("state", index)), None)
