"""What is done to the names the tagger finds."""

from __future__ import annotations

import pytest

from communique.reading.layers import Word
from communique.reading.nets import NameSpan
from communique.reading.ru.tagged import found_names, tidy


def words(line: str) -> list[Word]:
    """Words with their part of speech behind a slash; «|» begins a sentence."""
    found: list[Word] = []
    sentence = 0
    for part in line.split():
        if part == "|":
            sentence += 1
            continue
        text, _, pos = part.rpartition("/") if "/" in part else (part, "", "PROPN")
        found.append(Word(len(found), 0, 1, text, text.lower(), pos, {}, -1, "root", sentence))
    return found


@pytest.mark.parametrize(
    ("line", "span", "expected"),
    [
        ("Орлов приехал/VERB", (0, 1), [(0, 1)]),
        ("На/ADP", (0, 1), []),
        ("Это/PRON Орлов", (0, 1), []),
        ("Вестник ./PUNCT", (0, 2), [(0, 1)]),
        ("Орлов А ./PUNCT", (0, 3), [(0, 3)]),
        ("./PUNCT", (0, 1), []),
        ("центр/NOUN «/PUNCT Парус »/PUNCT открыт/VERB", (0, 3), [(0, 4)]),
        ("центр/NOUN «/PUNCT Парус »/PUNCT", (0, 4), [(0, 4)]),
        ("Парус »/PUNCT", (0, 2), [(0, 1)]),
        ("Астана | Орлов", (0, 2), [(0, 1), (1, 2)]),
    ],
)
def test_tidy(line: str, span: tuple[int, int], expected: list[tuple[int, int]]) -> None:
    found = tidy([NameSpan(*span, "ORG")], words(line))
    assert [(name.first, name.last) for name in found] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("А ./PUNCT Орлов :/PUNCT", [(0, 3)]),
        ("А ./PUNCT Д ./PUNCT Орлов сказал/VERB", [(0, 5)]),
        ("пункт/NOUN А ./PUNCT | Орлов", []),
        ("г ./PUNCT Астана", []),
    ],
)
def test_initials_make_a_name(line: str, expected: list[tuple[int, int]]) -> None:
    assert [(name.first, name.last) for name in found_names([], words(line))] == expected
