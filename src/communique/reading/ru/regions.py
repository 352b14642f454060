"""Whose city or region a phrase names: «акимат Алматы», «Ереванский университет», «жители Донбасса»."""

from __future__ import annotations

from collections.abc import Sequence

from communique.gazetteer import cities, names, plain, regions
from communique.reading.layers import Word


def country_of_place(words: Sequence[Word]) -> str | None:
    """The state of the first city or region among the words; none that only says where something is."""
    forms = [plain(word.text) for word in words]
    for at, word in enumerate(words):
        if at and words[at - 1].pos == "ADP":
            continue
        if code := place_at(forms, at, word):
            return code
    return None


def place_at(forms: Sequence[str], at: int, word: Word) -> str | None:
    _, found = regions().longest(forms, at)
    if found:
        return found[0] if word.text[:1].isupper() or word.pos == "ADJ" else None
    _, entries = names().longest(forms, at)
    capital = next((e.country for e in entries if e.kind == "capital"), None)
    if capital is not None or not word.text[:1].isupper() or word.pos == "ADJ":
        return capital if word.text[:1].isupper() else None
    return cities().get(word.lemma)
