"""The best assignment of found items to gold items, as FactRuEval's comparator wants it, without its search.

The comparator maximises F1 of a document over every assignment, which takes time exponential in the number of
facts. Items that cannot be paired, not even over others, do not touch each other; so each such component is
solved by itself, with a table over the sets of found items already given away, and keeps every outcome that
no other beats in all respects. F1 grows with hits and falls with items to be paid for, so the best outcome of
the document is among the sums of those: the optimum is exact. A component with more than `LIMIT` found items
is solved by climbing instead, in polynomial time: from nothing given away, the move or swap that gains most,
until none gains. The result says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations
from typing import TypeAlias

LIMIT = 8  # found items of a component that is solved exactly; its table takes 3 to the power of these steps


@dataclass(frozen=True, slots=True)
class Tally:
    """Quality summed over gold and over found items, and how many of either are to be paid for."""

    gold_hits: float = 0.0
    found_hits: float = 0.0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.gold_hits + other.gold_hits,
            self.found_hits + other.found_hits,
            self.gold + other.gold,
            self.found + other.found,
        )

    @property
    def precision(self) -> float:
        return self.found_hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.gold_hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def beats(self, other: Tally) -> bool:
        """At least as good in every respect."""
        return (
            self.gold_hits >= other.gold_hits
            and self.found_hits >= other.found_hits
            and self.gold <= other.gold
            and self.found <= other.found
        )

    def to_dict(self) -> dict[str, float]:
        rates = {"p": self.precision, "r": self.recall, "f1": self.f1}
        return rates | {
            "tp_gold": self.gold_hits,
            "tp": self.found_hits,
            "gold": self.gold,
            "pred": self.found,
        }


Parts: TypeAlias = tuple[tuple[str, Tally], ...]
"""What an outcome is made of: types with their tallies."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A tally with its parts."""

    total: Tally = Tally()
    parts: Parts = ()

    @classmethod
    def of(cls, type: str, tally: Tally) -> Outcome:
        return cls(tally, ((type, tally),))

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(self.total + other.total, self.parts + other.parts)


_IMPOSSIBLE = Outcome(Tally(gold=10**6, found=10**6))


@dataclass(frozen=True, slots=True)
class Best:
    """Tallies by type of the best assignment; `exact` is False where a component was too large."""

    tallies: Mapping[str, Tally] = field(default_factory=dict)
    exact: bool = True

    @property
    def total(self) -> Tally:
        return sum(self.tallies.values(), Tally())


@dataclass(frozen=True, slots=True)
class Problem:
    """`pairs[g]` are the found items that gold item g may get, `together` of them at most at once (all where
    None). `given(g, items)` are the outcomes of giving g these items, or none; `alone(f)` is the outcome of
    giving f to nobody."""

    pairs: Sequence[frozenset[int]]
    found: int
    given: Callable[[int, tuple[int, ...]], Sequence[Outcome]]
    alone: Callable[[int], Outcome]
    together: int | None = None


def best_assignment(problem: Problem) -> Best:
    """The assignment with the highest F1 over all items together."""
    fronts, exact = [Outcome()], True
    for golds, items in _components(problem):
        if len(items) <= LIMIT:
            outcomes = _solve(problem, golds, items)
        else:
            outcomes, exact = [_climb(problem, golds, items)], False
        fronts = _front(one + other for one in fronts for other in outcomes)
    # Of equals the one that pairs more, as the comparator does; sums differ in the last bits by their order.
    best = max(fronts, key=lambda outcome: (round(outcome.total.f1, 12), outcome.total.found_hits))
    tallies: dict[str, Tally] = {}
    for type, tally in best.parts:
        tallies[type] = tallies.get(type, Tally()) + tally
    return Best(tallies, exact)


def _components(problem: Problem) -> Iterator[tuple[list[int], list[int]]]:
    """Gold items with the found items that any of them may get, kept apart from all others."""
    left = set(range(problem.found)).union(*problem.pairs) if problem.pairs else set(range(problem.found))
    golds = set(range(len(problem.pairs)))
    while golds:
        inside, items = [golds.pop()], set[int]()
        for gold in inside:  # grows while it is walked
            items |= problem.pairs[gold]
            near = {other for other in golds if problem.pairs[other] & items}
            golds -= near
            inside += sorted(near)
        left -= items
        yield sorted(inside), sorted(items)
    yield from (([], [item]) for item in sorted(left))


def _solve(problem: Problem, golds: list[int], items: list[int]) -> list[Outcome]:
    """Every outcome of a component that no other beats: a table from the set of items given away."""
    table: dict[frozenset[int], list[Outcome]] = {frozenset(): [Outcome()]}
    for gold in golds:
        grown: dict[frozenset[int], list[Outcome]] = {}
        for taken, outcomes in table.items():
            for some in _choices(sorted(problem.pairs[gold] - taken), problem.together):
                sums = [one + other for one in outcomes for other in problem.given(gold, some)]
                grown.setdefault(taken.union(some), []).extend(sums)
        table = {taken: _front(outcomes) for taken, outcomes in grown.items()}
    return _front(
        sum((problem.alone(item) for item in items if item not in taken), outcome)
        for taken, outcomes in table.items()
        for outcome in outcomes
    )


def _choices(items: Sequence[int], together: int | None) -> Iterator[tuple[int, ...]]:
    """All subsets of up to `together` items, the empty one included."""
    yield ()
    for at, item in enumerate(items):
        if together != 0:
            for rest in _choices(items[at + 1 :], None if together is None else together - 1):
                yield (item, *rest)


def _front(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes that no other beats; of equals the first."""
    kept: list[Outcome] = []
    for outcome in outcomes:
        if not any(other.total.beats(outcome.total) for other in kept):
            kept = [other for other in kept if not outcome.total.beats(other.total)]
            kept.append(outcome)
    return kept


Given: TypeAlias = dict[int, int | None]
"""To each found item its gold item, or None."""


def _climb(problem: Problem, golds: list[int], items: list[int]) -> Outcome:
    """From nothing given away, always the step that gains most, as long as one does."""
    problem = replace(problem, given=cache(problem.given))  # the same shares come up again and again
    given: Given = dict.fromkeys(items)
    best = _outcome(problem, golds, given)
    while True:
        better = max(_steps(problem, golds, given), key=lambda step: _height(_outcome(problem, golds, step)))
        outcome = _outcome(problem, golds, better)
        if _height(outcome) <= _height(best):
            return best
        given, best = better, outcome


def _height(outcome: Outcome) -> tuple[float, float, int]:
    """F1; where it is no different, the hits, then how little is to be paid for."""
    total = outcome.total
    return round(total.f1, 9), round(total.gold_hits + total.found_hits, 9), -total.gold - total.found


def _steps(problem: Problem, golds: list[int], given: Given) -> Iterator[Given]:
    """All assignments that differ in one item, or in two that change places."""
    for item, gold in given.items():
        open_to = [g for g in golds if item in problem.pairs[g] and g != gold]
        yield from ({**given, item: g} for g in (*open_to, None) if _allowed(problem, given, g))
    for one, other in combinations(given, 2):
        if all(g is None or i in problem.pairs[g] for i, g in ((one, given[other]), (other, given[one]))):
            yield {**given, one: given[other], other: given[one]}


def _allowed(problem: Problem, given: Given, gold: int | None) -> bool:
    """There is still room for one more."""
    return gold is None or problem.together is None or list(given.values()).count(gold) < problem.together


def _outcome(problem: Problem, golds: list[int], given: Given) -> Outcome:
    shares = {gold: tuple(item for item, g in given.items() if g == gold) for gold in golds}
    options = (problem.given(gold, some) for gold, some in shares.items())
    best = [max(some, key=lambda one: one.total.f1, default=_IMPOSSIBLE) for some in options]
    return sum((*best, *(problem.alone(item) for item, gold in given.items() if gold is None)), Outcome())
