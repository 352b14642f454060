"""Those who speak, told by a common noun: «врач рассказал, что …», «в издании отметили, что …»."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.layers import Reference
from communique.reading.ru.references_lexicon import words
from communique.reading.ru.references_make import make, sectors_in
from communique.reading.ru.references_phrases import bracketed, left_edge, quoted, right_edge
from communique.reading.ru.references_scan import Scan, plural


def find_speakers(scan: Scan) -> Iterator[Reference]:
    """A human being or a body that somebody's words are told of is an actor, whatever its noun is."""
    for i in sorted(scan.speakers):
        if i in scan.covered or i in scan.persons or scan.word(i).pos not in ("NOUN", "PROPN"):
            continue
        if (type := _speaker_type(scan, i)) is None:
            continue
        last = right_edge(scan, i, names=True)
        last = bracketed(scan, quoted(scan, last, scan.stop(i)), scan.stop(i))
        first = left_edge(scan, i)
        head = scan.head(i, type)
        sectors = [*(head.sectors if head else ()), *sectors_in(scan, first, last)]
        yield make(scan, first, last, i, type, "description", "speaker", sectors=sectors)


def _speaker_type(scan: Scan, index: int) -> str | None:
    """person or group for human beings, the lexicon's kind for a body or an outlet, else None."""
    word = scan.word(index)
    if word.lemma in words("no_speakers"):
        return None
    if word.lemma in words("collectives"):
        return "group"
    if word.lemma in words("speaking_bodies"):
        return "body"
    if word.pos == "PROPN" and (word.feats.get("Animacy") != "Anim" or len(word.text) < 4):
        return None
    if word.feats.get("Animacy") == "Anim" or word.lemma in words("sources"):
        return "group" if plural(word) else "person"
    head = scan.head(index, "body", "enterprise")
    return head.kind if head is not None and not plural(word) else None
