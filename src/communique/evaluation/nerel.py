"""Nested entities against NEREL: strict micro F1 over its 29 types.

Loukachevitch et al. 2021, "NEREL: A Russian dataset with nested named entities, relations and events". Gold
is everything in the .ann files, also what no tagger of words can reach; entities in pieces count as their
hull.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Literal, TypeAlias

from communique.evaluation.brat import BratReport
from communique.evaluation.spans import SpanScores, TypedSpan, score_spans

_TYPES = """
AGE AWARD CITY COUNTRY CRIME DATE DISEASE DISTRICT EVENT FACILITY FAMILY IDEOLOGY LANGUAGE LAW LOCATION MONEY
NATIONALITY NUMBER ORDINAL ORGANIZATION PENALTY PERCENT PERSON PRODUCT PROFESSION RELIGION STATE_OR_PROVINCE
TIME WORK_OF_ART
"""
TYPES = frozenset(_TYPES.split())
Model: TypeAlias = Literal["fast", "accurate"]
Predictor: TypeAlias = Callable[[str], Iterable[TypedSpan]]
"""From a text to its entities, nested ones included."""


def score_nerel(reports: Iterable[BratReport], entities: Predictor) -> SpanScores:
    """Figures of the types of NEREL; whatever else gold or the predictor holds is left out."""
    return score_spans((_known(report.entities), _known(entities(report.text))) for report in reports)


def _known(spans: Iterable[TypedSpan]) -> list[TypedSpan]:
    return [(start, end, type) for start, end, type in spans if type in TYPES]


def nested_model(model: Model) -> Predictor:
    """The reader's own nested entities. Raises: ImportError where this version has none."""
    nested = import_module("communique.reading.nested")
    return lambda text: nested.nested_entities(text, model=model)
