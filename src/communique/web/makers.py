"""Processes that make pages of the register, so that several cores answer: Python uses one at a time.

What is asked goes to such a process as an `Order`, and comes back as the bytes of the page. Everything that
changes something, or rests on what only the serving process holds, is made there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import count
from threading import Lock
from typing import NamedTuple

from starlette.responses import Response

from communique.collector import seldom, settled
from communique.workers import worker_pool

TIDIED = 64  # pages after which garbage is looked for
MOST = 4  # by default: each holds the words of the interface and an index of the register


@dataclass(frozen=True, slots=True)
class Order:
    """A page as it was asked for. `place` is its place among the pages."""

    place: int
    form: str
    path: str
    query: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    language: str
    user: str


class Made(NamedTuple):
    """A page, and under what it may be kept (None where it may not)."""

    key: tuple[object, ...] | None
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def response(self) -> Response:
        response = Response(self.body, self.status)
        response.raw_headers = list(self.headers)
        return response


Making = Callable[[Order], Made]


class Makers:
    """Processes, started at once. Where one dies all are started anew, and its order is given once more.

    Args:
        begin: called once in each process; gives what makes pages there.
    """

    def __init__(self, begin: Callable[[], Making], processes: int) -> None:
        self._begin, self._count = begin, processes
        self._lock = Lock()
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        pool = worker_pool(self._count, partial(_start, self._begin))
        for _ in range(self._count):
            pool.submit(_ready)
        return pool

    async def make(self, order: Order) -> Made:
        """Raises: BrokenProcessPool when a process died over it twice."""
        pool = self._pool
        try:
            return await asyncio.wrap_future(pool.submit(_make, order))
        except BrokenProcessPool:
            return await asyncio.wrap_future(self._replaced(pool).submit(_make, order))

    def _replaced(self, broken: ProcessPoolExecutor) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is broken:
                broken.shutdown(wait=False)
                self._pool = self._started()
            return self._pool

    @property
    def processes(self) -> Sequence[int]:
        """Their numbers, as the operating system gives them."""
        return tuple(self._pool._processes)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


# Of this process, once it has begun.
_making: list[Making] = []
_numbers = count(1)


def _start(begin: Callable[[], Making]) -> None:
    seldom()
    _making.append(begin())


def _ready() -> None:
    """Something to do, for which the process is started."""


def _make(order: Order) -> Made:
    made = _making[0](order)
    number = next(_numbers)
    if number % TIDIED == 0:
        settled(anew=number % (TIDIED * TIDIED) == 0)
    return made
