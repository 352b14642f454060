"""A register growing to all reports of the corpus of news: cost of each report, of derivations, of questions.

    python bench/register.py [DATA] [--sizes 1000,5000,10000,25593] [--jobs 2] [--keep FILE]

The first n reports of `corpora/throughput/ru_news_dev.jsonl.zst` are taken into one register by
`communique ingest --no-derive`, then derived, for each n; what is there already is passed over. Printed for
each n: CPU and wall time a new report, of the derivation, peak memory of all processes together (sampled,
Linux only), size of the file; and of the questions: `dossier RUS UKR` in an open register and as a command,
and the median of 20 searches. DATA is the project's data folder (default: COMMUNIQUE_DATA, else ../shared).
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import zstandard

import communique
from communique import queries

NEWS = Path("corpora") / "throughput" / "ru_news_dev.jsonl.zst"
WORDS = (
    "министр", "встреча президентов", "договор о поставках", "визит в Москву", "санкции", "парламент",
    "учения", "Россия", "суд", "выборы президента", "посол", "Киев", "зерно", "вакцина",
    '"министерство обороны"', "переговоры", "землетрясение", "газ", "граница", "делегация",
)  # fmt: skip
SAMPLED = 0.2  # seconds between two looks at the memory


class Cost(NamedTuple):
    """Of a command with all its processes: seconds by the clock, CPU seconds, peak megabytes."""

    wall: float
    cpu: float
    memory: int


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path, default=os.environ.get("COMMUNIQUE_DATA", "../shared"))
    parser.add_argument("--sizes", default="1000,5000,10000,25593")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="Make the register here and keep it.")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.keep or Path(folder) / "press.db"
        before = 0
        for size in map(int, arguments.sizes.split(",")):
            source = first_reports(Path(arguments.data), size, Path(folder) / f"{size}.jsonl")
            grow(path, source, size, before, arguments.jobs)
            before = size
        ask(path)


def first_reports(data: Path, size: int, target: Path) -> Path:
    with (data / NEWS).open("rb") as file:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), encoding="utf-8")
        target.write_text("".join(islice(lines, size)), encoding="utf-8")
    return target


def grow(path: Path, source: Path, size: int, before: int, jobs: int) -> None:
    new = size - before
    taken = measured("ingest", str(source), "--into", str(path), "--jobs", str(jobs), "--no-derive")
    derived = measured("derive", "--register", str(path))
    log = path.with_name(path.name + "-wal")
    bytes_used = path.stat().st_size + (log.stat().st_size if log.exists() else 0)
    print(
        f"{size:6,} reports: ingest {taken.wall:6.0f} s for {new:,} new"
        f" ({taken.wall / new * 1000:.1f} ms each, CPU {taken.cpu / new * 1000:.1f} ms), {taken.memory:,} MB;"
        f" derive {derived.wall:5.1f} s ({derived.wall / size * 1000:.2f} ms each), {derived.memory:,} MB;"
        f" file {bytes_used / size / 1000:.1f} kB a report",
        flush=True,
    )


def measured(*arguments: str) -> Cost:
    """Raises: SystemExit when the command fails for another reason than reports that cannot be read."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    peak = 0
    with subprocess.Popen(
        [sys.executable, "-m", "communique", *arguments], stdout=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            time.sleep(SAMPLED)
    if process.returncode not in (0, 1):
        sys.exit(f"communique {' '.join(arguments)}: exit status {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.monotonic() - start, cpu, peak)


def memory_of(pid: int) -> int:
    """Resident megabytes of a process and of those it started."""
    try:
        task = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000 + sum(memory_of(int(child)) for child in task)


def ask(path: Path) -> None:
    start = time.perf_counter()
    with communique.open(path) as register:
        with register.view() as view:
            queries.dossier(view, "RUS", "UKR")
        opened = time.perf_counter() - start
        times = []
        for words in WORDS:
            start = time.perf_counter()
            with register.view() as view:
                view.search(words)
            times.append(time.perf_counter() - start)
    command = measured("dossier", "RUS", "UKR", "--register", str(path))
    print(
        f"open and dossier RUS UKR {opened:.2f} s, as a command {command.wall:.2f} s"
        f" (CPU {command.cpu:.2f} s), search {statistics.median(times) * 1000:.0f} ms (median of"
        f" {len(times)}), slowest {max(times) * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
