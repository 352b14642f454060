"""Tokens as table rows: the vocabulary of the nets, and sequences packed end to end."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from communique.reading.nets.packs import Vocabulary
from communique.reading.nets.shapes import word_shape

Ints = NDArray[np.intp]
UNKNOWN = "<unk>"
CAP = 14_000  # distinct tokens: 3 KB a token and net in the tables, so 42 MB a net


@dataclass(slots=True)
class Tokens:
    """Numbers distinct tokens as they are met. Row 0 is the separator between sequences.

    `vocabulary` numbers the words that have an embedding, `shapes` the shapes. `generation` grows when
    the table was full and started anew: rows given out before are void then.
    """

    vocabulary: Vocabulary
    shapes: dict[str, int]
    cap: int = CAP
    generation: int = 0
    word_ids: list[int] = field(default_factory=lambda: [0])
    shape_ids: list[int] = field(default_factory=lambda: [0])
    _rows: dict[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.word_ids)

    def rows(self, sequences: Sequence[Sequence[str]]) -> list[list[int]]:
        """A row for each token. All sequences of a call belong to one generation."""
        if len(self) >= self.cap:
            self._restart()
        return [[self._rows.get(token) or self._add(token) for token in tokens] for tokens in sequences]

    def _add(self, token: str) -> int:
        numbers = self.vocabulary.numbers
        row = self._rows[token] = len(self)
        self.word_ids.append(numbers.get(token.lower(), numbers[UNKNOWN]))
        self.shape_ids.append(self.shapes[word_shape(token)])
        return row

    def _restart(self) -> None:
        self._rows.clear()
        del self.word_ids[1:], self.shape_ids[1:]
        self.generation += 1


@dataclass(frozen=True, slots=True)
class Packed:
    """Sequences end to end in `rows`, one separator (row 0) before, between and after them.

    `gaps` marks the separators, `starts` gives the first position of each sequence, `lengths` its length.
    """

    rows: Ints
    gaps: NDArray[np.bool_]
    starts: tuple[int, ...]
    lengths: tuple[int, ...]

    def spans(self) -> list[slice]:
        return [slice(start, start + n) for start, n in zip(self.starts, self.lengths, strict=True)]


def pack(sequences: Sequence[Sequence[int]]) -> Packed:
    flat, starts = [0], []
    for rows in sequences:
        starts.append(len(flat))
        flat += rows
        flat.append(0)
    packed = np.array(flat, np.intp)
    return Packed(packed, packed == 0, tuple(starts), tuple(map(len, sequences)))


def batches(sequences: Sequence[Sequence[int]], size: int) -> list[Sequence[Sequence[int]]]:
    """Runs of sequences that hold about `size` tokens each, in order; a long sequence stays whole."""
    cuts, tokens = [0], 0
    for i, rows in enumerate(sequences):
        tokens += len(rows) + 1
        if tokens >= size:
            cuts.append(i + 1)
            tokens = 0
    if cuts[-1] < len(sequences):
        cuts.append(len(sequences))
    return [sequences[a:b] for a, b in itertools.pairwise(cuts)]
