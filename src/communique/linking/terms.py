"""Terms of office: who held which post from when to when, as the reports and the gazetteer attest it."""

from __future__ import annotations

from collections.abc import Sequence

from communique.records.register import Entity, Term
from communique.register.seen import ReportSeen


def find_terms(reports: Sequence[ReportSeen], entities: Sequence[Entity]) -> tuple[Term, ...]:
    """All terms, sorted by id."""
    return ()
