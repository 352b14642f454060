"""When a term began and ended, as far as reports or the gazetteer tell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from communique.linking.terms_claims import IN_OFFICE, Claim
from communique.linking.terms_gazetteer import GRACE
from communique.linking.terms_runs import Run
from communique.records.register import Citation
from communique.records.when import When

# Who is cited in office a week after a report of his leaving either stayed on for a while, or never left.
WEEK = timedelta(days=7)
# So many times as many later citations in office as reports of leaving it: the leaving was misread.
OUTWEIGHS = 2


class Bound(NamedTuple):
    """EDTF, None when not known; whether it is told; what speaks against it; `against`: that is no slip."""

    when: str | None
    known: bool
    notes: tuple[str, ...] = ()
    against: bool = False


def start_of(run: Run) -> Bound:
    """The gazetteer's day, else that of the appointment, else some day before the first report of it."""
    told = _told(run, "gains")
    if run.row is not None and run.row.start is not None:
        return _with_others(run.row.start, told, "start")
    if told:
        return _with_others(told[0], told[1:], "start")
    if _dated(run, "gains"):
        return Bound(_before([*_dated(run, "gains"), *run.sightings]), True)
    future = _dated(run, "future")
    if future and not run.sightings:
        return Bound(f"{max(future, key=by_last).day}/..", False)
    return Bound(None, False)


def end_of(run: Run) -> Bound:
    """The gazetteer's day, else that on which he left, else some day before the report of it, or before he is
    told of as former."""
    told = _told(run, "leaves")
    if run.row is not None and run.row.end is not None:
        return _with_others(run.row.end, told, "end")
    held = [claim for claim in run.sightings if claim.phase in IN_OFFICE]
    if told:
        return _unless_later(_with_others(told[-1], told[:-1], "end"), held, len(told))
    if leaves := _dated(run, "leaves"):
        return _left_before(leaves, held)
    last = max((claim.last or date.min for claim in held), default=date.min)
    former = [claim for claim in _dated(run, "former") if claim.first and claim.first > last]
    return Bound(_before(former), False) if former else Bound(None, False)


def _told(run: Run, phase: str) -> list[str]:
    return sorted({claim.changed for claim in run.claims if claim.phase == phase and claim.changed})


def _dated(run: Run, phase: str) -> list[Claim]:
    return [claim for claim in run.claims if claim.phase == phase and claim.day]


def by_first(claim: Claim) -> tuple[date, Citation]:
    return claim.first or date.max, claim.citation


def by_last(claim: Claim) -> tuple[date, Citation]:
    return claim.last or date.min, claim.citation


def _before(claims: Iterable[Claim]) -> str:
    """Some day up to that of the earliest report."""
    return f"../{min(claims, key=by_first).day}"


def _with_others(shown: str, told: Iterable[str], what: str) -> Bound:
    """Other days told for the same end of a term, if they lie apart by more than a report may err."""
    notes = tuple(f"{what}: {day} told too, {shown} shown" for day in told if not _near(shown, day))
    return Bound(shown, True, notes, bool(notes))


def _near(one: str, other: str) -> bool:
    """Less than a month apart, or one within the other (2009 and 2009-06)."""
    a, b = When.parse(one), When.parse(other)
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return True
    return a.earliest <= b.latest + GRACE and b.earliest <= a.latest + GRACE


def _unless_later(bound: Bound, held: Sequence[Claim], leavings: int) -> Bound:
    """Citations in office long after the end speak against it; many of them show that it was none."""
    last = When.parse(bound.when).latest if bound.when else None
    late = _after(held, last + GRACE) if last else []
    if not late:
        return bound
    note = f"cited in office on {late[0].day}, after the end told ({bound.when})"
    if len(late) > OUTWEIGHS * leavings:
        return Bound(None, False, (note,))
    return Bound(bound.when, True, (*bound.notes, note), True)


def _left_before(leaves: Sequence[Claim], held: Sequence[Claim]) -> Bound:
    """He left before the report of it, or stayed on for a while; unless many citations show him there."""
    told = min(leaves, key=by_first)
    last = told.last or date.max
    late = _after(held, last + WEEK) if told.last else []
    if len(late) > OUTWEIGHS * len(leaves):
        return Bound(
            None, False, (f"cited in office on {late[0].day}, after the leaving told on {told.day}",)
        )
    if late and _after(held, last + GRACE):
        return _unless_later(Bound(f"../{told.day}", True), held, len(leaves))
    return Bound(f"../{late[-1].day if late else told.day}", True)


def _after(held: Iterable[Claim], day: date) -> list[Claim]:
    return sorted((claim for claim in held if claim.first and claim.first > day), key=by_first)
