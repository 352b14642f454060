"""Statements: what was said, with the actor who said it (codebook, section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from communique.reading.layers import Entity, Text
from communique.reading.ru.said.speech import PREVIOUS, SOURCE, Utterance
from communique.reading.ru.said.utterances import find_utterances
from communique.reading.ru.sources import At, actors_at, find_sources, origin
from communique.records.reading import Statement
from communique.records.span import Span

NAME_REACH = 14
"""Words after «сообщил депутат» within which his name may stand; titles are long."""


def _named(text: Text, at: At, said: Utterance, word: int) -> Entity | None:
    """The actor of a speaker's head word; «депутат парламента Иван Петров» is the person named."""
    own = at[word][1] if word in at else None
    if own is not None and own.type == "person" and any(ref.form == "name" for ref in own.references):
        return own
    if own is not None and own.type in ("state", "place"):
        return own
    return _name_beside(text, at, said, word) or own


def _name_beside(text: Text, at: At, said: Utterance, word: int) -> Entity | None:
    """The person whose name stands in the nominative between a description of him and his verb."""
    verb = said.verb[0] if said.verb else word
    sentence = text.sentences[text.words[word].sentence]
    stop = verb if word < verb else min(word + NAME_REACH, sentence.last)
    if text.words[word].pos != "NOUN" or text.words[word].feats.get("Animacy") == "Inan":
        return None
    for i in range(word + 1, stop):
        if text.words[i].pos == "VERB" or text.words[i].text in (".", ":", "—"):
            return None
        named = i in at and at[i][0].head == i and at[i][1].type == "person" and at[i][0].form == "name"
        if named and text.words[i].feats.get("Case") == "Nom":
            return at[i][1]
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    """An utterance with its speaker: an actor, or nobody («было отмечено, что»)."""

    said: Utterance
    who: Entity | None


def _speaker(
    text: Text, at: At, said: Utterance, last: Entity | None, source: Entity | None, near: bool
) -> Entity | None:
    """The actor a speaker's word stands for. `last` spoke before (`near`: in this paragraph), `source` is the
    report's own origin."""
    if said.speaker is None:
        return last if said.rule == "passive" and last is not None and near else None
    if said.speaker == PREVIOUS:
        return last
    if said.speaker == SOURCE:
        return source or last
    found = _named(text, at, said, said.speaker)
    pronoun = text.words[said.speaker].pos in ("PRON", "DET", "ADV")
    person = text.words[said.speaker].lemma in ("он", "она", "его", "ее")
    if pronoun and (found is None or (person and found.type != "person" and last is not None)):
        return last
    return found


def find_statements(text: Text, entities: tuple[Entity, ...]) -> tuple[Statement, ...]:
    """What somebody is reported to have said, in order of text; speakers are ids of `entities`.

    A speaker that is no actor of the report gives no statement; a passive without anybody has none (None).
    """
    at = actors_at(entities)
    source = origin(text, entities)
    told_by = _tellers(text, entities)
    found: list[_Found] = []
    last: Entity | None = None
    for said in find_utterances(text):
        near = (
            bool(found)
            and "\n" not in text.text[text.words[found[-1].said.last - 1].end : text.words[said.first].start]
        )
        who = _speaker(text, at, said, last, source, near)
        if who is None and (said.speaker is not None or said.rule == "passive"):
            continue
        if not _is_report_itself(said, who, told_by):
            found.append(_Found(said, who))
            last = who or last
    kept = [one for one in found if _is_heard(text, one, found)]
    return tuple(_statement(text, one.said, one.who.id if one.who else None) for one in kept)


def _is_report_itself(said: Utterance, who: Entity | None, told_by: frozenset[str]) -> bool:
    """«…, сообщает агентство», «сообщили в пресс-службе МО»: the report's own sources are no speakers."""
    return said.rule == "parenthesis" and who is not None and ("MED" in who.sectors or who.id in told_by)


def _tellers(text: Text, entities: tuple[Entity, ...]) -> frozenset[str]:
    """The report's sources, and the bodies whose press services they are."""
    sources = set(find_sources(text, entities))
    return frozenset(
        sources | {e.part_of for e in entities if e.id in sources and e.type == "body" and e.part_of}
    )


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
