"""When two strings are the same to the comparator of FactRuEval-2016: a few letters may differ."""

from __future__ import annotations

from functools import lru_cache

_QUOTES = str.maketrans(dict.fromkeys("«»“”„", '"') | dict.fromkeys("’`", "'") | {"ё": "е"})
_DASHES = str.maketrans(dict.fromkeys("‐−‒–—―", "-"))
_SPACES = ((" ,", ","), (" .", "."), (" -", "-"), ("- ", "-"), ("( ", "("), (" )", ")"))
# Gold strings are put together from words, with spaces around marks.
_LONG, _SHORT = 9, 2  # characters from which two edits, or one, are forgiven


def plain(string: str) -> str:
    """Lower case, ё as е, one kind of quotation mark and of dash. Keeps the length within the text."""
    return string.lower().strip(" \r\n\t").translate(_QUOTES).translate(_DASHES)


def normal(string: str) -> str:
    """`plain`, with no spaces beside marks."""
    found = plain(string)
    for spaced, close in _SPACES:
        found = found.replace(spaced, close)
    return found


@lru_cache(maxsize=100_000)
def alike(one: str, other: str) -> bool:
    """At most 0, 1 or 2 edits, by the length of the longer string: 1, up to 8, and more characters."""
    length = max(len(one), len(other))
    allowed = 2 if length >= _LONG else 1 if length >= _SHORT else 0
    return abs(len(one) - len(other)) <= allowed and _edits(one, other) <= allowed


def _edits(one: str, other: str) -> int:
    """Levenshtein distance."""
    before = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, another in enumerate(other, 1):
            row.append(min(row[-1] + 1, before[j] + 1, before[j - 1] + (letter != another)))
        before = row
    return before[-1]
