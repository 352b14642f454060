"""Entities by the accurate model: a transformer over windows of sentences, run by ONNX Runtime.

`communique.training.nested` makes it and says what it is. A window holds whole sentences of at most WINDOW
pieces; every span of a sentence is scored by its first and last word, and of two that cross the better stays.
The project's own net has a say beside it: being of another build, it errs elsewhere, and the weighted mean of
their log probabilities (a product of experts: G. Hinton, Neural Computation 2002) is better than either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.reading.nested.features import load_features
from communique.reading.nested.pieces import Pieces
from communique.reading.nested.types import TYPES
from communique.reading.nested.words import Spans, Words
from communique.reading.nets import load_entity_net, own
from communique.reading.nets.linear import log_softmax
from communique.reading.nets.own import uncrossed
from communique.reading.nets.packs import Floats
from communique.reading.nets.tokens import Ints

WINDOW = 254  # pieces, without the two at its ends
WIDEST = 32  # tokens of an entity
OWN_NET = 0.4  # weight of the own net; 0.3 to 0.6 differ by .002 of F1


class Model:
    """The graph with the vectors of its pieces, which lie in four bits: blocks of 32 with a scale each."""

    def __init__(self) -> None:
        try:
            import onnxruntime
        except ImportError as error:
            raise ImportError("the accurate model needs onnxruntime: install communique[accurate]") from error
        folder = files("communique.reading.nested").joinpath("data")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            folder.joinpath("entities.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        with folder.joinpath("pieces.npz").open("rb") as file, np.load(file) as stored:
            table = {name: stored[name] for name in stored.files}
        self._scale, self._halves, self._width = table["scale"], table["halves"], table["width"]
        self._begin, self._end, unknown = table["special"].tolist()
        lines = str(table["normal"]).split("\n")
        normal = {k: v for k, _, v in (line.partition("\t") for line in lines)}
        pieces = str(table["pieces"]).split("\n")
        self.pieces = Pieces(pieces, table["scores"].tolist(), normal, unknown)

    def scores(self, pieces: Sequence[int], first: Ints, last: Ints, extra: Floats) -> Floats:
        """Log odds of tokens x tokens x classes, class 0 for none."""
        vectors = self._vectors([self._begin, *pieces[:WINDOW], self._end])
        limit = len(vectors) - 1
        feed = {
            "vectors": vectors,
            "first": np.minimum(first + 1, limit).astype(np.int64),
            "last": np.minimum(last + 1, limit).astype(np.int64),
            "extra": extra,
        }
        (found,) = self._session.run(["scores"], feed)
        scores: Floats = found
        return scores

    def _vectors(self, pieces: Sequence[int]) -> Floats:
        halves = self._halves[list(pieces)]
        values = np.concatenate([halves & 15, halves >> 4], -1).astype(np.float32) - 8
        values *= self._scale[list(pieces)].astype(np.float32)[..., None]
        return values.reshape(len(pieces), -1)

    def widths(self, size: int) -> Floats:
        """What the width of a span adds: size x size x classes."""
        steps = np.arange(size)
        added: Floats = self._width[(steps[None] - steps[:, None]).clip(0, WIDEST - 1)]
        return added


@cache
def load_model() -> Model:
    return Model()


def entities(text: str) -> Spans:
    words = Words.of(text)
    return sorted(
        entity
        for (at, scores), said in zip(sentence_scores(words), _by_own_net(words), strict=True)
        for entity in _spans(words, _joined(scores, *said), at)
    )


def _by_own_net(words: Words) -> Iterator[tuple[Ints, Ints, Floats]]:
    net = load_entity_net()
    order = [0, *(net.labels.index(type) for type in TYPES)]
    for first, last, said in net.weigh(words.by_sentence()):
        yield first, last, said[:, order]


def _joined(scores: Floats, first: Ints, last: Ints, said: Floats) -> Floats:
    """Log odds of tokens x tokens x classes by both; the own net knows of the spans [first, last] alone."""
    joined = log_softmax(scores)
    joined[first, last] = (1 - OWN_NET) * joined[first, last] + OWN_NET * said
    return joined


def sentence_scores(words: Words) -> Iterator[tuple[int, Floats]]:
    """The first token of each sentence, and log odds of tokens x tokens x classes, class 0 for none."""
    pieces, first, last = _pieces(words)
    extra = load_features().of(words.by_sentence())
    for start, end in _windows(words, first, last):
        a, b = words.sentences[start][0], words.sentences[end - 1][1]
        at = first[a]
        scores = load_model().scores(
            pieces[at : last[b - 1] + 1], first[a:b] - at, last[a:b] - at, extra[a:b]
        )
        for x, y in words.sentences[start:end]:
            yield x, scores[x - a : y - a, x - a : y - a] + load_model().widths(y - x)


def _pieces(words: Words) -> tuple[list[int], Ints, Ints]:
    """All pieces, and the first and the last of each token."""
    pieces: list[int] = []
    first, last = [], []
    end = -1
    for start, stop in words.tokens:
        first.append(len(pieces))
        pieces += load_model().pieces.of(words.text[start:stop], start > end)
        last.append(len(pieces) - 1)
        end = stop
    return pieces, np.array(first, np.intp), np.array(last, np.intp)


def _windows(words: Words, first: Ints, last: Ints) -> Iterator[tuple[int, int]]:
    """Runs of sentences [start, end)."""
    start, size = 0, 0
    for n, (a, b) in enumerate(words.sentences):
        own = int(last[b - 1] - first[a] + 1)
        if n > start and size + own > WINDOW:
            yield start, n
            start, size = n, 0
        size += own
    if start < len(words.sentences):
        yield start, len(words.sentences)


def allowed(size: int) -> NDArray[np.bool_]:
    """Which pairs of the tokens of a sentence may begin and end an entity."""
    return own.allowed(size, WIDEST)


def _spans(words: Words, scores: Floats, at: int) -> Iterator[tuple[int, int, str]]:
    kind = scores.argmax(-1)
    first, last = np.nonzero((kind > 0) & allowed(len(scores)))
    best = scores[first, last]
    top = best.max(-1)
    probability = 1 / np.exp(best - top[:, None]).sum(-1)
    for n in uncrossed(first, last, probability):
        a, b = int(first[n]), int(last[n])
        yield *words.characters(at + a, at + b + 1), TYPES[int(kind[a, b]) - 1]
