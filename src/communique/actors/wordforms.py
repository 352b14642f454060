"""Case forms of words in names: which dictionary forms a printed word may have, told by its ending alone.

Names are in no dictionary, so every form that the endings allow is kept: «Джонсона» may be of «Джонсон» or
«Джонсона». Two printed words can be one word where they share such a form. `stem` is a rougher key that all
forms of a word have in common, and some other words too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from communique.gazetteer import plain

MEMO = 200_000  # words of the names of a large register
LEAST_STEM = 2  # letters that stay when an ending is taken off: «Цоя» is of «Цой», «Ли» of nothing else
CONSONANT = "[бвгджзклмнпрстфхцчшщ]"
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһіўїєґ]")


class Pattern(NamedTuple):
    """Words in `nominative` whose stem ends as `stem` says have these other endings."""

    nominative: str
    stem: str
    endings: str


PATTERNS = (
    Pattern("", CONSONANT, "а у ом ем е"),
    Pattern("", "(?:ов|ев|ин|ын)", "ым"),
    Pattern("й", "[аеиоуыэюя]", "я ю ем е"),
    Pattern("ий", CONSONANT, "ии"),
    Pattern("ь", CONSONANT, "я ю ем е и ью"),
    Pattern("ей", CONSONANT, "ья ью ьем ье"),
    Pattern("ец", "[а-я]", "ца цу цем цом це"),
    Pattern("ок", CONSONANT, "ка ку ком ке"),
    Pattern("ел", CONSONANT, "ла лу лом ле"),
    Pattern("ев", CONSONANT, "ьва ьву ьвом ьве"),
    Pattern("ень", CONSONANT, "ня ню нем не"),
    Pattern("а", CONSONANT, "ы и е у ой ою ей ею"),
    Pattern("я", "[а-я]", "и е ю ей ею"),
    Pattern("ый", CONSONANT, "ого ому ым ом"),
    Pattern("ий", CONSONANT, "ого ому им ом его ему ем"),
    Pattern("ой", CONSONANT, "ого ому ым им ом"),
    Pattern("ая", CONSONANT, "ой ую ою"),
    Pattern("яя", CONSONANT, "ей юю ею"),
    Pattern("ое", CONSONANT, "ого ому ым им ом"),
    Pattern("ее", CONSONANT, "его ему им ем"),
    Pattern("ые", CONSONANT, "ых ым ыми"),
    Pattern("ие", CONSONANT, "их им ими ия ию ием ии"),
    Pattern("ье", CONSONANT, "ья ью ьем"),
    Pattern("о", CONSONANT, "а у ом е"),
    Pattern("ы", CONSONANT, "ов ам ами ах"),
    Pattern("и", "[а-я]", "ов ев ей ам ям ами ями ах ях"),
)

# Endings of any case, for stems; -ов and -ин of surnames go too, so that «Иванов» and «Ивановым» have one.
_ENDINGS = frozenset(
    [
        "а",
        "я",
        "ы",
        "и",
        "у",
        "ю",
        "е",
        "о",
        "ь",
        "й",
        "ой",
        "ей",
        "ий",
        "ый",
        "ая",
        "яя",
        "ое",
        "ее",
        "ие",
        "ые",
        "ья",
        "ье",
        "ью",
        "ьи",
        "ого",
        "его",
        "ому",
        "ему",
        "ым",
        "им",
        "ом",
        "ем",
        "ую",
        "юю",
        "ых",
        "их",
        "ыми",
        "ими",
        "ам",
        "ям",
        "ами",
        "ями",
        "ах",
        "ях",
        "ов",
        "ев",
        "ою",
        "ею",
        "ия",
        "ии",
        "ию",
        "ией",
        "ием",
        "иям",
        "иями",
        "иях",
        "ьей",
        "ьем",
    ]
)
_LONGEST = max(map(len, _ENDINGS))
_LEAST_KEY = 3
_FLEETING = re.compile(rf"({CONSONANT})[ое]([кц])$")


def _inverted() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    table: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for pattern in PATTERNS:
        for ending in pattern.endings.split():
            table.setdefault(ending, []).append((pattern.nominative, re.compile(pattern.stem + "$")))
    return table


_NOMINATIVES = _inverted()


@lru_cache(MEMO)
def bases(word: str) -> frozenset[str]:
    """Dictionary forms that a plain word (lower case, ё as е) may have; the word itself is one."""
    if not _CYRILLIC.search(word):
        return frozenset({word})
    found = {word}
    for size in (1, 2, 3):
        stem, ending = word[:-size], word[-size:]
        if len(stem) >= LEAST_STEM and ending in _NOMINATIVES:
            found.update(stem + nominative for nominative, last in _NOMINATIVES[ending] if last.search(stem))
    return frozenset(found)


@lru_cache(MEMO)
def stem(word: str) -> str:
    """What all case forms of a plain word have in common; never shorter than three letters."""
    if not _CYRILLIC.search(word) or len(word) <= _LEAST_KEY:
        return word
    while True:
        size = next((n for n in range(_LONGEST, 0, -1) if word[-n:] in _ENDINGS), 0)
        if not size or len(word) - size < _LEAST_KEY:
            return _FLEETING.sub(r"\1\2", word)
        word = word[:-size]


def same_word(one: str, other: str) -> bool:
    """Whether two plain words may be forms of one word."""
    return one == other or not bases(one).isdisjoint(bases(other))


def words_of(name: str) -> list[str]:
    """The plain words of a printed name; hyphens and apostrophes inside a word stay."""
    return _WORD.findall(plain(name))


_WORD = re.compile(r"[^\W_]+(?:['’ʼ\-.&+][^\W_]+)*\+?")
