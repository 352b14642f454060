"""Who has a part of his own in a meeting: who mediates («при посредничестве Катара», «Катар выступил
посредником»: no party and no participant), and who is its host («Чили является принимающей стороной»)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.reading.layers import Entity, Reference, Text
from communique.reading.ru.events.candidates import Candidate, Role
from communique.reading.ru.events.frames import People, Slot, Who, coordinated, named_at, own_slots
from communique.reading.ru.events.merge import Happening

# Kinds whose sides a third one brings together, and the role of those sides.
BROUGHT_TOGETHER = {"meeting": "participant", "agreement": "party", "concede": "actor"}
MEDIATOR = frozenset({"посредник", "посредница", "медиатор"})
MEDIATION = frozenset({"посредничество", "медиация"})
SERVES = frozenset({"выступить", "выступать", "являться", "быть", "стать", "становиться", "служить"})


def mediating(people: People, sentence: int) -> Iterator[tuple[Reference | None, Entity, int]]:
    """Those whom a sentence calls mediators, each with the word that names it."""
    here = people.text.sentences[sentence]
    for word in range(here.first, here.last):
        lemma = people.text.words[word].lemma
        if lemma in MEDIATION:
            yield from named_in_slots(people, own_slots(people.text, word), "gen")
        elif lemma in MEDIATOR:
            yield from serving(people, word)


def serving(people: People, word: int) -> Iterator[tuple[Reference | None, Entity, int]]:
    """«Катар выступил посредником», «посредник – Катар»: the subject of the verb of being."""
    text, up = people.text, people.text.words[word].head
    if up >= 0 and text.words[up].lemma in SERVES:
        yield from named_in_slots(people, own_slots(text, up), "subject")
    elif text.words[word].feats.get("Case") == "Nom":
        yield from named_in_slots(people, own_slots(text, word), "subject")


def named_in_slots(
    people: People, slots: Iterator[Slot], name: str
) -> Iterator[tuple[Reference | None, Entity, int]]:
    for slot in slots:
        for at in coordinated(people.text, slot.word) if slot.name == name else ():
            yield from ((reference, entity, at) for reference, entity in named_at(people, slot, at))


def mediators(people: People, candidate: Candidate) -> list[tuple[Reference | None, Entity, int]]:
    """Those named in the candidate's sentence, and in the next one where that tells of nothing else."""
    found = list(mediating(people, candidate.sentence))
    after = candidate.sentence + 1
    if after < len(people.text.sentences) and begins_with_mediator(people.text, after):
        found += mediating(people, after)
    return found


def begins_with_mediator(text: Text, sentence: int) -> bool:
    """«Посредником выступил Катар.»"""
    return text.words[text.sentences[sentence].first].lemma in MEDIATOR


def without_mediators(people: People, candidate: Candidate) -> Candidate:
    """The candidate with its mediators in their own role, or in none where the kind has no such role."""
    side = BROUGHT_TOGETHER.get(candidate.kind)
    found = mediators(people, candidate) if side is not None else []
    if not found:
        return candidate
    ids = {entity.id for _, entity, _ in found}
    roles = [r for r in candidate.roles if r.role != side or r.who.entity.id not in ids]
    if candidate.kind == "meeting":
        roles += [Role("mediator", Who(e, ref, "mediator", "own", at)) for ref, e, at in found]
    return replace(candidate, roles=tuple(roles))


def apart_from_mediators(people: People, happening: Happening) -> Happening:
    """The same for a happening whose sides were filled in later."""
    side = BROUGHT_TOGETHER.get(happening.kind)
    if side is None:
        return happening
    ids = {e.id for c in happening.candidates for _, e, _ in mediators(people, c)}
    return replace(
        happening, roles=tuple(r for r in happening.roles if r.role != side or r.who.entity.id not in ids)
    )


RECEIVING = frozenset({"принимающий", "принимать"})
HOSTS = frozenset({"хозяин", "хозяйка", "организатор"})
PRESIDING = "председательству"  # the tagger takes «Председательствующая» for a name, a verb or an adjective


def hosting(people: People, sentence: int) -> Iterator[tuple[Reference | None, Entity, int]]:
    """Those whom a sentence calls the receiving side, or who preside («председательствующая в ЕС Чехия»)."""
    text, here = people.text, people.text.sentences[sentence]
    for word in range(here.first, here.last):
        w = text.words[word]
        side = w.lemma == "сторона" and any(text.words[c].lemma in RECEIVING for c in text.children[word])
        if side or w.lemma in HOSTS:
            yield from serving(people, word)
        elif w.lemma.startswith(PRESIDING) and w.rel in ("amod", "acl") and w.head >= 0:
            pair = people.at(w.head)
            if pair is not None and pair[1].type == "state":
                yield pair[0], pair[1], w.head


def told_in(text: Text, candidate: Candidate) -> Iterator[int]:
    """The sentence of a candidate, and the next where that names the same gathering again."""
    yield candidate.sentence
    after = candidate.sentence + 1
    if after < len(text.sentences):
        here, lemma = text.sentences[after], text.words[candidate.frame.word].lemma
        if any(text.words[i].lemma == lemma for i in range(here.first, here.last)):
            yield after


def with_hosts(people: People, candidate: Candidate) -> Candidate:
    """The candidate with whom its sentence calls the host; as such he is no participant."""
    if candidate.kind != "meeting":
        return candidate
    found = [who for at in told_in(people.text, candidate) for who in hosting(people, at)]
    if not found:
        return candidate
    ids = {entity.id for _, entity, _ in found}
    kept = [r for r in candidate.roles if r.role not in ("participant", "host") or r.who.entity.id not in ids]
    hosts = [Role("host", Who(e, ref, "host", "own", at)) for ref, e, at in found]
    return replace(candidate, roles=(*kept, *hosts))
