"""What the net sees of a token: the number of its word, of its shape, and of its affixes."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from communique.reading.nets.packs import Vocabulary
from communique.reading.nets.shapes import word_shape

AFFIXES = 5  # the first three letters, and the last one, two, three and four
BUCKETS = 16_384  # of affixes; bucket 0 is empty
SEPARATOR = -1  # the word number of a row between sentences
UNKNOWN = "<unk>"

Input = tuple[int, int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Numbers words and shapes. Shape 0 is the separator's, so shapes are shifted by one."""

    vocabulary: Vocabulary
    shapes: dict[str, int]

    def of(self, token: str) -> Input:
        lower = token.lower()
        numbers = self.vocabulary.numbers
        return numbers.get(lower, numbers[UNKNOWN]), self.shapes[word_shape(token)] + 1, affixes(lower)


def affixes(word: str) -> tuple[int, ...]:
    """Buckets of the affixes of a lower-case word; 0 where the word is shorter than the affix."""
    parts = [("^", word[:3]), *(("$", word[-n:]) if len(word) >= n else ("", "") for n in (1, 2, 3, 4))]
    return tuple(1 + crc32((mark + part).encode()) % (BUCKETS - 1) if mark else 0 for mark, part in parts)
