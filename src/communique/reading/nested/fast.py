"""Entities by the project's own net."""

from __future__ import annotations

from communique.reading.nested.words import Spans, Words
from communique.reading.nets import load_entity_net


def entities(text: str) -> Spans:
    words = Words.of(text)
    (found,) = load_entity_net().read([words.by_sentence()])
    return sorted((*words.characters(e.first, e.last), e.label) for e in found)
