"""A net to train on from the weights that ship.

What ships has its norms folded in. They are set anew so that the net computes the same: each norm by the mean
and spread of what its layer gives on some reports.
"""

from __future__ import annotations

from importlib.resources import files
from itertools import chain

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.reading.nets.own import Weights
from communique.training.student.export import HEADS
from communique.training.student.net import Student, Taps
from communique.training.student.train import Packed


def shipped(task: str) -> Weights:
    """Those of the net of entities or of events."""
    with files("communique.reading.nets").joinpath("data", f"{task}.npz").open("rb") as file:
        stored = np.load(file)
        return Weights({name: stored[name] for name in stored.files})


def warm(net: Student, weights: Weights, packed: Packed) -> Student:
    """Sets all weights of `net` that are given; the other heads stay as they are."""
    trunk = net.trunk
    with torch.no_grad():
        trunk.shape.weight.copy_(_tensor(weights, "shape"))
        trunk.affix.weight.copy_(_tensor(weights, "affix"))
        _set(trunk.first, [t.T for t in _tensor(weights, "first.weight")], _tensor(weights, "first.bias"))
        for number, layer in enumerate(trunk.layers):
            taps = _tensor(weights, f"layer{number}.taps").chunk(3, 1)
            _set(layer, [t.T for t in taps], _tensor(weights, f"layer{number}.bias"))
        for name in chain.from_iterable(HEADS.values()):
            for part in ("weight", "bias"):
                if f"{name}.{part}" in weights:
                    getattr(getattr(net, name), part).copy_(_tensor(weights, f"{name}.{part}"))
        _set_norms(net, packed)
    return net


def _tensor(weights: Weights, name: str) -> Tensor:
    return torch.from_numpy(weights[name].copy())


def _set(layer: Taps, taps: list[Tensor], bias: Tensor) -> None:
    for part, tap in zip((layer.left, layer.middle, layer.right), taps, strict=True):
        part.weight.copy_(tap)
    layer.middle.bias.copy_(bias)


def _set_norms(net: Student, packed: Packed) -> None:
    trunk, mask = net.trunk, packed.real[:, None].float()
    affix = (trunk.affix(packed.affixes) * (packed.affixes > 0)[..., None]).sum(1)
    x = torch.cat([packed.word, trunk.shape(packed.shape), affix], -1) * mask
    x = functional.relu(_same(trunk.first_norm, trunk.first(x))) * mask
    for layer, norm in zip(trunk.layers, trunk.norms, strict=True):
        x = (x + functional.relu(_same(norm, layer(x)))) * mask


def _same(norm: nn.BatchNorm1d, x: Tensor) -> Tensor:
    """Sets the norm so that it changes nothing."""
    mean, spread = x.mean(0), x.var(0, unbiased=False)
    norm.running_mean, norm.running_var = mean.clone(), spread.clone()
    norm.bias.copy_(mean)
    norm.weight.copy_((spread + norm.eps).sqrt())
    return x
