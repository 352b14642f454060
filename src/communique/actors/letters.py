"""Sounds of a name's words, so that spellings and scripts can be compared: «Жақсыбеков», "Dzhaksybekov".

    sounds   one word's readings, the likeliest first: what is written differently and sounds alike is equal
    bones    the consonants of a reading alone: vowels are what languages and transliterations change most

Neither says that two names are one: `actors.likeness` weighs them. The tables are `data/letters.tsv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product

MEMO = 200_000  # words of the names of a large register
MOST_READINGS = 12  # of one Latin word: beyond, further readings of rare letters add nothing but time
_GLIDES = re.compile(r"[iy]+(?=[aeou])|(?<=[aeou])[iy]+")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouy]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-zà-ɏḀ-ỿ]", re.IGNORECASE)


@lru_cache(MEMO)
def script(text: str) -> str:
    """cyrl, latn or other: that of most letters."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if not cyrillic and not latin:
        return "other"
    return "cyrl" if cyrillic >= latin else "latn"


@lru_cache(MEMO)
def sounds(word: str) -> tuple[str, ...]:
    """Readings of a lower-case word; a word in Cyrillic has one."""
    if _CYRILLIC.search(word):
        return (_levelled("".join(_cut(word, _cyrillic()))),)
    plain = _without_accents(word)
    pieces = [_latin().get(piece, (piece,)) for piece in _pieces(plain, _latin())]
    readings = (_levelled("".join(reading)) for reading in islice(product(*pieces), MOST_READINGS * 4))
    return tuple(dict.fromkeys(readings))[:MOST_READINGS]


@lru_cache(MEMO)
def bones(reading: str) -> str:
    """The consonants of a reading (as `sounds` gives it); the reading itself where it has none."""
    return _VOWELS.sub("", reading) or reading


def _levelled(reading: str) -> str:
    """Glides beside vowels and doubled sounds say nothing: «Назарбаев», "Nazarbayev"; «Рабб», «Рааб»."""
    bare = _GLIDES.sub("", reading).replace("y", "i")
    return _DOUBLED.sub(r"\1", bare.replace("dJ", "J").replace("tC", "C"))


def _cut(word: str, table: Mapping[str, str]) -> list[str]:
    return [
        table.get(piece, piece if piece.isascii() and piece.isalnum() else "")
        for piece in _pieces(word, table)
    ]


def _pieces(word: str, table: Mapping[str, object]) -> list[str]:
    """The word cut into the longest spellings of the table."""
    pieces, at = [], 0
    while at < len(word):
        size = next((size for size in (4, 3, 2) if word[at : at + size] in table), 1)
        pieces.append(word[at : at + size])
        at += size
    return pieces


def _without_accents(word: str) -> str:
    kept = []
    for letter in word:
        if letter in _latin():
            kept.append(letter)
        else:
            base = unicodedata.normalize("NFD", letter)
            kept.append("".join(part for part in base if part.isalnum()))
    return "".join(kept)


@cache
def _tables() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Spelling -> readings, by script."""
    tables: dict[str, dict[str, tuple[str, ...]]] = {"cyrl": {}, "latn": {}}
    for line in (
        (files("communique.actors") / "data" / "letters.tsv").read_text(encoding="utf-8").splitlines()
    ):
        if line and not line.startswith("#"):
            script, spelling, readings = line.split("\t")
            tables[script][spelling] = tuple(sound.replace("-", "") for sound in readings.split(" "))
    return tables


@cache
def _cyrillic() -> Mapping[str, str]:
    return {spelling: readings[0] for spelling, readings in _tables()["cyrl"].items()}


@cache
def _latin() -> Mapping[str, tuple[str, ...]]:
    return _tables()["latn"]
