"""Who speaks where: quotations with their speakers, and the turns of a transcript."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.reading.layers import Reference, Text
from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.said.quotations import find_quotations
from communique.reading.ru.said.speech import Utterance

SPEAKING = frozenset({"person", "body", "state", "group", "enterprise"})
_LONGEST_MENTION = 400  # characters from the beginning of a mention to its name
_MIN_WORDS = 4  # shorter quotations are names or single words, nobody speaks in them


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters [start, end) spoken by the person of `speaker`."""

    start: int
    end: int
    speaker: Reference | None


@dataclass(frozen=True)
class Speech:
    passages: tuple[Passage, ...]

    @cached_property
    def _cuts(self) -> list[int]:
        """Where passages begin or end, in order."""
        return sorted({end for p in self.passages for end in (p.start, p.end)})

    @cached_property
    def _narrowest(self) -> list[Passage | None]:
        """For each cut the shortest passage that holds the characters up to the next cut."""
        found: list[Passage | None] = [None] * len(self._cuts)
        widest_first = sorted(enumerate(self.passages), key=lambda p: (p[1].start - p[1].end, -p[0]))
        for _, passage in widest_first:
            first, last = (bisect_left(self._cuts, end) for end in (passage.start, passage.end))
            found[first:last] = [passage] * (last - first)
        return found

    def _at(self, at: int) -> Passage | None:
        found = bisect_right(self._cuts, at) - 1
        return self._narrowest[found] if found >= 0 else None

    def speaker(self, at: int) -> Reference | None:
        """The reference that names who speaks at this character; None outside of speech or where unknown."""
        passage = self._at(at)
        return passage.speaker if passage else None

    def inside(self, at: int) -> bool:
        return self._at(at) is not None

    @cached_property
    def speakers(self) -> tuple[Reference, ...]:
        """Those who speak, each once."""
        return tuple({id(p.speaker): p.speaker for p in self.passages if p.speaker}.values())


def quotations(text: Text) -> list[tuple[int, int]]:
    """Outermost quotations of at least four words, as character ranges without their marks."""
    return [
        (text.words[q.first].start, text.words[q.last - 1].end)
        for q in find_quotations(text)
        if q.depth == 0 and q.last - q.first >= _MIN_WORDS
    ]


def turns(text: Text, references: Sequence[Reference]) -> list[Passage]:
    """Turns of a transcript: a person's name, a colon, then his words up to the next such head."""
    heads = [
        r
        for r in references
        if r.type == "person"
        and r.name
        and re.match(r"\s*:\s", text.text[r.span.end : r.span.end + 3])
        and _begins_turn(text, r)
    ]
    ends = [r.span.start for r in heads[1:]] + [len(text.text)] * bool(heads)
    return [Passage(r.span.end, end, r) for r, end in zip(heads, ends, strict=True)]


def _begins_turn(text: Text, reference: Reference) -> bool:
    """At the start of a line or right after the end of a sentence, and with initials: «В. Серов: …»."""
    before = text.text[: reference.span.start].rstrip(" \u00a0")
    return not before or before[-1] in "\n.!?…)>»*" or bool(re.match(r"[А-ЯЁ]\.", reference.span.text))


def find_speech(text: Text, references: Sequence[Reference], said: Sequence[Utterance] = ()) -> Speech:
    """Quotations and turns of the report, each with the reference that names its speaker.

    `said` is what is said in the text: it knows better who speaks than the verbs beside a quotation."""
    passages = turns(text, references)
    ordered = sorted(references, key=lambda r: r.span.start)
    told = [_told(text, ordered, u) for u in said if u.manner == "direct"]
    previous: Reference | None = None
    for start, end in quotations(text):
        known = next((p.speaker for p in told if p.speaker and _is_within(p, start, end)), None)
        speaker = known or _speaker(text, ordered, start, end) or previous
        passages.append(Passage(start, end, speaker))
        previous = speaker
    marked = {(p.start, p.end) for p in passages}
    passages += [p for p in told if p.speaker and (p.start, p.end) not in marked]
    return Speech(tuple(passages))


def _told(text: Text, ordered: Sequence[Reference], said: Utterance) -> Passage:
    """What is said, with the shortest mention of an actor over the word that names who says it."""
    start, end = text.words[said.first].start, text.words[said.last - 1].end
    if said.speaker is None or said.speaker < 0:
        return Passage(start, end, None)
    at = text.words[said.speaker].start
    near = _starting(ordered, at - _LONGEST_MENTION, at + 1)
    over = [r for r in near if r.first <= said.speaker < r.last and r.type in SPEAKING]
    headed = [r for r in over if r.head == said.speaker or (r.name and r.name[0] <= said.speaker < r.name[1])]
    return Passage(start, end, min(headed or over, key=lambda r: r.last - r.first, default=None))


def _is_within(passage: Passage, start: int, end: int) -> bool:
    """Whether a quotation at characters [start, end) is what is said, or a part of it."""
    return passage.start <= start and end <= passage.end


def _speaker(text: Text, references: Sequence[Reference], start: int, end: int) -> Reference | None:
    """The subject of a verb of speech beside the quotation: after it, else before it."""
    after = [r for r in _starting(references, end, end + 160) if _says(text, r)]
    before = [r for r in _starting(references, start - 249, start) if _says(text, r)]
    close = re.match(r"[\s.,!?»”\"]*[—–-]", text.text[end : end + 6]) is not None
    order = (after, before) if close else (before, after)
    for choice in order:
        if choice:
            return choice[0] if choice is after else choice[-1]
    return None


def _starting(ordered: Sequence[Reference], start: int, end: int) -> Sequence[Reference]:
    """The references that begin at characters [start, end), of all in order of their beginnings."""
    first, last = (bisect_left(ordered, at, key=lambda r: r.span.start) for at in (start, end))
    return ordered[first:last]


def _says(text: Text, reference: Reference) -> bool:
    if reference.type not in ("person", "body", "state", "group"):
        return False
    verbs = word_class("speech")
    inside = range(reference.first, reference.last)
    for i in inside:
        word = text.words[i]
        if word.head not in inside and word.head >= 0 and word.rel.startswith("nsubj"):
            return text.words[word.head].lemma in verbs
    return False
