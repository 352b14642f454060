"""`same_event`: do two reports tell the same happening? Judged by their words alone, whatever the topic.

Runs from -1 to 1: above 0 the model says yes. See `same_features` for what is compared.
"""

from __future__ import annotations

from math import exp
from typing import NamedTuple

import numpy as np

from communique.linking.fingerprint import Print, parse
from communique.register.seen import ReportSeen


class Score(NamedTuple):
    """From -1 (surely different) to 1 (surely the same), and no probability; `why` can be checked."""

    value: float
    why: str


def same_event(a: ReportSeen, b: ReportSeen) -> Score:
    one, other = parse(a.fingerprint), parse(b.fingerprint)
    if one is None or other is None:
        return Score(-1.0, "nothing is known of the words of one of the reports")
    likeness = cosine(one, other)
    value = 2 / (1 + exp(-(likeness - 0.3) * 15)) - 1
    return Score(round(value, 3), f"likeness of the telling words {likeness:.2f}")


def cosine(one: Print, other: Print) -> float:
    """Cosine of the weights of all telling stems."""
    _, left, right = np.intersect1d(one.codes, other.codes, assume_unique=True, return_indices=True)
    a, b = one.weights.astype(float), other.weights.astype(float)
    scale = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a[left] * b[right]).sum()) / scale if scale else 0.0
