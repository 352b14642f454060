"""Scores as text for a terminal: a table of figures, and the reports with most errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from communique.evaluation.scoring import LEVELS, SIDES, BCubed, Figure, ReportErrors, Scores

_QUOTED = 140


def render(scores: Scores) -> str:
    """The figures as lines of text: levels, side scores, kinds of events, accuracy on paired events."""
    return "\n".join(_lines(scores))


def render_worst(scores: Scores, count: int) -> str:
    """The `count` reports with most errors: each missed and each spurious event with its words."""
    worst = sorted(scores.errors, key=lambda errors: -errors.count)[:count]
    return "\n\n".join("\n".join(_error_lines(errors)) for errors in worst if errors.count)


def _lines(scores: Scores) -> Iterator[str]:
    yield f"{scores.reports} reports, {scores.missing} without a prediction"
    yield ""
    yield f"{'':30}{'P':>7}{'R':>7}{'F1':>7}{'gold':>8}{'found':>8}"
    for name in (*LEVELS, *SIDES):
        if (figure := scores.figures.get(name)) is not None:
            yield _figure_line(name, figure)
    yield _figure_line("coreference (B-cubed)", scores.b3)
    yield from _section(
        "kinds of events", {name: _figure_line(name, kind) for name, kind in scores.kinds.items()}
    )
    rates = {name: f"{name:30}{rate.rate:7.3f}   of {rate.of}" for name, rate in scores.accuracy.items()}
    yield from _section("accuracy on paired events", rates)


def _section(title: str, lines: Mapping[str, str]) -> Iterator[str]:
    if lines:
        yield from ("", title, *(lines[name] for name in sorted(lines)))


def _figure_line(name: str, figure: Figure | BCubed) -> str:
    rates = "".join(f"{rate:7.3f}" for rate in (figure.precision, figure.recall, figure.f1))
    return f"{name:30}{rates}{figure.gold:8}{figure.predicted:8}"


def _error_lines(errors: ReportErrors) -> Iterator[str]:
    yield f"{errors.id}: {errors.count} events wrong"
    for tag, events in (("missed", errors.missed), ("spurious", errors.spurious)):
        for event in events:
            yield f"  {tag:9} {event.get('kind')}/{event.get('stage')}: {_words(event, errors.text)}"


def _words(event: Mapping[str, Any], text: str) -> str:
    spans = event.get("evidence") or event.get("trigger") or []
    if not spans:
        return "no evidence"
    start, end = spans[0]
    words = " ".join(text[start:end].split())
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
