"""Folders of brat standoff annotation: `NAME.txt` beside `NAME.ann`.

    BratError(ValueError)   an annotation is missing, or no brat; the message says where

https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.evaluation.spans import TypedSpan


class BratError(ValueError):
    """`file[:line]: what`."""


@dataclass(frozen=True, slots=True)
class BratReport:
    """A text with its entities; one in several pieces stands as the hull of its pieces."""

    name: str
    text: str
    entities: tuple[TypedSpan, ...]


def load_brat(folder: Path) -> Iterator[BratReport]:
    """The reports of a folder by name.

    Raises:
        BratError: the folder has no texts, a text has no annotation, or a line is no annotation.
    """
    texts = sorted(folder.glob("*.txt"))
    if not texts:
        raise BratError(f"{folder}: no .txt files")
    for path in texts:
        # Offsets count every character, so line breaks stay as they are.
        text = path.read_bytes().decode("utf-8")
        yield BratReport(path.stem, text, tuple(_entities(path.with_suffix(".ann"), len(text))))


def _entities(path: Path, length: int) -> Iterator[TypedSpan]:
    """The `T` lines: id, tab, type and offsets, tab, words; relations, links and notes are stepped over."""
    if not path.is_file():
        raise BratError(f"{path}: is missing")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("T"):
            try:
                yield _entity(line, length)
            except (ValueError, IndexError):
                raise BratError(f"{path}:{number}: no entity within {length} characters: {line!r}") from None


def _entity(line: str, length: int) -> TypedSpan:
    type, _, offsets = line.split("\t")[1].partition(" ")
    pieces = [tuple(map(int, piece.split())) for piece in offsets.split(";")]
    start, end = min(piece[0] for piece in pieces), max(piece[1] for piece in pieces)
    if not 0 <= start < end <= length:
        raise ValueError
    return start, end, type
