"""Lines of a stream that may be longer than memory, each within a bound."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from communique.intake.encodings import byte_order, wide_without_mark
from communique.intake.errors import EncodingError

_CHUNK = 1 << 16


def read_chunks(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """What was read already, then the rest of the stream."""
    yield head
    while chunk := stream.read(_CHUNK):
        yield chunk


def line_encoding(head: bytes) -> tuple[str | None, int]:
    """The encoding of a source whose line ends are not single bytes, else None; and the mark's length."""
    name, length = byte_order(head) or (wide_without_mark(head), 0)
    return (None if name == "utf-8" else name), length


def as_utf8(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Raises: EncodingError where the stream is no text in `encoding`."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks:
            yield decoder.decode(chunk).encode("utf-8")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise EncodingError(f"broken text: not {encoding} ({error.reason})") from None


def split_lines(chunks: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """Lines without their line feed; None for one of more than `limit` bytes, which is never held whole."""
    pending: list[bytes] = []
    size = 0
    for chunk in chunks:
        *complete, rest = chunk.split(b"\n")
        for piece in complete:
            fits = size + len(piece) <= limit
            yield b"".join([*pending, piece]) if fits else None
            pending, size = [], 0
        size += len(rest)
        pending = [*pending, rest] if size <= limit else []
    if size:
        yield b"".join(pending) if size <= limit else None
