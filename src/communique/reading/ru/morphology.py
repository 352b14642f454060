"""Lemmas and word forms by the dictionary of OpenCorpora, read with pymorphy3, chosen to agree with UD tags."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

Parse = Any  # pymorphy3.analyzer.Parse; its package carries no types

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
NUMBERS = {"Sing": "sing", "Plur": "plur"}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
POS = {
    "NOUN": ("NOUN", "NPRO"),
    "PROPN": ("NOUN",),
    "ADJ": ("ADJF", "ADJS", "COMP"),
    "DET": ("ADJF", "NPRO", "ADJS"),
    "PRON": ("NPRO", "ADJF", "NOUN"),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "AUX": ("VERB", "INFN", "PRTS", "GRND"),
    "ADV": ("ADVB", "COMP", "PRED", "CONJ"),
    "ADP": ("PREP", "ADVB"),
    "CCONJ": ("CONJ", "PRCL"),
    "SCONJ": ("CONJ", "PRCL"),
    "PART": ("PRCL", "CONJ"),
    "NUM": ("NUMR", "ADJF", "NOUN"),
    "INTJ": ("INTJ",),
}
PROPER = ("Surn", "Name", "Patr", "Geox", "Orgn", "Trad")
MEMO = 100_000


@cache
def _analyzer() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(MEMO)
def parses(word: str) -> tuple[Parse, ...]:
    """All readings of a word, likeliest first; case of letters does not matter. Never empty for a word."""
    return tuple(_analyzer().parse(word.lower()))


@lru_cache(MEMO)
def in_dictionary(word: str) -> bool:
    """Whether the form stands in the dictionary as it is (not guessed by its ending)."""
    return bool(_analyzer().word_is_known(word.lower()))


def plain(word: str) -> str:
    """Lower case, ё as е: the spelling in which lemmas are compared."""
    return word.lower().replace("ё", "е")


def lemma(word: str, pos: str, feats: Mapping[str, str]) -> str:
    """The lemma that agrees best with the UD tag; a mark or number is its own lemma."""
    return _lemma(
        word, pos, feats.get("Case"), feats.get("Number"), feats.get("Gender"), feats.get("VerbForm")
    )


@lru_cache(MEMO)
def _lemma(
    word: str, pos: str, case: str | None, number: str | None, gender: str | None, form: str | None
) -> str:
    if not any(letter.isalpha() for letter in word):
        return word.lower()
    found = best_parse(word, pos, case, number, gender)
    if found is None:
        return plain(word)
    return plain(_normal(found, pos, gender))


def _normal(found: Parse, pos: str, gender: str | None) -> str:
    if found.tag.POS in ("PRTF", "PRTS") and pos in ("ADJ", "NOUN", "PROPN", "DET"):
        inflected = found.inflect({"PRTF", "nomn", "sing", "masc"})
    elif pos == "PROPN" and gender == "Fem" and "Surn" in found.tag and found.tag.number == "sing":
        inflected = found.inflect({"nomn", "femn"}) if found.tag.gender == "femn" else None
    else:
        inflected = None
    return str(inflected.word if inflected else found.normal_form)


@lru_cache(MEMO)
def best_parse(
    word: str, pos: str, case: str | None = None, number: str | None = None, gender: str | None = None
) -> Parse | None:
    """The reading that agrees best with UD part of speech, case, number and gender; the likelier of equals."""
    wanted = POS.get(pos, ())
    readings = parses(word)
    if not readings:
        return None
    scored = [
        (_agreement(reading, pos, wanted, case, number, gender), -rank)
        for rank, reading in enumerate(readings)
    ]
    return readings[-max(scored)[1]]


def _agreement(
    reading: Parse,
    pos: str,
    wanted: tuple[str, ...],
    case: str | None,
    number: str | None,
    gender: str | None,
) -> float:
    tag = reading.tag
    score = 8.0 - wanted.index(tag.POS) if tag.POS in wanted else 0.0
    score += 3.0 * _same_case(tag.case, case)
    score += 1.5 * (number is not None and tag.number == NUMBERS.get(number))
    score += 1.5 * (gender is not None and tag.gender == GENDERS.get(gender))
    score += 1.0 * (pos == "PROPN" and any(grammeme in tag for grammeme in PROPER))
    return score + float(reading.score)


def _same_case(found: str | None, wanted: str | None) -> bool:
    if wanted is None or found is None:
        return False
    return {"gen2": "gent", "loc2": "loct", "acc2": "accs", "voct": "nomn"}.get(found, found) == CASES.get(
        wanted
    )
