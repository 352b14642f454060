"""Rebuild src/communique/intake/data/cyrillic.toml from a corpus of Russian news.

    zstd -dc ru_news_dev.jsonl.zst | head -4000 | python tools/count_letter_pairs.py > cyrillic.toml

Only counts of letter pairs leave the corpus. A pair that was not seen counts as half a one, so that no
cost is infinite.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
HEAD = """\
# How surprising one Russian letter is after another, in tenths of a bit: -10 * log2 p(letter | one before).
# One row for the letter before (`_` stands for the beginning of a word), one column for each letter of
# `letters`. Counted over {words:,} words of Russian news by tools/count_letter_pairs.py.
letters = "{letters}"

[cost]
"""


def count_pairs(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        low = "".join(letter if letter in LETTERS else "_" for letter in text.lower())
        pairs.update(zip(f"_{low}", low, strict=False))
    return pairs


def costs(pairs: Counter[tuple[str, str]], before: str) -> list[int]:
    seen = [pairs[before, letter] or 0.5 for letter in LETTERS]
    return [round(-10 * math.log2(number / sum(seen))) for number in seen]


def main() -> None:
    pairs = count_pairs(json.loads(line)["text"] for line in sys.stdin)
    words = sum(number for (before, letter), number in pairs.items() if before == "_" != letter)
    print(HEAD.format(words=words, letters=LETTERS), end="")
    for before in f"_{LETTERS}":
        print(f'"{before}" = {costs(pairs, before)}')


if __name__ == "__main__":
    main()
