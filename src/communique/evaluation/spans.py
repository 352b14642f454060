"""Typed spans against gold ones, strictly: a span is right when start, end and type are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from communique.evaluation.scoring import Figure

TypedSpan: TypeAlias = tuple[int, int, str]
"""Start, end (half-open, code points) and type."""


@dataclass(frozen=True, slots=True)
class SpanScores:
    """A figure for each type, over all reports."""

    types: Mapping[str, Figure]
    reports: int

    @property
    def micro(self) -> Figure:
        """All types together."""
        return sum(self.types.values(), Figure())

    def to_dict(self) -> dict[str, Any]:
        figures = {name: figure.to_dict() for name, figure in self.types.items()}
        return {"reports": self.reports, "micro": self.micro.to_dict(), "types": figures}


def score_spans(pairs: Iterable[tuple[Iterable[TypedSpan], Iterable[TypedSpan]]]) -> SpanScores:
    """Figures for pairs of (gold, predicted) spans, one pair a report; a span given twice counts once."""
    hits, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    reports = 0
    for gold, predicted in pairs:
        right, ours = set(gold), set(predicted)
        hits.update(type for _, _, type in right & ours)
        found.update(type for _, _, type in ours)
        wanted.update(type for _, _, type in right)
        reports += 1
    names = sorted(set(found) | set(wanted))
    return SpanScores({name: Figure(hits[name], found[name], wanted[name]) for name in names}, reports)


def outermost(spans: Iterable[TypedSpan]) -> list[TypedSpan]:
    """Spans from the left, of those that begin together the longest; none that overlaps one before it."""
    kept: list[TypedSpan] = []
    for span in sorted(set(spans), key=lambda span: (span[0], -span[1], span[2])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def render_spans(scores: SpanScores) -> str:
    """A table for a terminal: types by how often gold has them, then all together."""
    return "\n".join(_lines(scores))


def _lines(scores: SpanScores) -> Iterator[str]:
    yield f"{scores.reports} reports; strict: start, end and type"
    yield f"{'':20}{'P':>7}{'R':>7}{'F1':>7}{'gold':>8}{'found':>8}"
    for name, figure in sorted(scores.types.items(), key=lambda item: (-item[1].gold, item[0])):
        yield _line(name, figure)
    yield _line("micro", scores.micro)


def _line(name: str, figure: Figure) -> str:
    rates = "".join(f"{rate:7.4f}" for rate in (figure.precision, figure.recall, figure.f1))
    return f"{name:20}{rates}{figure.gold:8}{figure.predicted:8}"
