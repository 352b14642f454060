"""`fingerprint`: what linking keeps of a report's text, in about one kilobyte.

    version    one byte
    exact      8 bytes: hash of the text's letters and digits, so that spaces, marks and capitals say nothing
    length     number of words
    runs       64 x 2 bytes: minhash over runs of four words, by which reprints are found
    terms      the 120 stems that tell most of the text, sorted: 4 bytes of hash, then one each of
               strength, rarity and flags

How rare a stem is in news is counted in `data/stems.tsv`. Its strength in a report grows with its rarity and
occurrences, and is greater in a title or a name and smaller far down, where news repeats what was before.
Flags tell title, lead, name and number. Made once when a report is read, so that linking needs no text.
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

Bytes = NDArray[np.uint8]

VERSION = 2
HASHES = 64
SHINGLE = 4  # words in a run: long enough that chance runs are rare, short enough that an edit breaks few
TERMS = 120  # of 60 to 140 and all, 90 to 120 tell same events apart best
LEAD = 50  # words of the body that count as its lead
TITLE, IN_LEAD, NAME, NUMBER = 1, 2, 4, 8
UNIT = 20  # steps of a rarity in one unit of ln(reports / reports with the stem)
STRENGTH_UNIT = 5  # steps of a strength in one such unit; the largest strengths, about 50, still fit a byte
SELDOM = 5  # reports a stem is taken to occur in when the table, which begins at 8, lacks it
COMMON = UNIT  # stems in more than a third of reports tell nothing
# Tried on labelled pairs: title x1 to x3, far x1 to x.3, far after 60 to 220 words, name x.8 to x1.6.
IN_TITLE, FAR, FAR_FROM, AS_NAME = 2.0, 0.4, 140, 1.2
_HEAD = struct.Struct("<B8sHH")
_SEEDS = np.random.Generator(np.random.PCG64(20)).integers(1, 2**63, (2, HASHES, 1), np.uint64)
_MIX = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], np.uint32)


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """A fingerprint unpacked. `codes` are sorted; `strengths`, `rarities` and `flags` go with them."""

    exact: bytes
    length: int
    runs: NDArray[np.uint16]
    codes: Words
    strengths: Bytes
    rarities: Bytes
    flags: Bytes


def fingerprint(text: str, title: str | None, noise: Sequence[tuple[int, int]] = ()) -> bytes:
    """The fingerprint of a report; `noise` are the spans of `text` that are no part of it."""
    body = list(terms(text, noise))
    head = list(terms(title)) if title else []
    codes, *columns = _telling(head, body)
    return b"".join(
        (
            _HEAD.pack(VERSION, _exact(blanked(text, noise)), min(len(body), 65535), len(codes)),
            _runs([_code(term.stem) for term in body]).tobytes(),
            codes.tobytes(),
            *(column.tobytes() for column in columns),
        )
    )


@lru_cache(maxsize=100_000)
def parse(raw: bytes) -> Print | None:
    """The fingerprint unpacked; None for an empty one or one of another version."""
    if len(raw) < _HEAD.size or raw[0] != VERSION:
        return None
    _, exact, length, count = _HEAD.unpack_from(raw)
    runs = np.frombuffer(raw, np.uint16, HASHES, _HEAD.size)
    at = _HEAD.size + runs.nbytes
    codes = np.frombuffer(raw, np.uint32, count, at)
    at += codes.nbytes
    strengths, rarities, flags = (np.frombuffer(raw, np.uint8, count, at + n * count) for n in range(3))
    return Print(exact, length, runs, codes, strengths, rarities, flags)


def _exact(text: str) -> bytes:
    letters = "".join(filter(str.isalnum, text.lower()))
    return blake2b(letters.encode(), digest_size=8).digest()


def _runs(codes: Sequence[int]) -> NDArray[np.uint16]:
    """Minhash of all runs of `SHINGLE` words, 16 bits of each; a shorter text is one run."""
    row = np.array(codes or [0], np.uint32)
    row = np.pad(row, (0, max(0, SHINGLE - len(row))))
    runs = np.lib.stride_tricks.sliding_window_view(row, SHINGLE)
    mixed = (runs * _MIX).sum(axis=1, dtype=np.uint32).astype(np.uint64)
    hashed: NDArray[np.uint64] = (mixed * _SEEDS[0] + _SEEDS[1]) >> np.uint64(32)
    lowest: NDArray[np.uint16] = (hashed.min(axis=1) & np.uint64(0xFFFF)).astype(np.uint16)
    return lowest


def _telling(head: Sequence[Term], body: Sequence[Term]) -> tuple[Words, Bytes, Bytes, Bytes]:
    """The stems that tell most, sorted by their hash: codes, strengths, rarities, flags."""
    times: dict[str, int] = {}
    marks: dict[str, int] = {}
    near: set[str] = set()
    for at, term in enumerate((*head, *body), -len(head)):
        times[term.stem] = times.get(term.stem, 0) + 1
        mark = TITLE if at < 0 else IN_LEAD if at < LEAD else 0
        marks[term.stem] = marks.get(term.stem, 0) | mark | NAME * term.name | NUMBER * term.number
        if at < FAR_FROM:
            near.add(term.stem)
    told = [
        (_strength(rarity, count, marks[stem], stem in near), _code(stem), rarity, marks[stem])
        for stem, count in times.items()
        if (rarity := _rarity(stem)) >= COMMON
    ]
    kept = sorted(sorted(told, reverse=True)[:TERMS], key=lambda one: one[1])
    columns = list(zip(*kept, strict=True)) or [(), (), (), ()]
    strengths, codes, rarities, flags = columns
    return (
        np.array(codes, np.uint32),
        np.array(strengths, np.uint8),
        np.array(rarities, np.uint8),
        np.array(flags, np.uint8),
    )


def _strength(rarity: int, times: int, mark: int, near: bool) -> int:
    strength = rarity / UNIT * STRENGTH_UNIT * (1 + log(times))
    strength *= (IN_TITLE if mark & TITLE else 1) * (AS_NAME if mark & NAME else 1) * (1 if near else FAR)
    return min(255, round(strength))


@lru_cache(maxsize=100_000)
def _code(stem: str) -> int:
    return crc32(stem.encode())


@lru_cache(maxsize=100_000)
def _rarity(stem: str) -> int:
    reports, table = rarity_table()
    return min(255, round(UNIT * log(reports / table.get(stem, SELDOM))))


@cache
def rarity_table() -> tuple[int, dict[str, int]]:
    """How many reports were counted, and in how many of them each stem occurs."""
    lines = files("communique.linking").joinpath("data", "stems.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    (_, total), *rest = rows
    return int(total), {stem: int(count) for stem, count in rest}
