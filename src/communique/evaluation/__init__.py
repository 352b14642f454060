"""How good readings are: scores against gold readings, and checks that need none."""

from communique.evaluation.report import render, render_worst
from communique.evaluation.scoring import Accuracy, BCubed, Figure, ReportErrors, ScoreError, Scores, score
from communique.evaluation.verify import CHECKS, WELL_FORMED, Problem, render_problems, spans_of, verify

__all__ = [
    "CHECKS",
    "WELL_FORMED",
    "Accuracy",
    "BCubed",
    "Figure",
    "Problem",
    "ReportErrors",
    "ScoreError",
    "Scores",
    "render",
    "render_problems",
    "render_worst",
    "score",
    "spans_of",
    "verify",
]
