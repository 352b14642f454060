"""Nested entities against NEREL: strict micro F1 over its 29 types.

Loukachevitch et al. 2021, "NEREL: A Russian dataset with nested named entities, relations and events". Gold
is everything in the .ann files, also what no tagger of words can reach; entities in pieces count as their
hull.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from communique.evaluation.brat import BratReport
from communique.evaluation.spans import SpanScores, TypedSpan, score_spans
from communique.reading.nested import nested_entities
from communique.reading.nested.types import TYPES

Model: TypeAlias = Literal["fast", "accurate"]
Predictor: TypeAlias = Callable[[str], Iterable[TypedSpan]]
"""From a text to its entities, nested ones included."""


def score_nerel(reports: Iterable[BratReport], entities: Predictor) -> SpanScores:
    """Figures of the types of NEREL; whatever else gold or the predictor holds is left out."""
    return score_spans((_known(report.entities), _known(entities(report.text))) for report in reports)


def _known(spans: Iterable[TypedSpan]) -> list[TypedSpan]:
    return [(start, end, type) for start, end, type in spans if type in TYPES]


def nested_model(model: Model) -> Predictor:
    """The reader's own nested entities. Raises: ImportError where what the model runs on is not installed."""
    return lambda text: nested_entities(text, model=model)
