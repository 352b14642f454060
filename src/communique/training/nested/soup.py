"""The mean of the weights of several trainings that went on from the same weights.

    python -m communique.training.nested.soup NET NET … --out FILE

M. Wortsman et al., «Model soups», ICML 2022: the mean scores like an ensemble and costs what one net does.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def mean(paths: list[Path]) -> dict[str, object]:
    stored = [torch.load(path) for path in paths]
    if any(one["pieces"] != stored[0]["pieces"] for one in stored):
        raise ValueError("the nets do not share their pieces")
    state = {
        name: torch.stack([one["state"][name].float() for one in stored]).mean(0).bfloat16()
        if value.is_floating_point()
        else value
        for name, value in stored[0]["state"].items()
    }
    return {"state": state, "pieces": stored[0]["pieces"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nets", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    torch.save(mean(arguments.nets), arguments.out)


if __name__ == "__main__":
    main()
