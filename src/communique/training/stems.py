"""Count in how many reports of the news each stem occurs: the table by which fingerprints weigh words.

    python -m communique.training stems DATA [--out FILE]

DATA is the project's data folder; counted are the distinct texts of `NEWS` with their titles. Stems of fewer than `LEAST` reports are left out: they are as rare as words get.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from communique.linking.fingerprint_words import terms
from communique.training.labels import read_corpus

NEWS = "corpora/throughput/ru_news_dev.jsonl.zst"
LEAST = 8
HEAD = """\
# Stems of Russian news and the number of reports that hold them; the first row counts all reports.
# Made by `python -m communique.training stems DATA` from news texts, which are not shipped.
"""


def count(reports: Iterable[dict[str, Any]]) -> tuple[int, Counter[str]]:
    """The number of distinct texts, and of those that hold each stem."""
    seen: set[str] = set()
    counts: Counter[str] = Counter()
    for report in reports:
        if report["text"] not in seen:
            seen.add(report["text"])
            counts.update({term.stem for term in terms(f"{report['title'] or ''}\n{report['text']}")})
    return len(seen), counts


def render(total: int, counts: Counter[str]) -> str:
    rows = [f"{stem}\t{number}" for stem, number in sorted(counts.items()) if number >= LEAST]
    return HEAD + "\n".join([f"*\t{total}", *rows]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(str(files("communique.linking").joinpath("data", "stems.tsv"))),
    )
    options = parser.parse_args()
    total, counts = count(read_corpus(options.data / NEWS))
    options.out.write_text(render(total, counts), encoding="utf-8")
    print(f"{total} reports, {sum(number >= LEAST for number in counts.values())} stems")


if __name__ == "__main__":
    main()
