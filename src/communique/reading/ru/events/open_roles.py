"""Roles that a candidate leaves open, and which of them a slot may fill."""

from __future__ import annotations

from communique.reading.ru.events.candidates import Candidate, sides
from communique.reading.ru.events.stages import WORD_KINDS

# Kinds whose object is often named only inside the thing acted on: «осудил действия Израиля».
OBJECT_OWNER = {
    "sanction": "recipient", "accuse": "recipient", "reject": "recipient", "support": "recipient",
    "request": "recipient", "retreat": "recipient", "coerce": "recipient", "assault": "recipient",
    "aid": "recipient", "contract": "supplier", "mobilize": "recipient", "threaten": "recipient",
}  # fmt: skip


# Roles that take several sides: one filler leaves them open for the other side.
MUTUAL = {"meeting": "participant", "agreement": "party", "activity": "party"}


def open_roles(candidate: Candidate) -> frozenset[str]:
    """Roles that the rule knows and nobody fills yet; who speaks is always asked for."""
    known = {role for roles in candidate.rule.roles.values() for role in roles.split()}
    if candidate.kind in WORD_KINDS:
        known |= {"actor", "recipient"}
    filled = {r.role for r in candidate.roles}
    mutual = MUTUAL.get(candidate.kind)
    if mutual and sides(candidate.roles) < 2:
        filled.discard(mutual)
    return frozenset(known - filled - {"place", "topic"})


def roles_for(candidate: Candidate, slot: str) -> list[str]:
    still = open_roles(candidate)
    return [role for role in candidate.rule.roles.get(slot, "").split() if role in still]
