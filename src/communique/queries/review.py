"""What a person should look at first: events that the reader is least sure of, and decisions about merges."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from communique.queries.actor import merge_line
from communique.queries.desk import Desk
from communique.queries.lines import MergeLine
from communique.records.reading import Event, Reading
from communique.records.register import Member, Merge
from communique.register.view import UnknownRecord, View

SURE = 0.97  # a merge scored beyond this is left to those who doubt it themselves


class Doubt(NamedTuple):
    """An event of a report, and how sure its reader is of it (0 to 1)."""

    confidence: float
    member: Member
    happening: str


def doubtful_events(view: View) -> Sequence[Doubt]:
    """Every event of the register, the least sure first: of a happening told by many, the first report's."""
    found = [
        Doubt(item.confidence if item.confidence is not None else 1.0, member, item.id)
        for item in view.outlines()
        for member in item.members[:1]
    ]
    return sorted(found)


def doubtful_merges(view: View) -> Sequence[Merge]:
    """Decisions about actors and events that no person made, those nearest to the border first."""
    found = [merge for merge in view.merges() if merge.ruling is None and abs(merge.score) < SURE]
    return sorted(found, key=lambda merge: (abs(merge.score), merge.kind, merge.left, merge.right))


def without(found: Sequence[Doubt], ruled: Collection[str]) -> list[Doubt]:
    """Those on which nobody has ruled yet."""
    return [doubt for doubt in found if str(doubt.member) not in ruled]


def event_of(view: View, member: Member) -> tuple[Reading, Event]:
    """Raises: UnknownRecord when the report has no such event."""
    reading = view.reading(member.report)
    for event in reading.events:
        if event.id == member.id:
            return reading, event
    raise UnknownRecord(str(member))


def merge_lines(view: View, merges: Sequence[Merge]) -> list[MergeLine]:
    desk = Desk(view)
    return [merge_line(desk, merge) for merge in merges]
