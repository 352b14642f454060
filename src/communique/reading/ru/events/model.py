"""The models that weigh happenings: logistic regressions over named features, as tables of weights.

`data/models/events.json` holds them with the card (data, licences, command, scores);
`communique.training.events` makes it. One says whether a happening is an event, and one for each of `FIELDS`
whether that field is right if it is. They run in plain Python: a report has few happenings.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

NAME = "model events"
FIELDS = ("stage", "mode", "sides", "when")


@dataclass(frozen=True, slots=True)
class Regression:
    """Weights by feature name."""

    weights: Mapping[str, float]
    bias: float

    def score(self, features: Mapping[str, float]) -> float:
        """Log odds."""
        return self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def confidence(self, features: Mapping[str, float]) -> float:
        return 1 / (1 + math.exp(-max(-30.0, self.score(features))))


@dataclass(frozen=True, slots=True)
class Model:
    """`event`: how likely a careful reader would code the happening too; from `threshold` on it is an event.

    `fields`: how likely a field is right if he does.
    """

    event: Regression
    threshold: float
    fields: Mapping[str, Regression]

    def confidence(self, features: Mapping[str, float]) -> float:
        return self.event.confidence(features)


EVERYTHING = Model(Regression({}, 0.0), 0.0, {})
"""Takes every happening for an event."""


@cache
def load_model() -> Model:
    path = files("communique.reading.ru").joinpath("data", "models", "events.json")
    table = json.loads(path.read_text(encoding="utf-8"))
    return Model(
        _regression(table),
        table["threshold"],
        {name: _regression(table["fields"][name]) for name in FIELDS if name in table.get("fields", {})},
    )


def _regression(table: Mapping[str, Any]) -> Regression:
    return Regression(table["weights"], table["bias"])
