"""What is compared of two reports, each by name: small numbers that a logistic regression weighs.

Every feature is symmetric. Stems are weighed by their rarity in news, times 1 + ln of their occurrences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from communique.linking.fingerprint import IN_LEAD, NAME, NUMBER, TIMES, TITLE, UNIT, Print

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

RARE = 4 * UNIT  # in less than one of 55 reports
MORE_TIMES = np.array([1 + log(1 + more) for more in range(4)])
NOTHING_TO_TELL = 0.5  # a title without a telling word is neither told nor not told


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One report of a pair: what all its pairs need, made once."""

    print: Print
    weights: Floats
    title: Mask
    name: Mask
    number: Mask
    lead_name: Mask


@lru_cache(maxsize=50_000)
def side_of(print: Print) -> Side:
    flags = print.flags
    weights = print.weights * MORE_TIMES[(flags // TIMES) % 4]
    title, name = (flags & TITLE) > 0, (flags & NAME) > 0
    lead = (flags & (TITLE | IN_LEAD)) > 0
    return Side(print, weights, title, name, (flags & NUMBER) > 0, name & lead)


@dataclass
class Pair:
    """Two reports and the stems that both have, as places in either."""

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
    def shared_rarity(self) -> NDArray[np.uint8]:
        rarity: NDArray[np.uint8] = self.a.print.weights[self.left]
        return rarity

    def likeness(self, of_a: Mask | None = None, of_b: Mask | None = None) -> float:
        """Cosine of the stems so marked, of all where no mark is given."""
        wa = self.a.weights if of_a is None else self.a.weights * of_a
        wb = self.b.weights if of_b is None else self.b.weights * of_b
        scale = sqrt(float(wa @ wa) * float(wb @ wb))
        return float(wa[self.left] @ wb[self.right]) / scale if scale else 0.0

    def told(self, of_a: Mask, of_b: Mask) -> tuple[float, float]:
        """The weight of the stems so marked that the other report has anywhere: the lower share, the higher."""
        shares = (
            _share(self.a.print.weights, of_a, self.left),
            _share(self.b.print.weights, of_b, self.right),
        )
        return min(shares), max(shares)


def _share(weights: NDArray[np.uint8], marked: Mask, found: NDArray[np.intp]) -> float:
    whole = float(weights @ marked.astype(float))
    return float(weights[found] @ marked[found].astype(float)) / whole if whole else NOTHING_TO_TELL


def words(pair: Pair) -> float:
    """Likeness of all telling words."""
    return pair.likeness()


def title_words(pair: Pair) -> float:
    """Likeness of the titles."""
    return pair.likeness(pair.a.title, pair.b.title)


def names(pair: Pair) -> float:
    """Likeness of what is printed like a name."""
    return pair.likeness(pair.a.name, pair.b.name)


def title_told(pair: Pair) -> float:
    """How much of a title the other report tells anywhere; of the two, the lower share."""
    return pair.told(pair.a.title, pair.b.title)[0]


def lead_names_told(pair: Pair) -> float:
    """How many of the names of a title and lead the other report has; of the two, the higher share."""
    return pair.told(pair.a.lead_name, pair.b.lead_name)[1]


def rare_names(pair: Pair) -> float:
    """Rare names in both reports: ln(1 + number)."""
    return log1p(int((pair.shared_rarity[pair.shared_name] >= RARE).sum()))


def rarest(pair: Pair) -> float:
    """Rarity of the rarest word in both, as ln(reports / reports with it) / 10."""
    return float(pair.shared_rarity.max()) / UNIT / 10 if len(pair.left) else 0.0


def numbers(pair: Pair) -> float:
    """Numbers in both reports: of five, how many."""
    return min(5, int(pair.a.number[pair.left].sum())) / 5


def other_numbers(pair: Pair) -> float:
    """1 where both reports give numbers and none is the same."""
    given = pair.a.number.any() and pair.b.number.any()
    return float(given and not pair.a.number[pair.left].any())


def runs(pair: Pair) -> float:
    """Share of runs of four words in common."""
    return float((pair.a.print.shingles == pair.b.print.shingles).mean())


FEATURES: tuple[Callable[[Pair], float], ...] = (
    words,
    title_words,
    names,
    title_told,
    lead_names_told,
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
