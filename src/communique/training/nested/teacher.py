"""The accurate model of nested entities: e5 read in windows, beside word vectors and slovnet's states.

    python -m communique.training.nested.teacher DATA --out FILE [--seed N] [--epochs N]

DATA is the project's data folder; NEREL's training part is learned from, its development part scores.
Tokens take the states of their first and last piece, beside a word vector (navec) and the states of slovnet's
three nets; a recurrent layer reads them in both directions, and every span of a sentence is scored by its
first and last word (biaffine, J. Yu et al., ACL 2020).
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.reading.nested.types import TYPES
from communique.training.nested import features
from communique.training.nested.brat import Document, Labelled, read_folder
from communique.training.nested.e5 import E5, packaged
from communique.training.nested.encoder import Encoder
from communique.training.nested.windows import PIECES, Batch, Cut, batches, collate, pieces_of, windows
from communique.training.precision import mixed

CLASSES = len(TYPES) + 1
WIDEST = 32  # tokens of an entity
BATCH = 1536  # pieces
RATE_ENCODER, RATE_HEAD = 2e-4, 1.5e-3
WARM = 0.06  # share of the steps
KEEP = 0.997  # of the running average of the weights


class Heads(nn.Module):
    """Scores of spans. in: tokens of sentences; out: sentences x first x last x classes."""

    def __init__(self, width: int, size: int = 200) -> None:
        super().__init__()
        self.start, self.end = nn.Linear(width, size), nn.Linear(width, size)
        self.kernel = nn.Parameter(torch.empty(size + 1, CLASSES, size + 1))
        nn.init.xavier_uniform_(self.kernel.view(size + 1, -1))
        self.width = nn.Embedding(WIDEST, CLASSES)
        nn.init.zeros_(self.width.weight)

    def forward(self, x: Tensor) -> Tensor:
        start, end = (
            functional.dropout(functional.gelu(f(x)), 0.2, self.training) for f in (self.start, self.end)
        )
        one = start.new_ones(*start.shape[:2], 1)
        start, end = torch.cat([start, one], -1), torch.cat([end, one], -1)
        sentences, n, size = start.shape
        mixed = (start @ self.kernel.view(size, -1)).view(sentences, n * CLASSES, size)
        scores = (mixed @ end.transpose(1, 2)).view(sentences, n, CLASSES, n).permute(0, 1, 3, 2)
        steps = torch.arange(n)
        widths = (steps[None] - steps[:, None]).clamp(0, WIDEST - 1)
        return scores + self.width(widths)


class Teacher(nn.Module):
    def __init__(self, source: E5, pieces: Sequence[int], extra: int, hidden: int = 256) -> None:
        super().__init__()
        self.number = {piece: n for n, piece in enumerate(pieces)}
        self.source = source
        self.encoder = Encoder(source, np.array(pieces))
        self.word = nn.Linear(extra, 256)
        self.recurrent = nn.LSTM(2 * source.hidden + 256, hidden, batch_first=True, bidirectional=True)
        self.heads = Heads(2 * hidden + 2 * source.hidden)

    def tokens(self, batch: Batch, extra: Tensor) -> Tensor:
        """windows x tokens x width."""
        with mixed():
            x = self.encoder(batch.pieces, batch.present)
        x = x.float()
        pick = [x.gather(1, p[:, :, None].expand(-1, -1, x.shape[-1])) for p in (batch.first, batch.last)]
        pieces = functional.dropout(torch.cat(pick, -1), 0.2, self.training)
        words = functional.gelu(self.word(functional.dropout(extra, 0.2, self.training)))
        run, _ = self.recurrent(functional.dropout(torch.cat([pieces, words], -1), 0.2, self.training))
        return functional.dropout(torch.cat([run, pieces], -1), 0.2, self.training)

    def forward(self, batch: Batch, extra: Tensor) -> Tensor:
        x = self.tokens(batch, extra)
        return self.heads(x.reshape(-1, x.shape[-1])[batch.place])


def allowed(batch: Batch) -> Tensor:
    """Spans that begin before they end, inside the sentence, and are not too wide."""
    n = batch.place.shape[1]
    steps = torch.arange(n)
    width = steps[None] - steps[:, None]
    return (width >= 0) & (width < WIDEST) & batch.inside[:, :, None] & batch.inside[:, None, :]


def decode(scored: Iterable[tuple[float, int, int, int]]) -> list[tuple[int, int, int]]:
    """Spans best first; one that crosses a better one is dropped."""
    kept: list[tuple[int, int, int]] = []
    for _, first, last, kind in sorted(scored, reverse=True):
        if not any((first < a <= last < b) or (a < first <= b < last) for a, b, _ in kept):
            kept.append((first, last, kind))
    return kept


def predict(nets: Sequence[Teacher], cuts: Sequence[Cut], extras: features.Features) -> list[set[Labelled]]:
    """Entities of each document, by the mean of the nets' probabilities."""
    found: dict[int, set[Labelled]] = {id(cut): set() for cut in cuts}
    every = [w for cut in cuts for w in windows(cut)]
    for net in nets:
        net.eval()
    with torch.no_grad():
        for group in batches(every, 4000, None):
            batch = collate(group, nets[0].number, nets[0].source, with_gold=False)
            extra = extras.of(group)
            probability = torch.stack([net(batch, extra).softmax(-1) for net in nets]).mean(0)
            best, kind = probability.max(-1)
            rows: dict[int, list[tuple[float, int, int, int]]] = {}
            for row, i, j in ((kind > 0) & allowed(batch)).nonzero().tolist():
                rows.setdefault(row, []).append((float(best[row, i, j]), i, j, int(kind[row, i, j])))
            for row, scored in rows.items():
                window, s = batch.owners[row]
                document = window.cut.document
                at = document.sentences[s][0]
                for i, j, k in decode(scored):
                    found[id(window.cut)].add(
                        (document.tokens[at + i][0], document.tokens[at + j][1], TYPES[k - 1])
                    )
    return [found[id(cut)] for cut in cuts]


def f1(documents: Sequence[Document], found: Sequence[set[Labelled]]) -> tuple[float, float, float]:
    right = sum(len(d.gold & p) for d, p in zip(documents, found, strict=True))
    gold, said = sum(len(d.gold) for d in documents), sum(map(len, found))
    p, r = right / max(said, 1), right / max(gold, 1)
    return p, r, 2 * right / max(gold + said, 1)


def train(
    net: Teacher,
    cuts: Sequence[Cut],
    extras: features.Features,
    dev: Sequence[Cut],
    epochs: int,
    seed: int,
    out: Path | None,
    rate: float = RATE_ENCODER,
) -> Teacher:
    rng = random.Random(seed)
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in encoder}
    head = [p for p in net.parameters() if p.requires_grad and id(p) not in inside]
    rates = (rate, rate * RATE_HEAD / RATE_ENCODER)
    groups = [{"params": part, "base": one} for part, one in zip((encoder, head), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    average = copy.deepcopy(net).eval()
    total = epochs * len(batches([w for c in cuts for w in windows(c)], BATCH, None))
    step, begun = 0, time.process_time()
    for epoch in range(1, epochs + 1):
        net.train()
        found = [w for c in cuts for w in windows(c, rng.choice((100, 180, PIECES)), rng.randrange(4))]
        loss_sum = 0.0
        for group in batches(found, BATCH, rng):
            share = min(step / total, 1.0)
            for g in optimiser.param_groups:
                g["lr"] = g["base"] * min(1.0, share / WARM + 0.01) * max(0.01, 1 - share)
            batch = collate(group, net.number, net.source)
            scores = net(batch, extras.of(group))
            ok = allowed(batch)
            loss = functional.cross_entropy(scores[ok], batch.gold[ok], reduction="sum") / batch.real.sum()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(KEEP, (step + 1) / (step + 10))
            with torch.no_grad():
                for slow, fast in zip(average.parameters(), net.parameters(), strict=True):
                    slow.lerp_(fast, 1 - keep)
            loss_sum += loss.item()
            if step % 50 == 0:
                print(
                    f"  step {step}/{total} loss {loss.item():.3f} cpu {time.process_time() - begun:.0f}",
                    flush=True,
                )
        p, r, f = f1([c.document for c in dev], predict([average], dev, extras))
        seconds = time.process_time() - begun
        print(
            f"epoch {epoch} loss {loss_sum:.1f} dev P {p:.4f} R {r:.4f} F1 {f:.4f} cpu {seconds:.0f} s",
            flush=True,
        )
        if out:
            torch.save(
                {
                    "state": {
                        k: v.bfloat16() if v.is_floating_point() else v
                        for k, v in average.state_dict().items()
                    },
                    "pieces": list(net.number),
                },
                out,
            )
    return average


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument(
        "--rate", type=float, default=RATE_ENCODER, help="of the encoder; the heads' in proportion"
    )
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    folder = arguments.data / "corpora" / "gold" / "nerel"
    source = E5(packaged())
    sets = {name: [Cut.of(d, source) for d in read_folder(folder / name)] for name in ("train", "dev")}
    pieces = pieces_of([*sets["train"], *sets["dev"]], source)
    extras = features.Features([c.document for cuts in sets.values() for c in cuts])
    net = Teacher(source, pieces, extras.width)
    if arguments.start:
        net.load_state_dict({k: v.float() for k, v in torch.load(arguments.start)["state"].items()})
    epochs, seed, rate = arguments.epochs, arguments.seed, arguments.rate
    train(net, sets["train"], extras, sets["dev"], epochs, seed, arguments.out, rate)


if __name__ == "__main__":
    main()
