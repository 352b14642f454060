"""Frozen features of words: their vectors (navec) and the states of slovnet's three nets around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from communique.reading.nets import load_encoders, load_words
from communique.reading.nets.packs import MODELS, Floats
from communique.reading.nets.tokens import pack

STATES = 64  # of each net
VECTOR = 300
WIDTH = VECTOR + STATES * len(MODELS)


class WordFeatures:
    """Features of tokenised sentences, each read by itself."""

    def __init__(self) -> None:
        _, self._embedding = load_words()
        _, encoders, self._tokens = load_encoders()
        self._encoders = [encoders[task] for task in MODELS]

    def of(self, sentences: Sequence[Sequence[str]]) -> Floats:
        """tokens x WIDTH, over all sentences in order."""
        rows = self._tokens.rows(sentences)
        packed = pack(rows)
        places = [np.arange(s.start, s.stop) for s in packed.spans()]
        if not places:
            return np.zeros((0, WIDTH), np.float32)
        at = np.concatenate(places)
        states = [encoder(packed)[at] for encoder in self._encoders]
        ids = np.array([self._tokens.word_ids[row] for sentence in rows for row in sentence], np.intp)
        return np.concatenate([self._embedding(ids), *states], 1)


@cache
def load_features() -> WordFeatures:
    return WordFeatures()
