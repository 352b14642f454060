"""Pages that were made, kept while the register stays as it is; the longest unused go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from communique.web.makers import Made

MOST_BYTES = 64 * 2**20


class Kept:
    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._size = most, 0
        self._pages: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Made | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, made: Made) -> None:
        """Without a key it is not kept, nor when it would drive out many others."""
        if made.key is None or len(made.body) > self._most // 8:
            return
        with self._lock:
            self._size -= len(self._pages[made.key].body) if made.key in self._pages else 0
            self._pages[made.key] = made
            self._size += len(made.body)
            while self._size > self._most:
                _, gone = self._pages.popitem(last=False)
                self._size -= len(gone.body)
