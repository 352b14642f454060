"""The teacher of happenings: which words tell of an event, of what kind, and how far it has come.

    python -m communique.training.triggers DATA --labels training/labels --out FILE [--start TEACHER]

Learned from `gold/train.jsonl`, the first 48 reports of `gold/dev.jsonl` and the standoff labels. The encoder
is that of the entity teacher; each token gets the probability of being (part of) a trigger of each kind, and
the stage of what it tells. With --held N so many reports are left out and scored.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.training.labels import gold_readings, load_labels
from communique.training.nested import features
from communique.training.nested.brat import document
from communique.training.nested.e5 import E5, packaged
from communique.training.nested.encoder import Encoder
from communique.training.nested.windows import Batch, Cut, Window, batches, collate, pieces_of, windows
from communique.training.precision import mixed
from communique.training.student.told import KIND_NAMES, STAGE_NAMES, Target

HELD = 24  # the last reports of dev.jsonl, never learned from
BATCH = 1536
RATE_ENCODER, RATE_HEAD = 1e-4, 1e-3
KEEP = 0.995


class Triggers(nn.Module):
    def __init__(self, source: E5, pieces: Sequence[int], extra: int, hidden: int = 192) -> None:
        super().__init__()
        self.number = {piece: n for n, piece in enumerate(pieces)}
        self.source = source
        self.encoder = Encoder(source, np.array(pieces))
        self.word = nn.Linear(extra, 128)
        self.recurrent = nn.LSTM(2 * source.hidden + 128, hidden, batch_first=True, bidirectional=True)
        self.kinds = nn.Linear(2 * hidden, len(KIND_NAMES))
        self.stages = nn.Linear(2 * hidden, len(STAGE_NAMES))
        nn.init.constant_(self.kinds.bias, -4.0)

    def forward(self, batch: Batch, extra: Tensor) -> tuple[Tensor, Tensor]:
        """Logits, windows x tokens x kinds and x stages."""
        with mixed():
            x = self.encoder(batch.pieces, batch.present)
        x = x.float()
        pick = [x.gather(1, p[:, :, None].expand(-1, -1, x.shape[-1])) for p in (batch.first, batch.last)]
        words = functional.gelu(self.word(functional.dropout(extra, 0.3, self.training)))
        run, _ = self.recurrent(functional.dropout(torch.cat([*pick, words], -1), 0.3, self.training))
        run = functional.dropout(run, 0.3, self.training)
        return self.kinds(run), self.stages(run)


def material(data: Path, labels: Path) -> list[dict[str, Any]]:
    """Gold readings to learn from."""
    dev = gold_readings(data, "dev")[:-HELD]
    return [*gold_readings(data, "train"), *dev, *load_labels(labels, data)]


def targets_of(
    found: Sequence[Window], targets: dict[str, Target], shape: tuple[int, int]
) -> tuple[Tensor, Tensor]:
    kinds = np.zeros((*shape, len(KIND_NAMES)), np.float32)
    stages = np.full(shape, -1)
    for k, window in enumerate(found):
        a, b = window.tokens
        own = targets[window.cut.document.name]
        kinds[k, : b - a], stages[k, : b - a] = own.kinds[a:b], own.stages[a:b]
    return torch.from_numpy(kinds), torch.from_numpy(stages)


def learn(
    net: Triggers,
    cuts: Sequence[Cut],
    targets: dict[str, Target],
    extras: features.Features,
    epochs: int,
    seed: int,
) -> Triggers:
    import copy

    rng = random.Random(seed)
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in encoder}
    head = [p for p in net.parameters() if p.requires_grad and id(p) not in inside]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "base": RATE_ENCODER}, {"params": head, "base": RATE_HEAD}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    average = copy.deepcopy(net).eval()
    total = epochs * len(batches([w for c in cuts for w in windows(c)], BATCH, None))
    step, begun = 0, time.process_time()
    for epoch in range(epochs):
        net.train()
        every = [w for c in cuts for w in windows(c, rng.choice((120, 200, 254)), rng.randrange(4))]
        losses = 0.0
        for group in batches(every, BATCH, rng):
            share = min(1.0, step / total)
            for g in optimiser.param_groups:
                g["lr"] = g["base"] * min(1.0, share / 0.08 + 0.01) * max(0.01, 1 - share)
            batch = collate(group, net.number, net.source, with_gold=False)
            kinds, stages = net(batch, extras.of(group))
            gold_kinds, gold_stages = targets_of(group, targets, kinds.shape[:2])
            loss = functional.binary_cross_entropy_with_logits(
                kinds[batch.real], gold_kinds[batch.real], reduction="sum"
            )
            loss = loss / batch.real.sum() * 4
            if (told := gold_stages >= 0).any():
                loss = loss + 0.5 * functional.cross_entropy(stages[told], gold_stages[told])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(KEEP, (step + 1) / (step + 10))
            with torch.no_grad():
                for slow, fast in zip(average.parameters(), net.parameters(), strict=True):
                    slow.lerp_(fast, 1 - keep)
            losses += loss.item()
        print(
            f"epoch {epoch + 1}/{epochs} loss {losses:.1f} cpu {time.process_time() - begun:.0f} s",
            flush=True,
        )
    return average


def probabilities(
    net: Triggers, cuts: Sequence[Cut], extras: features.Features
) -> dict[str, tuple[Any, Any]]:
    """Per report, tokens x kinds and tokens x stages."""
    net.eval()
    out = {
        c.document.name: (
            np.zeros((len(c.document.tokens), len(KIND_NAMES)), np.float32),
            np.zeros((len(c.document.tokens), len(STAGE_NAMES)), np.float32),
        )
        for c in cuts
    }
    with torch.no_grad():
        for group in batches([w for c in cuts for w in windows(c)], 4000, None):
            batch = collate(group, net.number, net.source, with_gold=False)
            kinds, stages = net(batch, extras.of(group))
            for k, window in enumerate(group):
                a, b = window.tokens
                own = out[window.cut.document.name]
                own[0][a:b] = kinds[k, : b - a].sigmoid().numpy()
                own[1][a:b] = stages[k, : b - a].softmax(-1).numpy()
    return out


def report(golds: Sequence[dict[str, Any]], cuts: dict[str, Cut], found: dict[str, tuple[Any, Any]]) -> None:
    """Events per sentence and kind found against coded, and stages of those."""
    for threshold in (0.2, 0.3, 0.4, 0.5):
        right = said = coded = staged = 0
        for gold in golds:
            own = cuts[gold["id"]].document
            kinds, stages = found[gold["id"]]
            truth: dict[tuple[int, str], str] = {}
            for event in gold["events"]:
                for s, (a, b) in enumerate(own.sentences):
                    start, end = own.tokens[a][0], own.tokens[b - 1][1]
                    if any(x < end and y > start for x, y in event["trigger"]):
                        truth[s, event["kind"]] = event["stage"]
            coded += len(truth)
            for s, (a, b) in enumerate(own.sentences):
                for k in np.flatnonzero(kinds[a:b].max(0) >= threshold):
                    said += 1
                    if (s, KIND_NAMES[k]) in truth:
                        right += 1
                        at = a + int(kinds[a:b, k].argmax())
                        staged += STAGE_NAMES[int(stages[at].argmax())] == truth[s, KIND_NAMES[k]]
        p, r = right / max(1, said), right / max(1, coded)
        f, stage = 2 * p * r / max(1e-9, p + r), staged / max(1, right)
        print(f"threshold {threshold}: P {p:.3f} R {r:.3f} F1 {f:.3f} stage {stage:.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--labels", type=Path, default=Path("training/labels"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--held", type=int, default=0, help="score on this many reports held out")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    golds = material(arguments.data, arguments.labels)
    random.Random(5).shuffle(golds)
    source = E5(packaged())
    cuts = {g["id"]: Cut.of(document(g["id"], g["text"]), source) for g in golds}
    targets = {g["id"]: Target(cuts[g["id"]].document, g) for g in golds}
    pieces = pieces_of(cuts.values(), source)
    extras = features.Features([c.document for c in cuts.values()])
    net = Triggers(source, pieces, extras.width)
    if arguments.start:
        state = torch.load(arguments.start)["state"]
        keep = {k: v.float() for k, v in state.items() if k.startswith("encoder.") and "words" not in k}
        net.load_state_dict(keep, strict=False)
    held, rest = golds[: arguments.held], golds[arguments.held :]
    average = learn(net, [cuts[g["id"]] for g in rest], targets, extras, arguments.epochs, arguments.seed)
    if held:
        report(held, cuts, probabilities(average, [cuts[g["id"]] for g in held], extras))
    torch.save(
        {"state": {k: v.bfloat16() for k, v in average.state_dict().items() if "words" not in k}},
        arguments.out,
    )


if __name__ == "__main__":
    main()
