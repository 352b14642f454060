"""The shape of a word as the nets know it: script and outline, «RU_Xx», «EN_XX», «PUNCT_,», «NUM».

The classes are those of slovnet's `shape.py` (MIT), on which the weights were trained.
"""

from __future__ import annotations

import re

MARKS = frozenset("!#$%&()[]\\/*+,.:;<=>?@^_{|}~" + "-‐−‒⁃–—―" + "`\"'«»„“ʼʻ”" + "№…")
SCRIPT = re.compile(
    rf"(?P<RU>[а-яё]+)|(?P<EN>[a-z]+)|(?P<NUM>[+-]?\d+)|(?P<PUNCT>[{re.escape(''.join(sorted(MARKS)))}]+)",
    re.IGNORECASE,
)


def word_shape(word: str) -> str:
    """The shape class of one token; never raises."""
    found = SCRIPT.match(word)
    script = found.lastgroup if found else None
    if script in ("RU", "EN"):
        return f"{script}_{_outline(word)}"
    if script == "PUNCT":
        return f"PUNCT_{word if word in MARKS else 'OTHER'}"
    return script or "OTHER"


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _titled(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _titled(left) and _titled(right) else "OTHER"


def _titled(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
