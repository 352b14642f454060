"""What the rules of speech look at, and what they find."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.reading.layers import Sentence, Text, Word
from communique.reading.ru.said.quotations import Quotation, find_quotations
from communique.reading.ru.said.verbs import Cue, SpeechTable, find_cues, load_table

DASHES = frozenset({"—", "–", "-", "−", "--"})


STOPS = frozenset({".", "!", "?", "…", "...", "?!", ";"})


PREVIOUS = -1
"""The last one who spoke before these words."""


SOURCE = -2
"""The author of the document that the report goes by («говорится в сообщении»)."""


UNTOLD = -3
"""The author of a document told before, or else whoever spoke last («Отмечается, что»)."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words [first, last) as said by whoever `speaker` names.

    `speaker` is the head word of the speaker's mention, a negative constant above, and None
    for a passive without anybody («было подчёркнуто»). `verb` is a word range. `weak`: words of this kind are
    only now and then a statement.
    """

    first: int
    last: int
    manner: str
    rule: str
    speaker: int | None
    verb: tuple[int, int] | None = None
    weak: bool = False


@dataclass(frozen=True)
class Speech:
    """A text with its quotations, in order of their opening marks, and its verbs of speech, in order."""

    text: Text
    table: SpeechTable
    quotations: tuple[Quotation, ...]
    cues: tuple[Cue, ...]

    def cues_in(self, first: int, last: int) -> Sequence[Cue]:
        """Verbs of speech among words [first, last)."""
        start, end = (bisect_left(self.cues, at, key=lambda c: c.verb) for at in (first, last))
        return self.cues[start:end]

    def opened(self, first: int, last: int) -> Sequence[Quotation]:
        """Quotations whose opening marks are among words [first, last)."""
        start, end = (bisect_left(self.quotations, at, key=lambda q: q.opening) for at in (first, last))
        return self.quotations[start:end]

    @cached_property
    def outermost(self) -> tuple[Quotation, ...]:
        """Quotations inside no other; both their ends are in order."""
        return tuple(q for q in self.quotations if q.depth == 0)

    def outermost_over(self, first: int, last: int) -> Iterator[Quotation]:
        """Those of the outermost that share words with [first, last), their marks counted."""
        start = bisect_right(self.outermost, first, key=lambda q: q.after)
        for i in range(start, len(self.outermost)):
            if self.outermost[i].opening >= last:
                return
            yield self.outermost[i]

    def word(self, i: int) -> Word:
        return self.text.words[i]

    def sentence(self, i: int) -> Sentence:
        return self.text.sentences[self.text.words[i].sentence]


def make_speech(text: Text) -> Speech:
    table = load_table()
    return Speech(text, table, find_quotations(text), find_cues(text, table))


def children_of(speech: Speech, i: int, *rels: str) -> list[int]:
    return [c for c in speech.text.children[i] if speech.word(c).rel in rels]


def is_finite(word: Word) -> bool:
    return word.feats.get("VerbForm", "Fin") == "Fin"


def same_shape(a: Word, b: Word) -> bool:
    return all(a.feats.get(k) == b.feats.get(k) for k in ("Number", "Gender", "Tense"))


def document_of(speech: Speech, cue: Cue) -> int | None:
    """The text in which something is said: «в сообщении», «на сайте», near the verb."""
    sentence = speech.sentence(cue.verb)
    around: list[int] = [
        *range(cue.last, min(cue.last + 6, sentence.last)),
        *range(cue.verb - 1, max(sentence.first, cue.verb - 8) - 1, -1),
    ]
    for i in around:
        if speech.word(i).lemma in speech.table.documents and speech.word(i).feats.get("Case") == "Loc":
            return i
    return None


def in_quote(speech: Speech, i: int) -> Quotation | None:
    return next((q for q in speech.outermost_over(i, i + 1) if q.holds(i)), None)


def is_speech(speech: Speech, q: Quotation) -> bool:
    """Whether the words in the marks can be somebody's sentence and not a name or a nickname."""
    words = [w for w in speech.text.words[q.first : q.last] if w.pos != "PUNCT"]
    if len(words) >= 8:
        return True
    return any(w.pos in ("VERB", "AUX") for w in words) or any(
        w.feats.get("Variant") == "Short" for w in words
    )


def sentence_like(speech: Speech, q: Quotation) -> bool:
    return q.last - q.first >= 3 or is_speech(speech, q)
