"""Sources: who told whom, nearest first: the agency, then those it goes by (codebook, section 1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.reading.layers import Entity, Reference, Sentence, Text, Word
from communique.reading.ru.said.verbs import load_table as speech_table
from communique.reading.ru.wordlists import load_table

At = Mapping[int, tuple[Reference, Entity]]
REACH = 4
"""Words after «передаёт» within which the outlet must begin («передаёт собственный корреспондент …»)."""


def load_rows() -> Mapping[str, Any]:
    return load_table("sources.toml")


@dataclass(frozen=True, slots=True)
class _Source:
    """An actor named as a source at a word; `rank` puts outlets before those whom they go by."""

    rank: int
    word: int
    entity: Entity


def actors_at(entities: tuple[Entity, ...]) -> At:
    """Word -> the mention that names it best: the one whose head it is, else the shortest that holds it."""
    best: dict[int, tuple[tuple[bool, int], Reference, Entity]] = {}
    for entity in entities:
        for ref in entity.references:
            for i in range(ref.first, ref.last):
                # Of mentions with the same head the longest is the fullest («министр обороны», «министр»).
                length = ref.last - ref.first
                rank = (ref.head != i, length if ref.head != i else -length)
                if i not in best or rank < best[i][0]:
                    best[i] = (rank, ref, entity)
    return {i: (ref, entity) for i, (_, ref, entity) in best.items()}


def find_sources(text: Text, entities: tuple[Entity, ...]) -> tuple[str, ...]:
    """The chain of who told whom, nearest first, as ids of `entities`; empty when nobody is named."""
    return tuple(dict.fromkeys(entity.id for entity in _chain(text, entities)))


def origin(text: Text, entities: tuple[Entity, ...]) -> Entity | None:
    """The body that a release quoted without its author comes from: the farthest source that is no outlet."""
    bodies = [e for e in _chain(text, entities) if e.type == "body" or "пресс-служб" in e.name.lower()]
    return bodies[-1] if bodies else None


def _chain(text: Text, entities: tuple[Entity, ...]) -> list[Entity]:
    at = actors_at(entities)
    found = [
        source
        for sentence in text.sentences
        if sentence.section != "title"
        for rule in RULES
        for source in rule(text, sentence, at)
    ]
    return [source.entity for source in sorted(found, key=lambda s: (s.rank, s.word))]


def _is_outlet(entity: Entity) -> bool:
    return entity.type == "enterprise" and ("MED" in entity.sectors or not entity.sectors)


def _genitive(text: Text, noun: int, at: At) -> tuple[int, Entity] | None:
    """The actor in what hangs on a noun («корреспондент агентства»), or else right behind it."""
    for c in (*[c for c in text.children[noun] if c > noun], noun + 1, noun + 2):
        if c in at and at[c][0].first > noun:
            return c, at[c][1]
    return None


def dateline(text: Text, sentence: Sentence, at: At) -> Iterator[_Source]:
    """«АСТАНА. 10 июля. АГЕНТСТВО»: the outlet in the dateline."""
    if sentence.section == "dateline":
        for i in range(sentence.first, sentence.last):
            if i in at and _is_outlet(at[i][1]):
                yield _Source(0, i, at[i][1])


def _tells(word: Word) -> bool:
    finite = (
        word.pos == "VERB" and word.feats.get("VerbForm", "Fin") == "Fin" and word.feats.get("Person") != "1"
    )
    return finite and word.lemma in load_rows()["tell"]


def tellers(text: Text, sentence: Sentence, at: At) -> Iterator[_Source]:
    """«передаёт агентство», «сообщает корреспондент агентства», «сообщили агентству в пресс-службе»."""
    for i in range(sentence.first, sentence.last):
        if not _tells(text.words[i]):
            continue
        for j in range(i + 1, min(i + 1 + REACH, sentence.last)):
            if text.words[j].text in (".", ":", ";"):
                break
            if text.words[j].lemma in load_rows()["reporters"] and (of := _genitive(text, j, at)):
                yield _Source(1, *of)
            elif j in at and at[j][0].head == j and _is_outlet(at[j][1]):
                yield _Source(1, j, at[j][1])


def services(text: Text, sentence: Sentence, at: At) -> Iterator[_Source]:
    """«…, сообщили в пресс-службе», «Об этом сообщил посол», «Об этом говорится в сообщении ведомства»."""
    for i in range(sentence.first, sentence.last):
        word = text.words[i]
        if (
            word.lemma not in ("сообщить", "сообщать", "рассказать", "говориться", "сообщаться")
            or word.pos != "VERB"
        ):
            continue
        about = _about_this(text, sentence)
        if not about and not (i > sentence.first and text.words[i - 1].text == ","):
            continue
        if (who := _service(text, sentence, i, at, about)) is not None:
            yield who


def _about_this(text: Text, sentence: Sentence) -> bool:
    first = [w.text.lower() for w in text.words[sentence.first : sentence.first + 2]]
    return first == ["об", "этом"]


def _service(text: Text, sentence: Sentence, verb: int, at: At, about: bool) -> _Source | None:
    """The body in «в пресс-службе …» after the verb; with «Об этом», or for a service, also its subject."""
    for i in range(verb + 1, min(verb + 8, sentence.last)):
        word = text.words[i]
        if word.text in (".", ",", ";"):
            break
        of = _genitive(text, i, at) if word.lemma in speech_table().documents else None
        if of is not None and text.words[of[0]].feats.get("Case") != "Nom":  # «сообщил в соцсетях посол»
            return _Source(2, *of)
        if i in at and at[i][0].head == i and not _is_outlet(at[i][1]):
            case = word.feats.get("Case")
            if case == "Loc" and at[i][1].type in ("body", "enterprise", "group"):
                return _Source(2, i, at[i][1])
            subject = case == "Nom" and at[i][1].type in ("person", "body")
            if subject and (about or word.lemma in load_rows()["services"]):
                return _Source(2, i, at[i][1])
    return None


def references(text: Text, sentence: Sentence, at: At) -> Iterator[_Source]:
    """«со ссылкой на ведомство», «со ссылкой на сообщение ведомства»."""
    for i in range(sentence.first, sentence.last - 2):
        if text.words[i].lemma not in load_rows()["reference"] or text.words[i + 1].text.lower() != "на":
            continue
        for j in range(i + 2, min(i + 6, sentence.last)):
            if j in at and at[j][0].head == j:
                yield _Source(3, j, at[j][1])
                break
            if text.words[j].lemma in speech_table().documents and (of := _genitive(text, j, at)):
                yield _Source(3, *of)
                break


def stages(text: Text, sentence: Sentence, at: At) -> Iterator[_Source]:
    """«в интервью газете», «в эфире телеканала»: the outlet that somebody spoke to."""
    for i in range(sentence.first, sentence.last):
        if text.words[i].lemma not in load_rows()["stages"] or text.words[i].feats.get("Case") != "Loc":
            continue
        if (of := _genitive(text, i, at)) is not None and _is_outlet(of[1]):
            yield _Source(4, *of)


RULES = (dateline, tellers, services, references, stages)
