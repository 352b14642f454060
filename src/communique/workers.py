"""Processes that work for this one: started afresh, and gone when it is."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def worker_pool(count: int, begin: Callable[[], object] | None = None) -> ProcessPoolExecutor:
    """So many processes, started when there is work. Each starts anew: a copy of a process with threads and
    open files is not safe to go on with.

    Args:
        begin: called once in each before its first work.
    """
    return ProcessPoolExecutor(
        count, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(begin,)
    )


def _begin(begin: Callable[[], object] | None) -> None:
    """Ctrl-C reaches every process of a terminal; the first one deals with it. When that one is killed, a
    process that waits for work would wait for ever: it watches over its parent and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    if begin is not None:
        begin()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
