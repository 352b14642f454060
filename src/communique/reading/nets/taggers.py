"""The three taggers: names, morphology, syntax. Output is that of slovnet, token for token.

A tagger takes tokenised sequences (sentences, or whole reports) and gives one result for each, so the nets
here can be exchanged for others without a change elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from communique.reading.nets.encoder import Encoder
from communique.reading.nets.linear import Linear
from communique.reading.nets.packs import Floats, Pack
from communique.reading.nets.tokens import Ints, Packed, batches, pack
from communique.reading.nets.viterbi import viterbi

Result = TypeVar("Result")
BATCH = 4096  # tokens a pass: the states of a pass stay in the cache of one core
SLICE = 1024  # tokens whose 32 x 32 products of head and tail are held at a time


class Tagger(Protocol[Result]):
    """Gives one result for each tokenised sequence; a pure function of the sequence alone."""

    def tag(self, sequences: Sequence[Sequence[str]]) -> list[Result]: ...


class NameSpan(NamedTuple):
    """Tokens [first, last); `label` is PER, LOC or ORG."""

    first: int
    last: int
    label: str


class Tag(NamedTuple):
    """A Universal Dependencies part of speech and its features, («Case», «Nom») pairs as a dict."""

    pos: str
    feats: dict[str, str]


class Arcs(NamedTuple):
    """For each token the number of its head in the sequence, -1 for a root, and the UD relation to it.

    Each token chooses for itself, so the arcs of a sequence need not form a tree.
    """

    heads: tuple[int, ...]
    rels: tuple[str, ...]


def _linear(source: Pack, path: str) -> Linear:
    return Linear(source.arrays[f"{path}.weight"], source.arrays[f"{path}.bias"])


def _passes(encoder: Encoder, sequences: Sequence[Sequence[str]]) -> Iterator[tuple[Packed, Floats]]:
    for batch in batches(encoder.tokens.rows(sequences), BATCH):
        packed = pack(batch)
        yield packed, encoder(packed)


class NameTagger:
    """PER, LOC and ORG spans."""

    def __init__(self, source: Pack, encoder: Encoder) -> None:
        self._encoder = encoder
        self._emit = _linear(source, "head.proj")
        self._transitions = source.arrays["head.crf.transitions"]
        self._tags = source.vocabs["tag"]

    def tag(self, sequences: Sequence[Sequence[str]]) -> list[list[NameSpan]]:
        found: list[list[NameSpan]] = []
        for packed, states in _passes(self._encoder, sequences):
            emissions = self._emit(states)
            paths = viterbi([emissions[span] for span in packed.spans()], self._transitions)
            found += [spans_of([self._tags[n] for n in path.tolist()]) for path in paths]
        return found


def spans_of(tags: Sequence[str]) -> list[NameSpan]:
    """Spans of BIO tags. As in slovnet, I extends whatever span is open, and is nothing where none is."""
    spans: list[NameSpan] = []
    opened: tuple[int, str] | None = None
    for i, tag in enumerate([*tags, "O"]):
        part, _, label = tag.partition("-")
        if part != "I" and opened is not None:
            spans.append(NameSpan(opened[0], i, opened[1]))
        if part != "I":
            opened = (i, label) if part == "B" else None
    return spans


class MorphTagger:
    """Part of speech and features of every token."""

    def __init__(self, source: Pack, encoder: Encoder) -> None:
        self._encoder = encoder
        self._score = _linear(source, "head.proj")
        self._tags = [parse_tag(item) for item in source.vocabs["tag"]]

    def tag(self, sequences: Sequence[Sequence[str]]) -> list[list[Tag]]:
        found: list[list[Tag]] = []
        for packed, states in _passes(self._encoder, sequences):
            best = self._score(states).argmax(1)
            found += [[self._tags[n] for n in best[span].tolist()] for span in packed.spans()]
        return found


def parse_tag(item: str) -> Tag:
    """«NOUN|Case=Nom|Number=Sing» as pos and features."""
    pos, _, rest = item.partition("|")
    pairs = (pair.split("=", 1) for pair in rest.split("|") if pair)
    return Tag(pos, dict(pairs))


def best_heads(scores: Floats) -> Ints:
    """Each token's best head by itself, as slovnet takes it: 0 for a root, else 1 + head."""
    best: Ints = scores.argmax(1)
    return best


class SyntaxTagger:
    """Heads by a bilinear score of (dependent, head) states, then relations by another.

    `decode` chooses the heads of one sequence from its scores, tokens x (1 + tokens): `best_heads` as slovnet
    does, or `best_tree`, which chooses the same where these form a tree.
    """

    def __init__(self, source: Pack, encoder: Encoder, decode: Callable[[Floats], Ints] = best_heads) -> None:
        self._decode = decode
        self._encoder = encoder
        self._dependent = _linear(source, "head.head.proj")
        self._governor = _linear(source, "head.tail.proj")
        self._kernel = source.arrays["head.kernel"]
        self._root = self._governor.relu(source.arrays["head.root"][None])[0]
        self._rel = _RelationScore(source)
        self._rels = source.vocabs["rel"]

    def tag(self, sequences: Sequence[Sequence[str]]) -> list[Arcs]:
        found: list[Arcs] = []
        for packed, states in _passes(self._encoder, sequences):
            heads = self._heads(packed, states)
            rels = self._rel(states, heads)
            found += [self._arcs(heads[span], rels[span], span.start) for span in packed.spans()]
        return found

    def _heads(self, packed: Packed, states: Floats) -> Ints:
        """For each packed position the position of its head, -1 for a root."""
        dependent = self._dependent.relu(states) @ self._kernel
        governor = self._governor.relu(states)
        heads = np.full(len(states), -1, np.intp)
        for span in packed.spans():
            if span.stop > span.start:
                scores = np.empty((span.stop - span.start, span.stop - span.start + 1), np.float32)
                scores[:, 0] = dependent[span] @ self._root
                np.matmul(dependent[span], governor[span].T, out=scores[:, 1:])
                best = self._decode(scores)
                heads[span] = np.where(best == 0, -1, best - 1 + span.start)
        return heads

    def _arcs(self, heads: Ints, rels: NDArray[np.intp], start: int) -> Arcs:
        local = np.where(heads < 0, -1, heads - start)
        return Arcs(tuple(local.tolist()), tuple(self._rels[n] for n in rels.tolist()))


class _RelationScore:
    """Scores of all relations: products of every head with every dependent component, one matrix product."""

    def __init__(self, source: Pack) -> None:
        self._head = _linear(source, "rel.head.proj")
        self._tail = _linear(source, "rel.tail.proj")
        self._root = self._head.relu(source.arrays["rel.root"][None])[0]
        kernel = source.arrays["rel.kernel"]
        n = len(kernel)
        by_head_and_tail = kernel.reshape(n, -1, n).transpose(0, 2, 1)
        self._kernel = np.ascontiguousarray(by_head_and_tail.reshape(n * n, -1))

    def __call__(self, states: Floats, heads: Ints) -> NDArray[np.intp]:
        head = self._head.relu(states)[heads]
        head[heads < 0] = self._root
        tail = self._tail.relu(states)
        best = np.empty(len(states), np.intp)
        for start in range(0, len(states), SLICE):
            part = slice(start, start + SLICE)
            products = head[part, :, None] * tail[part, None, :]
            best[part] = (products.reshape(len(products), -1) @ self._kernel).argmax(1)
        return best
