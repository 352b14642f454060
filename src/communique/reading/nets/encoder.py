"""Three convolutions over packed sequences, the first as a table with one row a distinct token.

The net: word vector and shape vector, then three times (convolution of three taps, ReLU, batch norm). Run
packed rather than padded:

- the first convolution of a token is the sum of three rows (as left, middle and right tap) that depend on
  the token alone, so they are computed once for each distinct token;
- each later convolution is one matrix product against its three taps side by side, then shifted adds;
- batch norm is folded: the raw ReLU output goes on, its scale and shift sit in the next weights. What the
  net sees as zero padding is then -shift / scale, written into the separator rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from communique.reading.nets.packs import Embedding, Floats, Pack
from communique.reading.nets.tokens import Packed, Tokens

CHUNK = 4096  # distinct tokens embedded at a time


@dataclass(frozen=True, slots=True)
class _Layer:
    """Convolution weights out x in x 3, bias, and the batch norm as `scale`, `shift` of the ReLU output."""

    weight: Floats
    bias: Floats
    scale: Floats
    shift: Floats

    @property
    def padding(self) -> Floats:
        """The raw ReLU output that batch norm turns into zero."""
        return (-self.shift / self.scale).astype(np.float32)


def _layer(pack: Pack, number: int) -> _Layer:
    conv, norm = f"encoder.layers.{number}.conv", f"encoder.layers.{number}.norm"
    scale = pack.arrays[f"{norm}.weight"] / pack.arrays[f"{norm}.std"]
    shift = pack.arrays[f"{norm}.bias"] - pack.arrays[f"{norm}.mean"] * scale
    return _Layer(pack.arrays[f"{conv}.weight"], pack.arrays[f"{conv}.bias"], scale, shift)


@dataclass(frozen=True, slots=True)
class _Convolution:
    """A later convolution: `taps` in x 3*out, the previous batch norm folded in."""

    taps: Floats
    bias: Floats

    @classmethod
    def of(cls, layer: _Layer, before: _Layer) -> _Convolution:
        taps = np.concatenate([(layer.weight[:, :, k] * before.scale).T for k in range(3)], axis=1)
        bias = layer.bias + np.einsum("oik,i->o", layer.weight, before.shift)
        return cls(np.ascontiguousarray(taps, np.float32), bias.astype(np.float32))

    def __call__(self, x: Floats) -> Floats:
        n = len(self.bias)
        taps = x @ self.taps
        y: Floats = taps[:, n : 2 * n] + self.bias
        y[1:] += taps[:-1, :n]
        y[:-1] += taps[1:, 2 * n :]
        return y


@dataclass(slots=True)
class _Table:
    """First-layer rows, 3 x tokens x out, filled for the tokens met so far."""

    embedding: Embedding
    shapes: Floats
    weight: Floats  # 3 x in x out
    bias: Floats
    generation: int = 0
    filled: int = 1
    rows: Floats = field(default_factory=lambda: np.zeros((3, 1, 1), np.float32))

    def fill(self, tokens: Tokens) -> None:
        if tokens.generation != self.generation:
            self.generation, self.filled = tokens.generation, 1
        if len(tokens) > self.rows.shape[1] or self.rows.shape[2] == 1:
            self._enlarge(len(tokens) * 2)
        for start in range(self.filled, len(tokens), CHUNK):
            self._compute(tokens, start, min(start + CHUNK, len(tokens)))
        self.filled = len(tokens)

    def _enlarge(self, size: int) -> None:
        rows = np.zeros((3, size, len(self.bias)), np.float32)
        if self.rows.shape[2] > 1:
            rows[:, : self.filled] = self.rows[:, : self.filled]
        self.rows = rows

    def _compute(self, tokens: Tokens, start: int, end: int) -> None:
        words = self.embedding(np.array(tokens.word_ids[start:end], np.intp))
        shapes = self.shapes[tokens.shape_ids[start:end]]
        np.matmul(np.concatenate((words, shapes), axis=1), self.weight, out=self.rows[:, start:end])
        self.rows[1, start:end] += self.bias

    def __call__(self, packed: Packed) -> Floats:
        left, middle, right = self.rows
        y: Floats = middle[packed.rows]
        y[1:] += left[packed.rows[:-1]]
        y[:-1] += right[packed.rows[1:]]
        return y


class Encoder:
    """States of one net for packed tokens. Receptive field: three tokens to either side."""

    def __init__(self, pack: Pack, embedding: Embedding, tokens: Tokens) -> None:
        first, second, third = (_layer(pack, n) for n in range(3))
        weight = np.ascontiguousarray(first.weight.transpose(2, 1, 0))
        self.tokens = tokens
        self._table = _Table(embedding, pack.arrays["emb.shape.weight"], weight, first.bias)
        self._steps = (
            (first.padding, _Convolution.of(second, first)),
            (second.padding, _Convolution.of(third, second)),
        )
        self._last = third

    def __call__(self, packed: Packed) -> Floats:
        """tokens x 64, separators included; their rows mean nothing."""
        self._table.fill(self.tokens)
        x = self._table(packed)
        for padding, convolution in self._steps:
            np.maximum(x, 0, out=x)
            x[packed.gaps] = padding
            x = convolution(x)
        np.maximum(x, 0, out=x)
        x *= self._last.scale
        x += self._last.shift
        return x
