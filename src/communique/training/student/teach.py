"""What the accurate model and the teacher of happenings say of unlabelled news, for the small net to learn.

    python -m communique.training teach DATA --cache FOLDER WAY

WAY: --entities NET … | --triggers NET … | --small NET … | --shipped

Reads the rows that `communique.training.student.train` keeps in FOLDER and writes beside each file what the
teachers say: `soft-*.pickle` for entities, `told-*.pickle` for happenings, a list with one entry a document.
With `--small` they are several small nets that have
learned happenings from coded reports: the mean of what they hear teaches one better than the labels alone.
With `--shipped` they are what ships: the accurate model for entities, the net of events for happenings.
Reports under `training/labels` are left out: what is learned from the others is scored on them.
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from communique import codebook
from communique.reading.layers import Told
from communique.reading.nested import accurate
from communique.reading.nested.words import Words
from communique.reading.nets import load_event_net
from communique.reading.nets.packs import Embedding
from communique.training import triggers
from communique.training.nested import features, teacher
from communique.training.nested.brat import Document
from communique.training.nested.e5 import E5, packaged
from communique.training.nested.windows import Cut, batches, collate, pieces_of, windows
from communique.training.student.corpus import Rows, row_of, unlabelled
from communique.training.student.net import GAP, Student
from communique.training.student.train import Packed, encode, inputs, labels, sizes

LEAST = 0.03  # probability that a span is an entity, below which nothing is kept
LEAST_TOLD = 0.02
GROUP = 500  # documents at a time

Soft = tuple[NDArray[np.int32], NDArray[np.float16]]


def load(path: Path, source: E5, pieces: Sequence[int], extra: int, kind: type) -> torch.nn.Module:
    """A trained net with the pieces of these texts; its word embedding is the encoder's own."""
    net = kind(source, pieces, extra)
    state = {k: v.float() for k, v in torch.load(path)["state"].items() if "encoder.words" not in k}
    missing, unexpected = net.load_state_dict(state, strict=False)
    assert not unexpected and all("encoder.words" in name for name in missing), (missing, unexpected)
    return net.eval()


def entities(nets: Sequence[torch.nn.Module], cuts: Sequence[Cut], extras: features.Features) -> list[Soft]:
    """Spans that may be entities, as rows, with the mean of the nets' probabilities."""
    spans: dict[int, list[NDArray[np.int32]]] = {id(cut): [] for cut in cuts}
    given: dict[int, list[NDArray[np.float16]]] = {id(cut): [] for cut in cuts}
    rows = {id(cut): np.array(row_of(cut.document), np.int32) for cut in cuts}
    with torch.no_grad():
        for group in batches([w for cut in cuts for w in windows(cut)], 4000, None):
            batch = collate(group, nets[0].number, nets[0].source, with_gold=False)
            extra = extras.of(group)
            probability = torch.stack([net(batch, extra).softmax(-1) for net in nets]).mean(0)
            place = ((probability[..., 0] < 1 - LEAST) & teacher.allowed(batch)).nonzero()
            kept = probability[place[:, 0], place[:, 1], place[:, 2]].half().numpy()
            for row in range(len(batch.owners)):
                window, s = batch.owners[row]
                own = place[:, 0] == row
                at = window.cut.document.sentences[s][0]
                key = id(window.cut)
                spans[key].append(rows[key][place[own, 1:].numpy() + at].reshape(-1, 2))
                given[key].append(kept[own.numpy()])
    empty = (np.zeros((0, 2), np.int32), np.zeros((0, teacher.CLASSES), np.float16))
    return [
        (np.concatenate(spans[id(c)]), np.concatenate(given[id(c)])) if spans[id(c)] else empty for c in cuts
    ]


def happenings(nets: Sequence[torch.nn.Module], cuts: Sequence[Cut], extras: features.Features) -> list[Soft]:
    found = [triggers.probabilities(net, cuts, extras) for net in nets]
    out: list[Soft] = []
    for cut in cuts:
        name = cut.document.name
        kinds = np.mean([f[name][0] for f in found], 0)
        stages = np.mean([f[name][1] for f in found], 0)
        told = np.flatnonzero(kinds.max(1, initial=0) > LEAST_TOLD)
        rows = np.array(row_of(cut.document), np.int32)[told]
        out.append((rows, np.concatenate([kinds[told], stages[told]], 1).astype(np.float16)))
    return out


def shipped(documents: Sequence[Document]) -> tuple[list[Soft], list[Soft]]:
    """What the accurate model says of entities, and the net that ships of happenings."""
    words = [Words(d.text, d.tokens, d.sentences) for d in documents]
    told = load_event_net().read([w.by_sentence() for w in words])
    rows = [np.array(row_of(d), np.int32) for d in documents]
    return list(map(spans_of, words, rows)), list(map(told_of, told, rows))


def spans_of(words: Words, rows: NDArray[np.int32]) -> Soft:
    spans, given = [np.zeros((0, 2), np.int32)], [np.zeros((0, teacher.CLASSES), np.float16)]
    for at, scores in accurate.sentence_scores(words):
        odds = np.exp(scores - scores.max(-1, keepdims=True))
        probability = odds / odds.sum(-1, keepdims=True)
        place = np.argwhere((probability[..., 0] < 1 - LEAST) & accurate.allowed(len(scores)))
        spans.append(rows[place + at].astype(np.int32))
        given.append(probability[place[:, 0], place[:, 1]].astype(np.float16))
    return np.concatenate(spans), np.concatenate(given)


def told_of(told: dict[int, Told], rows: NDArray[np.int32]) -> Soft:
    kinds, stages = codebook.kinds(), codebook.stages()
    given = [
        [*(t.kinds.get(k, 0.0) for k in kinds), *(t.stages.get(s, 0.0) for s in stages)]
        for t in told.values()
    ]
    shape = (len(told), len(kinds) + len(stages))
    return rows[list(told)], np.array(given, np.float16).reshape(shape)


def heard(nets: Sequence[Student], documents: Sequence[Rows], embedding: Embedding) -> list[Soft]:
    """The mean of what small nets hear in each document; rows that hardly tell anything are left out."""
    kinds = len(codebook.kinds())
    out: list[Soft] = []
    with torch.no_grad():
        for document in documents:
            packed = Packed([document], embedding)
            scores = [net.told(encode(net, packed))[GAP : GAP + len(document.word)] for net in nets]
            told = torch.stack([s[:, :kinds].sigmoid() for s in scores]).mean(0)
            stages = torch.stack([s[:, kinds:].softmax(-1) for s in scores]).mean(0)
            words = torch.from_numpy(document.sentence >= 0)
            place = ((told.amax(1) > LEAST_TOLD) & words).nonzero()[:, 0]
            given = torch.cat([told[place], stages[place]], 1).half()
            out.append((place.numpy().astype(np.int32), given.numpy()))
    return out


def teach_small(paths: Sequence[Path], cache: Path, files: int) -> None:
    own, embedding = inputs()
    nets = [Student(sizes(own, labels())) for _ in paths]
    for net, path in zip(nets, paths, strict=True):
        net.load_state_dict(torch.load(path))
        net.eval()
    for path in sorted(cache.glob("news-*.pickle"))[:files]:
        told = heard(nets, pickle.loads(path.read_bytes()), embedding)
        path.with_name(path.name.replace("news", "told")).write_bytes(pickle.dumps(told))
        print(path.name, len(told), flush=True)


def teach_shipped(documents: Sequence[Document], cache: Path, files: int) -> None:
    begun = time.process_time()
    for start in range(0, min(1000 * files, len(documents)), 1000):
        soft, told = shipped(documents[start : start + 1000])
        (cache / f"soft-{start:06}.pickle").write_bytes(pickle.dumps(soft))
        (cache / f"told-{start:06}.pickle").write_bytes(pickle.dumps(told))
        print(start + len(soft), f"{time.process_time() - begun:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--entities", type=Path, nargs="+")
    parser.add_argument("--triggers", type=Path, nargs="+")
    parser.add_argument("--small", type=Path, nargs="+")
    parser.add_argument("--shipped", action="store_true")
    parser.add_argument("--files", type=int, default=9)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.small:
        teach_small(arguments.small, arguments.cache, arguments.files)
        return
    kept = arguments.cache / "documents.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(unlabelled(arguments.data, 1000 * arguments.files)))
    documents: list[Document] = pickle.loads(kept.read_bytes())
    if arguments.shipped:
        teach_shipped(documents, arguments.cache, arguments.files)
        return
    source = E5(packaged())
    name, kind = ("soft", teacher.Teacher) if arguments.entities else ("told", triggers.Triggers)
    nets: list[torch.nn.Module] = []
    extras = features.Features([])
    begun = time.process_time()
    for start in range(0, 1000 * arguments.files, 1000):
        found: list[Soft] = []
        for at in range(start, min(start + 1000, len(documents)), GROUP):
            part = documents[at : min(at + GROUP, start + 1000)]
            cuts = [Cut.of(d, source) for d in part]
            pieces = pieces_of(cuts, source)
            nets = [
                load(p, source, pieces, extras.width, kind) for p in arguments.entities or arguments.triggers
            ]
            extras.clear()
            extras.add(part)
            found += (entities if arguments.entities else happenings)(nets, cuts, extras)
            print(at + len(part), f"{time.process_time() - begun:.0f} s", flush=True)
        (arguments.cache / f"{name}-{start:06}.pickle").write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()
