"""Tokens and sentences of clean text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from communique.reading.ru.glue import known, split_glued

CHUNK = re.compile(r"\S+")
LAYOUT = re.compile(r"\s*(?:[#>*•▪●■◆·|]+\s+)+|\s*[#>*•▪●■◆·|]+\s*$")
# «… переговоров.Лидер страны …»: the end of a sentence and the next grown together.
GLUED_SENTENCES = re.compile(
    r"(?:(?<=[а-яё]{2})|(?<=[А-ЯЁ]{2})|(?<=[a-z]{2})|(?<=[»\")]))"
    r"[.!?…]+[»\"”]*(?=[«\"“]?[А-ЯЁ](?:[а-яё]|[А-ЯЁ]+\b|\s))"
)
LAST_WORD = re.compile(r"[^\W\d_]+$")
NO_START = re.compile(r"(?:Ру|Рф|РФ|Ком|Онлайн|Инфо|Медиа)\b")  # «Новости.Онлайн»
# A speaker's label in a transcript: «В.Орлов: Добрый день».
SPEAKER = re.compile(r"(?<=\s)(?=[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s?:\s[А-ЯЁ])")
CAPITALISED = re.compile(r"\b[А-ЯЁ][а-яё]{3,}\b")
LONG = 40  # letters of a word looked at
CLOCK = re.compile(r"[0-2]?\d:[0-5]\d")
PARAGRAPH = re.compile(r"[^\n]+")
MEMO = 65_536


class Token(NamedTuple):
    """Characters [start, end) of the clean text, read as `text`."""

    start: int
    end: int
    text: str


def capitalised(text: str) -> frozenset[str]:
    """The words printed with a capital, which are the parts a name in grown-together words may be."""
    return frozenset(CAPITALISED.findall(text))


def tokens(text: str, start: int, end: int, names: frozenset[str] = frozenset()) -> Iterator[Token]:
    """Tokens within [start, end), as razdel cuts them, words that have grown together cut apart.

    `names` are the capitalised words of the whole report.
    """
    found = list(_printed(text, start, end))
    for token, following in zip(found, [*found[1:], None], strict=True):
        if len(token.text) < 5 or not _suspect(token.text):
            yield token
        else:
            yield from _parts(token, split_glued(token.text, following.text if following else "", names))


def _printed(text: str, start: int, end: int) -> Iterator[Token]:
    for chunk in CHUNK.finditer(text, start, end):
        at = chunk.start()
        for first, last, token in _tokens_of(chunk[0]):
            yield Token(at + first, at + last, token)


@lru_cache(MEMO)
def _suspect(word: str) -> bool:
    return word.replace("-", "").isalpha() and not known(word)


def _parts(token: Token, parts: Sequence[str]) -> Iterator[Token]:
    start = token.start
    for part in parts:
        yield Token(start, start + len(part), part)
        start += len(part)


@lru_cache(MEMO)
def _tokens_of(chunk: str) -> tuple[Token, ...]:
    from razdel import tokenize

    found = (Token(token.start, token.stop, token.text) for token in tokenize(chunk))
    return tuple(_clock_times(list(found)))


def _clock_times(found: Sequence[Token]) -> Iterator[Token]:
    """«18:00» as one word."""
    i = 0
    while i < len(found):
        three = found[i : i + 3]
        joined = "".join(token.text for token in three)
        if CLOCK.fullmatch(joined) and three[-1].end - three[0].start == len(joined):
            yield Token(three[0].start, three[-1].end, joined)
            i += 3
        else:
            yield found[i]
            i += 1


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines that hold something, without the marks of layout before them (#, >, bullets)."""
    for line in PARAGRAPH.finditer(text):
        start = line.start()
        if (layout := LAYOUT.match(line[0])) is not None:
            start += layout.end()
        if text[start : line.end()].strip():
            yield start, line.end()


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of one paragraph [start, end)."""
    from razdel import sentenize

    for first, last in _unglued(text, start, end):
        for found in sentenize(text[first:last]):
            if found.stop > found.start:
                yield first + found.start, first + found.stop


def _unglued(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    glued = {found.end() for found in GLUED_SENTENCES.finditer(text, start, end) if _ends(text, found)}
    cuts = sorted(glued | {found.start() for found in SPEAKER.finditer(text, start, end)})
    return pairwise([start, *(cut for cut in cuts if start < cut < end), end])


def _ends(text: str, found: re.Match[str]) -> bool:
    """No abbreviation («им.Чкалова») and no name of a site stands before the stop."""
    from razdel.segmenters.sokr import HEAD_SOKRS, SOKRS

    last = LAST_WORD.search(text, max(0, found.start() - LONG), found.start())
    word = last[0] if last and found[0] == "." else ""
    abbreviated = word in SOKRS or word in HEAD_SOKRS
    return not abbreviated and NO_START.match(text, found.end()) is None
