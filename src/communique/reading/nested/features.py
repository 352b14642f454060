"""Frozen features of words: their vectors (navec) and the states of slovnet's three nets around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from communique.reading.nets.encoder import Encoder
from communique.reading.nets.packs import EMBEDDING, MODELS, Floats, data_folder, load_embedding, load_pack
from communique.reading.nets.tokens import Tokens, pack

STATES = 64  # of each net
VECTOR = 300
WIDTH = VECTOR + STATES * len(MODELS)


class WordFeatures:
    """Features of tokenised sentences, each read by itself."""

    def __init__(self) -> None:
        folder = data_folder()
        vocabulary, self._embedding = load_embedding(folder / EMBEDDING)
        packs = [load_pack(folder / path) for path in MODELS.values()]
        self._tokens = Tokens(vocabulary, {item: n for n, item in enumerate(packs[0].vocabs["shape"])})
        self._encoders = [Encoder(p, self._embedding, self._tokens) for p in packs]

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
