"""Events joined from the surest pair down, where nothing forbids it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from communique.linking.happenings_compare import contradiction
from communique.linking.happenings_sides import Profile

LOOK = 6  # members of each of two groups that are held against one another before they are joined


class Clusters:
    """Args: different: pairs of numbers (lower first) that a person told apart."""

    def __init__(self, profiles: Sequence[Profile], different: set[tuple[int, int]]) -> None:
        self._profiles = profiles
        self._different = different
        self._group = list(range(len(profiles)))
        self._members = [[number] for number in range(len(profiles))]

    def join(self, left: int, right: int, ruled: bool) -> bool:
        """Put the groups of two events together; False where they are together or must not be.

        Args:
            ruled: a person said so: then only what a person told apart stands against it.
        """
        one, other = sorted((self._group[left], self._group[right]))
        if one == other or self._apart(one, other) or not (ruled or self._agree(one, other)):
            return False
        for number in self._members[other]:
            self._group[number] = one
        self._members[one] = sorted((*self._members[one], *self._members[other]))
        self._members[other] = []
        return True

    def groups(self) -> Iterator[list[int]]:
        return (members for members in self._members if members)

    def _apart(self, one: int, other: int) -> bool:
        return bool(self._different) and any(
            (min(pair), max(pair)) in self._different
            for pair in product(self._members[one], self._members[other])
        )

    def _agree(self, one: int, other: int) -> bool:
        """No report in both, and no two of the first members that contradict one another."""
        sides = [[self._profiles[number] for number in self._members[group]] for group in (one, other)]
        reports = [{profile.member.report for profile in side} for side in sides]
        return not reports[0] & reports[1] and not any(
            contradiction(a, b) for a, b in product(*(list(islice(side, LOOK)) for side in sides))
        )
