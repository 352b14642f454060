"""Transcripts: printed names of speakers, and their turns."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.layers import Word
from communique.reading.ru.said.extents import trimmed
from communique.reading.ru.said.quotations import new_paragraph
from communique.reading.ru.said.speech import STOPS, Speech, Utterance, in_quote


def turns(speech: Speech) -> Iterator[Utterance]:
    """Transcripts: «И.Петров: …», a turn to the next label (codebook note 52)."""
    labels = list(_labels(speech))
    for n, (first, colon) in enumerate(labels):
        end = labels[n + 1][0] if n + 1 < len(labels) else len(speech.text.words)
        if len(labels) < TRANSCRIPT and not _initials(speech.text.words[first:colon]):
            end = min(end, _line_end(speech, colon))
        stop = next((i for i in range(colon + 1, end) if _cut(speech, i)), end)
        if (words := trimmed(speech, colon + 1, stop)) and speech.word(first).pos != "X":
            yield Utterance(*words, "direct", "turn", colon - 1, None)


TRANSCRIPT = 3
"""Labels from which on a report with full names is a transcript, whose turns run over several lines."""


def _line_end(speech: Speech, i: int) -> int:
    end = i + 1
    while end < len(speech.text.words) and not new_paragraph(speech.text, end):
        end += 1
    return end


def _initials(words: tuple[Word, ...]) -> bool:
    return any(len(w.text) == 1 and w.text.isupper() for w in words[:-1])


def _cut(speech: Speech, i: int) -> bool:
    return speech.word(i).text in ("<", "<…>", "*", "***", "&lt;") or speech.word(i).text.startswith("<…")


def _labels(speech: Speech) -> Iterator[tuple[int, int]]:
    """Ranges [first, colon) of printed speakers at the head of a sentence: «Посол И.Петров:»."""
    for colon, word in enumerate(speech.text.words):
        if word.text != ":" or colon == 0 or in_quote(speech, colon):
            continue
        if (first := _label_start(speech, colon)) is not None:
            yield first, colon


def _label_start(speech: Speech, colon: int) -> int | None:
    i = colon
    words = speech.text.words
    while i > 0 and colon - i < 5 and _name_like(words, i - 1) and not new_paragraph(speech.text, i):
        i -= 1
    if i == colon or colon + 1 >= len(words) or words[colon + 1].text in '«"':
        return None
    initials = _initials(words[i:colon])
    begins = (
        new_paragraph(speech.text, i)
        or words[i - 1].text in STOPS | {">", "*"}
        or words[i - 1].text.startswith("<")
    )
    if not (initials or begins) or not words[colon + 1].text[:1].isupper():
        return None
    if speech.sentence(i).section == "title":
        return None
    if initials:
        i = max(
            j
            for j in range(i, colon)
            if len(words[j].text) == 1 and words[j].text.isupper() and j + 1 < colon
        )
    return i


def _name_like(words: tuple[Word, ...], i: int) -> bool:
    if words[i].text == ".":
        return i > 0 and len(words[i - 1].text) == 1 and words[i - 1].text.isupper()
    return words[i].text[:1].isupper() and words[i].pos in ("PROPN", "NOUN", "X", "ADJ", "ADP", "PRON")
