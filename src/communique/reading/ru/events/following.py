"""«Чили и Перу провели учения. Следующие учения состоятся в октябре.»: one more, of the same sides, ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.reading.ru.events.candidates import BESIDE, Candidate, Role, countries
from communique.reading.ru.events.merge import OVER

NEAR = 3  # sentences
WHY = "the sides of the one before it"


def with_sides_of_the_last(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The next of a kind that names no sides of its own has those of the last one that was."""
    out: list[Candidate] = []
    last: dict[str, Candidate] = {}
    for candidate in candidates:
        before = last.get(candidate.kind)
        if before is not None and is_ahead(candidate) and candidate.sentence - before.sentence <= NEAR:
            candidate = replace(candidate, roles=candidate.roles + taken_over(before))
        if candidate.stage in OVER and len(countries(candidate.roles)) >= 2:
            last[candidate.kind] = candidate
        out.append(candidate)
    return out


def is_ahead(candidate: Candidate) -> bool:
    return candidate.is_next and candidate.stage not in OVER and not candidate.ids()


def taken_over(before: Candidate) -> tuple[Role, ...]:
    return tuple(replace(role, why=WHY) for role in before.roles if role.role not in BESIDE)
