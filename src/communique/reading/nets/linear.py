"""A linear layer of a net, and what makes its scores log probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from communique.reading.nets.packs import Floats


@dataclass(frozen=True, slots=True)
class Linear:
    """`weight`: in x out."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        y: Floats = x @ self.weight
        y += self.bias
        return y

    def relu(self, x: Floats) -> Floats:
        y = self(x)
        np.maximum(y, 0, out=y)
        return y


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities of the classes, which the last axis holds."""
    logs: Floats = scores - scores.max(-1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(-1, keepdims=True))
    return logs
