"""What follows from a word and its tag alone is worked out once for each pair of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from communique.reading.nets import Tag

T = TypeVar("T")


class TagMemo(Generic[T]):
    """Calls `make(word, tag)` once a pair, and gives the same value again.

    A tagger hands out one object for each of its few hundred tags, so pairs are told apart by the tag's
    identity, without a look into its features. The tag is kept with the value: while an entry lives, no other
    tag has that identity. Equal tags that are different objects cost another call, and nothing else.

    Args:
        size: pairs remembered; when they are that many, all are let go.
    """

    def __init__(self, make: Callable[[str, Tag], T], size: int = 40_000) -> None:
        self._make = make
        self._size = size
        self._known: dict[tuple[str, int], tuple[T, Tag]] = {}

    def __call__(self, word: str, tag: Tag) -> T:
        key = (word, id(tag))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= self._size:
                self._known.clear()
            found = self._known[key] = (self._make(word, tag), tag)
        return found[0]
