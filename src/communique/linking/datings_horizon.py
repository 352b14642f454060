"""The oldest and the newest dated report of a register, which end evidence that is open on one side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from communique.linking.datings_evidence import RANKS, Evidence
from communique.linking.terms_claims import day_of
from communique.register.seen import ReportSeen

# Fewer dated reports say nothing about the time that a collection covers.
FEWEST = 30
# Reports without a year may be older or newer than the dated ones; within so much they are of one collection.
SLACK = timedelta(days=183)


class Horizon(NamedTuple):
    first: date
    last: date


def horizon_of(reports: Sequence[ReportSeen]) -> Horizon | None:
    """The days between which the dated reports lie; None where they are few."""
    days = [(first, last) for _, first, last in map(day_of, reports) if first and last]
    if len(days) < FEWEST:
        return None
    return Horizon(min(first for first, _ in days), max(last for _, last in days))


def newest(horizon: Horizon) -> Evidence:
    why = f"no later bound is known; the newest dated report of the register is of {horizon.last}"
    return Evidence(
        "register", RANKS.index("horizon"), why, ((None, horizon.last + SLACK),), refs=("newest",)
    )


def oldest(horizon: Horizon) -> Evidence:
    why = f"no earlier bound is known; the oldest dated report of the register is of {horizon.first}"
    return Evidence(
        "register", RANKS.index("horizon"), why, ((horizon.first - SLACK, None),), refs=("oldest",)
    )
