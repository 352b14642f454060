"""Candidates: each trigger that a rule finds, with its frame, its stage and who fills its roles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.reading.layers import Entity, Text
from communique.reading.ru.events.frames import (
    QUANTITIES,
    Frame,
    People,
    Who,
    case_of,
    coordinated,
    fillers,
    frame_of,
    is_verb,
    preposition,
)
from communique.reading.ru.events.rules import Rules, Trigger, load_rules
from communique.reading.ru.events.stages import load_stage_words, negated, stage_of
from communique.reading.ru.events.victims import is_victim

OBJECT_SLOTS = frozenset({"object", "gen", "acc", "nom", "subject"})
PUBLIC_TYPES = frozenset({"state", "body"})


@dataclass(frozen=True, slots=True)
class Role:
    """An entity in a role; `why` is None where its own words put it there, else the reason."""

    role: str
    who: Who
    why: str | None = None


# Who only proposes or mediates, and where it is, are no sides of the happening.
BESIDE = frozenset({"proposer", "mediator", "place", "topic"})


def ids_in(roles: Sequence[Role], wanted: Collection[str] = ()) -> frozenset[str]:
    """Ids of the actors in the wanted roles, or in all that make a side of the happening."""
    return frozenset(r.who.entity.id for r in roles if (r.role in wanted if wanted else r.role not in BESIDE))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A happening as one sentence tells it."""

    rule: Trigger
    frame: Frame
    stage: str
    stage_why: str
    mode: str | None
    roles: tuple[Role, ...]
    words: tuple[int, ...]
    sentence: int
    is_next: bool = False  # «следующая встреча»: one after those that are over
    doubt: str | None = None  # a condition that speaks against it; the model weighs it

    @property
    def kind(self) -> str:
        return self.rule.kind

    def ids(self, *roles: str) -> frozenset[str]:
        return ids_in(self.roles, roles)


def pos_of(text: Text, word: int) -> str:
    """verb, noun or adjective, as the rules name heads."""
    w = text.words[word]
    if w.rel == "aux":  # «будут готовить»: the form of another verb
        return ""
    if is_verb(text, word) and w.pos != "NOUN":
        return "verb"
    return {"NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adjective"}.get(w.pos, "")


def head_matches(rule: Trigger, lemma: str, pos: str) -> bool:
    heads = {"verb": rule.verbs, "noun": rule.nouns, "adjective": rule.adjectives | rule.verbs}
    return lemma in heads.get(pos, frozenset())


def counted(text: Text, word: int) -> Iterator[int]:
    """The word, and what it counts: «партию ракет», «ряд соглашений»."""
    yield word
    if text.words[word].lemma in QUANTITIES:
        yield from (
            c for c in text.children[word] if text.words[c].rel == "nmod" and case_of(text, c) == "gen"
        )


def objects(text: Text, frame: Frame, lemma_set: frozenset[str]) -> list[int]:
    """Words of the list that are the trigger's object: its object, its genitive, or what it describes."""
    out = [
        w
        for slot in frame.slots
        if slot.name in OBJECT_SLOTS
        for listed in coordinated(text, slot.word)
        for w in counted(text, listed)
        if text.words[w].lemma in lemma_set
    ]
    head = text.words[frame.word].head
    if head >= 0 and text.words[frame.word].rel in ("amod", "acl") and text.words[head].lemma in lemma_set:
        out.append(head)
    return out


def beside(text: Text, frame: Frame, lemma_set: frozenset[str]) -> list[int]:
    return [i for i in frame.near_words if i != frame.word and text.words[i].lemma in lemma_set]


# Words of `without` that say nothing of a trigger where they only tell whose words these are, or how long.
BY_WORDS = frozenset({"слово"})
HOW_LONG = frozenset({"время"})


def is_hindered(text: Text, rule: Trigger, frame: Frame) -> bool:
    """A word of the rule's `without` is near: «просил слова», but not «по его словам, просит»."""
    if not rule.without & (frame.near | {text.words[slot.word].lemma for slot in frame.slots}):
        return False
    around = {*frame.near_words, *(slot.word for slot in frame.slots)}
    return any(text.words[at].lemma in rule.without and not is_said_aside(text, at) for at in around)


def is_said_aside(text: Text, word: int) -> bool:
    """«по словам посла», «долгое время»."""
    lemma = text.words[word].lemma
    if lemma in BY_WORDS:
        return preposition(text, word) in ("по", "с", "со")
    return lemma in HOW_LONG and text.words[word].rel == "obl"


def words_match(text: Text, rule: Trigger, frame: Frame) -> tuple[int, ...] | None:
    """The words that fulfil a rule's `object`, `with` and `governor`, or None where one is missing."""
    used = [frame.word]
    if is_hindered(text, rule, frame):
        return None
    if rule.governor:
        ups = [
            i
            for i in (frame.support, frame.governor, text.words[frame.word].head)
            if i is not None and i >= 0 and text.words[i].lemma in rule.governor
        ]
        downs = [c for c in text.children[frame.word] if text.words[c].lemma in rule.governor]
        if not ups + downs:
            return None
        used += (ups + downs)[:1]
    for needed, find in ((rule.object, objects), (rule.beside, beside)):
        if needed:
            found = find(text, frame, needed)
            if not found:
                return None
            used += found[:1]
    return tuple(used)


def roles_of(rule: Trigger, who: tuple[Who, ...]) -> Iterator[Role]:
    """Slots as roles; a genitive beside a subject is the other side («увеличит помощь Малави»)."""
    subject_roles = {r for w in who if w.slot == "subject" for r in rule.roles.get("subject", "").split()}
    for one in who:
        for role in rule.roles.get(one.slot, "").split():
            doubled = one.slot == "gen" and role in subject_roles and role in OTHER_SIDE
            if fits(role, one.entity):
                yield Role(OTHER_SIDE[role] if doubled else role, one)


def without_sources(text: Text, roles: Sequence[Role]) -> tuple[Role, ...]:
    """«Разведка Чили: Перу поставила ракеты»: who stands before the colon of a title only tells it."""
    tellers = {r.who.entity.id for r in roles if is_source(text, r)}
    others = {r.who.entity.id for r in roles if r.who.slot == "subject"} - tellers
    if not tellers or not others:
        return tuple(roles)
    return tuple(r for r in roles if r.who.slot != "subject" or r.who.entity.id not in tellers)


def is_source(text: Text, role: Role) -> bool:
    reference = role.who.reference
    if role.who.slot != "subject" or reference is None or reference.last >= len(text.words):
        return False
    begins = reference.first == text.sentences[text.words[reference.first].sentence].first
    return begins and text.words[reference.last].text == ":"


ROLE_TYPES = {
    "person": frozenset({"person", "group"}),
    "body": frozenset({"body", "state", "enterprise", "place"}),
}


def fits(role: str, entity: Entity) -> bool:
    """Only persons gain and lose offices, and only at bodies."""
    return role not in ROLE_TYPES or entity.type in ROLE_TYPES[role]


OTHER_SIDE = {"giver": "recipient", "actor": "recipient"}


def countries(roles: Sequence[Role]) -> frozenset[str]:
    return frozenset(c for r in roles if r.role not in BESIDE for c in r.who.entity.countries)


def is_public(entity: Entity) -> bool:
    """A state, a body, or somebody of a known state who is more than a citizen or a newspaper."""
    private = bool(entity.sectors) and set(entity.sectors) <= {"CVL", "MED"}
    return entity.type in PUBLIC_TYPES or (bool(entity.countries) and not private)


def sides(roles: tuple[Role, ...]) -> int:
    named = [r for r in roles if r.role not in BESIDE]
    return max(len(ids_in(named)), max((len(r.who.entity.countries) for r in named), default=0))


NEEDS: dict[str, Callable[[tuple[Role, ...]], bool]] = {
    "actor": lambda roles: bool(roles),
    "two_actors": lambda roles: sides(roles) >= 2,
    "subject": lambda roles: any(r.who.slot == "subject" for r in roles),
    "recipient": lambda roles: any(r.who.slot != "subject" for r in roles),
    "object": lambda roles: any(r.who.slot in ("object", "gen") for r in roles),
    "public": lambda roles: any(is_public(r.who.entity) for r in roles),
    "enterprise": lambda roles: any(r.who.entity.type == "enterprise" for r in roles),
    "foreign": lambda roles: len(countries(roles)) >= 2,
}


# `sides` is asked only after the sides in focus have been filled in.
LATE = frozenset({"sides"})


def unmet_need(rule: Trigger, roles: tuple[Role, ...]) -> str | None:
    return next((need for need in sorted(rule.need - LATE) if not NEEDS[need](roles)), None)


def mode_of(text: Text, rule: Trigger, frame: Frame, rules: Rules) -> str | None:
    for entry in rules.modes.get(rule.kind, ()):
        if entry.words & frame.near:
            return entry.mode
    return rule.mode


# «следующая встреча», «повторный визит», «ещё один катер»: not the one that was.
NEXT = frozenset(
    {"следующий", "новый", "повторный", "дальнейший", "будущий", "очередной", "второй", "третий"}
)
MORE = frozenset({"ещё", "еще"})


def is_next(text: Text, words: Iterable[int]) -> bool:
    return any(_describes_next(text, child) for word in words for child in text.children[word])


def _describes_next(text: Text, child: int) -> bool:
    word = text.words[child]
    if word.rel == "amod" and word.lemma in NEXT:
        return True
    counted = word.lemma in MORE or any(text.words[c].lemma in MORE for c in text.children[child])
    return counted and (word.rel.startswith("nummod") or word.pos in ("NUM", "PART", "ADV"))


def candidate(text: Text, people: People, rule: Trigger, frame: Frame, rules: Rules) -> Candidate | None:
    """A candidate, or None where the words do not match."""
    used = words_match(text, rule, frame)
    if used is None:
        return None
    roles = tuple(r for r in roles_of(rule, fillers(people, frame)) if not is_victim(text, rule.kind, r.who))
    roles = without_sources(text, roles)
    stage, why = stage_of(text, frame, rule.kind)
    if rule.stage and (stage != "denied" or "не" in rule.governor):
        stage, why = rule.stage, f"rule {rule.name}"
    if (rule.light or rule.carriers) and frame.support is not None:
        used += (frame.support,)
    mode = mode_of(text, rule, frame, rules)
    words, sentence = tuple(sorted(set(used))), text.words[frame.word].sentence
    return Candidate(rule, frame, stage, why, mode, roles, words, sentence, is_next(text, words))


def candidates_at(text: Text, people: People, word: int, rules: Rules) -> Iterator[Candidate]:
    """What every rule for the word gives; of one kind, the first that no filter drops will count."""
    lemma, pos = text.words[word].lemma, pos_of(text, word)
    frames: dict[frozenset[str], Frame] = {}  # one for all rules with the same carriers
    for rule in rules.by_lemma.get(lemma, ()):
        if head_matches(rule, lemma, pos):
            if rule.carriers not in frames:
                frames[rule.carriers] = frame_of(text, word, load_stage_words().light | rule.carriers)
            found = candidate(text, people, rule, frames[rule.carriers], rules)
            if found is not None:
                yield found


def find_candidates(text: Text, people: People) -> list[Candidate]:
    """All candidates in order of text."""
    rules = load_rules()
    return [
        found
        for word in text.words
        if word.lemma in rules.by_lemma and text.sentences[word.sentence].section != "dateline"
        for found in candidates_at(text, people, word.index, rules)
    ]


__all__ = ["Candidate", "Role", "countries", "find_candidates", "negated", "sides"]
