"""Count in how many reports of the news each stem occurs: the table by which fingerprints weigh words.

    python -m communique.training stems DATA [--out FILE]

DATA is the project's data folder; counted are the distinct texts of `NEWS` with their titles. Stems of fewer
than `LEAST` reports are left out: they are as rare as words get. Few of these reports are of 2020, when words
of the pandemic stood in every third report and told nothing apart: they count as often as `WAVE` says.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from communique.linking.fingerprint_words import stem, terms
from communique.training.labels import read_corpus

NEWS = "corpora/throughput/ru_news_dev.jsonl.zst"
LEAST = 8
# Share of reports that hold such words while the wave lasts, as a rough reading of news of that year.
WAVE = {
    1 / 6: "коронавирус коронавирусный covid пандемия карантин инфекция заражение заразиться заболевший",
    1
    / 20: "самоизоляция эпидемия вирус инфицированный выздороветь вылечиться маска масочный тест тестирование"
    " дистанционный больной пациент госпитализировать распространение ограничение симптом вакцина",
}
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


def with_waves(total: int, counts: Counter[str]) -> Counter[str]:
    """The counts, raised where a wave of news makes words common that are rare else."""
    floors = {stem(word): round(share * total) for share, words in WAVE.items() for word in words.split()}
    return Counter({name: max(counts[name], floors.get(name, 0)) for name in {*counts, *floors}})


def render(total: int, counts: Counter[str]) -> str:
    rows = [f"{name}\t{number}" for name, number in sorted(counts.items()) if number >= LEAST]
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
    counts = with_waves(total, counts)
    options.out.write_text(render(total, counts), encoding="utf-8")
    print(f"{total} reports, {sum(number >= LEAST for number in counts.values())} stems")


if __name__ == "__main__":
    main()
