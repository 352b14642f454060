"""Unlabelled news with what the teachers say of each word, as arrays.

A document is a run of rows: each sentence with a separator row before it, and one after the last. Rows carry
the inputs of the net (word, shape, affixes) and the labels of slovnet's three nets, which are the teachers of
morphology, syntax and names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.reading.nets import Slovnet
from communique.reading.nets.inputs import AFFIXES, SEPARATOR, Inputs
from communique.training.labels import gold_readings, read_corpus
from communique.training.nested import brat
from communique.training.nested.brat import Document

CORPORA = ("diplomacy/ru_dev", "diplomacy/ru_cis_focus_dev", "throughput/ru_news_dev")
RUN = 40  # letters of a passage that two texts share
NONE = -1  # a row without a label
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Rows:
    """One document. All arrays have one entry a row; `affixes` has AFFIXES columns.

    `sentence` numbers the sentences, -1 at separators. `head` is a row, its own for a root. `spans` are rows
    (first, last, type); None where nobody labelled them. `soft` holds a teacher's spans as (first, last) and
    their probabilities over types; `told` holds rows and what a teacher says they tell: kinds, then stages.
    """

    name: str
    word: Ints
    shape: Ints
    affixes: Ints
    sentence: Ints
    morph: Ints
    head: Ints
    rel: Ints
    names: Ints
    spans: tuple[tuple[int, int, int], ...] | None = None
    soft: tuple[Ints, NDArray[np.float16]] | None = None
    places: tuple[tuple[int, int], ...] = ()
    told: tuple[Ints, NDArray[np.float16]] | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """Numbers of the labels that the teachers give."""

    morph: dict[str, int]
    rel: dict[str, int]
    names: dict[str, int]


def row_of(document: Document) -> list[int]:
    """The row of each token."""
    found = []
    for number, (first, last) in enumerate(document.sentences):
        found += [token + number + 1 for token in range(first, last)]
    return found


def rows(documents: Sequence[Document], inputs: Inputs, nets: Slovnet, labels: Labels) -> Iterator[Rows]:
    """Documents as rows, labelled by slovnet in batches."""
    for start in range(0, len(documents), 64):
        yield from _labelled(documents[start : start + 64], inputs, nets, labels)


def _labelled(documents: Sequence[Document], inputs: Inputs, nets: Slovnet, labels: Labels) -> Iterator[Rows]:
    words = [d.words() for d in documents]
    sentences = [w[a:b] for d, w in zip(documents, words, strict=True) for a, b in d.sentences]
    tags, arcs = iter(nets.morph.tag(sentences)), iter(nets.syntax.tag(sentences))
    names = nets.names.tag(words)
    for document, own, found in zip(documents, words, names, strict=True):
        size = len(own) + len(document.sentences) + 1
        place = row_of(document)
        sentence, morph, rel, name = (np.full(size, NONE, np.int32) for _ in range(4))
        head = np.arange(size, dtype=np.int32)
        word = np.full(size, SEPARATOR, np.int32)
        shape, affixes = np.zeros(size, np.int32), np.zeros((size, AFFIXES), np.int32)
        name[place] = labels.names["O"]
        for span in found:
            name[place[span.first : span.last]] = labels.names[f"I-{span.label}"]
            name[place[span.first]] = labels.names[f"B-{span.label}"]
        for number, (first, last) in enumerate(document.sentences):
            at = first + number + 1
            tag, arc = next(tags), next(arcs)
            for k in range(last - first):
                sentence[at + k] = number
                morph[at + k] = labels.morph[_tag(tag[k])]
                head[at + k] = at + arc.heads[k] if arc.heads[k] >= 0 else at + k
                rel[at + k] = labels.rel[arc.rels[k]]
        for token, row in zip(own, place, strict=True):
            word[row], shape[row], affixes[row] = inputs.of(token)
        spans = tuple((place[a], place[b], kind) for a, b, kind in document.spans)
        yield Rows(
            document.name,
            word,
            shape,
            affixes,
            sentence,
            morph,
            head,
            rel,
            name,
            spans,
            None,
            document.tokens,
        )


def _tag(tag: tuple[str, dict[str, str]]) -> str:
    pos, features = tag
    return "|".join([pos, *(f"{k}={v}" for k, v in features.items())])


def unlabelled(data: Path, limit: int) -> list[Document]:
    """The first reports of the corpora that share no passage with a gold report."""
    gold = (report["text"] for name in ("seed", "train", "dev") for report in gold_readings(data, name))
    banned = frozenset(chain.from_iterable(shingles(text, 1) for text in gold))
    found = chain.from_iterable(read_corpus(data / "corpora" / f"{name}.jsonl.zst") for name in CORPORA)
    return list(sample(found, banned, limit))


def sample(reports: Iterable[dict[str, str]], banned: frozenset[str], limit: int) -> Iterator[Document]:
    """Documents of readable length that share no passage with a gold report."""
    taken = 0
    for report in reports:
        text = report.get("text") or ""
        if not 300 <= len(text) <= 6000 or shingles(text) & banned:
            continue
        title = report.get("title") or ""
        yield brat.document(report["id"], f"{title}\n\n{text}" if title else text)
        taken += 1
        if taken == limit:
            return


def shingles(text: str, step: int = RUN) -> frozenset[str]:
    """Runs of RUN letters of the text, every `step` letters, by which shared passages are found.

    One side of a comparison takes step 1, so that no shift between the texts hides a passage.
    """
    letters = "".join(c for c in text.lower() if c.isalpha())
    return frozenset(letters[i : i + RUN] for i in range(0, len(letters) - RUN + 1, step))
