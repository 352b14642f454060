"""The model that weighs what may be a statement: a logistic regression over named features.

`data/models/statements.json` holds the weights, the threshold and the card (data, command, scores);
`communique.training.statements` makes it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` by feature name; what reaches `threshold` is a statement."""

    weights: Mapping[str, float]
    bias: float
    threshold: float

    def confidence(self, features: Mapping[str, float]) -> float:
        """How likely a careful reader would list the statement too, 0 to 1."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-total))


@cache
def load_model() -> Model:
    path = files("communique.reading.ru").joinpath("data", "models", "statements.json")
    table = json.loads(path.read_text(encoding="utf-8"))
    return Model(table["weights"], table["bias"], table["threshold"])
