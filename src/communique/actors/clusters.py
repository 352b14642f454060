"""Sets that grow by joining, and pairs that must never come together in one."""

from __future__ import annotations

from collections.abc import Iterable


class Clusters:
    """Numbers 0 … size-1, each at first a set of its own."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._foes: dict[int, set[int]] = {}

    def find(self, item: int) -> int:
        """The smallest number of the item's set."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def forbid(self, one: int, other: int) -> bool:
        """Keep the two sets apart from now on; False where they are one set already."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return False
        self._foes.setdefault(a, set()).add(b)
        self._foes.setdefault(b, set()).add(a)
        return True

    def may_join(self, one: int, other: int) -> bool:
        return self.find(other) not in self._foes.get(self.find(one), ())

    def join(self, one: int, other: int) -> bool:
        """Make one set of the two; False, and nothing done, where that is forbidden or is so already."""
        a, b = sorted((self.find(one), self.find(other)))
        if a == b or not self.may_join(a, b):
            return False
        self._parent[b] = a
        for foe in self._foes.pop(b, set()):
            self._foes[foe].discard(b)
            self._foes[foe].add(a)
            self._foes.setdefault(a, set()).add(foe)
        return True

    def sets(self, items: Iterable[int]) -> dict[int, list[int]]:
        """The items by the set they are in."""
        found: dict[int, list[int]] = {}
        for item in items:
            found.setdefault(self.find(item), []).append(item)
        return found
