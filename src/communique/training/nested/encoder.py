"""The encoder as a torch module: a transformer after BERT (Devlin et al., NAACL 2019) with e5's weights."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from communique.training.nested.e5 import E5, Floats

DROPOUT = 0.1


def linear(weight: Floats, bias: Floats) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight.data, layer.bias.data = torch.tensor(weight), torch.tensor(bias)
    return layer


def norm(source: E5, name: str) -> nn.LayerNorm:
    layer = nn.LayerNorm(source.hidden, eps=source.epsilon)
    layer.weight.data = torch.tensor(source.floats(f"{name}.w"))
    layer.bias.data = torch.tensor(source.floats(f"{name}.b"))
    return layer


class Layer(nn.Module):
    def __init__(self, source: E5, number: int) -> None:
        super().__init__()
        self.heads = source.heads
        parts = [f"l{number}.{name}" for name in "qkv"]
        self.qkv = linear(
            np.concatenate([source.matrix(f"{p}.w", source.hidden) for p in parts]),
            np.concatenate([source.floats(f"{p}.b") for p in parts]),
        )
        self.out = self._linear(source, f"l{number}.ao", source.hidden)
        self.up = self._linear(source, f"l{number}.fi", source.hidden)
        self.down = self._linear(source, f"l{number}.fo", source.inner)
        self.norm1, self.norm2 = norm(source, f"l{number}.aln"), norm(source, f"l{number}.oln")

    @staticmethod
    def _linear(source: E5, name: str, columns: int) -> nn.Linear:
        return linear(source.matrix(f"{name}.w", columns), source.floats(f"{name}.b"))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, n, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, n, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: torch's fused attention takes twice the time backwards on a processor.
        weights = (q * (hidden // self.heads) ** -0.5) @ k.transpose(-1, -2) + mask
        mixed = weights.softmax(-1) @ v
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, n, hidden))
        x = self.norm1(x + functional.dropout(mixed, DROPOUT, self.training))
        y = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(y, DROPOUT, self.training))


class Encoder(nn.Module):
    """`pieces`: numbers of the vocabulary to keep, sorted; inputs are positions in it."""

    def __init__(self, source: E5, pieces: NDArray[np.intp]) -> None:
        super().__init__()
        embedding = torch.tensor(source.matrix("emb.word", source.hidden, pieces))
        self.words = nn.Embedding.from_pretrained(embedding, freeze=True)
        place = (
            source.floats("emb.pos").reshape(-1, source.hidden) + source.floats("emb.type")[: source.hidden]
        )
        self.places = nn.Parameter(torch.tensor(place))
        self.norm = norm(source, "emb.ln")
        self.layers = nn.ModuleList(Layer(source, n) for n in range(source.layers))

    def forward(self, pieces: Tensor, present: Tensor) -> Tensor:
        """batch x pieces -> batch x pieces x hidden; `present` is false at padding."""
        x = self.norm(self.words(pieces) + self.places[: pieces.shape[1]])
        x = functional.dropout(x, DROPOUT, self.training)
        mask = torch.zeros(present.shape, dtype=x.dtype).masked_fill(~present, -1e4)[:, None, None]
        if torch.is_autocast_enabled("cpu"):
            x, mask = x.bfloat16(), mask.bfloat16()
        for layer in self.layers:
            x = layer(x, mask)
        return x
