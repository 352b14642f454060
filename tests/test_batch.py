"""Many reports in several processes: order, faults and dead workers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, cast

import pytest

from communique.batch import AHEAD, read_reports
from communique.intake.errors import Failure
from communique.records.reading import Reading
from communique.records.report import Report


class Deadly:
    """Ends the process that unpickles it, as the system does with one that takes too much memory."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


def report(number: int, **metadata: str) -> Report:
    return Report(f"r{number}", f"Делегация номер {number} прибыла в Минск.", metadata=metadata)


def ids(results: list[Reading | Failure]) -> list[str]:
    return [result.source if isinstance(result, Failure) else result.report.id for result in results]


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_is_kept_and_failures_are_handed_on(jobs: int) -> None:
    items: list[Report | Failure] = [report(n) for n in range(3)]
    items.insert(1, Failure("no.txt", None, "is missing"))
    assert ids(list(read_reports(items, jobs))) == ["r0", "no.txt", "r1", "r2"]


def test_a_worker_that_dies_costs_one_report() -> None:
    deadly = report(1, path="big.txt", line="7", bomb=cast(str, Deadly()))
    results = list(read_reports([report(0), deadly, *(report(n) for n in range(2, 4 + 2 * AHEAD))], jobs=2))
    assert [isinstance(result, Failure) for result in results] == [n == 1 for n in range(len(results))]
    assert str(results[1]).startswith("big.txt:7: the process that read it died")
    assert [name for name in ids(results) if name != "big.txt"] == [
        f"r{n}" for n in range(4 + 2 * AHEAD) if n != 1
    ]


def test_a_fault_in_the_reader_is_the_failure_of_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_report(given: Report) -> Reading:
        if given.id == "r1":
            raise RecursionError("too deep")
        return Reading(given, "test")

    monkeypatch.setattr("communique.reading.read_report", read_report)
    results = list(read_reports([report(n) for n in range(3)]))
    assert isinstance(results[1], Failure) and "RecursionError: too deep" in results[1].reason
    assert ids(results) == ["r0", "r1", "r2"]


def test_reading_stops_when_nobody_wants_more() -> None:
    results = read_reports((report(n) for n in range(100)), jobs=2)
    assert isinstance(next(results), Reading)
    results.close()  # type: ignore[attr-defined]


ORPHANS = """
import multiprocessing, sys, time
from communique.batch import over_reports
from communique.records.report import Report

def nap(report):
    time.sleep(600)

if __name__ == "__main__":
    def reports():
        for number in range(9):
            if number == 7:  # the last that is asked for before the first is waited for
                print(*(child.pid for child in multiprocessing.active_children()), flush=True)
            yield Report(str(number), "x")
    next(over_reports(reports(), nap, 2))
"""


def test_reading_processes_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(children) == 2
        parent.kill()
    deadline = time.monotonic() + 60
    while living := [pid for pid in children if _lives(pid)]:
        assert time.monotonic() < deadline, f"still there: {living}"
        time.sleep(0.1)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
