"""Quotation marks paired over the words of a text, nested and unclosed ones too."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass

from communique.reading.layers import Text, Word

OPENING = {"«": "»", "„": "“", "“": "”", "‹": "›"}
CLOSING = frozenset("»”›")
STRAIGHT = frozenset({'"', "''", "``", "”"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words [first, last) between a pair of marks, without the marks.

    `opening` is the opening mark; `after` is the word after the closing mark (or `last`, where the mark is
    missing). `depth` is 0 for the outermost pair.
    """

    opening: int
    first: int
    last: int
    after: int
    depth: int

    def holds(self, word: int) -> bool:
        return self.first <= word < self.last


def new_paragraph(text: Text, word: int) -> bool:
    """Whether a line of the report begins with this word."""
    if word == 0:
        return True
    if word >= len(text.words):
        return True
    return "\n" in text.text[text.words[word - 1].end : text.words[word].start]


def _touches(text: Text, left: Word | None, right: Word | None) -> bool:
    return left is not None and right is not None and left.end == right.start


def _opens(text: Text, i: int, open_marks: list[tuple[int, str]]) -> bool | None:
    """True for an opening mark, False for a closing one, None for a word that is no mark."""
    mark = text.words[i].text
    if mark == "“" and any(m == "„" for _, m in open_marks):
        return False
    if mark in OPENING:
        return not (mark == "«" and open_marks and _turned(text, i))
    if mark in CLOSING and mark not in STRAIGHT:
        return False
    if mark not in STRAIGHT:
        return None
    if mark == "”" and open_marks:
        return False
    before = text.words[i - 1] if i else None
    after = text.words[i + 1] if i + 1 < len(text.words) else None
    glued_left = _touches(text, before, text.words[i]) and not (before and before.text in "([—–-:")
    glued_right = _touches(text, text.words[i], after) and not (after and after.text in ".,;:)!?—–-")
    if glued_left != glued_right:
        return glued_right
    return not any(m in STRAIGHT for _, m in open_marks)


def _turned(text: Text, i: int) -> bool:
    """Whether an opening mark stands where a closing one belongs: «за мир с соседями«, сказал он."""
    before = text.words[i - 1] if i else None
    after = text.words[i + 1] if i + 1 < len(text.words) else None
    if not _touches(text, before, text.words[i]) or (before and before.text in "([—–-:"):
        return False
    return after is None or not _touches(text, text.words[i], after) or after.text in ".,;:)!?—–-"


def _paragraph_end(text: Text, word: int) -> int:
    i = word + 1
    while i < len(text.words) and not new_paragraph(text, i):
        i += 1
    return i


def _closed_later(text: Text, word: int) -> bool:
    """Whether the next mark from here on closes: a quotation of several paragraphs."""
    for i in range(word, len(text.words)):
        opens = _opens(text, i, [(word, text.words[i].text)])
        if opens is not None:
            return not opens
    return False


def _unclosed(text: Text, open_marks: list[tuple[int, str]]) -> list[Quotation]:
    ends = [(at, _paragraph_end(text, at)) for at, _ in open_marks]
    return [Quotation(at, at + 1, end, end, 0) for at, end in ends if end > at + 1]


def find_quotations(text: Text) -> tuple[Quotation, ...]:
    """All pairs of marks by their opening; a mark that nothing closes runs to its paragraph's end."""
    found: list[Quotation] = []
    open_marks: list[tuple[int, str]] = []
    for i in range(len(text.words)):
        if open_marks and new_paragraph(text, i) and not _closed_later(text, i):
            found += _unclosed(text, open_marks)
            open_marks.clear()
        opens = _opens(text, i, open_marks)
        if opens:
            open_marks.append((i, text.words[i].text))
        elif opens is False and open_marks:
            at, _ = open_marks.pop()
            found += [Quotation(at, at + 1, i, i + 1, 0)] if i > at + 1 else []
    found += _unclosed(text, open_marks)
    return tuple(sorted(_nested(found), key=lambda q: (q.opening, -q.last)))


def _nested(found: list[Quotation]) -> list[Quotation]:
    """The same with their depth: how many others hold each."""
    held: list[Quotation] = []
    ends: list[int] = []  # of those that open before, in order
    for q in sorted(found, key=lambda q: q.opening):
        around = len(ends) - bisect_left(ends, q.last)
        held.append(Quotation(q.opening, q.first, q.last, q.after, around))
        insort(ends, q.last)
    return held
