"""Bytes to text: byte order mark, UTF-16 without one, strict UTF-8, the declaration, then a detector.

The detector compares the single-byte encodings of Cyrillic by how surprising the letters are one after
another in Russian (`data/cyrillic.toml`), with its prior on windows-1251. Nothing is ever replaced: bytes
that the chosen encoding does not know are an error.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from communique.intake.errors import EmptyError, EncodingError

# The longer marks first: UTF-32 little-endian begins with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"BZh91AY&SY", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
# The prior, in tenths of a bit added to the cost of the whole sample. Lower case is the same in windows-1251
# and on the Macintosh but for one letter, so that short texts need it; the first of equals wins.
_CANDIDATES = {
    "cp1251": 0,
    "koi8-r": 0,
    "cp866": 50,
    "iso8859-5": 50,
    "mac-cyrillic": 300,
    "kz1048": 150,
    "cp1252": 0,
}

_HIGH_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 8192  # bytes the detector looks at
# Tenths of a bit a letter. On 400-character cuts of Russian news the right encoding costs 37 to 50, the best
# of the wrong ones 75 and more; single names and abbreviations reach 80 in the right one.
_IMPLAUSIBLE = 85.0
_CLEARLY_BETTER = 20.0
_FOREIGN = 80  # a letter of another Cyrillic alphabet
_STRANGE = 130  # box drawing, fractions and the like
_INNER_CAPITAL = 60  # «пРИВЕТ»: what koi8-r looks like in windows-1251
# Ukrainian, Belarusian and Kazakh. Serbian and Macedonian letters are what Kazakh looks like in windows-1251.
_CYRILLIC_NEIGHBOURS = frozenset("ієїґўқғңүұһөә")
_PRINTED = frozenset("«»—–“”„…№§°©®’‘\u00a0\u00ad")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`encoding` is a Python codec name; `why` says in one sentence how it was chosen."""

    text: str
    encoding: str
    why: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read bytes as text. Only the byte order mark is taken off; nothing else is changed.

    Args:
        declared: the label that the document itself gives (`charset=` of a page), if any.
    Raises:
        EmptyError: there are no bytes.
        EncodingError: the bytes are not text, or in no encoding that is known here.
    """
    if not data:
        raise EmptyError("empty: no bytes")
    refuse_binary(data)
    decoded = _by_mark(data) or _by_zeros(data) or _by_content(data, declared)
    refuse_controls(decoded.text)
    return decoded


def refuse_binary(data: bytes) -> None:
    """Raises: EncodingError when the first bytes are those of a known kind of file that is not text."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise EncodingError(f"not text: {what}")


def refuse_controls(text: str) -> None:
    """Raises: EncodingError for a NUL character, or when more than 2 % of the characters are controls."""
    if "\0" in text:
        raise EncodingError(f"not text: NUL at character {text.index(chr(0))}")
    if len(_CONTROL.findall(text)) > len(text) * 0.02:
        raise EncodingError("not text: control characters")


def byte_order(head: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark gives, and the length of the mark."""
    return next(((name, len(mark)) for mark, name in _MARKS if head.startswith(mark)), None)


def wide_without_mark(head: bytes) -> str | None:
    """UTF-16 without a byte order mark, by the high bytes of its characters; `head` may end anywhere.

    Letters of one script share their high byte, and a space or an ASCII letter has NUL there: one of the
    two positions is nearly always 00, 04 (Cyrillic) or 20 to 22 (dashes, quotes, №).
    """
    if not {0, 4} & set(head[:4096]):
        return None
    even = head[: len(head[:4096]) // 2 * 2]
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        high, low = even[first::2], even[1 - first :: 2]
        if len(high) and _share(high) >= 0.9 and _share(low) < 0.5:
            return name
    return None


def _share(data: bytes) -> float:
    return sum(data.count(byte) for byte in (0x00, 0x04, 0x20, 0x21, 0x22)) / len(data)


def _by_mark(data: bytes) -> Decoded | None:
    if (mark := byte_order(data)) is None:
        return None
    name, length = mark
    return Decoded(_strict(data[length:], name, "the byte order mark says"), name, "byte order mark")


def _by_zeros(data: bytes) -> Decoded | None:
    if (name := wide_without_mark(data)) is None:
        return None
    text = _strict(data, name, "every second byte says")
    return Decoded(text, name, "every second byte is the high byte of a character")


def _strict(data: bytes, name: str, who: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise EncodingError(f"broken text: {who} {name}, but byte {error.start} does not fit") from None


def _by_content(data: bytes, declared: str | None) -> Decoded:
    if b"\0" in data:
        raise EncodingError(f"not text: NUL at byte {data.index(0)}")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", _why_utf8(data, declared))
    except UnicodeDecodeError as error:
        refuse_broken_utf8(data, error)
    return _single_byte(data, declared)


def _why_utf8(data: bytes, declared: str | None) -> str:
    if data.isascii():
        return "only ASCII"
    return f"valid UTF-8, though {declared} is declared" if _is_other(declared) else "valid UTF-8"


def _is_other(declared: str | None) -> bool:
    return declared is not None and known_label(declared) not in (None, "utf-8")


def refuse_broken_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """A cut or damaged UTF-8 text must not pass for a single-byte one.

    In Russian text of a single-byte encoding at most some six in ten of the bytes above 127 form UTF-8
    characters by chance (upper case in iso-8859-5).
    """
    high = sum(len(word) for word in re.findall(rb"[\x80-\xff]+", data))
    covered = sum(len(character) for character in _UTF8_CHARACTER.findall(data))
    if covered >= 4 and covered >= high * 0.9:
        raise EncodingError(
            f"broken UTF-8: byte {error.start} (0x{data[error.start]:02X}) does not fit, the rest is UTF-8"
        )


def known_label(label: str) -> str | None:
    """The Python codec for a declared label, or None for an unknown or unfit one."""
    table = _labels()
    label = label.strip().lower()
    try:
        name = codecs.lookup(table["labels"].get(label, label)).name
    except (LookupError, ValueError):
        return None
    name = table["meant"].get(name, name)
    return name if name in table["known"] or name in table["multi_byte"] else None


@lru_cache(maxsize=1)
def _labels() -> dict[str, Any]:
    return _load("encodings.toml")


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("communique.intake").joinpath("data", name).read_text("utf-8"))


def _single_byte(data: bytes, declared: str | None) -> Decoded:
    ranking = rank(data)
    name = known_label(declared) if declared else None
    if name is not None and name != "utf-8" and _holds(name, data, ranking):
        return Decoded(_strict(data, name, "the document declares"), name, f"declared as {declared}")
    best, cost = ranking[0]
    if cost > _IMPLAUSIBLE:
        raise EncodingError("not text: it reads as words in no encoding that is known here")
    return Decoded(_strict(data, best, "the letters say"), best, _why_detected(ranking, declared))


def _holds(name: str, data: bytes, ranking: list[tuple[str, float]]) -> bool:
    """A declaration holds unless it does not decode, or another encoding reads clearly better."""
    best, best_cost = ranking[0]
    if not _decodes(data, name):
        return False
    if name in _labels()["multi_byte"]:
        return best == "cp1252" or best_cost > _IMPLAUSIBLE / 2 + 10
    return dict(ranking).get(name, cost_in(name, _sample(data))) <= best_cost + _CLEARLY_BETTER


def _why_detected(ranking: list[tuple[str, float]], declared: str | None) -> str:
    (best, cost), (second, other) = ranking[:2]
    why = f"letter pairs: {cost / 10:.1f} bits a letter in {best}, {other / 10:.1f} in {second}"
    return f"{why}; declared as {declared}" if declared else why


def rank(data: bytes) -> list[tuple[str, float]]:
    """Candidate encodings, most plausible first, with their cost in tenths of a bit a character above 127.

    Those that cannot decode all of `data` come last.
    """
    sample = _sample(data)
    size = max(1, sum(byte >= 0x80 for byte in sample))
    costs = [(name, cost_in(name, sample) + prior / size) for name, prior in _CANDIDATES.items()]
    return sorted(costs, key=lambda pair: (not _decodes(data, pair[0]), pair[1]))


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _sample(data: bytes) -> bytes:
    """Words with bytes above 127, as many as are looked at, from the beginning of the text."""
    words: list[bytes] = []
    size = 0
    for found in _HIGH_WORD.finditer(data):
        words.append(found.group())
        size += len(words[-1]) + 1
        if size > _SAMPLE:
            break
    return b" ".join(words)


def cost_in(name: str, sample: bytes) -> float:
    """Mean cost of the sample's characters above 127 (and of ASCII letters that touch them)."""
    text = sample.decode(name, errors="replace")
    if len(text) != len(sample):  # a multi-byte encoding: not comparable letter by letter
        return _IMPLAUSIBLE
    total = counted = 0
    before, before_high = " ", False
    for character, byte in zip(text, sample, strict=True):
        high = byte >= 0x80
        if high or (before_high and byte != 0x20):
            total += _cost(before, character)
            counted += 1
        before, before_high = character, high
    return total / counted if counted else 0.0


@lru_cache(maxsize=1 << 16)
def _cost(before: str, character: str) -> int:
    """Tenths of a bit for one character after another."""
    if character in _PRINTED:
        return 40
    last, letter = before.lower(), character.lower()
    pairs = _pairs()
    if letter not in pairs:
        return _cost_outside(last, letter)
    if last.isalpha() and last not in pairs and last not in _CYRILLIC_NEIGHBOURS:
        return _STRANGE  # Latin and Cyrillic in one word
    inner = _INNER_CAPITAL if before.islower() and character.isupper() else 0
    return pairs[last if last in pairs else "_"].get(letter, _FOREIGN) + inner


def _cost_outside(last: str, letter: str) -> int:
    if letter in _CYRILLIC_NEIGHBOURS:
        return _FOREIGN
    if letter.isascii() and letter.isalpha():
        return 40 if last.isalpha() and last not in _pairs() else _STRANGE
    if letter.isalpha() and letter <= "ÿ":  # é, ü, …: one among ASCII letters
        return 50 if last.isascii() else _STRANGE
    return _STRANGE


@lru_cache(maxsize=1)
def _pairs() -> dict[str, dict[str, int]]:
    table = _load("cyrillic.toml")
    letters: str = table["letters"]
    return {before: dict(zip(letters, row, strict=True)) for before, row in table["cost"].items()}
