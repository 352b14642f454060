"""The words by which a report corrects, takes back or denies an earlier one, from `data/corrections.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from communique.codebook.tables import Row, load_table, unique_rows

KINDS = ("correction", "retraction", "denial")
_KEYS = ("name", "kind", "why", "stems", "words", "yes", "no")
# Read as a blank, one for one, so that offsets stay: tabs, narrow blanks, and lines that run on.
_BLANK = re.compile(r"[\t\r\xa0\u2009\u202f]|\n(?=[а-яё])")
_LEADING = '\n\r\t ([-—–*_.·•«"'


class Found(NamedTuple):
    """Characters [start, end) of a text, what they do to an earlier report, and the reason."""

    kind: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One row of the table; `yes` and `no` are sentences that it must and must not find."""

    name: str
    kind: str
    why: str
    stems: tuple[str, ...]
    words: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def wordings() -> tuple[Wording, ...]:
    """Raises: CodebookError, `path:line: what`, when the table is wrong."""
    table = load_table(files(__package__) / "data" / "corrections.toml")
    return tuple(_wording(row) for row in unique_rows(table, "correction", _KEYS).values())


def _wording(row: Row) -> Wording:
    kind = row.text("kind")
    if kind not in KINDS:
        raise row.error(f"no such kind: {kind!r}")
    if not row.texts("yes") or not row.texts("no"):
        raise row.error("needs sentences that it finds, and such that it does not")
    try:
        words = re.compile(row.text("words"), re.IGNORECASE | re.MULTILINE)
    except re.error as error:
        raise row.error(f"no regular expression: {error}") from None
    stems, yes, no = (row.texts(key) for key in ("stems", "yes", "no"))
    return Wording(row.text("name"), kind, row.text("why"), stems, words, yes, no)


def find_words(text: str, noise: Iterable[tuple[int, int]] = ()) -> tuple[Found, ...]:
    """Where the text speaks of an earlier report, in its order; overlapping finds count once, the first row
    of the table before the later. `noise` holds characters that are no part of the report."""
    taken = list(noise)
    found = []
    for item in _matches(text, wordings()):
        if not any(start < item.end and item.start < end for start, end in taken):
            taken.append((item.start, item.end))
            found.append(item)
    return tuple(sorted(found, key=lambda item: (item.start, item.end)))


def _matches(text: str, rows: Sequence[Wording]) -> Iterator[Found]:
    small = text.lower()
    rows = [row for row in rows if any(stem in small for stem in row.stems)]
    even = _BLANK.sub(" ", text) if rows else text
    for row in rows:
        for match in row.words.finditer(even):
            start = match.end() - len(match.group().lstrip(_LEADING))
            yield Found(row.kind, start, match.end(), f"{row.why} ({row.name})")
