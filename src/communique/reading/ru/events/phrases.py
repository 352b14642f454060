"""Phrases around a word: a noun's whole phrase, a verb's complement, as spans of the report."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.layers import Text
from communique.records.span import Span

# Where a phrase ends: what follows is a clause of its own.
OUTSIDE = frozenset({"acl:relcl", "parataxis", "advcl", "punct", "cc", "conj", "discourse", "mark"})
LONGEST = 40


def subtree(text: Text, word: int, outside: frozenset[str] = OUTSIDE) -> Iterator[int]:
    """The word and all that hangs on it, except clauses of their own; marks inside come with their words."""
    yield word
    for child in text.children[word]:
        if text.words[child].rel not in outside:
            yield from subtree(text, child, outside - {"punct", "conj", "cc"})


def joined(text: Text, word: int) -> Iterator[int]:
    """Nouns joined to a noun in the same case («модернизации и ремонту техники»)."""
    case = text.words[word].feats.get("Case")
    for child in text.children[word]:
        other = text.words[child]
        if other.rel == "conj" and case and other.feats.get("Case") == case:
            yield child


def phrase(text: Text, word: int, keep_preposition: bool = False) -> Span:
    """The contiguous phrase of a noun or infinitive, its preposition left out unless asked for."""
    inside = set(subtree(text, word))
    for other in joined(text, word):
        inside |= set(subtree(text, other, OUTSIDE - {"cc"}))
    if not keep_preposition:
        inside -= {c for c in text.children[word] if text.words[c].rel == "case" and c < word}
    first = last = word
    while first - 1 in inside:
        first -= 1
    while last + 1 < len(text.words) and last - first < LONGEST and (last + 1 in inside):
        last += 1
    while last > word and text.words[last].pos == "PUNCT" and text.words[last].text not in '»")':
        last -= 1
    return text.span(first, last + 1)
