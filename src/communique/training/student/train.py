"""Train the reader's own net.

    python -m communique.training reader DATA --cache FOLDER [--reports N]          labels the news
    python -m communique.training reader DATA --cache FOLDER --out FILE [--start FILE] [--learn …] [--coded …]

DATA is the project's data folder. News without labels (`corpora/throughput/ru_news_dev`, `corpora/diplomacy`)
is labelled by slovnet (morphology, syntax, names) and by the teachers (entities, happenings; see `teach`);
NEREL's training part brings entities labelled by people, the standoff labels under `--coded` happenings coded
by careful readers. `--start` goes on from a file, or from the weights that ship (`entities`, `events`).
"""

from __future__ import annotations

import argparse
import copy
import json
import pickle
import random
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from communique import codebook
from communique.reading.nested.types import TYPES
from communique.reading.nets import load_encoders, load_slovnet, load_words
from communique.reading.nets.inputs import SEPARATOR, Inputs
from communique.reading.nets.packs import Embedding
from communique.training.labels import gold_readings, load_labels
from communique.training.nested.brat import read_folder
from communique.training.precision import mixed
from communique.training.student.corpus import Labels, Rows, rows, unlabelled
from communique.training.student.net import GAP, WIDEST, Sizes, Student
from communique.training.student.told import Coded, Scores, coded, scores

SIZES = (2500, 5000, 2500)  # rows of a step: of NEREL, of news, of coded reports
RATE = 2e-3
KEEP = 0.998  # of the running mean of the weights
DROP = 0.15  # of the inputs of NEREL; the others have more rows, or fewer
DROP_NEWS, DROP_CODED, DROP_TOLD = 0.1, 0.35, 0.2
ASIDE = (Path("training/labels"), Path("training/readings"))
LEARN = ("grammar", "taught", "heard")  # of news
SHARE = 0.15  # of the spans that nobody would take for an entity
EDGE = -3.2  # log odds that an entity begins or ends at a word, below which none is looked for


def labels() -> Labels:
    packs = load_encoders().packs
    tag = {item: n for n, item in enumerate(packs["ner"].vocabs["tag"])}
    morph = {item: n for n, item in enumerate(packs["morph"].vocabs["tag"])}
    return Labels(morph, {item: n for n, item in enumerate(packs["syntax"].vocabs["rel"])}, tag)


def inputs() -> tuple[Inputs, Embedding]:
    vocabulary, embedding = load_words()
    return Inputs(vocabulary, load_encoders().tokens.shapes), embedding


def sizes(own: Inputs, names: Labels) -> Sizes:
    events = len(codebook.kinds()) + len(codebook.stages())
    return Sizes(len(own.shapes), len(names.morph), len(names.rel), len(names.names), len(TYPES) + 1, events)


def prepare(data: Path, cache: Path, reports: int) -> None:
    """Label the texts once and keep the rows."""
    own, _ = inputs()
    nets, names = load_slovnet(), labels()
    cache.mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev"):
        documents = read_folder(data / "corpora" / "gold" / "nerel" / part)
        _keep(cache / f"nerel-{part}.pickle", list(rows(documents, own, nets, names)))
    documents = unlabelled(data, reports)
    for start in range(0, len(documents), 1000):
        _keep(
            cache / f"news-{start:06}.pickle", list(rows(documents[start : start + 1000], own, nets, names))
        )
        print("labelled", start + 1000, f"{time.process_time():.0f} s", flush=True)


def _keep(path: Path, found: list[Rows]) -> None:
    path.write_bytes(pickle.dumps(found))


class Packed:
    """Rows of documents end to end, as tensors."""

    def __init__(self, found: Sequence[Rows], embedding: Embedding) -> None:
        sizes = [len(d.word) for d in found]
        starts = np.cumsum([GAP, *(n + GAP for n in sizes)])[:-1]
        total = int(sum(sizes) + GAP * (len(found) + 1))
        self.documents, self.starts = found, starts
        self.real = torch.zeros(total, dtype=torch.bool)
        word = np.full(total, SEPARATOR)
        columns = {name: np.zeros(total, np.int64) for name in ("shape", "head", "rel", "morph", "names")}
        affixes = np.zeros((total, found[0].affixes.shape[1]), np.int64)
        sentence = np.full(total, -1)
        before = 0
        for document, at, n in zip(found, starts, sizes, strict=True):
            part = slice(at, at + n)
            self.real[part] = True
            word[part], affixes[part] = document.word, document.affixes
            for name in ("shape", "rel", "morph", "names"):
                columns[name][part] = getattr(document, name)
            columns["head"][part] = document.head + at
            sentence[part] = np.where(document.sentence >= 0, document.sentence + before, -1)
            before += int(document.sentence.max()) + 1
        vectors = np.zeros((total, 300), np.float32)
        known = word >= 0
        vectors[known] = embedding(word[known])
        self.word = torch.from_numpy(vectors)
        self.affixes = torch.from_numpy(affixes)
        self.sentence = torch.from_numpy(sentence)
        self.shape, self.head, self.rel, self.morph, self.names = (
            torch.from_numpy(columns[name]) for name in ("shape", "head", "rel", "morph", "names")
        )
        self.tokens = torch.from_numpy(np.flatnonzero(sentence >= 0))

    def sentences(self) -> tuple[Tensor, Tensor]:
        """Rows of each sentence (sentences x longest) and which are real."""
        number = self.sentence[self.tokens]
        counts = torch.bincount(number)
        first = torch.cat([torch.zeros(1, dtype=torch.long), counts.cumsum(0)[:-1]])
        longest = int(counts.max())
        steps = torch.arange(longest)
        inside = steps[None] < counts[:, None]
        place = (first[:, None] + steps[None]).clamp(max=len(self.tokens) - 1)
        return self.tokens[place] * inside, inside

    def pairs(self) -> tuple[Tensor, Tensor]:
        """Rows (first, last) of every span inside one sentence."""
        size = len(self.word)
        last = (torch.arange(size)[:, None] + torch.arange(WIDEST)[None]).clamp(max=size - 1)
        own = self.sentence[:, None]
        first, width = (
            (own >= 0)
            & (self.sentence[last] == own)
            & (last - torch.arange(size)[:, None] == torch.arange(WIDEST)[None])
        ).nonzero(as_tuple=True)
        return first, first + width

    def targets(self, types: int) -> tuple[Tensor, Tensor]:
        """Labelled spans: keys first * WIDEST + width, and probabilities over types."""
        keys: list[np.ndarray] = []
        rows_: list[np.ndarray] = []
        for document, at in zip(self.documents, self.starts, strict=True):
            spans, probability = labelled(document, types)
            keep = spans[:, 1] - spans[:, 0] < WIDEST
            keys.append((spans[keep, 0] + at) * WIDEST + spans[keep, 1] - spans[keep, 0])
            rows_.append(probability[keep])
        return torch.from_numpy(np.concatenate(keys)), torch.from_numpy(
            np.concatenate(rows_).astype(np.float32)
        )


def labelled(document: Rows, types: int) -> tuple[np.ndarray, np.ndarray]:
    """Spans of a document (first, last) and their probabilities over types, a person's as certainties."""
    if document.soft is not None:
        return document.soft[0].astype(np.int64), document.soft[1].astype(np.float32)
    spans = np.array(document.spans or np.zeros((0, 3)), np.int64).reshape(-1, 3)
    probability = np.zeros((len(spans), types), np.float32)
    probability[np.arange(len(spans)), spans[:, 2]] = 1
    return spans[:, :2], probability


def grammar_loss(net: Student, x: Tensor, packed: Packed) -> dict[str, Tensor]:
    tokens = packed.tokens
    loss = {
        "morph": functional.cross_entropy(net.morph(x[tokens]).float(), packed.morph[tokens]),
        "names": functional.cross_entropy(net.names(x[tokens]).float(), packed.names[tokens]),
        "rel": functional.cross_entropy(
            net.relations(x, tokens, packed.head[tokens]).float(), packed.rel[tokens]
        ),
    }
    place, inside = packed.sentences()
    scores = net.arcs(x, place, inside).float()
    head = packed.head[place]
    gold = torch.where(head == place, 0, head - place[:, :1] + 1)
    loss["head"] = functional.cross_entropy(scores[inside], gold[inside])
    return loss


def span_loss(net: Student, x: Tensor, packed: Packed) -> Tensor:
    """Cross-entropy of labelled spans, of those with edges like an entity's, and of a share of the rest."""
    types = net.types.out_features
    first, last = packed.pairs()
    keys, target = packed.targets(types)
    every = first * WIDEST + last - first
    place = torch.full((len(packed.word) * WIDEST,), -1)
    place[keys] = torch.arange(len(keys))
    label = place[every]
    gate = net.gate(x).float()
    looks = gate.detach() > -2.5
    sure = (label >= 0) | (looks[first, 0] & looks[last, 1])
    chosen = sure | (torch.rand(len(every)) < SHARE)
    weight = torch.where(sure[chosen], 1.0, 1 / SHARE)
    logs = net.spans(x, first[chosen], last[chosen]).float().log_softmax(-1)
    label = label[chosen]
    known = label >= 0
    loss = -(logs[~known, 0] * weight[~known]).sum() - (target[label[known]] * logs[known]).sum()
    return loss / len(packed.tokens) + edge_loss(gate, packed, keys, target)


def edge_loss(gate: Tensor, packed: Packed, keys: Tensor, target: Tensor) -> Tensor:
    """Whether an entity begins, or ends, at each word."""
    real = 1 - target[:, 0]
    edges = torch.zeros(len(packed.word), 2)
    first = keys // WIDEST
    for column, rows_ in ((0, first), (1, first + keys % WIDEST)):
        edges[:, column] = edges[:, column].scatter_reduce(0, rows_, real, "amax")
    own = packed.tokens
    return functional.binary_cross_entropy_with_logits(gate[own], edges[own])


def event_loss(net: Student, x: Tensor, packed: Packed) -> Tensor:
    """What the teacher of happenings takes each word to tell; a word it does not list tells nothing."""
    kinds = len(codebook.kinds())
    with mixed(net.training):
        scores = net.told(x, DROP_TOLD).float()
    target = torch.zeros(len(packed.word), kinds)
    found, told = [], []
    for document, at in zip(packed.documents, packed.starts, strict=True):
        assert document.told is not None
        found.append(document.told[0].astype(np.int64) + at)
        told.append(document.told[1].astype(np.float32))
    place, probability = torch.from_numpy(np.concatenate(found)), torch.from_numpy(np.concatenate(told))
    target[place] = probability[:, :kinds]
    own = packed.tokens
    loss = functional.binary_cross_entropy_with_logits(scores[own, :kinds], target[own], reduction="sum")
    weight = probability[:, :kinds].amax(1)
    logs = scores[place, kinds:].log_softmax(-1)
    stage = -(probability[:, kinds:] * logs).sum(-1) * weight
    return 4 * loss / len(own) + 0.5 * stage.sum() / (weight.sum() + 1)


def encode(net: Student, packed: Packed, drop: float = DROP) -> Tensor:
    with mixed(net.training):
        return net.trunk(packed.word, packed.shape, packed.affixes, packed.real, drop)


def groups(found: Sequence[Rows], size: int, rng: random.Random) -> list[list[Rows]]:
    order = list(found)
    rng.shuffle(order)
    out: list[list[Rows]] = [[]]
    filled = 0
    for document in order:
        if filled + len(document.word) > size and out[-1]:
            out.append([])
            filled = 0
        out[-1].append(document)
        filled += len(document.word)
    return out


def evaluate(
    net: Student,
    nerel: Sequence[Rows],
    gold: Sequence[frozenset[tuple[int, int, str]]],
    news: Sequence[Rows],
    embedding: Embedding,
) -> dict[str, float]:
    net.eval()
    out: dict[str, float] = {}
    with torch.no_grad():
        right = said = 0
        for start in range(0, len(nerel), 16):
            packed = Packed(nerel[start : start + 16], embedding)
            found = entities(net, packed)
            for own, real in zip(found, gold[start : start + 16], strict=True):
                right += len(own & real)
                said += len(own)
        total = sum(map(len, gold))
        out |= {"p": right / max(said, 1), "r": right / total, "f1": 2 * right / (said + total)}
        packed = Packed(news, embedding)
        x = encode(net, packed)
        tokens = packed.tokens
        out["morph"] = float((net.morph(x[tokens]).argmax(-1) == packed.morph[tokens]).float().mean())
        out["names"] = float((net.names(x[tokens]).argmax(-1) == packed.names[tokens]).float().mean())
        place, inside = packed.sentences()
        head = packed.head[place]
        gold_head = torch.where(head == place, 0, head - place[:, :1] + 1)
        out["head"] = float((net.arcs(x, place, inside).argmax(-1) == gold_head)[inside].float().mean())
        out["rel"] = float(
            (net.relations(x, tokens, packed.head[tokens]).argmax(-1) == packed.rel[tokens]).float().mean()
        )
    net.train()
    return {k: round(v, 4) for k, v in out.items()}


def told_scores(net: Student, reports: Sequence[Coded], embedding: Embedding) -> dict[float, Scores]:
    """Precision, recall and F1 of (sentence, kind) by threshold, on reports that careful readers coded."""
    net.eval()
    found = []
    with torch.no_grad():
        for report in reports:
            x = encode(net, Packed([report.rows], embedding))[GAP : GAP + len(report.rows.word)]
            found.append(net.told(x)[:, : len(codebook.kinds())].sigmoid().numpy())
    net.train()
    return scores(reports, found)


def entities(net: Student, packed: Packed) -> list[set[tuple[int, int, str]]]:
    """Spans as characters of each document, crossing ones dropped."""
    from communique.training.nested.teacher import decode

    x = encode(net, packed)
    first, last = packed.pairs()
    open_ = net.gate(x) > EDGE
    near = open_[first, 0] & open_[last, 1]
    first, last = first[near], last[near]
    best, kind = net.spans(x, first, last).softmax(-1).max(-1)
    scored = [
        (float(p), int(a), int(b), int(k))
        for p, a, b, k in zip(best, first, last, kind, strict=True)
        if k > 0
    ]
    found: list[set[tuple[int, int, str]]] = []
    for document, at in zip(packed.documents, packed.starts, strict=True):
        own = [one for one in scored if at <= one[1] < at + len(document.word)]
        token = {int(row): n for n, row in enumerate(np.flatnonzero(document.sentence >= 0))}
        places = document.places
        found.append(
            {(places[token[a - at]][0], places[token[b - at]][1], TYPES[k - 1]) for a, b, k in decode(own)}
        )
    return found


Losses = Callable[[Student, Tensor, Packed], dict[str, Tensor]]


@dataclass(frozen=True, slots=True)
class Stream:
    """Documents to learn from, so many rows a step, and what is learned from them."""

    documents: Sequence[Rows]
    rows: int
    drop: float
    losses: Losses

    def packs(self, embedding: Embedding, rng: random.Random) -> Iterator[Packed]:
        """Without end, the documents in another order each time."""
        every = (groups(self.documents, self.rows, rng) for _ in repeat(None))
        return (Packed(group, embedding) for group in chain.from_iterable(every))


def of_people(net: Student, x: Tensor, packed: Packed) -> dict[str, Tensor]:
    return {"spans": span_loss(net, x, packed)}


def of_readers(net: Student, x: Tensor, packed: Packed) -> dict[str, Tensor]:
    return {"coded": event_loss(net, x, packed)}


def of_news(learn: Collection[str]) -> Losses:
    def losses(net: Student, x: Tensor, packed: Packed) -> dict[str, Tensor]:
        first = packed.documents[0]
        found = grammar_loss(net, x, packed) if "grammar" in learn else {}
        if "taught" in learn and first.soft is not None:
            found["taught"] = span_loss(net, x, packed)
        if "heard" in learn and first.told is not None:
            found["heard"] = event_loss(net, x, packed)
        return found

    return losses


def train(
    net: Student,
    streams: Sequence[Stream],
    embedding: Embedding,
    steps: int,
    rate: float,
    check: Callable[[Student], None],
    seed: int = 1,
) -> Student:
    """The running mean of the weights; `check` sees it every few hundred steps and at the end."""
    rng = random.Random(seed)
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.98))
    average = copy.deepcopy(net)
    packs = [stream.packs(embedding, rng) for stream in streams]
    begun = time.process_time()
    sums: dict[str, float] = {}
    for step in range(1, steps + 1):
        share = step / steps
        for g in optimiser.param_groups:
            g["lr"] = rate * min(1.0, share / 0.03) * max(0.01, 1 - share)
        loss: dict[str, Tensor] = {}
        for stream, pack in zip(streams, packs, strict=True):
            packed = next(pack)
            with mixed():
                loss |= stream.losses(net, encode(net, packed, stream.drop), packed)
        optimiser.zero_grad()
        sum(loss.values(), torch.zeros(())).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        _follow(average, net, min(KEEP, (step + 1) / (step + 10)))
        for k, v in loss.items():
            sums[k] = 0.98 * sums.get(k, v.item()) + 0.02 * v.item()
        if step % 50 == 0:
            told = {k: round(v, 3) for k, v in sums.items()}
            print(step, told, f"{time.process_time() - begun:.0f} s", flush=True)
        if step % 300 == 0 or step == steps:
            check(average)
    return average


def _follow(average: Student, net: Student, keep: float) -> None:
    with torch.no_grad():
        for slow, fast in zip(average.parameters(), net.parameters(), strict=True):
            slow.lerp_(fast, 1 - keep)
        for slow, fast in zip(average.buffers(), net.buffers(), strict=True):
            slow.copy_(fast)


def taught(cache: Path, files: int) -> list[Rows]:
    """The unlabelled reports with what the teachers said of them, where they did."""
    found: list[Rows] = []
    for path in sorted(cache.glob("news-*.pickle"))[:files]:
        own = pickle.loads(path.read_bytes())
        for field in ("soft", "told"):
            said = path.with_name(path.name.replace("news", field))
            if said.exists():
                own = [
                    replace(d, **{field: s})
                    for d, s in zip(own, pickle.loads(said.read_bytes()), strict=True)
                ]
        found += [replace(d, places=()) for d in own]
    return found


def ids_of(labels: Path) -> Iterator[str]:
    """Reports of standoff labels."""
    for path in sorted(labels.glob("*.jsonl")):
        yield from (json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines())


def checker(
    data: Path, cache: Path, held: Sequence[Rows], embedding: Embedding, own: Inputs, out: Path
) -> Callable[[Student], None]:
    """Scores a net on NEREL's development part, on news held out, and on `gold/train.jsonl`; keeps it."""
    nerel = pickle.loads((cache / "nerel-dev.pickle").read_bytes())
    gold = [d.gold for d in read_folder(data / "corpora" / "gold" / "nerel" / "dev")]
    aside = list(coded(gold_readings(data, "train"), own))

    def check(net: Student) -> None:
        print(evaluate(net, nerel, gold, held, embedding), flush=True)
        print("sentences and kinds of gold/train:", told_scores(net, aside, embedding), flush=True)
        torch.save(net.state_dict(), out)

    return check


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--reports", type=int, default=8000)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--start", help="weights to go on from: a file, `entities` or `events`")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sizes", type=int, nargs=3, default=SIZES, metavar="ROWS")
    parser.add_argument("--learn", nargs="*", choices=LEARN, default=LEARN, help="of news")
    parser.add_argument("--coded", type=Path, nargs="*", default=(), help="standoff labels of happenings")
    parser.add_argument(
        "--aside", type=Path, nargs="*", default=ASIDE, help="labels whose reports are left out"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    data, cache = arguments.data, arguments.cache
    if arguments.out is None:
        prepare(data, cache, arguments.reports)
        return
    own, embedding = inputs()
    left_out = set(chain.from_iterable(map(ids_of, arguments.aside)))
    news = [d for d in taught(cache, arguments.files) if d.name not in left_out]
    random.Random(3).shuffle(news)
    held, news = news[:60], news[60:]
    net = started(Student(sizes(own, labels())), arguments.start, Packed(held, embedding))
    nerel = pickle.loads((cache / "nerel-train.pickle").read_bytes())
    golds = list(chain.from_iterable(load_labels(path, data) for path in arguments.coded))
    of_nerel, of_unlabelled, of_coded = arguments.sizes
    every = [
        Stream(nerel, of_nerel, DROP, of_people),
        Stream(news, of_unlabelled, DROP_NEWS, of_news(arguments.learn)),
        Stream([one.rows for one in coded(golds, own)], of_coded, DROP_CODED, of_readers),
    ]
    streams = [stream for stream in every if stream.rows and stream.documents]
    print([(len(s.documents), sum(len(d.word) for d in s.documents)) for s in streams], flush=True)
    check = checker(data, cache, held, embedding, own, arguments.out)
    train(net, streams, embedding, arguments.steps, arguments.rate, check)


def started(net: Student, start: str | None, sample: Packed) -> Student:
    if start in ("entities", "events"):
        from communique.training.student.shipped import shipped, warm

        return warm(net, shipped(start), sample)
    if start:
        net.load_state_dict(torch.load(start))
    return net


if __name__ == "__main__":
    main()
