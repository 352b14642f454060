"""Words of speech: the table `data/speech.toml`, and where its verbs stand in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.reading.layers import Text, Word
from communique.reading.ru import wordlists

FRAMES = frozenset(
    {
        *("quote", "that", "asks", "about", "for", "noun", "on", "of", "thanks", "inf", "to", "names"),
        *("as", "gen", "passive", "insert"),
    }
)
ACTIVE_PARTICIPLE = re.compile(r"(вш|щ)(ий|ая|ее|ие|его|ей|их|ему|им|ую|ими|ем)(ся)?$")
_WITH_REACH = 5
"""Words after «выразить» within which «уверенность» must follow; more would cross into the next clause."""


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """One group of verbs of `data/speech.toml`; the fields are described at the head of that file."""

    lemmas: frozenset[str]
    frames: frozenset[str]
    with_nouns: frozenset[str] = frozenset()
    not_with: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    negated: bool = False
    affirmed: bool = False
    unaddressed: bool = False
    document: bool = False
    speaker_is_object: bool = False
    weak: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SpeechTable:
    """`verbs` by lemma, `short` by the short passive participle («отмечено») with ё as е."""

    verbs: Mapping[str, tuple[SpeechVerb, ...]]
    short: Mapping[str, SpeechVerb]
    nouns: frozenset[str]
    by_words: frozenset[str]
    documents: frozenset[str]
    tails: frozenset[str]
    telling_nouns: frozenset[str]
    own_words: frozenset[str]
    owned: frozenset[str]
    issuing: frozenset[str]
    no_places: frozenset[str]
    claim_nouns: frozenset[str]
    claim_verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of speech at word `verb`; `last` is the word after its fixed noun («выразил уверенность»)."""

    verb: int
    last: int
    entry: SpeechVerb
    form: str  # finite, converb, participle or passive

    def has(self, frame: str) -> bool:
        return frame in self.entry.frames or frame in self.entry.weak

    def is_weak(self, frame: str) -> bool:
        """Whether words in this frame are only now and then a statement."""
        return frame not in self.entry.frames


def _verb(row: Mapping[str, Any]) -> SpeechVerb:
    frames = frozenset(row["frames"])
    weak = frozenset(row.get("weak", ()))
    if unknown := (frames | weak) - FRAMES:
        raise ValueError(f"speech.toml: {row['lemmas'][0]}: no such frames: {sorted(unknown)}")
    return SpeechVerb(
        lemmas=frozenset(row["lemmas"]),
        frames=frames,
        with_nouns=frozenset(row.get("with", ())),
        not_with=frozenset(row.get("not_with", ())),
        short=frozenset(stem + end for stem in row.get("short", ()) for end in ("", "а", "о", "ы")),
        negated=row.get("negated", False),
        affirmed=row.get("affirmed", False),
        unaddressed=row.get("unaddressed", False),
        document=row.get("document", False),
        speaker_is_object=row.get("speaker") == "object",
        weak=weak,
    )


def load_rows() -> Mapping[str, Any]:
    """The table as written, with its example sentences."""
    return wordlists.load_table("speech.toml")


@cache
def load_table() -> SpeechTable:
    """Raises: ValueError when an entry names a frame that does not exist."""
    rows = load_rows()
    verbs: dict[str, list[SpeechVerb]] = {}
    short: dict[str, SpeechVerb] = {}
    for row in rows["verb"]:
        entry = _verb(row)
        for lemma in sorted(entry.lemmas):
            verbs.setdefault(lemma, []).append(entry)
        short.update(dict.fromkeys(sorted(entry.short), entry))
    return SpeechTable(
        verbs={lemma: tuple(entries) for lemma, entries in verbs.items()},
        short=short,
        nouns=frozenset(rows["speech_nouns"]),
        by_words=frozenset(rows["by_words"]),
        documents=frozenset(rows["documents"]),
        tails=frozenset(rows["tail"]["lemmas"]),
        telling_nouns=frozenset(rows["telling_nouns"]),
        own_words=frozenset(rows["own_words"]),
        owned=frozenset(rows["owned"]),
        issuing=frozenset(rows["issuing"]),
        no_places=frozenset(rows["no_places"]) | frozenset(rows["documents"]),
        claim_nouns=frozenset(rows["claim_nouns"]),
        claim_verbs=frozenset(rows["claim_verbs"]),
    )


def form_of(word: Word) -> str | None:
    """finite, converb, participle; None for an infinitive, a passive, and for what is no verb form."""
    feats = word.feats
    if word.pos == "ADJ":
        return "finite" if feats.get("Variant") == "Short" else None
    if word.pos not in ("VERB", "AUX"):
        return None
    shape = feats.get("VerbForm", "Fin")
    if shape == "Part" and feats.get("Variant") != "Short":
        return "participle" if ACTIVE_PARTICIPLE.search(word.text.lower()) else None
    return {"Fin": "finite", "Conv": "converb"}.get(shape)


BEGINNING = frozenset(
    {
        "продолжать",
        "продолжить",
        "поспешить",
        "спешить",
        "начать",
        "начинать",
        "решить",
        "преминуть",
        "уставать",
    }
)


def _begun(text: Text, word: Word) -> str | None:
    """finite for an infinitive right behind «продолжает», «поспешил»: it is said all the same."""
    if word.feats.get("VerbForm") != "Inf" or word.index == 0:
        return None
    above = text.words[word.index - 1]
    return "finite" if above.lemma in BEGINNING and form_of(above) == "finite" else None


def _fixed_noun(text: Text, at: int, entry: SpeechVerb) -> int | None:
    sentence = text.sentences[text.words[at].sentence]
    for i in range(at + 1, min(at + 1 + _WITH_REACH, sentence.last)):
        if text.words[i].lemma in entry.with_nouns:
            return i + 1
    return None


GOING_ON = frozenset({"продолжить", "продолжать"})


def _goes_on(text: Text, word: Word) -> bool:
    """«продолжит помогать», «продолжает работу»: a deed that goes on, and no words."""
    after = text.words[word.index + 1 : word.index + 3]
    return any(
        w.feats.get("VerbForm") == "Inf" or (w.pos == "NOUN" and w.feats.get("Case") == "Acc") for w in after
    )


def _cue(text: Text, word: Word, form: str, entry: SpeechVerb) -> Cue | None:
    last: int | None = word.index + 1
    if entry.with_nouns:
        last = _fixed_noun(text, word.index, entry)
    before = text.words[word.index - 1].lemma if word.index else ""
    if last is None or (entry.negated and before != "не") or (entry.affirmed and before == "не"):
        return None
    if word.feats.get("Person") == "1":  # «напомним», «отметим»: the report's own voice
        return None
    if word.lemma in GOING_ON and _goes_on(text, word):
        return None
    if word.lemma == "говорить" and form == "converb":  # «образно говоря»
        return None
    return Cue(word.index, last, entry, form)


def find_cues(text: Text, table: SpeechTable | None = None) -> tuple[Cue, ...]:
    """Every verb of speech in the text; of several entries for one word all that fit, fixed phrases first."""
    table = table or load_table()
    cues: list[Cue] = []
    for word in text.words:
        surface = word.text.lower().replace("ё", "е")
        if (passive := table.short.get(surface)) is not None:
            cues.append(Cue(word.index, word.index + 1, passive, "passive"))
            continue
        entries = table.verbs.get(word.lemma, ())
        form = (form_of(word) or _begun(text, word)) if entries else None
        if form is not None:
            fitting = [cue for entry in entries if (cue := _cue(text, word, form, entry))]
            cues += sorted(fitting, key=lambda cue: not cue.entry.with_nouns)
    return tuple(cues)
