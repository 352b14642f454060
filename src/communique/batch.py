"""Many reports: one after the other, or in several processes, with the order kept.

No report stops the others: whatever goes wrong in one is told as a `Failure`.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from communique.intake.errors import Failure
from communique.records.reading import Reading
from communique.records.report import Report

AHEAD = 4  # reports a worker that wait or lie ready: enough to keep workers busy, few enough for memory


def read_reports(items: Iterable[Report | Failure], jobs: int = 1) -> Iterator[Reading | Failure]:
    """A reading, or a failure, for each item and in its order; failures of intake are handed through.

    Args:
        jobs: processes that read. With more than one, the calling script needs the usual
            `if __name__ == "__main__":` of `multiprocessing`, since each process starts afresh.
    """
    if jobs == 1:
        return (item if isinstance(item, Failure) else read_one(item) for item in items)
    return _read_in_processes(items, jobs)


def read_one(report: Report) -> Reading | Failure:
    from communique.reading import UnsupportedLanguage, read_report

    try:
        return read_report(report)
    except UnsupportedLanguage as error:
        return _failure(report, str(error).removeprefix(f"{report.id}: "))  # the failure names its source
    except Exception as error:  # a fault in the reader is this report's failure, not that of the whole run
        return _failure(report, f"the reader failed: {type(error).__name__}: {error}")


def _failure(report: Report, reason: str) -> Failure:
    line = report.metadata.get("line", "")
    return Failure(report.metadata.get("path", report.id), int(line) if line.isdecimal() else None, reason)


class _Waiting(NamedTuple):
    """An item on its way; `future` is None for what needs no reading, or could not be handed to a worker."""

    item: Report | Failure
    future: Future[Reading | Failure] | None


def _read_in_processes(items: Iterable[Report | Failure], jobs: int) -> Iterator[Reading | Failure]:
    workers = _Workers(jobs)
    waiting: deque[_Waiting] = deque()
    try:
        for item in items:
            waiting.append(_Waiting(item, None if isinstance(item, Failure) else workers.start(item)))
            if len(waiting) >= jobs * AHEAD:
                yield workers.finish(waiting.popleft())
        while waiting:
            yield workers.finish(waiting.popleft())
    finally:
        workers.stop()


class _Workers:
    """A pool of processes that is made anew when one of them dies."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = _pool(jobs)

    def start(self, report: Report) -> Future[Reading | Failure] | None:
        try:
            return self._pool.submit(read_one, report)
        except BrokenProcessPool:
            self._pool = _pool(self._jobs)
            return None

    def finish(self, waiting: _Waiting) -> Reading | Failure:
        if isinstance(waiting.item, Failure):
            return waiting.item
        if waiting.future is None:
            return _read_alone(waiting.item)
        try:
            return waiting.future.result()
        except BrokenProcessPool:
            # Which of the reports under way killed its process is not known: each gets a process to itself.
            return _read_alone(waiting.item)

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _read_alone(report: Report) -> Reading | Failure:
    with _pool(1) as pool:
        try:
            return pool.submit(read_one, report).result()
        except BrokenProcessPool:
            return _failure(report, "the process that read it died; it may need more memory than there is")


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; the first one deals with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
