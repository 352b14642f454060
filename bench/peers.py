"""natasha's whole pipeline and the project's reader on the same reports, in one run.

    OPENBLAS_NUM_THREADS=1 python bench/peers.py [DATA] [--natasha-python PYTHON] [--reports 200] [--rounds 5]

DATA is the project's data folder (default: COMMUNIQUE_DATA, else ../shared). Measured are the FactRuEval and
NEREL texts under `corpora/gold` and news of `corpora/throughput`, each set by itself. natasha does what its
README does: segment, tag_morph, parse_syntax, tag_ner, and normalize for each span. It runs in a process of
PYTHON, patched only so far as it must be to start: where setuptools no longer has `pkg_resources`, a stand-in
gives pymorphy2 the one list it asks for. The reader makes whole readings, events included.

Both are warmed on other news reports than those timed, so caches hold the words of the language but not of
these reports, and every report is read for the first time; what a second pass takes is told apart. They take
turns, batch by batch, one at a time, with one thread and on one core where the system can pin processes.
Times are CPU seconds of the worker; a ratio is the median over the rounds. Tokens are razdel's, counted once
for both. Peak memory is that of the worker at the end of the sets; a cold start is the wall-clock time of a
fresh process from nothing to its first report. Then the reader alone: two processes, each on half of the
reports, against one on all, in wall-clock time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
GOLD = ("factrueval2016/devset", "factrueval2016/testset", "nerel/dev")  # what of it is there
STEP = 17  # every seventeenth report of the news
WARMING = 300  # reports
THREADS = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}

# What the workers run: a function `work(texts)` made by one of these, then the loop. That of natasha imports
# nothing of the project.
NATASHA = """
import sys
try:
    import pkg_resources
except ImportError:  # setuptools has dropped it; pymorphy2 asks it where the dictionaries are
    import types
    from importlib.metadata import entry_points
    stand_in = types.ModuleType("pkg_resources")
    working_set = types.SimpleNamespace(iter_entry_points=lambda name: entry_points(group=name))
    stand_in.WorkingSet = lambda: working_set
    sys.modules["pkg_resources"] = stand_in
from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser
from natasha import Segmenter
segmenter, vocabulary, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
morph, syntax, names = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)

def work(texts):
    for text in texts:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        doc.parse_syntax(syntax)
        doc.tag_ner(names)
        for span in doc.spans:
            span.normalize(vocabulary)
"""
READER = """
from communique import Reading
from communique.batch import read_reports
from communique.intake import read_text

def work(texts):
    for reading in read_reports(read_text(text, language="ru") for text in texts):
        if not isinstance(reading, Reading):
            raise SystemExit(str(reading))
"""
LOOP = """
import json, resource, sys, time
for line in sys.stdin:
    texts = json.loads(line)
    start = time.process_time()
    work(texts)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([spent, peak]), flush=True)
"""


class Worker:
    """A process that reads batches of texts when it is told to, and says what they took."""

    def __init__(self, python: str, code: str) -> None:
        environment = {**os.environ, **THREADS, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore"}
        self._process = subprocess.Popen(
            [python, "-c", code + LOOP],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            encoding="utf-8",
        )
        self.peak = 0.0  # MiB

    def pin(self, core: int) -> None:
        """Keep the process on one core, where the system can."""
        if hasattr(os, "sched_setaffinity") and core in os.sched_getaffinity(0):
            os.sched_setaffinity(self._process.pid, {core})

    def start(self, texts: Sequence[str]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(texts) + "\n")
        self._process.stdin.flush()

    def finish(self) -> float:
        """CPU seconds of the batch. Raises: RuntimeError when the process has died."""
        assert self._process.stdout is not None
        if not (line := self._process.stdout.readline()):
            raise RuntimeError(f"a worker ended with status {self._process.wait()}; its message is above")
        spent, self.peak = json.loads(line)
        return float(spent)

    def seconds(self, texts: Sequence[str]) -> float:
        self.start(texts)
        return self.finish()

    def stop(self) -> None:
        self._process.communicate()  # closes both pipes, and waits


class Turn(NamedTuple):
    """CPU seconds of both on one batch of reports, seen for the first time and again."""

    reports: int
    tokens: int
    natasha: float
    reader: float
    natasha_again: float
    reader_again: float


def news(data: Path) -> Iterator[str]:
    """Reports of the corpus, spread over it."""
    path = data / "corpora/throughput/ru_news_dev.jsonl.zst"
    with subprocess.Popen(["zstd", "-dc", path], stdout=subprocess.PIPE) as unpacked:
        assert unpacked.stdout is not None
        for number, line in enumerate(unpacked.stdout):
            if number % STEP == 0:
                yield json.loads(line)["text"]
        unpacked.kill()


def gold_texts(data: Path) -> list[str]:
    """FactRuEval and NEREL, as far as they are there."""
    folders = [data / "corpora/gold" / name for name in GOLD]
    files = [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.txt"))]
    return [path.read_bytes().decode("utf-8") for path in files if path.name != "list.txt"]


def tokens(texts: Sequence[str]) -> int:
    from razdel import tokenize

    return sum(1 for text in texts for _ in tokenize(text))


def turns(natasha: Worker, reader: Worker, texts: Sequence[str], rounds: int) -> Iterator[Turn]:
    """The reports in as many batches as there are rounds; each worker goes first in every other one."""
    for number in range(rounds):
        batch = texts[number::rounds]
        order = (natasha, reader) if number % 2 else (reader, natasha)
        first = {worker: worker.seconds(batch) for worker in order}
        again = {worker: worker.seconds(batch) for worker in order}
        yield Turn(len(batch), tokens(batch), first[natasha], first[reader], again[natasha], again[reader])


def report_lines(name: str, found: Sequence[Turn]) -> Iterator[str]:
    """Speeds of both, then the ratios with their range over the rounds."""
    reports, words = sum(turn.reports for turn in found), sum(turn.tokens for turn in found)
    yield f"{name}: {reports} reports, {words:,} tokens"
    for who in ("natasha", "reader"):
        spent = sum(getattr(turn, who) for turn in found)
        yield f"  {who:8} {words / spent:9,.0f} tokens/s {reports / spent:7.1f} reports/s"
    for when, ratios in (
        ("first sight", [turn.natasha / turn.reader for turn in found]),
        ("again", [turn.natasha_again / turn.reader_again for turn in found]),
    ):
        middle = statistics.median(ratios)
        yield f"  natasha's time / reader's, {when:11} {middle:5.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def cold_start(python: str, code: str, text: str, rounds: int) -> float:
    """Median wall-clock seconds of a process from nothing to one report; the first, which fills the file
    cache, is left out."""
    taken = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        worker = Worker(python, code)
        worker.seconds([text])
        taken.append(time.perf_counter() - start)
        worker.stop()
    return statistics.median(taken[1:])


def two_against_one(texts: Sequence[str], warming: Sequence[str], rounds: int) -> float:
    """How many times faster two readers are than one, in wall-clock time on the same reports; median."""
    one, left, right = (Worker(sys.executable, READER) for _ in range(3))
    for core, worker in ((0, one), (0, left), (1, right)):
        worker.pin(core)
        worker.seconds(warming)
    ratios = []
    for number in range(rounds):
        batch = texts[number::rounds]
        alone = _wall([(one, batch)])
        together = _wall([(left, batch[::2]), (right, batch[1::2])])
        ratios.append(alone / together)
    for worker in (one, left, right):
        worker.stop()
    return statistics.median(ratios)


def _wall(shares: Sequence[tuple[Worker, Sequence[str]]]) -> float:
    start = time.perf_counter()
    for worker, texts in shares:
        worker.start(texts)
    for worker, _ in shares:
        worker.finish()
    return time.perf_counter() - start


def compare(options: argparse.Namespace) -> Iterator[str]:
    """All measures, told as they come."""
    source = news(options.data)
    warming = list(islice(source, WARMING))
    fresh = list(islice(source, options.reports))
    workers = Worker(options.natasha_python, NATASHA), Worker(sys.executable, READER)
    for worker in workers:
        worker.pin(0)
        worker.seconds(warming)
    for name, texts in (("FactRuEval and NEREL", gold_texts(options.data)), ("news", fresh)):
        if texts:
            yield from report_lines(name, list(turns(*workers, texts, options.rounds)))
    for who, worker in zip(("natasha", "reader"), workers, strict=True):
        yield f"peak memory, {who:8} {worker.peak:6.0f} MiB"
        worker.stop()
    sample = next(text for text in fresh if len(text) > 1000)
    for who, python, code in (
        ("natasha", options.natasha_python, NATASHA),
        ("reader", sys.executable, READER),
    ):
        yield f"cold start,  {who:8} {cold_start(python, code, sample, options.rounds):6.2f} s"
    if (os.cpu_count() or 1) > 1:
        more = list(islice(source, options.reports))
        faster = two_against_one(more, warming, options.rounds)
        yield f"two readers on two cores against one: {faster:.2f} times as fast"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = Path(os.environ.get("COMMUNIQUE_DATA", "../shared"))
    parser.add_argument("data", type=Path, nargs="?", default=default, metavar="DATA")
    parser.add_argument(
        "--natasha-python", default=sys.executable, metavar="PYTHON", help="default: this one"
    )
    parser.add_argument("--reports", type=int, default=200, help="news reports to measure")
    parser.add_argument("--rounds", type=int, default=5)
    for line in compare(parser.parse_args()):
        print(line, flush=True)


if __name__ == "__main__":
    main()
