"""The student: convolutions over whole reports, with heads for grammar, names, entities and events.

It is trained as it is run: documents end to end in one long row of words, wide enough gaps between them. The
first layer sees a word and its neighbours only through a table row a distinct word, so what a word is made of
costs nothing when it is met again.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.reading.nets.inputs import BUCKETS

WORD, SHAPE, AFFIX = 300, 30, 64
WIDTH = 256
DILATIONS = (1, 2, 4, 1)
MORPH, ARC, RELATION, SPAN = 96, 96, 64, 128
WIDEST = 24  # tokens of an entity
GAP = 4  # rows between documents: as far as one layer sees


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of labels."""

    shapes: int
    morph: int
    rel: int
    names: int
    types: int
    events: int


class Taps(nn.Module):
    """A convolution of three taps over rows, after L. Kaiser's separable form no more than a plain one."""

    def __init__(self, inside: int, outside: int, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.middle = nn.Linear(inside, outside)
        self.left, self.right = (nn.Linear(inside, outside, bias=False) for _ in range(2))

    def forward(self, x: Tensor) -> Tensor:
        d = self.dilation
        y = self.middle(x)
        left, right = self.left(x), self.right(x)
        return y + functional.pad(left[:-d], (0, 0, d, 0)) + functional.pad(right[d:], (0, 0, 0, d))


class Trunk(nn.Module):
    """rows x features -> rows x WIDTH."""

    def __init__(self, shapes: int) -> None:
        super().__init__()
        self.shape = nn.Embedding(shapes + 1, SHAPE)
        self.affix = nn.Embedding(BUCKETS, AFFIX)
        nn.init.normal_(self.affix.weight, std=0.1)
        self.first = Taps(WORD + SHAPE + AFFIX, WIDTH, 1)
        self.first_norm = nn.BatchNorm1d(WIDTH, momentum=0.02)
        self.layers = nn.ModuleList(Taps(WIDTH, WIDTH, d) for d in DILATIONS)
        self.norms = nn.ModuleList(nn.BatchNorm1d(WIDTH, momentum=0.02) for _ in DILATIONS)

    def forward(self, word: Tensor, shape: Tensor, affixes: Tensor, real: Tensor, drop: float) -> Tensor:
        """`word`: rows x WORD vectors, zero at separators; `real` false in gaps."""
        mask = real[:, None].float()
        affix = self.affix(affixes) * (affixes > 0)[..., None]
        word = functional.dropout(word, drop, self.training)
        affix = functional.dropout(affix.sum(1), drop, self.training)
        x = torch.cat([word, self.shape(shape), affix], -1) * mask
        x = functional.relu(self.first_norm(self.first(x).float())) * mask
        for layer, norm in zip(self.layers, self.norms, strict=True):
            y = functional.relu(norm(layer(x).float()))
            x = (x + y) * mask
        return x


class Student(nn.Module):
    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.trunk = Trunk(sizes.shapes)
        self.narrow, self.tags = nn.Linear(WIDTH, MORPH), nn.Linear(MORPH, sizes.morph)
        self.names = nn.Linear(WIDTH, sizes.names)
        self.dependent, self.governor = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.kernel = nn.Parameter(torch.eye(ARC) * 0.1)
        self.root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.below, self.above = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION, bias=False)
        self.top = nn.Parameter(torch.zeros(RELATION))
        self.rel = nn.Linear(RELATION, sizes.rel)
        self.start, self.end = nn.Linear(WIDTH, SPAN), nn.Linear(WIDTH, SPAN, bias=False)
        self.inside = nn.Linear(WIDTH, SPAN, bias=False)
        self.wide = nn.Embedding(WIDEST, SPAN)
        self.types = nn.Linear(SPAN, sizes.types)
        self.gate = nn.Linear(WIDTH, 2)
        self.events = nn.Linear(WIDTH, sizes.events)

    def told(self, x: Tensor, drop: float = 0.0) -> Tensor:
        """Scores of kinds, then of stages: rows x events."""
        return self.events(functional.dropout(x, drop, self.training))

    def morph(self, x: Tensor) -> Tensor:
        return self.tags(functional.relu(self.narrow(x)))

    def arcs(self, x: Tensor, sentences: Tensor, inside: Tensor) -> Tensor:
        """Scores of heads: sentences x longest x (1 + longest); column 0 is the root."""
        dependent = (functional.relu(self.dependent(x)) @ self.kernel)[sentences]
        governor = functional.relu(self.governor(x))[sentences]
        scores = dependent @ governor.transpose(1, 2)
        scores = scores.masked_fill(~inside[:, None, :], -1e4)
        return torch.cat([(dependent @ functional.relu(self.root))[..., None], scores], -1)

    def relations(self, x: Tensor, rows: Tensor, heads: Tensor) -> Tensor:
        """`heads` = `rows` where the word is a root."""
        above = self.above(x)[heads]
        above = torch.where((heads == rows)[:, None], self.top[None], above)
        return self.rel(functional.relu(self.below(x)[rows] + above))

    def spans(self, x: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Types of the spans from row `first` to row `last`: spans x types."""
        x = functional.dropout(x, 0.2, self.training)
        total = functional.pad(self.inside(x).float().cumsum(0), (0, 0, 1, 0))
        width = last - first
        means = (total[last + 1] - total[first]) / (width + 1)[:, None]
        hidden = functional.relu(self.start(x)[first] + self.end(x)[last] + means + self.wide(width))
        return self.types(functional.dropout(hidden, 0.1, self.training))
