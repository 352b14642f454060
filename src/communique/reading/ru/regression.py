"""A logistic regression over named features, as a table of weights; it runs in plain Python."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Regression:
    """Weights by feature name."""

    weights: Mapping[str, float]
    bias: float

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Regression:
        return cls(table["weights"], table["bias"])

    def score(self, features: Mapping[str, float]) -> float:
        """Log odds."""
        return self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def confidence(self, features: Mapping[str, float]) -> float:
        """A probability, 0 to 1."""
        return 1 / (1 + math.exp(-max(-30.0, self.score(features))))


def load_table(name: str) -> dict[str, Any]:
    """The weights and the card of `data/models/NAME.json`."""
    path = files("communique.reading.ru").joinpath("data", "models", f"{name}.json")
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table
