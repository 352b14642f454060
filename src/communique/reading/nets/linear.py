"""A linear layer of a net."""

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
