"""Statements: what was said, with the actor who said it (codebook, section 5)."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.layers import Entity, Reference, Text
from communique.reading.ru.said.features import Heard, features
from communique.reading.ru.said.model import load_model
from communique.reading.ru.said.speech import PREVIOUS, SOURCE, UNTOLD, Utterance
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
    if text.words[word].pos not in ("NOUN", "VERB") or text.words[word].feats.get("Animacy") == "Inan":
        return None
    for i in range(word + 1, stop):
        if text.words[i].pos == "VERB" or text.words[i].text in (".", ":", "—"):
            return None
        named = i in at and at[i][1].type == "person" and _is_named_by(at[i][0], i)
        if named and text.words[i].feats.get("Case") in ("Nom", None):
            return at[i][1]
    return None


def _is_named_by(mention: Reference, word: int) -> bool:
    """Whether the word is the head of a name, or opens the name in «врио главы Иван Петров»."""
    if mention.head == word:
        return mention.form == "name"
    return mention.name is not None and mention.name[0] == word


def _speaker(
    text: Text, at: At, said: Utterance, last: Entity | None, source: Entity | None, near: bool
) -> Entity | None:
    """The actor a speaker's word stands for. `last` spoke before (`near`: in this paragraph), `source` is the
    report's own origin."""
    if said.speaker is None:
        return last if said.rule == "passive" and last is not None and near else None
    if said.speaker == PREVIOUS:
        return _at_head(text, at, said) or last
    if said.speaker == SOURCE:
        return source or last
    if said.speaker == UNTOLD:
        return last or source
    found = beside_verb(text, at, said) or _named(text, at, said, said.speaker)
    pronoun = text.words[said.speaker].pos in ("PRON", "DET", "ADV")
    person = text.words[said.speaker].lemma in ("он", "она", "его", "ее")
    if pronoun and (found is None or (person and found.type != "person" and last is not None)):
        return last
    return found


SPEAKING = frozenset({"person", "body", "state", "enterprise", "group"})


def beside_verb(text: Text, at: At, said: Utterance) -> Entity | None:
    """The person named right before the verb, where the tree makes somebody far before him its subject."""
    if said.verb is None or said.speaker is None or said.speaker < 0:
        return None
    behind = said.speaker > said.verb[0]
    if behind and not any(w.text == "," for w in text.words[said.verb[0] : said.speaker]):
        return None  # «сказал посол»; but in «назвала визит ошибкой, а посол …» the speaker stands before
    first = text.sentences[text.words[said.verb[0]].sentence].first
    word = said.verb[0] - 1
    while word > max(first, -1 if behind else said.speaker) and text.words[word].pos in ("ADV", "PART"):
        word -= 1
    if word not in at or word < first:
        return None
    mention, entity = at[word]
    holds = mention.first <= said.speaker < mention.last
    nominative = text.words[mention.head].feats.get("Case") == "Nom" and _before(text, mention.first) != "ADP"
    named = mention.name or (not behind and _another_verb(text, said.speaker, mention.first))
    return entity if entity.type == "person" and nominative and named and not holds else None


def _another_verb(text: Text, first: int, last: int) -> bool:
    """Whether a finite verb stands among the words: what is before it has been its subject."""
    between = text.words[first + 1 : last]
    return any(w.pos == "VERB" and w.feats.get("VerbForm") == "Fin" for w in between) and any(
        w.text == "," for w in between
    )


def _before(text: Text, word: int) -> str:
    return text.words[word - 1].pos if word else ""


def _at_head(text: Text, at: At, said: Utterance) -> Entity | None:
    """The actor at the head of a sentence whose verb got no subject («Фонд (СФ) в отчёте пишет»)."""
    if said.verb is None or text.words[said.verb[0]].feats.get("VerbForm") != "Fin":
        return None
    first = text.sentences[text.words[said.verb[0]].sentence].first
    if first not in at or text.words[said.verb[0]].rel in ("conj", "acl:relcl"):
        return None
    mention, entity = at[first]
    before = mention.first == first and mention.last <= said.verb[0] and said.first > said.verb[0]
    case = text.words[mention.head].feats.get("Case")
    return entity if before and entity.type in SPEAKING and case in ("Nom", "Acc", None) else None


def find_statements(
    text: Text, entities: tuple[Entity, ...], utterances: Sequence[Utterance] | None = None
) -> tuple[Statement, ...]:
    """What somebody is reported to have said, in order of text; speakers are ids of `entities`.

    `utterances` is what may be said in the text, where it has been found already. A speaker that is no actor
    of the report gives no statement; a passive without anybody has none (None).
    """
    heard, model = find_heard(text, entities, utterances), load_model()
    kept = [one for one in heard if model.confidence(features(text, one, heard)) >= model.threshold]
    return tuple(_statement(text, one.said, one.who.id if one.who else None) for one in kept)


def find_heard(
    text: Text, entities: tuple[Entity, ...], utterances: Sequence[Utterance] | None = None
) -> list[Heard]:
    """What may be a statement, with its speaker, before it is weighed."""
    at = actors_at(entities)
    source = origin(text, entities)
    told_by = _tellers(text, entities)
    found: list[Heard] = []
    last: Entity | None = None
    before: Utterance | None = None
    for said in find_utterances(text, weak=True) if utterances is None else utterances:
        near = before is not None and not _line_between(text, before, said)
        who = _speaker(text, at, said, last, source, near)
        if who is None and (said.speaker is not None or said.rule == "passive"):
            continue
        if _is_report_itself(said, who, told_by):
            continue
        found.append(Heard(said, who))
        if not said.weak:
            before, last = said, who or last
    return [one for one in found if _is_heard(text, one, found)]


def _line_between(text: Text, one: Utterance, other: Utterance) -> bool:
    """Whether another line begins between what was said and what is said next."""
    return "\n" in text.text[text.words[one.last - 1].end : text.words[other.first].start]


def _is_report_itself(said: Utterance, who: Entity | None, told_by: frozenset[str]) -> bool:
    """«…, сообщает агентство», «сообщили в пресс-службе МО»: the report's own sources are no speakers, but
    for human beings."""
    if said.rule != "parenthesis" or who is None:
        return False
    return "MED" in who.sectors or (who.id in told_by and who.type not in ("person", "group"))


def _tellers(text: Text, entities: tuple[Entity, ...]) -> frozenset[str]:
    """The report's sources, and the bodies whose press services they are."""
    sources = set(find_sources(text, entities))
    return frozenset(
        sources | {e.part_of for e in entities if e.id in sources and e.type == "body" and e.part_of}
    )


def _is_heard(text: Text, one: Heard, found: list[Heard]) -> bool:
    """Words reported inside a quotation count when a body is quoted (its release tells what others said),
    and their speaker has a name; a person who quotes others speaks for himself."""
    said = one.said
    if said.verb is None:
        return True
    for outer in found:
        inside = outer.said.manner == "direct" and outer.said.first <= said.verb[0] < outer.said.last
        if inside and outer is not one:
            person = outer.who is not None and outer.who.type == "person"
            person = person and (
                said.weak or outer.who is one.who or said.rule not in ("that_clause", "infinitive")
            )
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
