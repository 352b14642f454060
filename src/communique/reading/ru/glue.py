"""Words that have grown together in print, cut apart: «прошлив столице» is «прошли в столице».

A printed word is cut only when no dictionary knows it and it falls into known parts. Among the ways to cut,
the likeliest by the frequencies of the parts is taken (a unigram model over the vocabulary of the news corpus
that navec was trained on), and only when it is likely enough for its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log10

from communique.reading.nets import load_vocabulary
from communique.reading.ru import morphology
from communique.reading.ru.wordlists import load_table

LETTERS = re.compile(r"[А-Яа-яЁё]+")
CASE_CHANGE = re.compile(r"(?<=[а-яё])(?=[А-ЯЁ])")
ABBREVIATION = re.compile(r"([А-ЯЁ]{2,7})([а-яё]{4,}[А-Яа-яё]*)$")
THAT = re.compile(r"(что|чтобы)([А-Яа-яё]{2,})$")
NAMED = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*$")
CAPITAL_INSIDE = re.compile(r"([А-ЯЁ]?[а-яё]{4,})([А-ЯЁ][а-яё]{3,})")
MOST = 5  # parts
LONGEST = 40  # letters
# Occurrences in 1.2e9 running words that a part needs, by its letters: short strings are words by chance.
# Calibrated, with ENOUGH, by reading the cuts in 1,874 news reports.
COMMON = {4: 20_000, 5: 3_000, 6: 600, 7: 200}
COMMON_LONG = 80
NAME = 250  # occurrences of a capitalised word that the dictionary lacks: «Пашинянуточнил»
CLOSE_PREPOSITIONS = frozenset("вс")  # of one letter, and no ending of a name
AND = "и"
SHORTEST_NAME = 4  # letters of a name before a verb that something has grown onto
ENOUGH = -6.3  # mean log10 frequency of the parts
MEMO = 50_000


@dataclass(frozen=True, slots=True)
class GlueWords:
    """Short words that may be parts: prepositions with their cases, others; first parts of compounds; verbs
    of speech, the longest first, and the short words that may stand beside them."""

    prepositions: Mapping[str, frozenset[str]]
    anywhere: frozenset[str]
    prefixes: frozenset[str]
    telling: tuple[str, ...]
    tellers: frozenset[str]


@cache
def glue_words() -> GlueWords:
    table = load_table("glue.toml")
    short = {entry["place"]: entry["words"] for entry in table["short"]}
    prepositions = {item["word"]: frozenset(item["cases"]) for item in short["preposition"]}
    telling = sorted(table["telling"]["words"], key=len, reverse=True)
    return GlueWords(
        prepositions,
        frozenset(short["anywhere"]),
        frozenset(table["compound"]["prefixes"]),
        tuple(telling),
        frozenset(table["telling"]["beside"]),
    )


def known(word: str) -> bool:
    """Whether the word, in any case of letters, stands in the vocabulary or the dictionary."""
    lower = word.lower()
    return load_vocabulary().knows(lower) or morphology.in_dictionary(lower)


def split_glued(word: str, following: str = "", names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words printed as one, in order; the word itself where it is known or cannot be cut well.

    Abbreviations and words with other letters than Russian ones are left alone; a hyphenated word may lose
    what has grown onto its front («рассказалпресс-секретарь»).

    Args:
        word: one printed word.
        following: the next printed word, which a preposition cut off at the end must govern.
        names: capitalised words that the report prints by themselves; one of them may be the first part.
    """
    if not 5 <= len(word) <= LONGEST or word.isupper() or known(word):
        return (word,)
    if "-" in word:
        return _before_hyphen(word)
    if not LETTERS.fullmatch(word):
        return (word,)
    best = _best(word, following)
    if len(best) == 1:
        best = _behind_name(word, following, names)
    if len(best) == 1:
        best = _behind_abbreviation(word, following)
    if len(best) == 1:
        best = _behind_that(word)
    if len(best) == 1:
        best = _beside_telling(word)
    return best if len(best) > 1 else _at_capital(word)


def _at_capital(word: str) -> tuple[str, ...]:
    """«НорвегииЛарса»: a known word before a capital in the middle; no «ЕвроСоюз», no «МакКейн»."""
    found = CAPITAL_INSIDE.fullmatch(word)
    if found and known(found[1]) and found[1].lower() not in glue_words().prefixes:
        return found[1], found[2]
    return (word,)


def _behind_abbreviation(word: str, following: str) -> tuple[str, ...]:
    """«СШАвыделили»: a common word of four letters or more, no ending, has grown onto capitals; another one
    may have grown onto that («СШАпопросилиСербию»)."""
    found = ABBREVIATION.match(word)
    if found is None or found[2] in glue_words().prepositions:
        return (word,)
    if _part(found[2]):
        return found[1], found[2]
    more = _best(found[2], following)
    return (found[1], *more) if len(more) > 1 else (word,)


def _behind_that(word: str) -> tuple[str, ...]:
    """«чтоих»: a word that is known has grown onto a conjunction."""
    found = THAT.match(word)
    return (found[1], found[2]) if found and known(found[2]) else (word,)


def _behind_name(word: str, following: str, names: frozenset[str]) -> tuple[str, ...]:
    """«Манвелянуточнил», where «Манвелян» stands elsewhere in the report."""
    if not word[0].isupper():
        return (word,)
    cuts = [cut for cut in range(4, len(word)) if word[:cut] in names and not CASE_CHANGE.search(word[:cut])]
    for cut in reversed(cuts):
        left, rest = word[:cut], word[cut:]
        if rest in CLOSE_PREPOSITIONS and _governs(rest, following):
            return left, rest
        ways = [
            way for way in _ways(rest, following, MOST - 1, left) if way[0] not in glue_words().prepositions
        ]
        best = max(ways, key=_likelihood, default=())
        if best and _likelihood(best) >= ENOUGH * len(best):
            return left, *best
    return (word,)


def _before_hyphen(word: str) -> tuple[str, ...]:
    """«рассказалпресс-секретарь», «Серова-Лозичзаявила»: a verb of speech before a hyphenated word that is
    known, or behind a name of two parts."""
    for verb in _telling_in(word):
        if word.startswith(verb) and "-" not in word[: len(verb) + 1] and known(word[len(verb) :]):
            return verb, word[len(verb) :]
        left = word[: -len(verb)]
        if word.endswith(verb) and NAMED.match(left) and "-" not in left[-2:]:
            return left, verb
    return (word,)


def _beside_telling(word: str) -> tuple[str, ...]:
    """«Шалтоевзаявил», «МИДотметил», «сказалон»: a verb of speech has grown together with who speaks."""
    for verb in _telling_in(word):
        left, right = word[: -len(verb)], word[len(verb) :]
        if word.endswith(verb) and _teller(left):
            return left, verb
        if word.startswith(verb) and _teller(right):
            return verb, right
        if found := _around(word, verb):
            return found
    return (word,)


def _telling_in(word: str) -> list[str]:
    return [verb for verb in glue_words().telling if verb in word]


def _around(word: str, verb: str) -> tuple[str, str, str] | None:
    """«Шалтоевназваларешение»: who acts, the verb, and what has grown onto its end."""
    left, _, right = word.partition(verb)
    if len(left) < SHORTEST_NAME or not _teller(left):
        return None
    return (left, verb, right) if _teller(right) or (len(right) >= min(COMMON) and _part(right)) else None


def _teller(word: str) -> bool:
    """A name or an abbreviation, or a pronoun."""
    if word.lower() in glue_words().tellers:
        return True
    named = len(word) > 1 and word[0].isupper() and (word.isupper() or word[1:].islower())
    return named and word.lower() not in glue_words().prefixes  # «Переобсудил»


@lru_cache(MEMO)
def _best(word: str, following: str) -> tuple[str, ...]:
    best = max(_ways(word, following), key=_likelihood, default=())
    return best if best and _likelihood(best) >= ENOUGH * len(best) else (word,)


def _ways(word: str, following: str, parts: int = MOST, before: str = "") -> Iterator[tuple[str, ...]]:
    """All ways to cut the word into acceptable parts, the first of which stands after `before`."""
    if before and _part(word) and _fits(before, word) and _may_end(word, before, following):
        yield (word,)
    if parts > 1:
        for cut in range(1, len(word)):
            left = word[:cut]
            if _part(left) and (not before or _fits(before, left)) and not _prefix(left, word[cut:]):
                yield from ((left, *rest) for rest in _ways(word[cut:], following, parts - 1, left))


def _may_end(word: str, before: str, following: str) -> bool:
    """A preposition at the end must govern the next printed word, and stand behind a word in lower case:
    behind a capital it is more often the ending of a name."""
    if word.lower() not in glue_words().prepositions:
        return word != AND
    return len(before) > 3 and before[0].islower() and _governs(word, following)


@lru_cache(MEMO)
def _part(word: str) -> bool:
    """A short word of the lists, or one that is common for its length and no name in lower case."""
    lower = word.lower()
    if lower in glue_words().prepositions or lower in glue_words().anywhere:
        return True
    if word == AND:
        return True
    if len(word) < min(COMMON) or CASE_CHANGE.search(word):
        return False
    count = _count(lower)
    return (count >= COMMON.get(len(word), COMMON_LONG) and _word(word)) or (
        word[0].isupper() and len(word) > 4 and count >= NAME
    )


def _word(word: str) -> bool:
    """In the dictionary, and when in lower case not only as a name."""
    readings = [p for p in morphology.parses(word) if p.is_known]
    return any(word[0].isupper() or not any(g in p.tag for g in morphology.PROPER) for p in readings)


def _prefix(left: str, rest: str) -> bool:
    """What begins here may be one word: a compound, or a prefix that is a preposition elsewhere."""
    if rest[0].isupper():
        return False
    lower = left.lower()
    return lower in glue_words().prefixes or (len(left) == 1 and not (left == AND and len(rest) > 5))


def _fits(left: str, right: str) -> bool:
    """Two parts may stand side by side, the first governing the second where it is a preposition."""
    if left.lower() in glue_words().prepositions:
        return _governs(left, right)
    if right[0].isupper():
        return True
    adverb = any(p.tag.POS in ("ADVB", "ADJS", "PRED", "NUMR") for p in morphology.parses(left)[:1])
    return not (adverb and left[-1] in "оеи" and _nominal(right))


def _governs(preposition: str, word: str) -> bool:
    """Whether the word can have a case of the preposition; a capitalised or unknown word may."""
    cases = glue_words().prepositions[preposition.lower()]
    if not word or not morphology.in_dictionary(word):
        return word[:1].isupper()
    return any(p.tag.case in cases for p in morphology.parses(word))


def _nominal(word: str) -> bool:
    return morphology.parses(word)[0].tag.POS in ("ADJF", "PRTF", "ADJS", "PRTS", "NOUN")


def _count(lower: str) -> int:
    vocabulary = load_vocabulary()
    return max(vocabulary.count(lower), vocabulary.count(lower.replace("ё", "е")))


@lru_cache(MEMO)
def _likelihood(parts: tuple[str, ...]) -> float:
    """Log10 of the product of the parts' frequencies."""
    total = load_vocabulary().total
    return sum(log10(max(_count(part.lower()), 1) / total) for part in parts)
