"""Printed positions: their words, their head, and the single offices they are joined of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from communique.reading.layers import Text, Word
from communique.reading.ru.portfolios import Phrase, head_index, office_fields, phrase_at, phrases
from communique.reading.ru.wordlists import load_table


@cache
def office_words(table: str) -> frozenset[str]:
    return frozenset(str(x) for row in load_table("offices.toml")[table] for x in row["lemmas"])


@cache
def phases() -> tuple[tuple[str, tuple[Phrase, ...]], ...]:
    return tuple((str(row["phase"]), phrases(row["words"])) for row in load_table("offices.toml")["phase"])


def head_of(words: Sequence[Word]) -> Word:
    """The office noun: the first noun, or what follows «исполняющий обязанности»."""
    if acting(words):
        return next((w for w in words if w.lemma in office_words("head")), words[head_index(words)])
    return words[head_index(words)]


def split_posts(text: Text, first: int, last: int) -> list[tuple[int, int]]:
    """«вице-премьер, министр финансов» as two: cut at a comma, dash or «и» before another office noun."""
    cuts = [first]
    case = head_of(text.words[first:last]).feats.get("Case")
    for i in range(first + 1, last - 1):
        word = text.words[i]
        if word.text in (",", "–", "—", "-", "и") and starts_office(text, i + 1, last, case):
            cuts.append(i + 1)
    ends = [cut - 1 for cut in cuts[1:]] + [last]
    trimmed = [trim(text, a, b) for a, b in zip(cuts, ends, strict=True)]
    return [(a, b) for a, b in trimmed if a < b]


def starts_office(text: Text, i: int, last: int, case: str | None) -> bool:
    for word in text.words[i:last]:
        if word.pos in ("NOUN", "PROPN"):
            return word.lemma in office_words("head") and word.feats.get("Case") == case
        if word.pos not in ("ADJ", "DET"):
            return False
    return False


def trim(text: Text, first: int, last: int) -> tuple[int, int]:
    while first < last and text.words[first].pos in ("PUNCT", "ADP"):
        first += 1
    while first < last and text.words[last - 1].pos == "PUNCT" and text.words[last - 1].text not in ')»"':
        last -= 1
    return first, last


def acting(words: Sequence[Word]) -> bool:
    return any(phase == "acting" and any(phrase_at(p, words, 0) for p in ps) for phase, ps in phases())


def all_fields(text: Text, first: int, last: int) -> frozenset[str]:
    """Fields of every office a position joins («вице-премьер и министр обороны»)."""
    return frozenset().union(*(office_fields(text.words[a:b]) for a, b in split_posts(text, first, last)))
