"""What is compared of two reports, each by name: small numbers that a logistic regression weighs.

Every feature is symmetric. A likeness is the cosine of strengths, a share told is one of rarities; see
`fingerprint` for both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from communique.linking.fingerprint import IN_LEAD, NAME, NUMBER, TITLE, UNIT, Print

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

RARE = 4 * UNIT  # in less than one of 55 reports
NOTHING_TO_TELL = 0.5  # a title without a telling word is neither told nor not told


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One report of a pair: what all its pairs need, made once."""

    print: Print
    strengths: Floats
    rarities: Floats
    title: Mask
    lead: Mask
    name: Mask
    number: Mask


@lru_cache(maxsize=50_000)
def side_of(print: Print) -> Side:
    flags = print.flags
    title, name, number = ((flags & mark) > 0 for mark in (TITLE, NAME, NUMBER))
    lead = (flags & (TITLE | IN_LEAD)) > 0
    return Side(print, print.strengths.astype(float), print.rarities.astype(float), title, lead, name, number)


@dataclass
class Pair:
    """Two reports, and the stems that both have: their places in `a` and in `b`."""

    a: Side
    b: Side

    def __post_init__(self) -> None:
        codes = self.a.print.codes, self.b.print.codes
        _, self.left, self.right = np.intersect1d(*codes, assume_unique=True, return_indices=True)

    @cached_property
    def shared_name(self) -> Mask:
        both: Mask = self.a.name[self.left] & self.b.name[self.right]
        return both

    @cached_property
    def shared_rarity(self) -> Floats:
        return self.a.rarities[self.left]

    def likeness(self, of_a: Mask | None = None, of_b: Mask | None = None) -> float:
        """Cosine of the stems so marked, of all where no mark is given."""
        a = self.a.strengths if of_a is None else self.a.strengths * of_a
        b = self.b.strengths if of_b is None else self.b.strengths * of_b
        scale = sqrt(float(a @ a) * float(b @ b))
        return float(a[self.left] @ b[self.right]) / scale if scale else 0.0

    def title_told(self, in_lead: bool = False) -> tuple[float, float]:
        """How much of each title the other report tells, anywhere or in its lead."""
        found_a, found_b = self.left, self.right
        if in_lead:
            found_a, found_b = found_a[self.b.lead[self.right]], found_b[self.a.lead[self.left]]
        return _share(self.a, found_a), _share(self.b, found_b)


def _share(side: Side, found: NDArray[np.intp]) -> float:
    of_title = side.rarities * side.title
    whole = float(of_title.sum())
    return float(of_title[found].sum()) / whole if whole else NOTHING_TO_TELL


def words(pair: Pair) -> float:
    """Likeness of all telling words."""
    return pair.likeness()


def title_words(pair: Pair) -> float:
    """Likeness of the titles."""
    return pair.likeness(pair.a.title, pair.b.title)


def names(pair: Pair) -> float:
    """Likeness of what is printed like a name."""
    return pair.likeness(pair.a.name, pair.b.name)


def common_words(pair: Pair) -> float:
    """Likeness of what is not printed like a name."""
    return pair.likeness(~pair.a.name, ~pair.b.name)


def title_told(pair: Pair) -> float:
    """How much of a title the other report tells anywhere; of the two, the lower share."""
    return min(pair.title_told())


def title_in_lead(pair: Pair) -> float:
    """How much of a title the other report tells in its title and lead; of the two, the higher share."""
    return max(pair.title_told(in_lead=True))


def rare_names(pair: Pair) -> float:
    """Rare names in both reports: ln(1 + number)."""
    return log1p(int((pair.shared_rarity[pair.shared_name] >= RARE).sum()))


def rarest(pair: Pair) -> float:
    """Rarity of the five rarest words in both, as ln(reports / reports with it): their sum / 50."""
    return float(np.sort(pair.shared_rarity)[-5:].sum()) / UNIT / 50


def numbers(pair: Pair) -> float:
    """Numbers in both reports: of five, how many."""
    return min(5, int(pair.a.number[pair.left].sum())) / 5


def other_numbers(pair: Pair) -> float:
    """1 where both reports give numbers and none is the same."""
    given = pair.a.number.any() and pair.b.number.any()
    return float(given and not pair.a.number[pair.left].any())


def runs(pair: Pair) -> float:
    """Root of the share of runs of four words in common: texts on one template, if no reprints."""
    return sqrt(float((pair.a.print.runs == pair.b.print.runs).mean()))


FEATURES: tuple[Callable[[Pair], float], ...] = (
    words,
    title_words,
    names,
    common_words,
    title_told,
    title_in_lead,
    rare_names,
    rarest,
    numbers,
    other_numbers,
    runs,
)


def features(one: Print, other: Print) -> dict[str, float]:
    """Every feature of a pair by its name."""
    pair = Pair(side_of(one), side_of(other))
    return {feature.__name__: feature(pair) for feature in FEATURES}
