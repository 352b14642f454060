"""Pronouns: the third person by agreement and nearness, the first and second by who speaks."""

from __future__ import annotations

from itertools import islice

from communique.reading.layers import Word
from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.coref.profile import Profile, greets
from communique.reading.ru.coref.story import (
    Draft,
    Found,
    Story,
    country_of,
    new_state,
    speaker_of,
    state_draft,
)
from communique.reading.ru.references_lexicon import words as sayings
from communique.reading.ru.said.verbs import load_table as speech_table

THIRD = frozenset({"он", "она", "они", "оно", "его", "ее", "их"})


def pronoun(story: Story, index: int) -> Found:
    """он, она, они, его, …: the best candidate of the sentences just before."""
    p = story.profiles[index]
    if p.reference.form != "pronoun" or p.head.lemma not in THIRD:
        return None
    best: tuple[float, Draft] | None = None
    own = subject_above(story, p)
    for other, draft in story.before(index):
        if p.sentence - other.sentence > 3:
            break
        if draft is own or (draft.type == "person" and in_a_place(story, p)):
            continue
        if (score := pronoun_score(story, p, other, draft)) is not None and (best is None or score > best[0]):
            best = score, draft
    return (best[1], "nearest_agreeing") if best else named_next(story, index)


def subject_above(story: Story, p: Profile) -> Draft | None:
    """Whom «его», «ему» in this clause cannot mean: its subject, which would be «себя», «свой».

    «Серов позвонил Юрту и поздравил его»: joined verbs share the subject.
    """
    words, verb = story.text.words, verb_above(story, p.head)
    while verb is not None:
        subjects = [i for i in story.text.children[verb.index] if words[i].rel.startswith("nsubj")]
        if subjects:
            found = (story.owner[i] for i in story.headed(subjects) if i in story.owner)
            return next(found, None)
        other = words[verb.head] if verb.rel == "conj" and verb.head >= 0 else None
        verb = other if other is not None and alike(verb, other) else None
    return None


def verb_above(story: Story, word: Word) -> Word | None:
    """The finite verb of the clause whose subject a word is no part of."""
    for _ in range(CLAUSE):
        if word.head < 0 or (word.rel.startswith(OTHER_CLAUSE) and word.feats.get("VerbForm") != "Conv"):
            return None
        word = story.text.words[word.head]
        if word.pos == "VERB" and word.feats.get("VerbForm") != "Conv":
            return word if word.feats.get("VerbForm") == "Fin" else None
    return None


def alike(verb: Word, other: Word) -> bool:
    """Whether two verbs can have one subject."""
    return all(verb.feats.get(feat) == other.feats.get(feat) for feat in ("Number", "Gender", "Person"))


OTHER_CLAUSE = ("nsubj", "csubj", "ccomp", "advcl", "acl", "parataxis", "conj")

CLAUSE = 5
"""Steps up the tree from a pronoun to the verb of its clause."""


def in_a_place(story: Story, p: Profile) -> bool:
    """«в нём», «в ней», «в них»: where something is, which is no person."""
    before = story.text.words[p.reference.first - 1].lemma if p.reference.first else ""
    return before in ("в", "во") and p.head.text.lower().replace("ё", "е") in ("нем", "ней", "них")


def speaking(story: Story, index: int) -> Found:
    """«…», — сказал он; «По её словам»: the person last told of outside of what is quoted, however long that
    is; of several in one sentence the subject."""
    p = story.profiles[index]
    if p.reference.form != "pronoun" or p.plural or story.speech.inside(p.start) or not _speaks(story, p):
        return None
    sentence: int | None = None
    best: Draft | None = None
    for other, draft in story.before_of("person", index):
        if story.speech.inside(other.start) or draft.gender not in (None, p.gender):
            continue
        if sentence is not None and other.sentence != sentence:
            break
        if best is None or other.subject:
            sentence, best = other.sentence, draft
    return (best, "speaks") if best else None


def _speaks(story: Story, p: Profile) -> bool:
    """Whether a verb of speech stands beside the pronoun or above it, or «по … словам» around it."""
    words, at = story.text.words, p.head.index
    if p.head.lemma in ("он", "она") and p.head.text.lower() in ("он", "она"):
        near = [words[i] for i in (at - 1, at + 1, p.head.head) if 0 <= i < len(words)]
        return any(w.pos in ("VERB", "ADJ") and w.lemma in speech_table().verbs for w in near)
    return (
        0 < at < len(words) - 1 and words[at - 1].lemma == "по" and words[at + 1].lemma in sayings("sayings")
    )


def named_next(story: Story, index: int) -> Found:
    """A report may begin with «он»: the person named first thereafter, in this or the next two sentences."""
    p = story.profiles[index]
    for other, draft in story.after(index):
        if other.sentence - p.sentence > 2:
            return None
        agrees = draft.type == "person" and draft.gender in (None, p.gender)
        if agrees and other.name and not p.plural:
            return draft, "named_next"
    return None


def that_one(story: Story, index: int) -> Found:
    """«Он пригласил Серова, и тот согласился»: the person last named who is not the subject."""
    p = story.profiles[index]
    if p.reference.form != "pronoun" or p.head.lemma != "тот":
        return None
    for other, draft in story.before(index):
        if p.sentence - other.sentence > 1:
            return None
        if draft.type == "person" and not other.subject and draft.gender in (None, p.gender):
            return draft, "that_one"
    return None


def his_office(story: Story, index: int) -> Found:
    """«его председатель», «их глава»: the body or state last spoken of, not a person."""
    p = story.profiles[index]
    if p.reference.form != "pronoun" or p.head.lemma not in ("его", "ее", "их", "он", "она", "они"):
        return None
    led = story.profiles[index + 1] if index + 1 < len(story.profiles) else None
    if (
        led is None
        or led.reference.first > p.reference.last
        or led.reference.type != "person"
        or led.words[0].lemma not in word_class("head_of_body")
    ):
        return None
    for other, draft in story.before(index):
        if p.sentence - other.sentence > 1:
            return None
        if draft.type in ("body", "enterprise") and other.gender in (None, p.gender):
            return draft, "office_of_a_body"
    return None


def pronoun_score(story: Story, p: Profile, other: Profile, draft: Draft) -> float | None:
    """Higher is likelier; None where gender or number forbid it."""
    one_group = draft.type == "group" and not other.plural and other.reference.form != "pronoun"
    if p.plural != (other.plural or (draft.type == "group" and not (one_group and not p.plural))):
        return None
    if p.plural:
        base = 2.0 if draft.type in ("group", "body") else 0.0
    elif draft.type == "person":
        if draft.gender and p.gender and draft.gender != p.gender:
            return None
        base = 3.0
    else:
        if other.gender != p.gender:
            return None
        base = -1.0
    nearness = -1.5 * (p.sentence - other.sentence) - (p.start - other.start) / 400
    return base + nearness + (1.5 if other.subject else 0.0) + min(len(draft.members), 4) * 0.2


def own_clause(story: Story, index: int) -> Found:
    """свой, себя: the subject of the same sentence."""
    p = story.profiles[index]
    if p.head.lemma not in word_class("own"):
        return None
    for other, draft in story.before(index):
        if other.sentence != p.sentence:
            break
        if other.subject:
            return draft, "subject_of_clause"
    return None


def is_speech_person(p: Profile) -> bool:
    return p.reference.form == "pronoun" and p.head.lemma in word_class("i") | word_class("we") | word_class(
        "you"
    )


def addressee_of(story: Story, index: int, speaker: Draft | None) -> Draft | None:
    """A capital «Вы» is one person, a small one the group greeted; each as near as may be.

    Called by name in the turn, else the other one who speaks, else the person told of most.
    """
    p = story.profiles[index]
    polite = p.head.text[:1].isupper() and p.head.index != story.text.sentences[p.sentence].first
    groups = (d for o, d in story.before_of("group", index) if greets(o))
    if not polite and (group := next(groups, None)) is not None:
        return group
    people = [d for d in story.typed("person") if d is not speaker]
    called = (d for o, d in story.before_of("person", index) if d is not speaker and is_called(story, o))
    for choice in (
        named_just_now(story, index, speaker),
        islice(called, 1),
        who_spoke(story, people),
        groups,
        people,
    ):
        if (best := max(choice, key=lambda d: len(d.members), default=None)) is not None:
            return best
    return None


def who_spoke(story: Story, people: list[Draft]) -> list[Draft]:
    owners = (story.owner.get(story.index_of[id(r)]) for r in story.speech.speakers)
    speaking = {id(draft) for draft in owners if draft is not None}
    return [d for d in people if id(d) in speaking]


def named_just_now(story: Story, index: int, speaker: Draft | None) -> list[Draft]:
    """Who is given the floor: «Первый – Антон Серов. Прошу Вас.»"""
    p = story.profiles[index]
    if not p.head.text[:1].isupper():
        return []
    for o, d in story.before_of("person", index):
        if p.sentence - o.sentence > 1:
            break
        if d is not speaker and o.name and story.speech.inside(o.start):
            return [d]
    return []


def is_called(story: Story, p: Profile) -> bool:
    """A name or title set off by commas inside speech: «Спасибо, Антон Петрович.»"""
    words, last = story.text.words, p.reference.last
    after = words[last].text if last < len(words) else "."
    before = words[p.reference.first - 1].text if p.reference.first else "."
    return story.speech.inside(p.start) and after in ",!." and before in ".,:!?"


def join_speech_persons(story: Story) -> None:
    for i, p in enumerate(story.profiles):
        if i not in story.owner and is_speech_person(p):
            speaker = speaker_of(story, i)
            if p.head.lemma in word_class("i"):
                story.give(i, speaker, "speaker")
            elif p.head.lemma in word_class("you"):
                story.give(i, addressee_of(story, i, speaker), "addressee")
            else:
                story.give(i, our_side(story, i, speaker), "speakers_side")


def our_side(story: Story, index: int, speaker: Draft | None) -> Draft | None:
    """«мы»: the state a person speaks for, or the speaking state or body itself."""
    if speaker is not None and speaker.type != "person":
        return speaker
    unknown = speaker is None and story.speech.inside(story.profiles[index].start)
    country = None if unknown else country_of(story, speaker) if speaker else story.home
    if country is not None and country != "IGO":
        return state_draft(story, country) or new_state(story, country)
    same = (d for o, d in story.before(index) if o.head.lemma in word_class("we") and d.type == "group")
    return next(same, None)
