"""The trained teacher as an ONNX graph, eight bits a weight, and what is needed to feed it.

    python -m communique.training.nested.export NET --out FOLDER [--pieces FILE]

Writes `entities.onnx` and `pieces.npz`. The embedding of pieces stays in the four bits it came in, outside
the graph; `pieces` holds the numbers of those to keep (all that the training texts use when not given).
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from communique.training.nested import features
from communique.training.nested.e5 import BLOCK, E5, packaged
from communique.training.nested.teacher import CLASSES, Teacher

OPSET = 17


class Graph(nn.Module):
    """Vectors of pieces, first and last pieces of tokens, features -> tokens x tokens x classes."""

    def __init__(self, net: Teacher) -> None:
        super().__init__()
        self.net = net

    def forward(self, vectors: Tensor, first: Tensor, last: Tensor, extra: Tensor) -> Tensor:
        encoder, net = self.net.encoder, self.net
        x = encoder.norm(vectors + encoder.places[: vectors.shape[0]])[None]
        for layer in encoder.layers:
            x = layer(x, torch.zeros(1))
        pieces = torch.cat([x[0][first], x[0][last]], -1)[None]
        words = nn.functional.gelu(net.word(extra))[None]
        mixed, _ = net.recurrent(torch.cat([pieces, words], -1))
        x = torch.cat([mixed, pieces], -1)[0]
        heads = net.heads
        start, end = nn.functional.gelu(heads.start(x)), nn.functional.gelu(heads.end(x))
        one = torch.ones_like(start[:, :1])
        start, end = torch.cat([start, one], -1), torch.cat([end, one], -1)
        size = start.shape[-1]
        mixed = (start @ heads.kernel.view(size, -1)).view(-1, size)
        scores = (mixed @ end.T).view(-1, CLASSES, x.shape[0])
        return scores.transpose(1, 2)


def write_graph(net: Teacher, width: int, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    n, t = 40, 25
    example = (torch.randn(n, net.source.hidden), torch.arange(t), torch.arange(t) + 1, torch.randn(t, width))
    names = ["vectors", "first", "last", "extra"]
    axes = {"vectors": {0: "pieces"}, "first": {0: "tokens"}, "last": {0: "tokens"}, "extra": {0: "tokens"},
            "scores": {0: "tokens", 1: "tokens"}}  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Graph(net).eval(),
            example,
            str(plain),
            input_names=names,
            output_names=["scores"],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True)


def write_pieces(source: E5, kept: Sequence[int], width: Tensor, path: Path) -> None:
    """Texts and scores of the pieces, their vectors in four bits, and how a span's width counts."""
    offset, size = source.place("emb.word")
    blocks = np.frombuffer(source.raw, BLOCK, size // BLOCK.itemsize, offset).reshape(-1, source.hidden // 32)
    rows = np.array(kept)
    np.savez_compressed(
        path,
        pieces=np.array("\n".join(source.pieces[n] for n in kept)),
        scores=source.scores[rows],
        scale=blocks["scale"][rows],
        halves=blocks["halves"][rows],
        special=np.array([kept.index(n) for n in (source.bos, source.eos, source.unknown)]),
        normal=np.array(
            "\n".join(f"{k}\t{v}" for k, v in source.normal.items() if k not in "\n\t\r" and "\n" not in v)
        ),
        width=width.numpy(),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("net", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pieces", type=Path)
    arguments = parser.parse_args()
    source = E5(packaged())
    stored = torch.load(arguments.net)
    extra = features.Features([]).width
    net = Teacher(source, stored["pieces"], extra)
    net.load_state_dict({k: v.float() for k, v in stored["state"].items()})
    arguments.out.mkdir(parents=True, exist_ok=True)
    write_graph(net, extra, arguments.out / "entities.onnx")
    kept = np.load(arguments.pieces).tolist() if arguments.pieces else stored["pieces"]
    specials = {source.bos, source.eos, source.unknown}
    write_pieces(
        source, sorted({*kept, *specials}), net.heads.width.weight.detach(), arguments.out / "pieces.npz"
    )


if __name__ == "__main__":
    main()
