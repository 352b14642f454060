"""Statements: what was said, with the actor who said it (codebook, section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from communique.reading.layers import Entity, Text
from communique.reading.ru.sources import At, actors_at, origin
from communique.reading.ru.said.utterances import PREVIOUS, SOURCE, Utterance, find_utterances
from communique.records.reading import Statement
from communique.records.span import Span


def _named(text: Text, at: At, word: int) -> Entity | None:
    """The actor of a speaker's head word, else of a name that hangs on it («посол» … «Иванов»)."""
    if word in at:
        return at[word][1]
    for c in text.children[word]:
        if text.words[c].rel in ("appos", "flat:name", "nmod", "flat") and c in at and at[c][1].type == "person":
            return at[c][1]
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    """An utterance with its speaker: an actor, or nobody («было отмечено, что»)."""

    said: Utterance
    who: Entity | None


def _speaker(text: Text, at: At, said: Utterance, last: Entity | None, source: Entity | None) -> Entity | None:
    """The actor a speaker's word stands for. `last` spoke before, `source` is the report's own origin."""
    if said.speaker is None or said.speaker == PREVIOUS:
        return last
    if said.speaker == SOURCE:
        return source or last
    found = _named(text, at, said.speaker)
    if found is None and text.words[said.speaker].pos in ("PRON", "DET", "ADV"):
        return last
    return found


def find_statements(text: Text, entities: tuple[Entity, ...]) -> tuple[Statement, ...]:
    """What somebody is reported to have said, in order of text; speakers are ids of `entities`.

    A speaker that is no actor of the report gives no statement; a passive without anybody has none (None).
    """
    at = actors_at(entities)
    source = origin(text, entities)
    found: list[_Found] = []
    last: Entity | None = None
    for said in find_utterances(text):
        who = _speaker(text, at, said, last, source)
        if who is None and said.speaker is not None:
            continue
        if not _is_report_itself(said, who):
            found.append(_Found(said, who))
            last = who or last
    kept = [one for one in found if _is_heard(text, one, found)]
    return tuple(_statement(text, one.said, one.who.id if one.who else None) for one in kept)


def _is_report_itself(said: Utterance, who: Entity | None) -> bool:
    """«…, сообщает агентство»: the outlet that tells the news says nothing of its own."""
    return said.rule == "parenthesis" and who is not None and "MED" in who.sectors


def _is_heard(text: Text, one: _Found, found: list[_Found]) -> bool:
    """Words reported inside a quotation count when a body is quoted (its release tells what others said),
    and their speaker has a name; a person who quotes others speaks for himself."""
    said = one.said
    if said.verb is None:
        return True
    for outer in found:
        inside = outer.said.manner == "direct" and outer.said.first <= said.verb[0] < outer.said.last
        if inside and outer is not one:
            person = outer.who is not None and outer.who.type == "person"
            if person or said.speaker is None or said.speaker < 0 or text.words[said.speaker].pos == "PRON":
                return said.rule == "by_words" and said.speaker is not None and said.speaker >= 0
    return True


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
