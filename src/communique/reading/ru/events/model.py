"""The models that weigh happenings: logistic regressions over named features, as tables of weights.

`data/models/events.json` holds them with the card (data, licences, command, scores);
`communique.training.events` makes it. One says whether a happening is an event, and one for each of `FIELDS`
whether that field is right if it is. They run in plain Python: a report has few happenings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.reading.ru.events.features import in_doubt, rule_of
from communique.reading.ru.events.merge import TOTALS
from communique.reading.ru.regression import Regression, load_table

NAME = "model events"
FIELDS = ("stage", "mode", "sides", "when")


@dataclass(frozen=True, slots=True)
class Model:
    """`event`: how likely a careful reader would code the happening too; from `threshold` on it is an event,
    from `doubtful` on where it is in doubt (`features.in_doubt`).

    A total («динамика взаимных визитов») of named states is an event by the codebook's own ruling (24),
    whatever the model says: the reports learned from hold none. `fields`: how likely a field is right if he
    does.
    """

    event: Regression
    threshold: float
    doubtful: float
    fields: Mapping[str, Regression]

    def takes(self, confidence: float, seen: Mapping[str, float]) -> bool:
        """Whether a happening of this confidence, in hundredths, with these features is an event."""
        return round(confidence, 2) >= self.least(seen)

    def least(self, seen: Mapping[str, float]) -> float:
        if in_doubt(seen):
            return self.doubtful
        return 0.0 if rule_of(seen) in TOTALS else self.threshold

    def confidence(self, features: Mapping[str, float]) -> float:
        return self.event.confidence(features)


EVERYTHING = Model(Regression({}, 0.0), 0.0, 0.0, {})
"""Takes every happening for an event."""


@cache
def load_model() -> Model:
    table = load_table("events")
    fields = {name: Regression.of(table["fields"][name]) for name in FIELDS}
    return Model(Regression.of(table), table["threshold"], table["doubtful"], fields)
