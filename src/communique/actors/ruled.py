"""What people ruled on actors: `same` and `different`, before and above all rules.

A member that a ruling names has a profile of its own. The later ruling counts first, so that an earlier one
which contradicts it, directly or through others, has no effect; the merge then says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from communique.actors.links import Board
from communique.linking.rulings import standing
from communique.records.register import Member, Merge, Ruling

ACTIONS = ("same", "different")


@dataclass(slots=True)
class Ruled:
    """`pairs` are the rulings with their members, the latest first."""

    pairs: list[tuple[Ruling, Member, Member]]
    followed: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, rulings: Sequence[Ruling]) -> Ruled:
        found = [
            (ruling, _pair(ruling)) for ruling in reversed(standing(rulings)) if ruling.action in ACTIONS
        ]
        return cls([(ruling, *pair) for ruling, pair in found if pair is not None])

    @property
    def members(self) -> frozenset[Member]:
        return frozenset(member for _, one, other in self.pairs for member in (one, other))

    def put(self, board: Board) -> None:
        """Join and forbid on the board what was ruled; rulings on what is no actor here are passed over."""
        places = _places(board, self.members)
        for ruling, one, other in self.pairs:
            if one in places and other in places:
                pair = (places[one], places[other])
                if ruling.action == "same":
                    self.followed[ruling.id] = board.clusters.join(*pair) or _together(board, *pair)
                else:
                    self.followed[ruling.id] = board.clusters.forbid(*pair)

    def merges(self, board: Board) -> Iterator[Merge]:
        for ruling, one, other in self.pairs:
            if ruling.id in self.followed:
                same = ruling.action == "same"
                followed = self.followed[ruling.id]
                why = ruling.why or f"{ruling.by} ruled that they are {'one' if same else 'two'}"
                if not followed:
                    why += " (without effect: later rulings say otherwise)"
                left, right = sorted((one, other))
                score = 1.0 if same == followed else -1.0
                yield Merge(
                    "actor", left, right, same == followed, score, why, f"person:{ruling.by}", ruling.id
                )


def _together(board: Board, one: int, other: int) -> bool:
    return board.clusters.find(one) == board.clusters.find(other)


def _places(board: Board, members: frozenset[Member]) -> dict[Member, int]:
    """Ruled members have profiles of their own, so the head tells all."""
    if not members:
        return {}
    return {p.head.member: p.index for p in board.profiles if p.head.member in members}


def _pair(ruling: Ruling) -> tuple[Member, Member] | None:
    try:
        one, other = Member.parse(ruling.target), Member.parse(ruling.other or "")
    except ValueError:
        return None
    return None if one == other else (one, other)
