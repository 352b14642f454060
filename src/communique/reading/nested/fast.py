"""Entities by the net that every reading runs on."""

from __future__ import annotations

from communique.reading.nested.words import Spans, Words
from communique.reading.nets import load_student


def entities(text: str) -> Spans:
    words = Words.of(text)
    (found,) = load_student().read([words.by_sentence()])
    return sorted((*words.characters(e.first, e.last), e.label) for e in found.entities)
