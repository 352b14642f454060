"""Pairs of news texts with a verdict, same event or not, as in the Telegram contest's files: read and scored.

    INPUT:first_title  INPUT:first_url  INPUT:first_text     the one report; so INPUT:second_… the other
    GOLDEN:quality                                           OK: one event; BAD: two

Tab-separated, fields quoted where they must be; further columns are stepped over.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from communique.intake import read_text
from communique.linking.same import same_event
from communique.reading import read_report
from communique.register.keys import report_key
from communique.register.seen import ReportSeen, seen

VERDICTS = {"OK": True, "BAD": False}


class PairError(ValueError):
    """Not a file of pairs; the message says which line and why."""


class Text(NamedTuple):
    title: str | None
    url: str | None
    text: str


class Pair(NamedTuple):
    first: Text
    second: Text
    same: bool


@dataclass(frozen=True, slots=True)
class PairScores:
    """Counts of «same event»: said rightly, said wrongly, missed; `pairs` in all."""

    pairs: int
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def to_dict(self) -> dict[str, float]:
        rates = {"p": round(self.precision, 4), "r": round(self.recall, 4), "f1": round(self.f1, 4)}
        gold, said = self.right + self.missed, self.right + self.wrong
        return {"pairs": self.pairs, **rates, "gold": gold, "pred": said}


def load_pairs(path: Path) -> list[Pair]:
    """Raises: PairError when a column is missing or a verdict is neither OK nor BAD."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [_pair(row, f"{path.name}:{number}") for number, row in enumerate(rows, 2)]


def _pair(row: dict[str, str], at: str) -> Pair:
    try:
        first, second = (
            Text(row[f"INPUT:{n}_title"] or None, row[f"INPUT:{n}_url"] or None, row[f"INPUT:{n}_text"])
            for n in ("first", "second")
        )
        return Pair(first, second, VERDICTS[row["GOLDEN:quality"]])
    except KeyError as error:
        raise PairError(f"{at}: no {error.args[0]!r} among the columns or verdicts") from None


def score_pairs(pairs: Iterable[Pair]) -> PairScores:
    """Read every text and ask the judge of pairs."""
    said = [(same_event(_seen(pair.first), _seen(pair.second)).value > 0, pair.same) for pair in pairs]
    return PairScores(
        pairs=len(said),
        right=said.count((True, True)),
        wrong=said.count((True, False)),
        missed=said.count((False, True)),
    )


def _seen(text: Text) -> ReportSeen:
    report = read_text(text.text, title=text.title, url=text.url)
    return seen(read_report(report), report_key(report))
