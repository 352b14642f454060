"""Names of several words, found in a run of words at one step a word, whatever the number of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Node(Generic[T]):
    next: dict[str, _Node[T]] = field(default_factory=dict)
    values: list[T] = field(default_factory=list)


class PhraseBook(Generic[T]):
    """Phrases as sequences of sets of word forms; a phrase may carry several values.

    Built once, then only read.
    """

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, phrase: Sequence[Iterable[str]], value: T) -> None:
        """Enter a phrase: for every word the plain forms it may take."""
        nodes = [self._root]
        for forms in phrase:
            nodes = [node for start in nodes for node in self._step(start, forms)]
        for node in nodes:
            if value not in node.values:
                node.values.append(value)

    @staticmethod
    def _step(start: _Node[T], forms: Iterable[str]) -> list[_Node[T]]:
        """Forms not seen before share one new node; forms that other phrases use keep theirs."""
        fresh: _Node[T] = _Node()
        steps = [start.next.setdefault(form, fresh) for form in sorted(set(forms))]
        unique: list[_Node[T]] = []
        for node in steps:
            if not any(node is seen for seen in unique):
                unique.append(node)
        return unique

    def longest(self, words: Sequence[str], first: int) -> tuple[int, list[T]]:
        """The longest phrase from `first` on: its end and its values; (first, []) when there is none."""
        node, best, at = self._root, (first, list[T]()), first
        while at < len(words) and (step := node.next.get(words[at])) is not None:
            node, at = step, at + 1
            if node.values:
                best = (at, node.values)
        return best
