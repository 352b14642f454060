"""An entity by its name, as somebody types it: in any spelling, script or case form.

find_named("Джаксыбекову", entities)      one question
index = Names(entities); index.find(…)    many questions: built once, then a question costs a millisecond
name_keys(entity), asked_keys("…")        for an index kept elsewhere
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from communique.actors.body_names import parse_body
from communique.actors.letters import sounds
from communique.actors.person_names import Agreement, Alike, agreement, alike, parse_person, skeletons
from communique.actors.place_names import parse_place
from communique.actors.wordforms import words_of
from communique.gazetteer import plain
from communique.records.register import Entity, Name

MOST_FOUND = 50
EXACT, SAME, FULL, INITIAL, PART = 1.0, 0.9, 0.8, 0.7, 0.5
NEAR = {Alike.FORM: 0.0, Alike.SOUND: 0.05, Alike.BONES: 0.15, Alike.OTHER: 1.0}
BEHIND = 0.4  # of a fit: what fits so much worse than the best was not meant
MEMO = 200_000
_VOWELS = dict.fromkeys("aeiouy", "a")
_KEY = "="  # before keys that are no words
WEAK = 0.15  # of a fit: names that hold the words typed among many others


class Names:
    """The names of many entities, found by the consonants of their words."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._by_key: dict[str, dict[str, Entity]] = defaultdict(dict)
        for entity in entities:
            for key in name_keys(entity):
                self._by_key[key][entity.id] = entity

    def find(self, name: str) -> list[Entity]:
        """Entities that bear the name, best first: by fit, then by how many members they have."""
        all_of, any_of = asked_keys(name)
        if not all_of:
            return []
        found = [{id: entity for key in keys for id, entity in self._under(key)} for keys in all_of]
        ids = set.intersection(*(set(entities) for entities in found))
        borne = {id: found[0][id] for id in ids}
        borne |= {id: entity for key in any_of for id, entity in self._under(key)}
        return find_named(name, (borne[id] for id in sorted(borne)))

    def _under(self, key: str) -> Iterable[tuple[str, Entity]]:
        return self._by_key.get(key, {}).items()


def find_named(name: str, entities: Iterable[Entity]) -> list[Entity]:
    """Entities that bear the name, best first. Only names with a word that begins alike are compared, so one
    question needs no index; for many, keep a `Names`."""
    asked = words_of(name)
    if not asked:
        return []
    keys = {type: set(_keys(name, type)) for type in ("state", "place", "body", "enterprise")}
    begins = _beginnings(asked[-1])
    return _ranked(name, asked, [item for item in entities if _may_fit(begins, keys.get(item.type), item)])


def name_keys(entity: Entity) -> frozenset[str]:
    """What an entity is entered under in an index of names, so that `asked_keys` lead to it."""
    words, keys = set[str](), set[str]()
    for name in entity.names or (Name(entity.name, "", 0),):
        words.update(skeleton for word in words_of(name.text) for skeleton in skeletons(word))
        keys.update(_KEY + "|".join(key) for key in _keys(name.text, entity.type))
    return frozenset(words | keys)


def asked_keys(name: str) -> tuple[list[frozenset[str]], frozenset[str]]:
    """What to look up for a name: an entity may bear it that is entered under one key of each set of the
    first, or under any of the second. `find_named` decides among them."""
    asked = words_of(name)
    written = [word for word in asked if len(word) > 1] or asked
    types = ("person", "body", "place")
    keys = {_KEY + "|".join(key) for type in types for key in _keys(name, type)} if asked else set()
    return [frozenset(skeletons(word)) for word in written], frozenset(keys)


def _ranked(name: str, asked: list[str], entities: Iterable[Entity]) -> list[Entity]:
    fits = [(_fit(name, asked, entity), entity) for entity in entities]
    least = max(PART - WEAK - NEAR[Alike.BONES], max((fit for fit, _ in fits), default=0.0) - BEHIND)
    kept = [(-fit, -len(entity.members), entity.id, entity) for fit, entity in fits if fit >= least]
    return [entity for *_, entity in sorted(kept, key=lambda found: found[:3])[:MOST_FOUND]]


def _may_fit(begins: frozenset[str], keys: set[tuple[str, ...]] | None, entity: Entity) -> bool:
    return any(
        any(not begins.isdisjoint(_beginnings(word)) for word in words_of(name.text))
        or bool(keys and not keys.isdisjoint(_keys(name.text, entity.type)))
        for name in entity.names
    )


@lru_cache(MEMO)
def _beginnings(word: str) -> frozenset[str]:
    """First sounds of a word, all vowels as one: enough to pass over most names without looking further."""
    spelt = ("дж", "dzh", "zh", "sh", "ch", "kh", "shch", "ts")
    first = next((start for start in spelt if word.startswith(start)), word[0])
    return frozenset(_VOWELS.get(sound[0], sound[0]) for sound in sounds(first) if sound)


def _keys(text: str, type: str) -> list[tuple[str, ...]]:
    """What the name comes down to by the tables: a state's code, an organisation, a state's body, a city."""
    if type in ("state", "place"):
        place = parse_place(text)
        if place.state:
            return [("state", place.state)]
        return [("place", *place.key)] if place.key[:1] and place.key[0].startswith("@") else []
    if type in ("body", "enterprise"):
        body = parse_body(text)
        if body.known or body.of_state:
            return [("body", *body.key, body.country or "")]
    return []


def _fit(name: str, asked: list[str], entity: Entity) -> float:
    fits = (_fit_name(name, asked, printed, entity.type) for printed in entity.names)
    return max(fits, default=0.0)


def _fit_name(name: str, asked: list[str], printed: Name, type: str) -> float:
    if plain(name) == plain(printed.text):
        return EXACT
    if set(_keys(name, type)) & set(_keys(printed.text, type)):
        return SAME
    if type == "person":
        return _fit_person(name, printed.text)
    return _fit_words(asked, words_of(printed.text))


def _fit_person(name: str, printed: str) -> float:
    level, spelt = agreement(parse_person(name), parse_person(printed))
    value = {Agreement.FULL: FULL, Agreement.INITIAL: INITIAL, Agreement.SURNAME: 0.6, Agreement.GIVEN: PART}
    return value[level] - NEAR[spelt] if level else 0.0


def _fit_words(asked: list[str], words: list[str]) -> float:
    """Every word asked for must be there, in any form or spelling; words too many count against it."""
    rest, near = list(words), 0.0
    for word in asked:
        best = max(rest, key=lambda other: alike(word, other), default=None)
        if best is None or alike(word, best) is Alike.OTHER:
            return 0.0
        near = max(near, NEAR[alike(word, best)])
        rest.remove(best)
    return (FULL if not rest else PART - min(0.05 * len(rest), WEAK)) - near
