"""Throughput and identity: the taggers against slovnet, in one process, in turn, on the same sentences.

    OPENBLAS_NUM_THREADS=1 python bench/nets.py [--reports 200] [--rounds 3]

Reads `corpora/throughput/ru_news_dev.jsonl.zst` under COMMUNIQUE_DATA (default: ../shared). Prints one line
a task: tokens a CPU second for both, their ratio, and how many results differ. The first round runs with
empty tables; figures are medians over the rounds after it. slovnet gets one sequence a call, its fastest way.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from communique.reading.nets.encoder import Encoder
from communique.reading.nets.packs import EMBEDDING, MODELS, data_folder, load_embedding, load_pack
from communique.reading.nets.taggers import MorphTagger, NameTagger, SyntaxTagger
from communique.reading.nets.tokens import Tokens
from communique.reading.ru import segment

Sentences = list[list[str]]
CORPUS = Path(os.environ.get("COMMUNIQUE_DATA", "../shared")) / "corpora/throughput/ru_news_dev.jsonl.zst"


def texts(limit: int) -> Iterator[str]:
    """Every seventeenth report of the corpus."""
    with subprocess.Popen(["zstd", "-dc", CORPUS], stdout=subprocess.PIPE) as unpacked:
        assert unpacked.stdout is not None
        for number, line in enumerate(unpacked.stdout):
            if number % 17 == 0:
                yield json.loads(line)["text"]
            if number // 17 + 1 >= limit:
                unpacked.kill()
                return


def sentences_of(text: str) -> Iterator[list[str]]:
    for start, end in segment.paragraphs(text):
        for first, last in segment.sentences(text, start, end):
            if words := [token.text for token in segment.tokens(text, first, last)]:
                yield words


def our_taggers() -> dict[str, Any]:
    folder = data_folder()
    vocabulary, embedding = load_embedding(folder / EMBEDDING)
    packs = {task: load_pack(folder / path) for task, path in MODELS.items()}
    tokens = Tokens(vocabulary, {shape: i for i, shape in enumerate(packs["ner"].vocabs["shape"])})
    classes = {"ner": NameTagger, "morph": MorphTagger, "syntax": SyntaxTagger}
    return {
        task: make(packs[task], Encoder(packs[task], embedding, tokens)) for task, make in classes.items()
    }


def their_taggers() -> dict[str, Any]:
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    vectors = Navec.load(data_folder() / EMBEDDING)
    classes = {"ner": NER, "morph": Morph, "syntax": Syntax}
    return {task: make.load(data_folder() / MODELS[task]).navec(vectors) for task, make in classes.items()}


def theirs(task: str, tagger: Any, sentences: Sentences) -> list[Any]:
    if task == "ner":
        return [_tags(tagger, words) for words in sentences]
    return [[_comparable(task, token) for token in tagger(words).tokens] for words in sentences]


def _tags(tagger: Any, words: list[str]) -> list[tuple[int, int, str]]:
    """slovnet's spans as token ranges, without its own tokenizer: its parts are called one by one."""
    from slovnet.bio import bio_spans
    from slovnet.span import Span

    infer = tagger.infer
    (pred,) = infer.decoder(infer.process(infer.encoder([words])))
    places = [Span(i, i + 1, None) for i in range(len(words))]
    return [(span.start, span.stop, span.type) for span in bio_spans(places, pred)]


def _comparable(task: str, token: Any) -> Any:
    return (token.pos, token.feats) if task == "morph" else (int(token.head_id) - 1, token.rel)


def ours(task: str, tagger: Any, sentences: Sentences) -> list[Any]:
    found = tagger.tag(sentences)
    return [list(zip(*arcs, strict=True)) for arcs in found] if task == "syntax" else found


def timed(run: Callable[[], list[Any]]) -> tuple[list[Any], float]:
    start = time.process_time()
    return run(), time.process_time() - start


def compare(task: str, our: Any, their: Any, sentences: Sentences, rounds: int) -> str:
    mine, other = [], []
    for _ in range(rounds + 1):
        found, seconds = timed(lambda: ours(task, our, sentences))
        mine.append(seconds)
        expected, seconds = timed(lambda: theirs(task, their, sentences))
        other.append(seconds)
    tokens = sum(map(len, sentences))
    different = sum(map(_differences, found, expected))
    total = sum(map(len, expected))
    rates = [tokens / statistics.median(times[1:]) for times in (mine, other)]
    return (
        f"{task:7} {rates[0]:9,.0f} tok/s, first round {tokens / mine[0]:9,.0f}; slovnet {rates[1]:9,.0f};"
        f" ratio {rates[0] / rates[1]:4.1f}; {different} of {total:,} results differ"
    )


def _differences(found: list[Any], expected: list[Any]) -> int:
    if len(found) != len(expected):
        return max(len(found), len(expected))
    return sum(tuple(a) != tuple(b) for a, b in zip(found, expected, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    sentences = [words for text in texts(options.reports) for words in sentences_of(text)]
    print(f"{options.reports} reports, {len(sentences):,} sentences, {sum(map(len, sentences)):,} tokens")
    our, their = our_taggers(), their_taggers()
    for task in MODELS:
        print(compare(task, our[task], their[task], sentences, options.rounds), flush=True)


if __name__ == "__main__":
    main()
