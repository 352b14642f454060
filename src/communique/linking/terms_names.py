"""Whether a person of the register bears a name of the gazetteer's, across spellings and scripts.

Names are compared by what spellings keep: consonants. «Джаксыбеков», «Жаксыбеков», "Dzhaksybekov" and
"Zhaksybekov" are one; vowels, doubled letters and case endings say little. That is coarse, and enough only
between holders of the same post in the same state.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from communique.gazetteer import plain

MEMO = 65_536
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

_VOWELS = "аеёиоуыэюяәіөүұaeiouy"
_PATRONYMIC = re.compile(
    r"(?:[оеё]вич|[оеё]вн|ьич|нич|ичн|[aeiou]vich|[eo]vn|улы|ұлы|кызы|қызы|uly|kyzy)[aаеуыиойм]{0,2}$"
)
_CASE_ENDINGS = "MH"  # instrumental -ом, -ым; genitive -ого, -его, after vowels are gone


@cache
def table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / "terms.toml").read_text(encoding="utf-8"))


@cache
def _signs() -> dict[str, str]:
    """Letters, or groups of letters -> sign; a row whose sides are equally long maps letter by letter."""
    signs: dict[str, str] = {}
    for letters, sign in table()["sounds"].items():
        signs.update(zip(letters, sign, strict=True) if len(letters) == len(sign) else {letters: sign})
    return signs


@cache
def _sound() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_signs(), key=lambda letters: (-len(letters), letters))))


class Name(NamedTuple):
    """The parts of a printed name as sounds; `surname` is None where there are initials only."""

    surname: str | None
    others: frozenset[str]
    initials: frozenset[str]


@lru_cache(MEMO)
def sounds(word: str) -> str:
    """«Джаксыбеков» -> "JKSBKV"; a vowel at the beginning stays as A."""
    small = "".join(table()["accents"].get(letter, letter) for letter in plain(word))
    small = unicodedata.normalize("NFC", "".join(filter(_kept, unicodedata.normalize("NFD", small))))
    signs = "".join(_signs()[match.group()] for match in _sound().finditer(small)).upper()
    single = re.sub(r"(.)\1+", r"\1", signs)
    return ("A" if small[:1] in _VOWELS else "") + single


def _kept(sign: str) -> bool:
    """Accents fall away; the bow of й and ў does not."""
    return not unicodedata.combining(sign) or sign == "\u0306"


@lru_cache(MEMO)
def parse_name(text: str) -> Name:
    """Parts of «Адильбек Джаксыбеков», «А.Р. Джаксыбеков», «Джаксыбеков Адильбек Рыскельдинович»."""
    words = _WORD.findall(text)
    full = [word for word in words if len(word) > 1]
    initials = frozenset(sounds(word)[:1] or word for word in words if len(word) == 1)
    if not full:
        return Name(None, frozenset(), initials)
    first = len(full) > 2 and is_patronymic(full[-1]) and not is_patronymic(full[-2])
    surname = full[0] if first else full[-1]
    others = full[1:] if first else full[:-1]
    return Name(sounds(surname), frozenset(map(sounds, others)), initials)


def is_patronymic(word: str) -> bool:
    """By its ending; some surnames have the same («Мицкевич»)."""
    return _PATRONYMIC.search(plain(word)) is not None and len(word) > 4


def agree(ours: Name, theirs: Iterable[Name]) -> int:
    """How well a name fits the spellings of one person: 0 not, 1 by surname alone, 2 with a given name or
    its initial."""
    return max((_agree(ours, name) for name in theirs), default=0)


def _agree(ours: Name, theirs: Name) -> int:
    if ours.surname is None or theirs.surname is None:
        return 0
    if not _same_word(ours.surname, theirs.surname):
        return 2 if _turned(ours, theirs) else 0
    if not ours.others and not ours.initials:
        return 1
    if any(_same_word(one, other) for one in ours.others for other in theirs.others):
        return 2
    beginnings = {word[:1] for word in theirs.others}
    return 2 if not ours.others and ours.initials & beginnings else 0


def _turned(ours: Name, theirs: Name) -> bool:
    """«Джаксыбеков Адильбек»: the surname stands first."""
    return any(_same_word(word, theirs.surname or "") for word in ours.others) and any(
        _same_word(ours.surname or "", word) for word in theirs.others
    )


def _same_word(one: str, other: str) -> bool:
    """Equal but for a case ending of either; very short words must be equal."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long[:-1] == short and long[-1] in _CASE_ENDINGS
