"""The model that weighs what may be a statement: a logistic regression over named features.

`data/models/statements.json` holds the weights, the threshold and the card (data, command, scores);
`communique.training.statements` makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.reading.ru.regression import Regression, load_table


@dataclass(frozen=True, slots=True)
class Model:
    """What reaches `threshold` is a statement."""

    statement: Regression
    threshold: float

    def confidence(self, features: Mapping[str, float]) -> float:
        """How likely a careful reader would list the statement too, 0 to 1."""
        return self.statement.confidence(features)


@cache
def load_model() -> Model:
    table = load_table("statements")
    return Model(Regression.of(table), table["threshold"])
