"""The best tag sequence under a linear-chain CRF, for many sequences at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from communique.reading.nets.packs import Floats

Tags = NDArray[np.int8]


def viterbi(emissions: Sequence[Floats], transitions: Floats) -> list[Tags]:
    """Decode sequences together, longest first, so that each step works on those still running.

    Args:
        emissions: one array n x tags a sequence, n >= 0.
        transitions: tags x tags, from row to column.
    Returns:
        One array of n tag numbers a sequence; of equal scores the lowest tag number wins.
    """
    order = sorted((i for i in range(len(emissions)) if len(emissions[i])), key=lambda i: -len(emissions[i]))
    found: list[Tags] = [np.zeros(0, np.int8) for _ in emissions]
    if not order:
        return found
    padded, running = _side_by_side([emissions[i] for i in order])
    back, last = _forward(padded, running, transitions)
    paths = _backward(back, running, last)
    for column, i in enumerate(order):
        found[i] = paths[: len(emissions[i]), column]
    return found


def _side_by_side(emissions: Sequence[Floats]) -> tuple[Floats, list[int]]:
    """steps x sequences x tags, and how many sequences still run at each step."""
    lengths = np.array([len(e) for e in emissions])
    padded = np.zeros((lengths[0], len(emissions), emissions[0].shape[1]), np.float32)
    for column, e in enumerate(emissions):
        padded[: len(e), column] = e
    return padded, [int((lengths > step).sum()) for step in range(lengths[0])]


def _forward(padded: Floats, running: Sequence[int], transitions: Floats) -> tuple[Tags, NDArray[np.intp]]:
    back = np.zeros(padded.shape, np.int8)
    score = padded[0].copy()
    for step in range(1, len(padded)):
        n = running[step]
        scores = score[:n, :, None] + transitions + padded[step, :n, None, :]
        back[step, :n] = scores.argmax(1)
        score[:n] = scores.max(1)
    return back, score.argmax(1)


def _backward(back: Tags, running: Sequence[int], last: NDArray[np.intp]) -> Tags:
    paths = np.zeros(back.shape[:2], np.int8)
    columns, current = np.arange(back.shape[1]), last.copy()
    for step in range(len(back) - 1, -1, -1):
        n = running[step]
        paths[step, :n] = current[:n]
        current[:n] = back[step, columns[:n], current[:n]]
    return paths
