"""Times printed without their year, narrowed by evidence from outside the words."""

from __future__ import annotations

from collections.abc import Sequence

from communique.records.register import Dating, Entity, Term
from communique.register.seen import ReportSeen


def narrow(
    reports: Sequence[ReportSeen], entities: Sequence[Entity], terms: Sequence[Term]
) -> tuple[Dating, ...]:
    """One dating for each event whose time can be narrowed, sorted by event."""
    return ()
