"""`same_event`: do two reports tell the same happening? Judged by their words, whatever the topic.

A logistic regression weighs what `same_features` compares; its weights and card are `data/same.json`, made by
`python -m communique.training pairs DATA`. It says yes above 0, which is its threshold and no even chance:
a wrong yes costs more than a wrong no.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any, NamedTuple

from communique.linking.fingerprint import Print, parse
from communique.linking.same_features import features
from communique.records.when import bounds
from communique.register.seen import ReportSeen

APART = 4  # days between two reports beyond which news tells of a happening as of something past
# A day in an address, as many papers print it: /2019/11/14/, /2019-11-14-, /20191114-.
DAY_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


class Score(NamedTuple):
    """From -1 (surely different) to 1 (surely the same), and no probability; `why` can be checked."""

    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Model:
    bias: float
    threshold: float
    weights: Mapping[str, float]

    def sure(self, values: Mapping[str, float]) -> float:
        """How likely the two are the same, 0 to 1."""
        return 1 / (1 + exp(-self.bias - sum(weight * values[name] for name, weight in self.weights.items())))


@cache
def load_model() -> Model:
    text = files("communique.linking").joinpath("data", "same.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return Model(data["bias"], data["threshold"], data["weights"])


def same_event(a: ReportSeen, b: ReportSeen) -> Score:
    """Whether the two reports tell the same event, above all else. Symmetric."""
    one, other = parse(a.fingerprint), parse(b.fingerprint)
    if one is None or other is None:
        return Score(-1.0, "nothing is known of the words of one of the reports")
    if one.exact == other.exact:
        return Score(1.0, "both reports have the same text")
    days = days_between(_published(a), _published(b))
    if days is not None and days > APART:
        return Score(-0.9, f"the reports lie {days} days apart")
    return judge(one, other)


def _published(report: ReportSeen) -> str | None:
    """The day of publication; where none is known, that in the report's address."""
    if report.published or not report.url or not (found := DAY_IN_ADDRESS.search(report.url)):
        return report.published
    year, _, month, day = found.groups()
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def judge(one: Print, other: Print) -> Score:
    """The model's answer on two texts alone."""
    values = features(one, other)
    model = load_model()
    return Score(round(_centred(model.sure(values), model.threshold), 3), _why(values))


def days_between(one: str | None, other: str | None) -> int | None:
    """Days between two EDTF times, 0 where they may be the same; None where one is not known."""
    (first, last), (start, end) = bounds(one), bounds(other)
    if first is None or last is None or start is None or end is None:
        return None
    return max(0, (start - last).days, (first - end).days)


def _centred(sure: float, threshold: float) -> float:
    """-1 … 1 with 0 at the threshold: the half of the distance in log odds, squeezed."""
    odds = log(max(sure, 1e-9) / max(1 - sure, 1e-9)) - log(threshold / (1 - threshold))
    return 2 / (1 + exp(-odds)) - 1


def _why(values: Mapping[str, float]) -> str:
    return (
        f"likeness of the telling words {values['words']:.2f} and of the names {values['names']:.2f}; "
        f"each title told by the other report to {values['title_told']:.0%} or more"
    )
