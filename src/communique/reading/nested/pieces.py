"""Words as pieces of a unigram vocabulary (T. Kudo, ACL 2018)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

LONGEST_PIECE = 16
MOST = 24  # pieces of a word
BLANK = "▁"  # before a word that a blank precedes


class Pieces:
    """`normal` replaces characters first; a character that no piece holds is `unknown`."""

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], normal: Mapping[str, str], unknown: int
    ) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._scores, self._normal, self._unknown = scores, normal, unknown
        self._unknown_score = min(scores) - 10
        self.of = lru_cache(1 << 16)(self._of)

    def _of(self, word: str, after_blank: bool) -> tuple[int, ...]:
        """Numbers of the pieces of one token, at most MOST: the cut with the best sum of scores."""
        text = (BLANK if after_blank else "") + "".join(self._normal.get(c, c) for c in word)
        best, back = [0.0] + [-1e30] * len(text), [(0, self._unknown)] * (len(text) + 1)
        for i in range(len(text)):
            for end in range(i + 1, min(len(text), i + LONGEST_PIECE) + 1):
                number = self._numbers.get(text[i:end])
                score = best[i] + (self._scores[number] if number is not None else self._unknown_score)
                if (number is not None or end == i + 1) and score > best[end]:
                    best[end], back[end] = score, (i, self._unknown if number is None else number)
        found, at = [], len(text)
        while at:
            at, number = back[at]
            found.append(number)
        return tuple(reversed(found))[:MOST] or (self._unknown,)
