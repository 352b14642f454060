"""Commitments: what was proposed or planned, followed until it is kept or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.records.register import Commitment, Dating, Entity, Happening, Step
from communique.records.when import When
from communique.register.seen import ReportSeen

OPENING = ("proposed", "planned")
CLOSING = {
    "done": "kept",
    "under_way": "kept",
    "declined": "declined",
    "cancelled": "cancelled",
    "denied": "cancelled",
}


def follow(
    happenings: Sequence[Happening],
    reports: Sequence[ReportSeen],
    entities: Sequence[Entity],
    datings: Sequence[Dating],
) -> tuple[Commitment, ...]:
    """A first version: a commitment is closed by the first later happening of its kind and sides."""
    opening = [item for item in happenings if item.stage in OPENING]
    closing = [item for item in happenings if item.stage in CLOSING]
    by_key: dict[tuple[str, tuple[str, ...]], list[Happening]] = {}
    for item in closing:
        by_key.setdefault((item.kind, _sides(item)), []).append(item)
    return tuple(
        sorted(
            (_commitment(item, by_key.get((item.kind, _sides(item)), ())) for item in opening),
            key=lambda item: item.id,
        )
    )


def _sides(item: Happening) -> tuple[str, ...]:
    return tuple(sorted({entity for ids in item.roles.values() for entity in ids}))


def _commitment(item: Happening, closing: Sequence[Happening]) -> Commitment:
    when = When.parse(item.when) if item.when else None
    step = _first(item, closing)
    return Commitment(
        id=f"c{item.id}",
        kind=item.kind,
        stage=item.stage,
        opened=item.id,
        opened_on=item.first_reported,
        countries=item.countries,
        sides=_sides(item),
        what=item.kind,
        state=step.state if step else "open",
        due=item.when,
        due_by=str(when.latest) if when and when.has_year and when.latest else None,
        due_why=item.when_why,
        steps=(step,) if step else (),
    )


def _first(item: Happening, closing: Sequence[Happening]) -> Step | None:
    later = [other for other in closing if (other.first_reported or "") > (item.first_reported or "9999")]
    if not later:
        return None
    other = min(later, key=lambda other: (other.first_reported or "", other.id))
    state = CLOSING[other.stage]
    return Step(state, other.first_reported, other.id, f"{other.kind} of the same sides", 0.5)  # type: ignore[arg-type]


def is_overdue(commitment: Commitment, today: date) -> bool:
    """Whether it is still open on `today` although the last day it was due has passed."""
    return status(commitment, today) == "overdue"


def status(commitment: Commitment, today: date) -> str:
    """The commitment's state, or `overdue` for one still open after the last day it was due."""
    waiting = commitment.state in ("open", "postponed")
    if waiting and commitment.due_by and date.fromisoformat(commitment.due_by) < today:
        return "overdue"
    return commitment.state
