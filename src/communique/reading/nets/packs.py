"""The weights that ship inside the installed `natasha` wheel, read with NumPy alone.

A model pack is a tar of `meta.json`, `model.json` (a tree whose leaves give shape, dtype and number of an
array), `arrays/N.bin` (raw little-endian values) and `vocabs/NAME.gz` (one item a line). The embedding pack
holds `vocab.bin` (gzip: uint32 n, n uint32 counts, words one a line, the numbering of all packs) and
`pq.bin`: four uint32 (vectors, dim, qdim, centroids), then vectors x qdim bytes of centroid numbers,
then qdim x centroids x (dim / qdim) float32. Formats: https://github.com/natasha/slovnet and
https://github.com/natasha/navec (MIT).
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

PROTOCOL = 1
EMBEDDING = "emb/navec_news_v1_1B_250K_300d_100q.tar"
MODELS = {task: f"model/slovnet_{task}_news_v1.tar" for task in ("ner", "morph", "syntax")}
HEADER = 16  # bytes before the centroid numbers


class PackError(ValueError):
    """The weights are missing, or of a format that this version does not read."""


def data_folder() -> Path:
    """The data folder of the installed natasha package, found without importing it, which takes seconds.

    Raises:
        PackError: natasha is not installed.
    """
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise PackError("the natasha package, whose wheel carries the weights, is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


@dataclass(frozen=True, slots=True)
class Pack:
    """One model: its arrays by path in the tree («encoder.layers.0.conv.weight») and its vocabularies."""

    arrays: Mapping[str, Floats]
    vocabs: Mapping[str, tuple[str, ...]]


def load_pack(path: Path) -> Pack:
    """Read a model pack, except its word list, which is the embedding's.

    Raises:
        PackError: the pack is missing or of another protocol.
    """
    if not path.is_file():
        raise PackError(f"no such pack: {path}")
    with tarfile.open(path) as tar:
        files = {member.name: member for member in tar.getmembers()}

        def read(name: str) -> bytes:
            file = tar.extractfile(files[name])
            if file is None:
                raise PackError(f"{path}: {name} is no file")
            return file.read()

        if json.loads(read("meta.json"))["protocol"] != PROTOCOL:
            raise PackError(f"{path}: not protocol {PROTOCOL}")
        leaves = _leaves(json.loads(read("model.json")))
        arrays = {name: _array(leaf, read(f"arrays/{leaf['array']}.bin")) for name, leaf in leaves.items()}
        names = [name for name in files if name.startswith("vocabs/") and "word" not in name]
        vocabs = {Path(name).stem: _items(read(name)) for name in names}
    return Pack(arrays, vocabs)


def _leaves(tree: Any, prefix: str = "") -> dict[str, Any]:
    """Nodes that name an array, by path. The embedding's own leaves name none: they lie in another pack."""
    if isinstance(tree, dict) and "array" in tree:
        return {prefix: tree}
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    found: dict[str, Any] = {}
    for key, node in pairs:
        found |= _leaves(node, f"{prefix}.{key}" if prefix else str(key))
    return found


def _array(leaf: Any, raw: bytes) -> Floats:
    return np.frombuffer(raw, leaf["dtype"]).reshape(leaf["shape"]).astype(np.float32, copy=False)


def _items(raw: bytes) -> tuple[str, ...]:
    return tuple(gzip.decompress(raw).decode("utf-8").splitlines())


@dataclass(frozen=True, slots=True)
class Embedding:
    """Product-quantised word vectors. `numbers`: words x qdim; `codes`: qdim x centroids x chunk."""

    numbers: Bytes
    codes: Floats

    def __call__(self, ids: NDArray[np.intp]) -> Floats:
        """Vectors of the words: len(ids) x (qdim * chunk)."""
        qdim, _, chunk = self.codes.shape
        parts: Floats = self.codes[np.arange(qdim), self.numbers[ids]]
        return parts.reshape(len(ids), qdim * chunk)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Lower-case words of a news corpus: their numbers, and how often each occurs in its `total` words."""

    numbers: dict[str, int]
    counts: NDArray[np.uint32]
    total: int

    def knows(self, word: str) -> bool:
        return word in self.numbers

    def count(self, word: str) -> int:
        """Occurrences of a lower-case word; 0 for one that the vocabulary lacks."""
        number = self.numbers.get(word)
        return 0 if number is None else int(self.counts[number])


def load_embedding(path: Path) -> tuple[Vocabulary, Embedding]:
    """Read the words; map the vectors into memory: pages are read only for the words that are met.

    Raises:
        PackError: the pack is missing or truncated.
    """
    if not path.is_file():
        raise PackError(f"no such pack: {path}")
    with tarfile.open(path) as tar:
        start = tar.getmember("pq.bin").offset_data
        words = tar.extractfile("vocab.bin")
        if words is None:
            raise PackError(f"{path}: vocab.bin is no file")
        vocabulary = _vocabulary(gzip.decompress(words.read()))
    return vocabulary, _embedding(path, np.memmap(path, np.uint8, "r")[start:])


def _vocabulary(raw: bytes) -> Vocabulary:
    size = int(np.frombuffer(raw[:4], np.uint32)[0])
    counts = np.frombuffer(raw[4 : 4 + 4 * size], np.uint32)
    words = raw[4 + 4 * size :].decode("utf-8").splitlines()
    return Vocabulary(dict(zip(words, range(size), strict=True)), counts, int(counts.sum(dtype=np.int64)))


def _embedding(path: Path, raw: Bytes) -> Embedding:
    vectors, dim, qdim, centroids = (int(n) for n in raw[:HEADER].view(np.uint32))
    codes_at = HEADER + vectors * qdim
    codes_end = codes_at + 4 * centroids * dim
    if len(raw) < codes_end:
        raise PackError(f"{path}: truncated")
    codes = np.frombuffer(raw[codes_at:codes_end].tobytes(), np.float32)
    return Embedding(raw[HEADER:codes_at].reshape(vectors, qdim), codes.reshape(qdim, centroids, dim // qdim))
