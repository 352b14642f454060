"""Many reports: one after the other, or in several processes, with the order kept.

No report stops the others: whatever goes wrong in one is told as a `Failure`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, NamedTuple, TypeVar

from communique.intake.errors import Failure
from communique.records.reading import Reading
from communique.records.report import Report
from communique.workers import worker_pool

T = TypeVar("T")
Work = Callable[[Report], "T | Failure"]
DIED = "the process that read it died; it may need more memory than there is"
AHEAD = 4  # reports a worker that wait or lie ready: enough to keep workers busy, few enough for memory


def read_reports(items: Iterable[Report | Failure], jobs: int = 1) -> Iterator[Reading | Failure]:
    """A reading, or a failure, for each item and in its order; failures of intake are handed through.

    Args:
        jobs: processes that read. With more than one, the calling script needs the usual
            `if __name__ == "__main__":` of `multiprocessing`, since each process starts afresh.
    """
    return over_reports(items, read_one, jobs)


def over_reports(items: Iterable[Report | Failure], work: Work[T], jobs: int = 1) -> Iterator[T | Failure]:
    """What `work` makes of each report, in order; failures of intake are handed through.

    Args:
        work: a function of a module, so that other processes find it; gives a failure rather than raise.
        jobs: as for `read_reports`.
    """
    if jobs == 1:
        return (item if isinstance(item, Failure) else work(item) for item in items)
    return _in_processes(items, work, jobs)


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


class _Waiting(NamedTuple, Generic[T]):
    """An item on its way; `future` is None for what needs no reading, or could not be handed to a worker."""

    item: Report | Failure
    future: Future[T | Failure] | None


def _in_processes(items: Iterable[Report | Failure], work: Work[T], jobs: int) -> Iterator[T | Failure]:
    workers = _Workers(work, jobs)
    waiting: deque[_Waiting[T]] = deque()
    try:
        for item in items:
            waiting.append(_Waiting(item, None if isinstance(item, Failure) else workers.start(item)))
            if len(waiting) >= jobs * AHEAD:
                yield workers.finish(waiting.popleft())
        while waiting:
            yield workers.finish(waiting.popleft())
    finally:
        workers.stop()


class _Workers(Generic[T]):
    """A pool of processes that is made anew when one of them dies."""

    def __init__(self, work: Work[T], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._pool = worker_pool(jobs)

    def start(self, report: Report) -> Future[T | Failure] | None:
        try:
            return self._pool.submit(self._work, report)
        except BrokenProcessPool:
            self._pool = worker_pool(self._jobs)
            return None

    def finish(self, waiting: _Waiting[T]) -> T | Failure:
        if isinstance(waiting.item, Failure):
            return waiting.item
        if waiting.future is None:
            return self._alone(waiting.item)
        try:
            return waiting.future.result()
        except BrokenProcessPool:
            # Which of the reports under way killed its process is not known: each gets a process to itself.
            return self._alone(waiting.item)

    def _alone(self, report: Report) -> T | Failure:
        with worker_pool(1) as pool:
            try:
                return pool.submit(self._work, report).result()
            except BrokenProcessPool:
                return _failure(report, DIED)

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
