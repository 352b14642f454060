"""`fingerprint`: what linking keeps of a report's text, in about one kilobyte.

    version    one byte
    exact      8 bytes: hash of the text's letters and digits, so that spaces, marks and capitals say nothing
    length     number of words
    shingles   64 x 2 bytes: minhash over runs of four words, by which reprints are found
    terms      up to 140 stems that tell most of the text, sorted: 4 bytes of hash, 1 of weight, 1 of flags

The weight of a stem is how rare it is in news (`data/stems.tsv`: in how many of 25,460 reports it occurs),
its flags tell whether it stands in the title or the lead, is printed like a name, is a number, and how
often it occurs. Made once when a report is read, so that no text is needed for linking.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from math import log
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from communique.linking.fingerprint_words import Term, blanked, terms

Words = NDArray[np.uint32]

VERSION = 1
HASHES = 64
SHINGLE = 4  # words in a run: long enough that chance runs are rare, short enough that an edit breaks few
TERMS = 140  # holds all telling stems of a report of 250 words
LEAD = 40  # words of the body that count as its lead
TITLE, IN_LEAD, NAME, NUMBER, TIMES = 1, 2, 4, 8, 16  # TIMES: two bits, occurrences beyond the first up to 3
UNIT = 20  # steps of a weight in one unit of ln(reports / reports with the stem)
SELDOM = 5  # reports a stem is taken to occur in when the table, which begins at 8, lacks it
COMMON = UNIT  # stems in more than a third of reports tell nothing
_HEAD = struct.Struct("<B8sHH")
_SEEDS = np.random.Generator(np.random.PCG64(20)).integers(1, 2**63, (2, HASHES, 1), np.uint64)
_MIX = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], np.uint32)


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """A fingerprint unpacked. `codes` are sorted; `weights` and `flags` go with them."""

    exact: bytes
    length: int
    shingles: NDArray[np.uint16]
    codes: Words
    weights: NDArray[np.uint8]
    flags: NDArray[np.uint8]


def fingerprint(text: str, title: str | None, noise: Sequence[tuple[int, int]] = ()) -> bytes:
    """The fingerprint of a report; `noise` are the spans of `text` that are no part of it."""
    body = list(terms(text, noise))
    head = list(terms(title)) if title else []
    codes, weights, flags = _telling(head, body)
    return b"".join(
        (
            _HEAD.pack(VERSION, _exact(blanked(text, noise)), min(len(body), 65535), len(codes)),
            _shingles([_code(term.stem) for term in body]).tobytes(),
            codes.tobytes(),
            weights.tobytes(),
            flags.tobytes(),
        )
    )


@lru_cache(maxsize=100_000)
def parse(raw: bytes) -> Print | None:
    """The fingerprint unpacked; None for an empty one or one of another version."""
    if len(raw) < _HEAD.size or raw[0] != VERSION:
        return None
    _, exact, length, count = _HEAD.unpack_from(raw)
    at = _HEAD.size
    shingles = np.frombuffer(raw, np.uint16, HASHES, at)
    at += 2 * HASHES
    return Print(
        exact,
        length,
        shingles,
        np.frombuffer(raw, np.uint32, count, at),
        np.frombuffer(raw, np.uint8, count, at + 4 * count),
        np.frombuffer(raw, np.uint8, count, at + 5 * count),
    )


def _exact(text: str) -> bytes:
    letters = "".join(filter(str.isalnum, text.lower()))
    return blake2b(letters.encode(), digest_size=8).digest()


def _shingles(codes: Sequence[int]) -> NDArray[np.uint16]:
    """Minhash of all runs of `SHINGLE` words, 16 bits of each; a shorter text is one run."""
    row = np.array(codes or [0], np.uint32)
    row = np.pad(row, (0, max(0, SHINGLE - len(row))))
    runs = np.lib.stride_tricks.sliding_window_view(row, SHINGLE)
    mixed = (runs * _MIX).sum(axis=1, dtype=np.uint32).astype(np.uint64)
    hashed: NDArray[np.uint64] = (mixed * _SEEDS[0] + _SEEDS[1]) >> np.uint64(32)
    lowest: NDArray[np.uint16] = (hashed.min(axis=1) & np.uint64(0xFFFF)).astype(np.uint16)
    return lowest


def _telling(
    head: Sequence[Term], body: Sequence[Term]
) -> tuple[Words, NDArray[np.uint8], NDArray[np.uint8]]:
    """The stems that tell most, sorted by their hash."""
    times: dict[str, int] = {}
    marks: dict[str, int] = {}
    for at, term in enumerate((*head, *body)):
        place = TITLE if at < len(head) else IN_LEAD if at < len(head) + LEAD else 0
        times[term.stem] = times.get(term.stem, 0) + 1
        marks[term.stem] = marks.get(term.stem, 0) | place | NAME * term.name | NUMBER * term.number
    told = [
        (rarity * (1 + log(count)) * (2 if marks[stem] & TITLE else 1), _code(stem), rarity, stem)
        for stem, count in times.items()
        if (rarity := _weight(stem)) >= COMMON
    ]
    kept = sorted(sorted(told, reverse=True)[:TERMS], key=lambda one: one[1])
    return (
        np.array([code for _, code, _, _ in kept], np.uint32),
        np.array([rarity for _, _, rarity, _ in kept], np.uint8),
        np.array([marks[stem] | TIMES * min(times[stem] - 1, 3) for *_, stem in kept], np.uint8),
    )


@lru_cache(maxsize=100_000)
def _code(stem: str) -> int:
    return crc32(stem.encode())


@lru_cache(maxsize=100_000)
def _weight(stem: str) -> int:
    reports, table = rarity_table()
    return min(255, round(UNIT * log(reports / table.get(stem, SELDOM))))


@cache
def rarity_table() -> tuple[int, dict[str, int]]:
    """How many reports were counted, and in how many of them each stem occurs."""
    lines = files("communique.linking").joinpath("data", "stems.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    (_, total), *rest = rows
    return int(total), {stem: int(count) for stem, count in rest}
