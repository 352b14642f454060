"""Which references of one report are one actor.

Sieves from sure to unsure (after Lee et al. 2013, "Deterministic coreference resolution based on
entity-centric, precision-ranked rules"): names first, over the whole report; then, in order of text,
descriptions and third-person pronouns; then the first and second persons, which need the speakers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.reading.layers import Reference, Text
from communique.reading.ru.coref.bodies import bare_body, join_bodies, join_keys
from communique.reading.ru.coref.groups import greeted_group, repeated_description, sides
from communique.reading.ru.coref.persons import (
    addressed_person,
    apposed_person,
    colleague,
    head_of_organisation,
    join_first_names,
    join_persons,
    office_holder,
    person_word,
)
from communique.reading.ru.coref.profile import profile
from communique.reading.ru.coref.pronouns import (
    his_office,
    is_speech_person,
    join_speech_persons,
    own_clause,
    pronoun,
    speaking,
    that_one,
)
from communique.reading.ru.coref.states import join_states, state_word
from communique.reading.ru.coref.story import Rule, Story
from communique.reading.ru.said.speech import Utterance
from communique.reading.ru.speech import find_speech

DESCRIPTIONS: tuple[Rule, ...] = (
    repeated_description,
    state_word,
    apposed_person,
    head_of_organisation,
    office_holder,
    colleague,
    addressed_person,
    person_word,
    bare_body,
    greeted_group,
    sides,
    his_office,
    speaking,
    pronoun,
    that_one,
    own_clause,
)


def join_descriptions(story: Story) -> None:
    for i, p in enumerate(story.profiles):
        if i in story.owner or is_speech_person(p):
            continue
        found = next((f for rule in DESCRIPTIONS if (f := rule(story, i)) is not None), None)
        story.give(i, *(found or (None, "first")))


SIEVES: tuple[Callable[[Story], None], ...] = (
    join_states,
    join_keys,
    join_bodies,
    join_persons,
    join_first_names,
    join_descriptions,
    join_speech_persons,
)


def resolve(
    text: Text, references: tuple[Reference, ...], home: str | None, said: Sequence[Utterance] = ()
) -> Story:
    """Run all sieves; afterwards every reference has exactly one draft."""
    ordered = sorted(references, key=lambda r: r.first)
    story = Story(
        text, tuple(profile(text, r, ordered) for r in references), find_speech(text, ordered, said), home
    )
    for sieve in SIEVES:
        sieve(story)
    return story
