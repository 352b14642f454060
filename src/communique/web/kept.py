"""Pages that were made, kept while the register stays as it is; the longest unused go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import NamedTuple

from starlette.responses import Response

MOST_BYTES = 64 * 2**20


class Page(NamedTuple):
    body: bytes
    media_type: str | None

    def response(self) -> Response:
        return Response(self.body, media_type=self.media_type)


class Kept:
    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._size = most, 0
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Page | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: Hashable, response: Response) -> None:
        body = bytes(response.body)
        if len(body) > self._most // 8:
            return
        with self._lock:
            self._size -= len(self._pages[key].body) if key in self._pages else 0
            self._pages[key] = Page(body, response.headers.get("content-type"))
            self._size += len(body)
            while self._size > self._most:
                _, gone = self._pages.popitem(last=False)
                self._size -= len(gone.body)
