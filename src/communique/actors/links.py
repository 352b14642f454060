"""Links between profiles: what a rule proposes, and how proposals become clusters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from communique.actors.clusters import Clusters
from communique.actors.evidence import Score
from communique.actors.profiles import Profile

ENOUGH = 0.7  # of a score: below, two stay apart
WORTH_TELLING = 0.4  # a refusal with less than this is no decision that anybody would look for


class Link(NamedTuple):
    """`left` and `right` are numbers of profiles."""

    left: int
    right: int
    score: Score
    rule: str

    def order(self) -> tuple[float, int, int]:
        return -self.score.value, min(self.left, self.right), max(self.left, self.right)


@dataclass(slots=True)
class Board:
    """All profiles with their clusters, and what was decided: `made` joined two sets, `refused` did not.
    `known` holds the Wikidata id of profiles that are of an office-holder of the gazetteer."""

    profiles: list[Profile]
    clusters: Clusters
    made: list[Link] = field(default_factory=list)
    _refused_best: dict[int, Link] = field(default_factory=dict)
    known: dict[int, str] = field(default_factory=dict)

    @property
    def refused(self) -> list[Link]:
        return [link for _, link in sorted(self._refused_best.items())]

    @classmethod
    def of(cls, profiles: list[Profile]) -> Board:
        return cls(profiles, Clusters(len(profiles)))

    def settle(self, links: Iterable[Link]) -> None:
        """The best supported first, so that the order in which they were proposed says nothing."""
        for link in sorted(links, key=Link.order):
            if link.score.value < ENOUGH:
                self._refuse(link)
            elif self.clusters.join(link.left, link.right):
                self.made.append(link)

    def _refuse(self, link: Link) -> None:
        """One a profile, the best: so that refusals are no more than profiles."""
        if link.score.value >= WORTH_TELLING:
            self._refused_best.setdefault(link.right, link)
