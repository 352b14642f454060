"""Tokens and sentences of clean text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

CHUNK = re.compile(r"\S+")
LAYOUT = re.compile(r"\s*(?:[#>*•▪●■◆·|]+\s+)+|\s*[#>*•▪●■◆·|]+\s*$")
GLUED_SENTENCES = re.compile(
    r"(?<=[а-яё][а-яё0-9»\")])[.!?…]+(?=[«\"]?[А-ЯЁ][а-яё]*[ ,])"
    r"|(?<=[а-яё]{2})[.!?…][»\"]+(?=[А-ЯЁ][а-яё]*[ ,])"
)
PARAGRAPH = re.compile(r"[^\n]+")
MEMO = 200_000


class Token(NamedTuple):
    """Characters [start, end) of the clean text, read as `text`."""

    start: int
    end: int
    text: str


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Tokens within [start, end), as razdel cuts them, glued words cut in two."""
    for chunk in CHUNK.finditer(text, start, end):
        at = chunk.start()
        for first, last, token in _tokens_of(chunk[0]):
            yield Token(at + first, at + last, token)


@lru_cache(MEMO)
def _tokens_of(chunk: str) -> tuple[Token, ...]:
    from razdel import tokenize

    return tuple(Token(found.start, found.stop, found.text) for found in tokenize(chunk))


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
    for found in GLUED_SENTENCES.finditer(text, start, end):
        yield start, found.end()
        start = found.end()
    yield start, end
