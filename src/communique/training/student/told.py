"""What careful readers coded, as rows for the small net: words that tell of events, kinds and stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique import codebook
from communique.reading.nets.inputs import AFFIXES, SEPARATOR, Inputs
from communique.training.nested.brat import Document, document
from communique.training.student.corpus import NONE, Rows, row_of

KIND_NAMES = tuple(codebook.kinds())
STAGE_NAMES = tuple(codebook.stages())
THRESHOLDS = (0.2, 0.3, 0.4, 0.5)
Truth = frozenset[tuple[int, str]]
Scores = tuple[float, float, float]  # precision, recall, F1


class Target:
    """Per token of a report: the kinds it triggers (tokens x kinds) and a stage, -1 for none."""

    def __init__(self, own: Document, gold: Mapping[str, Any]) -> None:
        self.kinds = np.zeros((len(own.tokens), len(KIND_NAMES)), np.float32)
        self.stages = np.full(len(own.tokens), -1)
        for event in gold["events"]:
            if event["kind"] not in KIND_NAMES:
                continue
            for start, end in event["trigger"]:
                for n, (a, b) in enumerate(own.tokens):
                    if a < end and b > start and any(c.isalnum() for c in own.text[a:b]):
                        self.kinds[n, KIND_NAMES.index(event["kind"])] = 1
                        self.stages[n] = STAGE_NAMES.index(event["stage"])


@dataclass(frozen=True, slots=True)
class Coded:
    """A report as the net reads it, and (sentence, kind) of each event that a sentence tells."""

    rows: Rows
    truth: Truth


def coded(golds: Sequence[Mapping[str, Any]], inputs: Inputs) -> Iterator[Coded]:
    for gold in golds:
        own = document(gold["id"], gold["text"])
        yield Coded(told_rows(own, gold, inputs), truth_of(own, gold))


def told_rows(own: Document, gold: Mapping[str, Any], inputs: Inputs) -> Rows:
    """Inputs of the net, and in `told` what each word tells, with certainty."""
    size, place = len(own.tokens) + len(own.sentences) + 1, row_of(own)
    word = np.full(size, SEPARATOR, np.int32)
    shape, affixes = np.zeros(size, np.int32), np.zeros((size, AFFIXES), np.int32)
    for token, row in zip(own.words(), place, strict=True):
        word[row], shape[row], affixes[row] = inputs.of(token)
    sentence = np.full(size, NONE, np.int32)
    for number, (first, last) in enumerate(own.sentences):
        sentence[first + number + 1 : last + number + 1] = number
    empty, own_head = np.full(size, NONE, np.int32), np.arange(size, dtype=np.int32)
    return Rows(
        own.name, word, shape, affixes, sentence, empty, own_head, empty, empty, told=_told(own, gold, place)
    )


def _told(
    own: Document, gold: Mapping[str, Any], place: Sequence[int]
) -> tuple[NDArray[np.int32], NDArray[np.float16]]:
    target = Target(own, gold)
    stages = np.eye(len(STAGE_NAMES), dtype=np.float16)
    words = np.flatnonzero(target.kinds.any(1))
    given = np.concatenate([target.kinds[words].astype(np.float16), stages[target.stages[words]]], 1)
    return np.array(place, np.int32)[words], given


def truth_of(own: Document, gold: Mapping[str, Any]) -> Truth:
    found = set()
    for number, (first, last) in enumerate(own.sentences):
        start, end = own.tokens[first][0], own.tokens[last - 1][1]
        for event in gold["events"]:
            if any(a < end and b > start for a, b in event["trigger"]):
                found.add((number, str(event["kind"])))
    return frozenset(found)


def scores(reports: Sequence[Coded], kinds: Sequence[NDArray[np.floating[Any]]]) -> dict[float, Scores]:
    """Precision, recall and F1 of (sentence, kind) by threshold; `kinds`: rows x kinds of each report."""
    found: dict[float, Scores] = {}
    for threshold in THRESHOLDS:
        right = said = 0
        for report, own in zip(reports, kinds, strict=True):
            rows, columns = np.nonzero(own >= threshold)
            sentence = report.rows.sentence[rows]
            told = {(int(s), KIND_NAMES[k]) for s, k in zip(sentence, columns, strict=True) if s >= 0}
            right, said = right + len(told & report.truth), said + len(told)
        true = sum(len(r.truth) for r in reports)
        prf = right / max(1, said), right / max(1, true), 2 * right / max(1, said + true)
        found[threshold] = prf[0], prf[1], prf[2]
    return found
