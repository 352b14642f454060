"""A trained net as the arrays that the reader runs: norms folded in, half precision, with its labels.

python -m communique.training.student.export NET entities|events [--out FILE]
"""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from communique import codebook
from communique.reading.nested.types import TYPES
from communique.training.student.net import DILATIONS, Student, Taps
from communique.training.student.train import inputs, labels, sizes

HEADS = {"entities": ("gate", "start", "end", "inside", "types", "wide"), "events": ("events",)}


def folded(layer: Taps, norm: nn.BatchNorm1d) -> tuple[list[Tensor], Tensor]:
    """Left, middle and right taps (in x out) and the bias, with the norm's scale and shift in them."""
    assert norm.running_var is not None and norm.running_mean is not None
    scale = norm.weight / (norm.running_var + norm.eps).sqrt()
    shift = norm.bias - norm.running_mean * scale
    taps = [(part.weight * scale[:, None]).T for part in (layer.left, layer.middle, layer.right)]
    return taps, layer.middle.bias * scale + shift


def arrays(net: Student, shapes: dict[str, int], task: str) -> dict[str, NDArray[np.generic]]:
    """Weights by the names that `communique.reading.nets.own` reads."""
    trunk = net.trunk
    taps, bias = folded(trunk.first, trunk.first_norm)
    affix = trunk.affix.weight.clone()
    affix[0] = 0
    found: dict[str, Tensor] = {
        "first.weight": torch.stack(taps), "first.bias": bias, "shape": trunk.shape.weight, "affix": affix,
    }  # fmt: skip
    for number, (layer, norm) in enumerate(zip(trunk.layers, trunk.norms, strict=True)):
        taps, bias = folded(layer, norm)
        found[f"layer{number}.taps"], found[f"layer{number}.bias"] = torch.cat(taps, 1), bias
    for name in HEADS[task]:
        head = getattr(net, name)
        found[f"{name}.weight"] = head.weight
        if getattr(head, "bias", None) is not None:
            found[f"{name}.bias"] = head.bias
    out: dict[str, NDArray[np.generic]] = {k: v.detach().numpy().astype(np.float16) for k, v in found.items()}
    out["dilations"] = np.array(DILATIONS)
    lists = {"shapes": sorted(shapes, key=lambda item: shapes[item])}
    if task == "entities":
        lists["types"] = ["", *TYPES]
    else:
        lists |= {"kinds": list(codebook.kinds()), "stages": list(codebook.stages())}
    out |= {f"labels.{k}": np.array("\n".join(v)) for k, v in lists.items()}
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("net", type=Path)
    parser.add_argument("task", choices=HEADS)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    home = Path(str(files("communique.reading.nets"))) / "data" / f"{arguments.task}.npz"
    own, _ = inputs()
    net = Student(sizes(own, labels()))
    net.load_state_dict(torch.load(arguments.net))
    out = arguments.out or home
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, allow_pickle=False, **arrays(net.eval(), own.shapes, arguments.task))


if __name__ == "__main__":
    main()
