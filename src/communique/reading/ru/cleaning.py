"""The text as a reader reads it, every character tied to where it stands in the text as received.

Soft hyphens and other invisible marks go, words hyphenated at a line break are put together, letters written
as letter and combining mark become one, mark-up of links and emphasis becomes blanks, noise is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from communique.records.span import Span

BREAK = "\n"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
STRESS = "\u0300\u0301"
SPECIAL = re.compile(
    rf"(?P<hyphen>(?<=[^\W\d_])(?P<mark>[-\u2010\u00ad])[ \t]*\r?\n[ \t]*(?=[а-яё]))"
    rf"|(?P<invisible>[{INVISIBLE}]+)"
    r"|(?P<combining>[^\W\d_][\u0300-\u036f]+)"
    r"|(?P<link>\[(?P<label>[^\[\]\n]+)\]\((?:https?:|/|#)[^()\s]*\))"
    r"|(?P<stars>\*(?:[ \t]+\*){2,}|\*{3,})"
    r"|(?P<emphasis>\*\*+|__+(?!\w*@))"
    r"|(?P<newline>[\r\n\x0b\x0c\x85\u2028\u2029]+)"
)
CLOSED = re.compile(r"[.!?…;:][»\"”“)\]]*$")
GOES_ON = tuple(".,;:!?)»")
WORD_BEFORE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
WORD_AFTER = re.compile(r"[а-яё]+(?:-[а-яё]+)*")
NEAR = 200  # characters looked at on either side
Knows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Clean:
    """Character i of `text` was read from the characters [starts[i], ends[i]) of the report's text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source(self, first: int, last: int) -> tuple[int, int]:
        """The range of the report's text from which characters [first, last), not empty, were read."""
        return self.starts[first], self.ends[last - 1]


class _Writer:
    """Collects the characters as read, with their places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def keep(self, start: int, end: int) -> None:
        self.parts.append(self.text[start:end])
        self.starts += range(start, end)
        self.ends += range(start + 1, end + 1)

    def put(self, read: str, start: int, end: int) -> None:
        """Write `read` for the characters [start, end): each of its characters stands for all of them."""
        self.parts.append(read)
        self.starts += [start] * len(read)
        self.ends += [end] * len(read)

    def done(self) -> Clean:
        return Clean("".join(self.parts), self.starts, self.ends)


def clean(text: str, noise: Iterable[Span], knows: Knows) -> Clean:
    """Read the text. `knows` says whether a lower-case word is a word of the language."""
    writer = _Writer(text)
    place = 0
    for start, end in _merged(text, noise):
        _read(writer, place, start, knows)
        if start < end:
            through = _reads_on(_before(text, start), _after(text, end, len(text)))
            writer.put(" " if through else BREAK, start, end)
        place = end
    _read(writer, place, len(text), knows)
    return writer.done()


def _merged(text: str, noise: Iterable[Span]) -> list[tuple[int, int]]:
    """Noise with the blanks around it; what touches then is one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(_with_blanks(text, span) for span in noise):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _before(text: str, at: int) -> str:
    return text[max(0, at - NEAR) : at]


def _after(text: str, at: int, limit: int) -> str:
    return text[at : min(at + NEAR, limit)]


def _with_blanks(text: str, span: Span) -> tuple[int, int]:
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return start, end


def _reads_on(before: str, after: str) -> bool:
    """A sentence goes on behind a pop-up: nothing closed it, and what follows is lower case or closes it."""
    before, after = before.rstrip(), after.lstrip()
    return bool(before) and not CLOSED.search(before) and (after[:1].islower() or after[:1] in GOES_ON)


def _read(writer: _Writer, start: int, end: int, knows: Knows) -> None:
    place = start
    for found in SPECIAL.finditer(writer.text, start, end):
        writer.keep(place, found.start())
        _special(writer, found, (start, end), knows)
        place = found.end()
    writer.keep(place, end)


def _special(writer: _Writer, found: re.Match[str], part: tuple[int, int], knows: Knows) -> None:
    """`part` is the range between noise that is read."""
    start, end, kind = found.start(), found.end(), found.lastgroup
    if found["hyphen"]:
        writer.put(_hyphen(writer.text, found, part, knows), start, end)
    elif found["combining"]:
        _combine(writer, found)
    elif found["link"]:
        writer.put(" ", start, start + 1)
        writer.keep(found.start("label"), found.end("label"))
        writer.put(" ", found.end("label"), end)
    elif found["stars"]:
        writer.put(BREAK, start, end)
    elif found["emphasis"]:
        writer.put(" ", start, end)
    elif kind == "newline":
        writer.put(
            _line_break(_before(writer.text, start), _after(writer.text, end, part[1]), found[0]), start, end
        )


def _hyphen(text: str, found: re.Match[str], part: tuple[int, int], knows: Knows) -> str:
    """Nothing where the two parts are one word («сотрудни-⏎чества»), else the hyphen («премьер-⏎министр»)."""
    if found["mark"] == "\u00ad":
        return ""
    before = WORD_BEFORE.search(text, max(part[0], found.start() - NEAR), found.start())
    after = WORD_AFTER.match(text, found.end(), part[1])
    if before is None or after is None:
        return "-"
    return "" if knows((before[0] + after[0]).lower()) else "-"


def _combine(writer: _Writer, found: re.Match[str]) -> None:
    letter, marks = found[0][0], found[0][1:]
    if "CYRILLIC" in unicodedata.name(letter, ""):
        marks = "".join(mark for mark in marks if mark not in STRESS)
    writer.put(unicodedata.normalize("NFC", letter + marks)[:1], found.start(), found.end())


def _line_break(before: str, after: str, mark: str) -> str:
    """A lone line break in a sentence of wrapped text is a blank: the line is full and the next goes on."""
    lone = mark in ("\n", "\r\n", "\r")
    line = before.rpartition("\n")[2].rstrip()
    wrapped = len(line) > 40 and not CLOSED.search(line) and after.lstrip(" \t")[:1].islower()
    return " " if lone and wrapped else BREAK
