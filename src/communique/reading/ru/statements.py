"""Statements: what was said, with the actor who said it (codebook, section 5)."""

from __future__ import annotations

from collections.abc import Mapping

from communique.reading.layers import Entity, Reference, Text
from communique.reading.ru.said.utterances import PREVIOUS, Utterance, find_utterances
from communique.records.reading import Statement
from communique.records.span import Span

SPEAKERS = frozenset({"person", "body", "state", "enterprise", "group", "place"})


def actors_at(entities: tuple[Entity, ...]) -> Mapping[int, tuple[Reference, Entity]]:
    """Word -> the mention that names it best: the one whose head it is, else the shortest that holds it."""
    best: dict[int, tuple[tuple[bool, int], Reference, Entity]] = {}
    for entity in entities:
        for ref in entity.references:
            for i in range(ref.first, ref.last):
                # A longer mention of the same head is the fuller one («министр обороны», «министр»).
                rank = (ref.head != i, ref.last - ref.first if ref.head != i else -(ref.last - ref.first))
                if i not in best or rank < best[i][0]:
                    best[i] = (rank, ref, entity)
    return {i: (ref, entity) for i, (_, ref, entity) in best.items()}


def _named(text: Text, at: Mapping[int, tuple[Reference, Entity]], word: int) -> Entity | None:
    """The actor of a speaker's head word, else of a name that hangs on it («посол» … «Иванов»)."""
    if word in at:
        return at[word][1]
    for c in text.children[word]:
        if text.words[c].rel in ("appos", "flat:name", "nmod", "flat") and c in at and at[c][1].type == "person":
            return at[c][1]
    return None


def _speaker(
    text: Text,
    at: Mapping[int, tuple[Reference, Entity]],
    said: Utterance,
    last: Entity | None,
) -> Entity | None:
    if said.speaker is None:
        return None
    if said.speaker == PREVIOUS:
        return last
    found = _named(text, at, said.speaker)
    if found is None and text.words[said.speaker].pos in ("PRON", "DET"):
        return last
    return found


def find_statements(text: Text, entities: tuple[Entity, ...]) -> tuple[Statement, ...]:
    """What somebody is reported to have said, in order of text; speakers are ids of `entities`.

    A speaker that is no actor of the report gives no statement; a passive without anybody has none (None).
    """
    at = actors_at(entities)
    made: list[Statement] = []
    last: Entity | None = None
    for said in find_utterances(text):
        who = _speaker(text, at, said, last)
        last = who or last
        if who is None and said.speaker is not None:
            continue
        made.append(_statement(text, said, who.id if who else None))
    return tuple(made)


def _statement(text: Text, said: Utterance, speaker: str | None) -> Statement:
    verb: Span | None = text.span(*said.verb) if said.verb else None
    return Statement(
        speaker=speaker,
        content=text.span(said.first, said.last),
        manner=said.manner,
        rule=said.rule,
        verb=verb.text if verb else None,
        verb_span=verb,
    )
