"""Reports labelled in brat standoff (NEREL), cut into the words and sentences that the reader itself sees."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import Path

from communique.evaluation.brat import load_brat
from communique.reading.nested.types import TYPES
from communique.reading.nested.words import Words

NUMBER = {name: number + 1 for number, name in enumerate(TYPES)}

Labelled = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Document:
    """Tokens as half-open character ranges, sentences as half-open token ranges.

    `spans` holds what the nets can reach: (first, last token inclusive, number of the type), inside one
    sentence. `gold` holds every label as characters; a discontinuous one as its hull.
    """

    name: str
    text: str
    tokens: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, int, int], ...]
    gold: frozenset[Labelled]

    def words(self) -> list[str]:
        return [self.text[start:end] for start, end in self.tokens]


def read_folder(folder: Path) -> list[Document]:
    """All documents of a folder of .txt and .ann files, in order of their names.

    Raises:
        BratError: see `communique.evaluation.brat`.
    """
    return [document(report.name, report.text, frozenset(report.entities)) for report in load_brat(folder)]


def document(name: str, text: str, gold: frozenset[Labelled] = frozenset()) -> Document:
    words = Words.of(text)
    starts, ends = [t[0] for t in words.tokens], [t[1] for t in words.tokens]
    firsts = [s[0] for s in words.sentences]
    spans = set()
    for start, end, kind in gold:
        first, last = bisect_right(starts, start) - 1, bisect_left(ends, end)
        if first < 0 or last >= len(ends) or kind not in NUMBER:
            continue
        if last < words.sentences[bisect_right(firsts, first) - 1][1]:
            spans.add((first, last, NUMBER[kind]))
    return Document(name, text, words.tokens, words.sentences, tuple(sorted(spans)), gold)
