"""Speed and memory of the whole reader against slovnet alone: one process, in turn, the same reports.

    OPENBLAS_NUM_THREADS=1 python bench/reading.py [DATA] [--reports 100] [--rounds 5]

DATA is the project's data folder (default: COMMUNIQUE_DATA, else ../shared). A round takes new reports of
`corpora/throughput/ru_news_dev.jsonl.zst`; both read the same ones, and each goes first in every other round.
slovnet does less: it cuts the text with razdel, tags morphology, syntax and names, each with one sequence a
call, its fastest way. The first round warms both up; figures are medians over the rounds after it, in CPU
seconds. Peak memory is that of a process of its own that loads and reads one round (Linux only). Then reports
are put together to longer and longer ones: twice the characters should take twice the time, in every stage.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from communique.reading.assembly import assemble
from communique.reading.nets.packs import EMBEDDING, MODELS, data_folder
from communique.reading.ru.stages import STAGES
from communique.records.report import Report

LENGTHS = (10_000, 20_000, 40_000, 80_000, 160_000)  # characters
STEP = 17  # every seventeenth report of the corpus
READINGS = 3  # of each long report


class Reading(NamedTuple):
    """What reading some reports took: CPU seconds a stage, and the words that were read."""

    seconds: dict[str, float]
    tokens: int

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def corpus(data: Path) -> Path:
    return data / "corpora/throughput/ru_news_dev.jsonl.zst"


def reports(path: Path) -> Iterator[Report]:
    """Reports of the corpus, spread over it."""
    with subprocess.Popen(["zstd", "-dc", path], stdout=subprocess.PIPE) as unpacked:
        assert unpacked.stdout is not None
        for number, line in enumerate(unpacked.stdout):
            if number % STEP == 0:
                row = json.loads(line)
                yield Report(id=row["id"], text=row["text"], title=row.get("title"))
        unpacked.kill()


def ours(batch: list[Report]) -> Reading:
    """The reader, stage by stage."""
    seconds: dict[str, float] = {}
    tokens = 0
    for report in batch:
        layers: dict[str, Any] = {"report": report}
        for stage in STAGES:
            start = time.process_time()
            layers[stage.gives] = stage.run(layers)
            seconds[stage.name] = seconds.get(stage.name, 0.0) + time.process_time() - start
        start = time.process_time()
        assemble(report, layers, "bench")
        seconds["assembly"] = seconds.get("assembly", 0.0) + time.process_time() - start
        tokens += len(layers["text"].words)
    return Reading(seconds, tokens)


def slovnet() -> Callable[[list[Report]], Reading]:
    """razdel and the three taggers of slovnet, loaded from the same files as ours."""
    from navec import Navec
    from razdel import sentenize, tokenize
    from slovnet import NER, Morph, Syntax

    vectors = Navec.load(data_folder() / EMBEDDING)
    classes = {"ner": NER, "morph": Morph, "syntax": Syntax}
    taggers = {task: make.load(data_folder() / MODELS[task]).navec(vectors) for task, make in classes.items()}

    def read(batch: list[Report]) -> Reading:
        start, tokens = time.process_time(), 0
        for report in batch:
            for sentence in sentenize(report.text):
                words = [token.text for token in tokenize(sentence.text)]
                if words:
                    taggers["morph"](words), taggers["syntax"](words)
                    tokens += len(words)
            taggers["ner"](report.text)
        return Reading({"slovnet": time.process_time() - start}, tokens)

    return read


def rounds(source: Iterator[Report], number: int, size: int) -> Iterator[tuple[int, Reading, Reading]]:
    """Both readers on the same new reports, in turn; the round that warms up is left out."""
    their = slovnet()
    for turn in range(number + 1):
        batch = list(islice(source, size))
        if turn % 2:
            mine, other = ours(batch), their(batch)
        else:
            other, mine = their(batch), ours(batch)
        if turn:
            yield len(batch), mine, other


def peak(path: Path, size: int, who: str) -> float:
    """MiB at the most in a fresh process; `who` is ours or slovnet."""
    batch = list(islice(reports(path), size))
    (ours if who == "ours" else slovnet())(batch)
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def in_its_own_process(path: Path, size: int, who: str) -> float:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(peak, path, size, who).result()


def long_report(source: Iterator[Report], characters: int) -> Report:
    """Different reports one after the other."""
    parts: list[str] = []
    while sum(map(len, parts)) < characters:
        parts.append(next(source).text + "\n\n")
    return Report(id=str(characters), text="".join(parts)[:characters])


def scaling(source: Iterator[Report]) -> Iterator[str]:
    """Time for longer and longer reports, of each stage the best of several readings: the words are known."""
    before: Reading | None = None
    for length in LENGTHS:
        report = long_report(source, length)
        readings = [ours([report]) for _ in range(READINGS)]
        best = {name: min(r.seconds[name] for r in readings) for name in readings[0].seconds}
        found = Reading(best, readings[0].tokens)
        yield f"{length:9,} characters {found.total:8.2f} s {_growth(before, found)}"
        before = found


def _growth(before: Reading | None, after: Reading) -> str:
    if before is None:
        return ""
    stages = {
        name: after.seconds[name] / before.seconds[name]
        for name in after.seconds
        if after.seconds[name] > 0.01 * after.total
    }
    worst = max(stages, key=lambda name: stages[name])
    return f"x {after.total / before.total:.1f}; the stage that grew most: {worst} x {stages[worst]:.1f}"


def table(found: list[tuple[int, Reading, Reading]]) -> Iterator[str]:
    """The comparison, then the stages of ours."""
    for name, place in (("communique", 1), ("slovnet", 2)):
        readings = [(size, round_[place - 1]) for size, *round_ in found]
        speed = statistics.median(size / reading.total for size, reading in readings)
        words = statistics.median(reading.tokens / reading.total for _, reading in readings)
        yield f"{name:11} {speed:7.1f} reports/s {words:9,.0f} tokens/s"
    ratio = statistics.median(other.total / mine.total for _, mine, other in found)
    yield f"{'ratio':11} {ratio:7.2f} (slovnet's time / communique's)"
    size = sum(size for size, _, _ in found)
    seconds = {name: sum(mine.seconds[name] for _, mine, _ in found) for name in found[0][1].seconds}
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        yield f"  {name:11} {1000 * spent / size:7.2f} ms/report {spent / sum(seconds.values()):6.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = Path(os.environ.get("COMMUNIQUE_DATA", "../shared"))
    parser.add_argument("data", type=Path, nargs="?", default=default, metavar="DATA")
    parser.add_argument("--reports", type=int, default=100, help="reports a round")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    source = reports(corpus(options.data))
    found = list(rounds(source, options.rounds, options.reports))
    print("\n".join(table(found)), flush=True)
    for who in ("ours", "slovnet"):
        print(
            f"peak memory, {who:8} {in_its_own_process(corpus(options.data), options.reports, who):6.0f} MiB"
        )
    for line in scaling(source):
        print(line, flush=True)


if __name__ == "__main__":
    main()
