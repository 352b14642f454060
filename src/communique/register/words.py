"""Full text that finds any form of a Russian word: dictionary forms beside the words as printed.

Both sides go through the same door: the words of a report when it is stored, those of a question when it is
asked. A word that may come of several («стали»: сталь, стать) is stored under the likeliest and asked for
under all. What is no Russian word stays as it is, in lower case; «ё» counts as «е».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from communique.register.view import Hit

if TYPE_CHECKING:
    from communique.reading.ru.morphology import Parse

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
RUN = re.compile(r"[^\W_]+")
QUOTED = re.compile(r'"([^"]*)"|«([^»]*)»')
MEMO = 65_536
LIKELY = 0.05  # an analysis less likely than this is left out of a question


class EmptyQuestion(ValueError):
    """There is no word to look for."""


def folded(word: str) -> str:
    return word.lower().replace("ё", "е")


@lru_cache(MEMO)
def lemma(word: str) -> str:
    """The likeliest dictionary form of a folded word."""
    return next(iter(_normal_forms(word)), word)


@lru_cache(4_096)
def lemmas(word: str) -> tuple[str, ...]:
    """All likely dictionary forms of a folded word, the likeliest first."""
    return tuple(dict.fromkeys(_normal_forms(word))) or (word,)


def _normal_forms(word: str) -> Iterator[str]:
    return (folded(parse.normal_form) for parse in _likely(word))


def _likely(word: str) -> list[Parse]:
    """What a folded Russian word may be; nothing where it is none."""
    from communique.reading.ru.morphology import CYRILLIC, parses

    return [parse for parse in parses(word) if parse.score >= LIKELY] if CYRILLIC.fullmatch(word) else []


def indexed(text: str) -> tuple[str, str]:
    """The words of a text as the index takes them: as printed, and in their dictionary forms."""
    words = [folded(word) for word in _parts(text)]
    return " ".join(words), " ".join(lemma(word) for word in words)


def _parts(text: str) -> Iterator[str]:
    # The index takes a hyphen for the end of a word, so both sides must part words there.
    for found in WORD.finditer(text):
        yield from found.group().split("-")


def match_query(question: str) -> str:
    """The question in the language of the index: all words must occur, in any form; quoted ones as a phrase,
    in any form. Nothing a person types can be a syntax error.

    Raises:
        EmptyQuestion: no word in it.
    """
    phrases = [_phrase(words) for words in _phrases(question)]
    if not phrases:
        raise EmptyQuestion("type at least one word")
    return " AND ".join(phrases)


def _phrases(question: str) -> Iterator[list[str]]:
    at = 0
    for quoted in QUOTED.finditer(question):
        yield from ([folded(word)] for word in _parts(question[at : quoted.start()]))
        if words := [folded(word) for word in _parts(quoted.group(1) or quoted.group(2) or "")]:
            yield words
        at = quoted.end()
    yield from ([folded(word)] for word in _parts(question[at:]))


def _phrase(words: list[str]) -> str:
    if len(words) == 1:
        forms = [f'lemmas: "{form}"' for form in lemmas(words[0])]
        return "(" + " OR ".join([*forms, f'surface: "{words[0]}"']) + ")"
    by_form = " ".join(lemma(word) for word in words)
    return f'(lemmas: "{by_form}" OR surface: "{" ".join(words)}")'


def forms_of(question: str) -> frozenset[str]:
    """All folded forms in which the words of a question may stand in a text."""
    words = {word for phrase in _phrases(question) for word in phrase}
    return frozenset(form for word in words for form in (word, *_inflected(word)))


@lru_cache(4_096)
def _inflected(word: str) -> tuple[str, ...]:
    return tuple({folded(form.word): None for parse in _likely(word) for form in parse.lexeme})


def marks(question: str, text: str) -> tuple[tuple[int, int], ...]:
    """The spans of a text where words of a question stand, in any form, as code points."""
    plain = folded(text)
    if len(plain) == len(text):
        return tuple(found.span() for found in _standing(question).finditer(plain))
    # A few capitals become two characters when they are made small.
    forms = forms_of(question)
    return tuple(found.span() for found in RUN.finditer(text) if folded(found.group()) in forms)


@lru_cache(256)
def _standing(question: str) -> re.Pattern[str]:
    forms = "|".join(map(re.escape, sorted(forms_of(question)))) or "(?!)"
    return re.compile(rf"(?<![^\W_])(?:{forms})(?![^\W_])")


def find_in(question: str, text: str, key: str) -> Hit | None:
    """One text looked through without an index: a hit when every word, and every phrase, occurs."""
    printed = [folded(word) for word in _parts(text)]
    forms = [lemma(word) for word in printed]
    for words in _phrases(question):
        by_form = (
            [set(lemmas(word)) | {word} for word in words] if len(words) == 1 else [{lemma(w)} for w in words]
        )
        if not (_occurs(forms, by_form) or _occurs(printed, [{word} for word in words])):
            return None
    count = len(marks(question, text))
    return Hit(key, count / max(1, len(printed))) if count else None


def _occurs(words: list[str], phrase: list[set[str]]) -> bool:
    last = len(words) - len(phrase) + 1
    return any(all(words[at + k] in phrase[k] for k in range(len(phrase))) for at in range(last))
