"""Windows: neighbouring sentences of one document that the encoder reads together."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from communique.training.nested.brat import Document
from communique.training.nested.e5 import E5

PIECES = 254  # of a window, without the two at its ends


@dataclass(frozen=True, slots=True)
class Cut:
    """A document's pieces: for each token its first piece and its last, numbered over the document."""

    document: Document
    pieces: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]

    @classmethod
    def of(cls, document: Document, source: E5) -> Cut:
        pieces: list[int] = []
        first, last = [], []
        end = -1
        for word, (start, stop) in zip(document.words(), document.tokens, strict=True):
            first.append(len(pieces))
            pieces += source.word_pieces(word, start > end)
            last.append(len(pieces) - 1)
            end = stop
        return cls(document, *(np.array(x, np.int64) for x in (pieces, first, last)))


def pieces_of(cuts: Iterable[Cut], source: E5) -> list[int]:
    """Numbers of all pieces that the documents use, and of the marks around and for them."""
    used = {piece for cut in cuts for piece in cut.pieces.tolist()}
    return sorted(used | {source.bos, source.eos, source.pad, source.unknown})


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences [start, end) of a document."""

    cut: Cut
    start: int
    end: int

    @property
    def tokens(self) -> tuple[int, int]:
        sentences = self.cut.document.sentences
        return sentences[self.start][0], sentences[self.end - 1][1]

    @property
    def size(self) -> int:
        first, last = self.tokens
        return int(self.cut.last[last - 1] - self.cut.first[first] + 1)


def windows(cut: Cut, limit: int = PIECES, shift: int = 0) -> Iterator[Window]:
    """The document in runs of whole sentences of at most `limit` pieces; longer sentences are cut later.

    `shift` sentences are read as the first run, so that epochs differ.
    """
    sentences = cut.document.sentences
    start, size = 0, 0
    for n, (first, last) in enumerate(sentences):
        own = int(cut.last[last - 1] - cut.first[first] + 1)
        if n > start and (size + own > limit or (shift and n == shift)):
            yield Window(cut, start, n)
            start, size = n, 0
        size += own
    if start < len(sentences):
        yield Window(cut, start, len(sentences))


def batches(found: Sequence[Window], size: int, rng: random.Random | None) -> list[list[Window]]:
    """Windows of like length together, about `size` pieces a batch with padding; in any order if `rng`."""
    ordered = sorted(found, key=lambda w: w.size + (rng.random() * 24 if rng else 0.0))
    out: list[list[Window]] = []
    now: list[Window] = []
    for window in ordered:
        if now and min(window.size, PIECES) * (len(now) + 1) > size:
            out.append(now)
            now = []
        now.append(window)
    out.append(now)
    if rng:
        rng.shuffle(out)
    return out


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some windows.

    pieces, present: windows x pieces. first, last: windows x tokens, places of pieces; `real` is false at
    padding. `place` (sentences x longest) numbers tokens of the flattened windows x tokens; `inside` is false
    at padding. `gold`: sentences x longest x longest, numbers of types.
    """

    pieces: Tensor
    present: Tensor
    first: Tensor
    last: Tensor
    real: Tensor
    place: Tensor
    inside: Tensor
    gold: Tensor
    owners: tuple[tuple[Window, int], ...]


def collate(found: Sequence[Window], number: dict[int, int], source: E5, with_gold: bool = True) -> Batch:
    longest = min(max(w.size for w in found), PIECES) + 2
    tokens = max(w.tokens[1] - w.tokens[0] for w in found)
    pieces = torch.full((len(found), longest), number[source.pad])
    present = torch.zeros(len(found), longest, dtype=torch.bool)
    first, last = (torch.zeros(len(found), tokens, dtype=torch.long) for _ in range(2))
    real = torch.zeros(len(found), tokens, dtype=torch.bool)
    unknown = number[source.unknown]
    owners, rows = [], []
    for k, window in enumerate(found):
        a, b = window.tokens
        at = int(window.cut.first[a])
        own = window.cut.pieces[at : at + min(window.size, PIECES)].tolist()
        ids = [number[source.bos], *(number.get(p, unknown) for p in own), number[source.eos]]
        pieces[k, : len(ids)] = torch.tensor(ids)
        present[k, : len(ids)] = True
        for tensor, places in ((first, window.cut.first), (last, window.cut.last)):
            tensor[k, : b - a] = torch.from_numpy(np.minimum(places[a:b] - at + 1, len(ids) - 1))
        real[k, : b - a] = True
        for s in range(window.start, window.end):
            x, y = window.cut.document.sentences[s]
            owners.append((window, s))
            rows.append((k * tokens + x - a, y - x))
    place, inside = _sentence_rows(rows)
    gold = _gold(owners, place.shape[1]) if with_gold else torch.zeros(0)
    return Batch(pieces, present, first, last, real, place, inside, gold, tuple(owners))


def _sentence_rows(rows: Sequence[tuple[int, int]]) -> tuple[Tensor, Tensor]:
    longest = max(n for _, n in rows)
    steps = torch.arange(longest)
    starts, lengths = (torch.tensor(column) for column in zip(*rows, strict=True))
    inside = steps[None] < lengths[:, None]
    return (starts[:, None] + steps[None]) * inside, inside


def _gold(owners: Sequence[tuple[Window, int]], longest: int) -> Tensor:
    gold = torch.zeros(len(owners), longest, longest, dtype=torch.long)
    for row, (window, s) in enumerate(owners):
        a, b = window.cut.document.sentences[s]
        for first, last, kind in window.cut.document.spans:
            if a <= first and last < b:
                gold[row, first - a, last - a] = kind
    return gold
