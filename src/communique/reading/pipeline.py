"""Stages: pure functions from layers to one new layer; their order is checked before the first report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

Layers = Mapping[str, Any]


class PipelineError(ValueError):
    """A stage lacks a layer that no earlier stage makes."""


class Stage(NamedTuple):
    """`run` takes the layers made so far and gives the layer called `gives`; it does no I/O."""

    name: str
    needs: frozenset[str]
    gives: str
    run: Callable[[Layers], Any]


def check_order(stages: Iterable[Stage], given: Iterable[str] = ("report",)) -> None:
    """Raises: PipelineError when a stage needs what no earlier one gives."""
    have = set(given)
    for stage in stages:
        if missing := stage.needs - have:
            raise PipelineError(f"{stage.name} needs {sorted(missing)}; made so far: {sorted(have)}")
        have.add(stage.gives)


def run(stages: Iterable[Stage], layers: Layers) -> dict[str, Any]:
    done = dict(layers)
    for stage in stages:
        done[stage.gives] = stage.run(done)
    return done
