"""The best tree of a sentence: a maximum spanning arborescence with one root.

Y. J. Chu and T. H. Liu, «On the shortest arborescence of a directed graph», 1965; J. Edmonds, «Optimum
branchings», 1967; for parsing, R. McDonald et al., HLT/EMNLP 2005.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from communique.reading.nets.packs import Floats
from communique.reading.nets.tokens import Ints

LONGEST = 150  # tokens; tables and lists longer than this keep the plain best heads


def best_tree(scores: Floats) -> Ints:
    """The heads that form the tree of the highest total score.

    Args:
        scores: tokens x (1 + tokens); row d, column 0 scores token d as root, column 1 + h its head h.
    Returns:
        For each token 0 for the root, else 1 + its head: the best of each row where these form a tree with
        one root. Longer sentences than LONGEST get the best of each row, tree or not.
    """
    best: Ints = scores.argmax(1)
    if len(scores) > LONGEST or is_tree(best.tolist()):
        return best
    square = np.full((len(scores) + 1, len(scores) + 1), -np.inf)
    square[:, 1:] = scores.T
    np.fill_diagonal(square, -np.inf)
    heads = _arborescence(square)[1:]
    if heads.count(0) > 1:
        # Beyond the range of all scores together: a second root costs more than any head could bring.
        square[0, 1:] -= (float(scores.max() - scores.min()) + 1) * (len(scores) + 1)
        heads = _arborescence(square)[1:]
    return np.array(heads, np.intp)


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads numbered as in `best_tree` form a tree with one root."""
    return heads.count(0) == 1 and _circle([0, *heads]) is None


def _arborescence(scores: Floats) -> list[int]:
    """Heads of all nodes, node 0 the root of the graph; scores[h, d] is the arc from h to d."""
    heads = [0, *scores[:, 1:].argmax(0).tolist()]
    circle = _circle(heads)
    if circle is None:
        return heads
    outside = [node for node in range(len(scores)) if node not in circle]
    smaller, entries, exits = _contracted(scores, heads, circle, outside)
    found = _arborescence(smaller)
    for node, head in enumerate(found[:-1]):
        heads[outside[node]] = exits[node] if head == len(outside) else outside[head]
    head = found[-1]
    heads[entries[head]] = outside[head]
    return heads


def _contracted(
    scores: Floats, heads: list[int], circle: list[int], outside: list[int]
) -> tuple[Floats, list[int], list[int]]:
    """The graph with the circle as its last node; where each outer node enters it, and is left to it from."""
    n = len(outside)
    smaller = np.full((n + 1, n + 1), -np.inf)
    from_outside = scores[outside]
    smaller[:n, :n] = from_outside[:, outside]
    gain = from_outside[:, circle] - scores[[heads[node] for node in circle], circle]
    smaller[:n, n] = gain.max(1)
    leaving = scores[circle][:, outside]
    smaller[n, :n] = leaving.max(0)
    smaller[:, 0] = -np.inf
    return smaller, [circle[i] for i in gain.argmax(1)], [circle[i] for i in leaving.argmax(0)]


def _circle(heads: Sequence[int]) -> list[int] | None:
    """The nodes of one circle among the heads, or None; node 0 has no head."""
    seen = [0] * len(heads)  # the walk on which a node was met first
    for start in range(1, len(heads)):
        at = start
        while at and not seen[at]:
            seen[at] = start
            at = heads[at]
        if at and seen[at] == start:
            circle = [at]
            while (at := heads[at]) != circle[0]:
                circle.append(at)
            return circle
    return None
