"""Where an event is: the place that its own words name, that of the scene it is set in, or the reason for
another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.reading.layers import Name, Text
from communique.reading.ru.events.candidates import Candidate, countries
from communique.reading.ru.events.details import Setting
from communique.reading.ru.events.frames import case_of, is_verb, own_slots, preposition
from communique.reading.ru.events.merge import Happening
from communique.reading.ru.events.others_times import above, set_in
from communique.reading.ru.events.resumed import saying
from communique.reading.ru.events.resumed import words as resuming
from communique.reading.ru.nominative import nominative
from communique.reading.ru.wordlists import load_table
from communique.records.reading import Cited

Placed = Sequence[tuple[Happening, Cited | None]]

IN = frozenset({"в", "во", "на"})
OF_FORCE = frozenset({"assault", "coerce", "mobilize", "retreat"})
# Beside what happens somewhere, what goes somewhere: «прибыл в Лиму», «вторглись в Перу».
TO = frozenset({"visit", "assault", "mobilize"})
# What is done by words, or decided, is nowhere; some of it is told within a scene.
NOWHERE = frozenset({"accuse", "reject", "threaten", "sanction", "support", "request"})
NOT_IN_A_SCENE = frozenset({"accuse", "reject", "threaten", "sanction"})
SCENE = "the place of the scene it is set in"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of `data/places.toml`."""

    land: frozenset[str]
    scenes: frozenset[str]
    prepositions: frozenset[str]
    forces: frozenset[str]


@cache
def words() -> PlaceWords:
    table = load_table("places.toml")
    scenes = table["scenes"]
    return PlaceWords(
        frozenset(table["land"]["words"]),
        frozenset(scenes["words"]),
        frozenset(scenes["prepositions"]),
        frozenset(table["forces"]["words"]),
    )


def name_of_place(text: Text, word: int) -> Name | None:
    """The name of a place that the word is part of; names stand in order of text."""
    at = bisect_right(text.names, word, key=lambda name: name.first) - 1
    name = text.names[at] if at >= 0 else None
    return name if name is not None and name.label == "LOC" and word < name.last else None


def located(setting: Setting, word: int) -> bool:
    """The word is, or belongs to, the name of a place or state."""
    if name_of_place(setting.text, word) is not None:
        return True
    return any(e.type in ("state", "place") for _, e in setting.people.top.get(word, ()))


def place_in(setting: Setting, word: int) -> int | None:
    """The word itself where it names a place, else the name behind a noun of land: «территории Перу»."""
    if located(setting, word) or is_name_of_no_actor(setting, word):
        return word
    if setting.text.words[word].lemma not in words().land:
        return None
    below = setting.text.children[word]
    return next((found for c in below if c > word and (found := place_in(setting, c)) is not None), None)


def is_name_of_no_actor(setting: Setting, word: int) -> bool:
    """«вошли в Золотое»: a name within the sentence, of nobody and nothing that acts."""
    w = setting.text.words[word]
    within = word > setting.text.sentences[w.sentence].first
    return within and w.text[:1].isupper() and w.text[1:].islower() and word not in setting.people.cover


def places_of(setting: Setting, candidate: Candidate) -> Iterator[int]:
    """Words near the trigger that name where it is, or where it goes."""
    text, kind = setting.text, candidate.kind
    going = kind if kind in TO or not sends_a_force(text, candidate) else "mobilize"
    for slot in candidate.frame.slots:
        if is_where(text, slot.word, going) and (found := place_in(setting, slot.word)) is not None:
            yield found
    for word in where_it_is_told(text, candidate):
        if (found := place_in(setting, word)) is not None:
            yield found
    if kind in ("visit", "assault"):
        for slot in candidate.frame.slots:
            aims = ("object", "gen", "по+dat") if kind == "visit" else ("object", "по+dat")
            if slot.name in aims:
                yield from behind(setting, slot.word)


def sends_a_force(text: Text, candidate: Candidate) -> bool:
    """«направил в Перу миротворцев»: help that goes where it helps."""
    force = any(text.words[slot.word].lemma in words().forces for slot in candidate.frame.slots)
    return candidate.kind == "aid" and force


def is_where(text: Text, word: int, kind: str) -> bool:
    prep, case = preposition(text, word), case_of(text, word)
    if prep in IN:
        return case in (("loc", "acc") if kind in TO else ("loc",))
    return kind == "retreat" and prep in ("с", "из") and case == "gen"


def where_it_is_told(text: Text, candidate: Candidate) -> Iterator[int]:
    """«прошедшего в Лиме заседания», «саммит, который состоится в Лиме»: words of a clause about the noun."""
    for word in candidate.words:
        if text.words[word].pos != "NOUN":
            continue
        for clause in text.children[word]:
            verb = text.words[clause]
            held = verb.rel == "acl:relcl" and verb.lemma in resuming().happened
            if verb.feats.get("VerbForm") == "Part" or held:
                yield from (s.word for s in own_slots(text, clause) if is_where(text, s.word, candidate.kind))


def behind(setting: Setting, word: int) -> Iterator[int]:
    """«посетил Лиму», «посетил центр в Лиме», «удар по Лиме»."""
    if (found := place_in(setting, word)) is not None:
        yield found
        return
    for child in setting.text.children[word]:
        if is_where(setting.text, child, "") and (found := place_in(setting, child)) is not None:
            yield found


def scenes_of(setting: Setting, candidate: Candidate) -> Iterator[int]:
    """«в ходе переговоров в Лиме договорились»: the nouns of the scenes it is set in."""
    text = setting.text
    verb = candidate.frame.support if candidate.frame.support is not None else candidate.frame.word
    for at in (verb, text.words[verb].head):
        for child in text.children[at] if at >= 0 else ():
            if preposition(text, child) in words().prepositions or any(set_in(text, child)):
                nouns = (child, *set_in(text, child))
                yield from (n for n in nouns if is_scene(text, n) and n not in candidate.words)


def is_scene(text: Text, word: int) -> bool:
    return text.words[word].lemma in words().scenes


def held_in(setting: Setting, scene: int) -> Iterator[int]:
    """«переговоров в Лиме», «визита в Лиму»: where the scene is."""
    for slot in own_slots(setting.text, scene):
        if is_where(setting.text, slot.word, "visit") and (found := place_in(setting, slot.word)) is not None:
            yield found


def named(setting: Setting, word: int, why: str | None = None) -> Cited | None:
    """The place as named, «нашу страну» by the name of the state; None for «республика» of no known state."""
    first, last = name_around(setting, word)
    span = setting.text.span(first, last)
    if any(c.isupper() for c in span.text):
        return Cited(nominative(setting.text, first, last), (span,), why)
    states = [e for _, e in setting.people.top.get(word, ()) if e.type == "state"]
    name = next((e.name for e in states if e.name[:1].isupper()), None)
    return Cited(name, (span,), why or "the state that is meant") if name else None


def name_around(setting: Setting, word: int) -> tuple[int, int]:
    """The word range of the place name around a word."""
    if (name := name_of_place(setting.text, word)) is not None:
        return name.first, name.last
    for ref, entity in setting.people.top.get(word, ()):
        if entity.type in ("state", "place"):
            return ref.first, ref.last
    return word, word + 1


def place_of(setting: Setting, happening: Happening, told: Placed = ()) -> Cited | None:
    """`told` are the happenings before this one with their places."""
    return (
        printed_place(setting, happening)
        or scene_place(setting, happening)
        or host_place(setting, happening)
        or place_of_force(setting, happening, told)
        or dated_place(setting, happening)
    )


def printed_place(setting: Setting, happening: Happening) -> Cited | None:
    if happening.kind in NOWHERE or happening.mode == "remote":
        return None
    words = [word for candidate in happening.candidates for word in places_of(setting, candidate)]
    if happening.kind == "visit":
        words.sort(key=lambda word: is_state(setting, word))
    return next((place for word in words if (place := named(setting, word)) is not None), None)


def is_state(setting: Setting, word: int) -> bool:
    return any(e.type == "state" for _, e in setting.people.top.get(word, ()))


def scene_place(setting: Setting, happening: Happening) -> Cited | None:
    if happening.kind in NOT_IN_A_SCENE:
        return None
    for candidate in happening.candidates:
        for scene in scenes_of(setting, candidate):
            for word in held_in(setting, scene):
                if (place := named(setting, word, SCENE)) is not None:
                    return place
    return None


def host_place(setting: Setting, happening: Happening) -> Cited | None:
    """A visit goes to its host: «визит по приглашению президента Чили»."""
    if happening.kind != "visit":
        return None
    own = countries([role for role in happening.roles if role.role == "visitor"])
    hosts = [
        r.who.entity for r in happening.roles if r.role == "host" and not own & set(r.who.entity.countries)
    ]
    for host in sorted(hosts, key=lambda entity: entity.type != "state"):
        state = host if host.type == "state" else None
        if state is None and len(host.countries) == 1:
            state = setting.people.state(host.countries[0])
        if state is not None:
            return Cited(state.name, (), "the state that is visited")
    return None


def place_of_force(setting: Setting, happening: Happening, told: Placed) -> Cited | None:
    """Force is used somewhere: the place named in the sentence, else that of the blows told before, else the
    state that it strikes."""
    if happening.kind not in ("assault", "mobilize"):
        return None
    for candidate in happening.candidates:
        for at in beside_the_verb(setting.text, candidate):
            if (found := place_in(setting, at)) is not None and (place := named(setting, found)) is not None:
                return Cited(place.value, place.spans, "named in its sentence")
    for other, place in reversed(told):
        if place is not None and other.kind in OF_FORCE:
            return Cited(place.value, (), "the place of the force told of before")
    states = [r.who.entity for r in happening.roles if r.role == "recipient" and r.who.entity.type == "state"]
    return Cited(states[0].name, (), "the state that it strikes") if len(states) == 1 else None


def beside_the_verb(text: Text, candidate: Candidate) -> Iterator[int]:
    """«вошли в Карабахе в зону миссии и атаковали»: where the verbs joined to its own, or above it, tell."""
    for at in above(text, candidate.frame.word):
        joined = [c for c in text.children[at] if text.words[c].rel == "conj"]
        for verb in (at, *joined):
            if is_verb(text, verb) and text.words[verb].lemma not in saying():
                yield from (c for c in text.children[verb] if is_where(text, c, ""))
        if text.words[at].rel in ("ccomp", "advcl", "acl:relcl"):
            return


def dated_place(setting: Setting, happening: Happening) -> Cited | None:
    """The place of the dateline, where the dateline gave the time or the report stands in its lead."""
    head = setting.dateline
    section = setting.text.sentences[happening.candidates[0].sentence].section
    if head is None or not head.place or happening.kind not in ("meeting", "agreement"):
        return None
    if (
        happening.mode == "remote"
        or section not in ("title", "lead")
        or happening.stage not in ("done", "under_way")
    ):
        return None
    return Cited(head.place, (), "dateline")
