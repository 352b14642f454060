"""What a candidate for a statement looks like, as named numbers: the input of the model that weighs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.reading.layers import Entity, Text, Word
from communique.reading.ru.said.speech import Utterance

LENGTHS = (2, 4, 7, 12, 20, 35)
"""Words of what is said at which another bucket begins."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance with its speaker: an actor, or nobody («было отмечено, что»)."""

    said: Utterance
    who: Entity | None


def features(text: Text, one: Heard, all_heard: Sequence[Heard]) -> Mapping[str, float]:
    """Features of one candidate among all of its report; names are stable, values 1."""
    out: dict[str, float] = {}
    for name in (
        *of_rule(text, one.said),
        *of_verb(text, one.said),
        *of_speaker(text, one),
        *of_words(text, one.said),
        *of_place(text, one, all_heard),
    ):
        out[name] = 1.0
    return out


def of_rule(text: Text, said: Utterance) -> Iterator[str]:
    """The rule by which it was found, with what it was found by."""
    yield f"rule {said.rule}"
    yield f"rule {said.rule} {'weak' if said.weak else 'sure'}"
    yield f"manner {said.manner}"
    if said.verb is not None:
        yield f"verb {text.words[said.verb[0]].lemma}"
        yield f"rule {said.rule} {text.words[said.verb[0]].lemma}"
    if said.rule in ("noun_phrase", "about_phrase", "inverted_phrase", "passive"):
        nouns = [w.lemma for w in text.words[said.first : said.last] if w.pos == "NOUN"]
        yield f"of {nouns[0] if nouns else 'nothing'}"


def of_verb(text: Text, said: Utterance) -> Iterator[str]:
    """The grammar of the verb of speech."""
    if said.verb is None:
        return
    word = text.words[said.verb[0]]
    yield f"relation {word.rel}"
    yield f"form {word.feats.get('VerbForm', word.pos)}"
    yield f"tense {word.feats.get('Tense')} {word.feats.get('Aspect')}"
    yield f"number {word.feats.get('Number')}"
    before = text.words[word.index - 1].lemma if word.index else ""
    if before in ("не", "и", "также", "ранее", "который", "как", "где"):
        yield f"behind {before}"
    governor = text.words[word.head].lemma if word.head >= 0 else ""
    if governor in ("мочь", "должный", "быть", "стать", "решить", "хотеть"):
        yield f"under {governor}"


def of_speaker(text: Text, one: Heard) -> Iterator[str]:
    """Who speaks, and how he is told."""
    said, who = one.said, one.who
    yield f"speaker {who.type if who else 'nobody'}"
    if who is not None and "MED" in who.sectors:
        yield f"outlet {said.rule}"
    if said.speaker is None or said.speaker < 0:
        yield f"told {said.speaker}"
        yield f"told {said.speaker} of {said.rule} {who.type if who else 'nobody'}"
        return
    word = text.words[said.speaker]
    yield f"told {word.pos} {word.feats.get('Case')}"
    if said.verb is not None:
        yield f"speaker {'before' if said.speaker < said.verb[0] else 'behind'}"


def of_words(text: Text, said: Utterance) -> Iterator[str]:
    """What is said: how long it is, whether it is a clause, how it begins."""
    words = text.words[said.first : said.last]
    yield f"length {sum(len(words) >= n for n in LENGTHS)}"
    yield f"clause {any(_is_predicate(w) for w in words)}"
    yield f"begins {words[0].pos}"
    before = text.words[said.first - 1].text.lower() if said.first else ""
    if before in ("что", "чтобы", "будто", "якобы", "как", "«", '"', ",", ":"):
        yield f"before {before}"
    if any(w.text in '«"' for w in words):
        yield "marks inside"


def _is_predicate(word: Word) -> bool:
    return word.pos in ("VERB", "AUX") and word.feats.get("VerbForm", "Fin") == "Fin"


def of_place(text: Text, one: Heard, all_heard: Sequence[Heard]) -> Iterator[str]:
    """Where it stands in the report and among the other candidates."""
    said = one.said
    sentence = text.sentences[text.words[said.first].sentence]
    yield f"section {sentence.section}"
    yield f"early {min(sentence.index, 3)}"
    others = [h for h in all_heard if h is not one]
    if any(h.said.first <= said.first and said.last <= h.said.last for h in others):
        yield "inside another"
    if any(said.first <= h.said.first and h.said.last <= said.last for h in others):
        yield "around another"
    if said.verb is not None:
        within = [h for h in others if h.said.first <= said.verb[0] < h.said.last]
        for outer in within:
            yield f"verb inside {outer.said.manner}"
            yield f"verb inside {said.rule} {'own' if outer.who is one.who else 'other'}"
    if len(all_heard) > 12:
        yield "many"
