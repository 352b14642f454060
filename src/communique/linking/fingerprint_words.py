"""The words of a report as linking compares them: cut to their stems, with the mark of a name or a number.

Stems follow the Snowball stemmer for Russian (https://snowballstem.org/algorithms/russian/stemmer.html): its
steps are regular expressions over what follows the first vowel. Words of other languages are cut by the same
rules where they end alike, which does no harm: forms of one word must meet, and here and there two words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# Letters kept: of 5 to 7 and whole stems these tell same events apart best; «предъявл-» is cut to «предъя-».
LONG = 6
SHORT = 3  # words of up to three letters are their own stem: abbreviations, prepositions
_VOWEL = re.compile(r"[аеиоуыэюя]")
_GERUND = re.compile(r"(?:(?:ив|ыв)(?:ши(?:сь)?)?|(?<=[ая])в(?:ши(?:сь)?)?)$")
_REFLEXIVE = re.compile(r"с[ья]$")
_ADJECTIVE = re.compile(
    r"(?:(?:ив|ыв|у)ш|(?:у)?ющ|(?<=[ая])(?:нн|вш|ющ|щ|ем))?"
    r"(?:ее|ие|ые|ое|ими|ыми|ей|ий|ый|ой|ем|им|ым|ом|его|ого|ему|ому|их|ых|ую|юю|ая|яя|ою|ею)$"
)
_VERB = re.compile(
    r"(?:ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю"
    r"|(?<=[ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно))$"
)
_NOUN = re.compile(
    r"(?:иями|ями|ами|ией|иям|ием|иях|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья"
    r"|а|е|и|й|о|у|ы|ь|ю|я)$"
)
_QUALITY = re.compile(r"ость?$")
_SUPERLATIVE = re.compile(r"ейше?$")
# Not of Snowball, which takes «-ов» and «-ан» of names for endings in some of their cases only: of 25,000
# forms of news, by the dictionary, forms of one name meet in .90 instead of .85.
_OF_NAMES = re.compile(r"(?<=...)(?:ов|ев|ан|а)$")


class Term(NamedTuple):
    """One word of a text: its stem, and whether it is printed like a name (a capital inside a sentence)."""

    stem: str
    name: bool
    number: bool


def terms(text: str, noise: Sequence[tuple[int, int]] = ()) -> Iterator[Term]:
    """Every word of the text outside `noise`."""
    text = blanked(text, noise)
    for match in WORD.finditer(text):
        term = _term(match[0])
        yield _opener(term) if term.name and _opens(text, match.start()) else term


@lru_cache(maxsize=100_000)
def _term(word: str) -> Term:
    lower = word.lower()
    return Term(stem(lower), word[0] != lower[0], lower[0].isdigit())


@lru_cache(maxsize=20_000)
def _opener(term: Term) -> Term:
    return term._replace(name=False)


def stem(word: str) -> str:
    """The stem of a lower-case word, at most `LONG` letters; a word of up to three letters is its own."""
    word = word.replace("ё", "е")
    vowel = _VOWEL.search(word)
    if len(word) <= SHORT or vowel is None:
        return word[:LONG]
    head, tail = word[: vowel.end()], word[vowel.end() :]
    short = _GERUND.sub("", tail)
    if short == tail:
        short = _inflection_cut(_REFLEXIVE.sub("", tail))
    short = short.removesuffix("и")
    if _VOWEL.search(short):
        short = _QUALITY.sub("", short)
    short = _SUPERLATIVE.sub("", short)
    return _OF_NAMES.sub("", head + (short[:-1] if short.endswith(("нн", "ь")) else short))[:LONG]


def _inflection_cut(tail: str) -> str:
    """Without the ending of an adjective or participle, else of a verb, else of a noun."""
    for ending in (_ADJECTIVE, _VERB):
        if ending.search(tail):
            return ending.sub("", tail, count=1)
    return _NOUN.sub("", tail, count=1)


def blanked(text: str, noise: Sequence[tuple[int, int]]) -> str:
    """The text with blanks for the characters of `noise`."""
    for start, end in noise:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _opens(text: str, at: int) -> bool:
    """Whether a sentence or a quotation begins here."""
    before = text[max(0, at - 4) : at].rstrip(' \t\xa0«"“„(-–—')
    return not before or before[-1] in ".!?…:\n"
