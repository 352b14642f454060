"""How long a command takes from nothing: against `python -c pass`, and reading against slovnet on one report.

    python bench/start.py [DATA] [--rounds 10]

DATA is the project's data folder (default: COMMUNIQUE_DATA, else ../shared). Every command is a process by
itself; the commands take turns, and figures are medians of wall-clock time over the rounds after the first,
which brings the files into memory. The report is one of about 1,500 characters from
`corpora/throughput/ru_news_dev.jsonl.zst`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LENGTH = range(1_400, 1_600)  # characters of the report
COMMUNIQUE = [sys.executable, "-m", "communique"]
SLOVNET = """
import sys
from navec import Navec
from razdel import sentenize, tokenize
from slovnet import NER, Morph, Syntax
from communique.reading.nets.packs import EMBEDDING, MODELS, data_folder
text = open(sys.argv[1], encoding="utf-8").read()
vectors = Navec.load(data_folder() / EMBEDDING)
make = {"ner": NER, "morph": Morph, "syntax": Syntax}
ner, morph, syntax = (make[task].load(data_folder() / MODELS[task]).navec(vectors) for task in make)
for sentence in sentenize(text):
    words = [token.text for token in tokenize(sentence.text)]
    morph(words), syntax(words)
ner(text)
"""


def report(data: Path) -> str:
    """The first report of ordinary length."""
    path = data / "corpora/throughput/ru_news_dev.jsonl.zst"
    with subprocess.Popen(["zstd", "-dc", path], stdout=subprocess.PIPE) as unpacked:
        assert unpacked.stdout is not None
        texts = (str(json.loads(line)["text"]) for line in unpacked.stdout)
        found = next(text for text in texts if len(text) in LENGTH)
        unpacked.kill()
    return found


def commands(file: Path) -> dict[str, list[str]]:
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "communique --help": [*COMMUNIQUE, "--help"],
        "communique read, text": [*COMMUNIQUE, "read", str(file)],
        "communique read, json": [*COMMUNIQUE, "read", str(file), "--format", "json"],
        "slovnet on the same report": [sys.executable, "-c", SLOVNET, str(file)],
    }


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = Path(os.environ.get("COMMUNIQUE_DATA", "../shared"))
    parser.add_argument("data", type=Path, nargs="?", default=default, metavar="DATA")
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(report(options.data), encoding="utf-8")
        runs = commands(file)
        taken = [{name: seconds(run) for name, run in runs.items()} for _ in range(options.rounds + 1)][1:]
    median = {name: statistics.median(turn[name] for turn in taken) for name in runs}
    base, *_ = median
    for name, spent in median.items():
        print(f"{name:28} {1000 * spent:7.0f} ms  x {spent / median[base]:5.1f}")


if __name__ == "__main__":
    main()
