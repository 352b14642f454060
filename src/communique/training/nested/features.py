"""The frozen features of documents as tensors of windows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from communique.reading.nested.features import WIDTH, load_features
from communique.training.nested.brat import Document
from communique.training.nested.windows import Window


class Features:
    """Features of documents by name, in half precision."""

    width = WIDTH

    def __init__(self, documents: Sequence[Document]) -> None:
        self._found: dict[str, NDArray[np.float16]] = {}
        self.add(documents)

    def add(self, documents: Sequence[Document]) -> None:
        for document in documents:
            words = document.words()
            sentences = [words[a:b] for a, b in document.sentences]
            self._found[document.name] = load_features().of(sentences).astype(np.float16)

    def clear(self) -> None:
        self._found.clear()

    def of(self, found: Sequence[Window]) -> Tensor:
        """windows x tokens x width, zero at padding."""
        longest = max(w.tokens[1] - w.tokens[0] for w in found)
        out = np.zeros((len(found), longest, self.width), np.float32)
        for k, window in enumerate(found):
            a, b = window.tokens
            out[k, : b - a] = self._found[window.cut.document.name][a:b]
        return torch.from_numpy(out)
