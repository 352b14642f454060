"""Does a register keep what it acknowledged? Kills, a full disk, readers during an ingest: for anyone to run.

    python bench/durability.py kills [DATA] [--kills 200] [--seed 1]
    python bench/durability.py disk [--writes 200]
    python bench/durability.py readers [DATA] [--readers 8] [--seconds 60]

kills     starts `communique ingest --acknowledge` on a stretch of news, kills it (SIGKILL) a random time
          after its start or its first acknowledgement, and looks into the file: every acknowledged report is
          there once, no report is there by half, the pages and the index are whole. Then the next ingest goes
          on with the same file.
disk      lets the first, second, … write to the file fail for want of space (an APSW file system that
          refuses), during an ingest of invented reports and the derivation after it: the error is told in
          words, what was acknowledged before is safe, and the same ingest succeeds once there is space.
readers   asks a register all the time from several processes while an ingest writes into it: no error, and no
          report without its reading.

DATA is the project's data folder (default: COMMUNIQUE_DATA, else ../shared). Exit status 0 when nothing was
lost.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import apsw

from communique.records.report import Report
from communique.register.doctor import examine
from communique.register.errors import DiskFull, RegisterError
from communique.register.prepare import prepare
from communique.register.register import Register
from communique.register.store import Store

NEWS = Path("corpora") / "throughput" / "ru_news_dev.jsonl.zst"
LONGEST = 3.0  # seconds until a kill
STRETCH = 120  # reports given to one ingest: more than it can take in before it is killed
EARLY = 0.2  # share of kills counted from the start of the process, so that some fall into opening the file
MINISTERS = ("Токтосунов", "Йович", "Бектемиров", "Сарьян", "Ковалич", "Дамбаев")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("kills", "disk", "readers"))
    parser.add_argument("data", nargs="?", type=Path, default=os.environ.get("COMMUNIQUE_DATA", "../shared"))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writes", type=int, default=200)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.what == "kills":
            lost = kills(news(Path(arguments.data)), Path(folder), arguments.kills, arguments.seed)
        elif arguments.what == "disk":
            lost = full_disk(Path(folder), arguments.writes)
        else:
            lost = readers(news(Path(arguments.data)), Path(folder), arguments.readers, arguments.seconds)
    print("\n".join(lost) or "nothing was lost")
    return int(bool(lost))


def news(data: Path) -> Iterator[str]:
    """Lines of the corpus of news."""
    import io

    import zstandard

    with (data / NEWS).open("rb") as file:
        yield from io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), encoding="utf-8")


# Kills


def kills(lines: Iterator[str], folder: Path, count: int, seed: int) -> list[str]:
    """Kill ingests at random moments. Gives what was lost, doubled or broken."""
    chance = random.Random(seed)
    register, acknowledged, lost = folder / "press.db", set[str](), list[str]()
    for number in range(1, count + 1):
        source = folder / f"{number}.jsonl"
        source.write_text("".join(islice(lines, STRETCH)), encoding="utf-8")
        acknowledged |= killed(source, register, chance.uniform(0.0, LONGEST), chance.random() < EARLY)
        source.unlink()
        if register.exists():
            lost += [f"kill {number}: {what}" for what in harm(register, acknowledged)]
        if number % 20 == 0:
            print(
                f"{number} kills, {len(acknowledged)} reports acknowledged, {len(lost)} troubles", flush=True
            )
    return lost


def killed(source: Path, register: Path, seconds: float, early: bool) -> set[str]:
    """Keys of the reports that an ingest acknowledged before it was killed, `seconds` after its start
    (`early`) or after its first acknowledgement."""
    ingest = [sys.executable, "-m", "communique", "ingest", "--acknowledge", "--into", str(register)]
    with subprocess.Popen(
        [*ingest, str(source)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        told = b"" if early else process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        told += process.stdout.read()
    whole = [line for line in told.split(b"\n")[:-1] if line]
    return {item["key"] for item in map(json.loads, whole) if item["state"] in ("new", "known")}


def harm(path: Path, acknowledged: set[str]) -> list[str]:
    """What is wrong with a register that ought to hold these reports."""
    found = []
    with Register.open(path) as register:
        found += [f"{item.check}: {item.what}" for item in examine(register.store) if item.level == "bad"]
        keys = [key for (key,) in register.store.rows("SELECT key FROM report")]
    if lost := acknowledged - set(keys):
        found.append(f"{len(lost)} acknowledged reports are not there")
    if len(set(keys)) != len(keys):
        found.append("a report is there twice")
    return found


# A full disk


class Full(apsw.VFS):
    """SQLite's own file system, but that all writes after the first `allowed` fail for want of space."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.writes = 0
        self.allowed = sys.maxsize
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return FullFile(self, name, flags)


class FullFile(apsw.VFSFile):
    def __init__(self, vfs: Full, name: Any, flags: list[int]) -> None:
        self._vfs = vfs
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._vfs.writes += 1
        if self._vfs.writes > self._vfs.allowed:
            raise apsw.FullError("no space")
        super().xWrite(data, offset)


def full_disk(folder: Path, writes: int) -> list[str]:
    """Let each of the first writes fail, one register each."""
    vfs = Full("full")
    # Reading takes far longer than storing and has nothing to do with it: each report is read once for all.
    made = {report.id: prepare(report) for report in invented(12)}
    lost = []
    with patch("communique.register.ingest.prepare", lambda report: made[report.id]):
        for number in range(1, writes + 1):
            path = folder / f"{number}.db"
            lost += [f"write {number}: {what}" for what in one_full_disk(vfs, path, number)]
            for part in folder.glob(f"{number}.db*"):
                part.unlink()
            if number % 50 == 0:
                print(f"{number} writes refused, {len(lost)} troubles", flush=True)
    vfs.unregister()
    return lost


def one_full_disk(vfs: Full, path: Path, allowed: int) -> list[str]:
    """Writes after the first `allowed` are refused; then there is space again."""
    vfs.writes, vfs.allowed = 0, allowed - 1
    acknowledged, found = set[str](), []
    try:
        taken_in(path, vfs.name, acknowledged)
        return [f"only {vfs.writes} writes were made; nothing was refused"] if vfs.writes < allowed else []
    except DiskFull as error:
        if "no space" not in str(error):
            found.append(f"an unclear message: {error}")
    except RegisterError as error:
        found.append(f"another error: {type(error).__name__}: {error}")
    vfs.allowed = sys.maxsize
    try:
        if path.exists() and path.stat().st_size:
            found += harm(path, acknowledged) if _has_tables(path) else []
        taken_in(path, vfs.name, acknowledged)
        found += harm(path, acknowledged)
    except RegisterError as error:
        found.append(f"the second try failed: {type(error).__name__}: {error}")
    return found


def taken_in(path: Path, vfs: str | None, acknowledged: set[str]) -> None:
    """Ingest invented reports and derive; keys go into `acknowledged` as they are safe."""
    with Register(Store(path, writable=True, create=True, vfs=vfs)) as register:
        for taken in register.ingest(invented(12)):
            if taken.key is not None:
                acknowledged.add(taken.key)
        register.derive()


def _has_tables(path: Path) -> bool:
    """Whether the first migration got through; before it, the file is an empty database."""
    connection = apsw.Connection(str(path))
    try:
        return bool(connection.pragma("user_version"))
    finally:
        connection.close()


def invented(count: int) -> list[Report]:
    """Reports of meetings that never were."""
    return [
        Report(
            f"invented-{number}",
            f"БИШКЕК. {number % 28 + 1} марта. АГЕНТСТВО — Министр обороны Кыргызстана "
            f"{MINISTERS[number % 6]} встретился с министром обороны Сербии "
            f"{MINISTERS[(number + 1) % 6]}. Стороны обсудили {number + 2} проекта.\n",
            metadata={"path": "invented"},
        )
        for number in range(count)
    ]


# Readers


def readers(lines: Iterator[str], folder: Path, count: int, seconds: float) -> list[str]:
    """Processes that ask while another writes. Gives their errors and torn reads."""
    register = folder / "press.db"
    first, more = folder / "first.jsonl", folder / "more.jsonl"
    first.write_text("".join(islice(lines, 100)), encoding="utf-8")
    more.write_text("".join(islice(lines, 20_000)), encoding="utf-8")
    command = [sys.executable, "-m", "communique", "ingest", "--into", str(register), "--jobs", "1"]
    subprocess.run([*command, str(first)], check=True, capture_output=True)
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    until = time.time() + seconds
    asking = [context.Process(target=ask, args=(register, until, told)) for _ in range(count)]
    with subprocess.Popen([*command, str(more)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as writer:
        for process in asking:
            process.start()
        answers = [told.get(timeout=seconds + 120) for _ in asking]
        for process in asking:
            process.join()
        stopped = writer.poll()
        writer.kill()
    questions, times = (
        sum(len(taken) for taken, _ in answers),
        sorted(t for taken, _ in answers for t in taken),
    )
    median, slow = times[questions // 2] * 1000, times[questions * 99 // 100] * 1000
    print(f"{questions} questions; median {median:.1f} ms, 99 % below {slow:.0f} ms")
    lost = [what for _, errors in answers for what in errors]
    return lost if stopped is None else [*lost, f"the ingest ended by itself with status {stopped}"]


def ask(path: Path, until: float, told: Any) -> None:
    """Search, look at happenings, and check that every report of a view has its reading."""
    taken, errors = [], []
    chance = random.Random(os.getpid())
    words: Sequence[str] = ("министр", "президент", "встреча", "суд", "договор", "Россия", "компания")
    with Register.open(path) as register:
        while time.time() < until:
            start = time.perf_counter()
            try:
                with register.view() as view:
                    hits = view.search(chance.choice(words), limit=5)
                    for hit in hits:
                        view.reading(hit.report)
                    torn = register.store.value(
                        "SELECT count(*) FROM report WHERE key NOT IN (SELECT report FROM reading)"
                    )
                if torn:
                    errors.append(f"{torn} reports without a reading")
            except Exception as error:  # whatever it is, a reader must not see it
                errors.append(f"{type(error).__name__}: {error}")
            taken.append(time.perf_counter() - start)
    told.put((taken, errors))


if __name__ == "__main__":
    sys.exit(main())
