"""The model that weighs happenings: a logistic regression over named features, as a table of weights.

`data/models/events.json` holds the weights, the threshold and the card (data, licences, command, scores);
`communique.training.events` makes it. It runs in plain Python: a report has few happenings.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NAME = "model events"


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` by feature name; a happening at or above `threshold` is an event."""

    weights: Mapping[str, float]
    bias: float
    threshold: float

    def confidence(self, features: Mapping[str, float]) -> float:
        """How likely a careful reader would code the happening too, 0 to 1."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-total))


@cache
def load_model() -> Model:
    path = files("communique.reading.ru").joinpath("data", "models", "events.json")
    table = json.loads(path.read_text(encoding="utf-8"))
    return Model(table["weights"], table["bias"], table["threshold"])
