"""Names of persons: their parts, and how far two printed names agree.

    Agreement.FULL      given name and surname of both agree («Адильбек Джаксыбеков», "Adilbek Zhaksybekov")
    Agreement.INITIAL   the surname and an initial («А. Джаксыбеков»)
    Agreement.SURNAME   one of them is a surname alone
    Agreement.GIVEN     one of them is a given name alone
    Agreement.NONE      the names are of two persons, or have nothing in common

Agreement alone joins nobody; `link_persons` asks for evidence beside it.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from communique.actors.letters import bones, script, sounds
from communique.actors.wordforms import bases
from communique.gazetteer import plain

MEMO = 200_000
LEAST_BONES = 3  # consonants: «Ли» and "Lu" would be one name with fewer


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


class Agreement(IntEnum):
    NONE = 0
    GIVEN = 1
    SURNAME = 2
    INITIAL = 3
    FULL = 4


class Alike(IntEnum):
    """How two words agree: not, in their consonants, as spellings of one name, as forms of one word."""

    OTHER = 0
    BONES = 1
    SOUND = 2
    FORM = 3


class PersonName(NamedTuple):
    """`words` are the written-out words in print order, plain; `initials` single letters; `patronymic` the
    one of the words that is one, `surname` the one that stays when only one is kept; `told` the words without
    the patronymic, which languages form in their own ways («Рыскелдіұлы», «Рыскельдинович»)."""

    words: tuple[str, ...]
    initials: tuple[str, ...]
    surname: str | None
    patronymic: str | None = None
    told: tuple[str, ...] = ()

    @property
    def given(self) -> str | None:
        """The first written-out word that is neither surname nor patronymic."""
        return next((word for word in self.words if word not in (self.surname, self.patronymic)), None)


_PART = re.compile(r"(?:[^\W\d_]{1,2}\.)|[^\W\d_]+(?:[-’'ʼ`][^\W\d_]+)*")
_PATRONYMIC = re.compile(r"(?:[аеоиву]вич|[клмт]ич|ьич|(?:ов|ев|ич|ин)на|улы|ұлы|уулу|кызы|қызы|оглы|оглу)$")
# Words that stand in names and tell nobody from others.
_PARTICLES = _words(
    "фон ван де да дер ди дель ла ле бен бин ибн эль аль ас аш ад ат оглы кызы заде"
    " von van de der di del la le bin ibn al el"
)
_SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|ский|ская|цкий|цкая|енко|чук|швили|дзе|[яа]нц?|ian|yan|[oe]v|[oe]va|sky|skiy|skaya|enko)$"
)
_TITLES = _words(
    "ii iii iv vi vii viii xi xii xiv xvi мл ст господин госпожа г-н г-жа сэр лорд леди mr mrs ms dr sir lord"
)


@lru_cache(MEMO)
def parse_person(printed: str) -> PersonName:
    """Args: printed: the name alone, without offices: «А. Д. Серов», «Серов Антон Ильич», "Anton Serov"."""
    parts = [match.group() for match in _PART.finditer(printed)]
    words = [plain(part).replace("`", "'") for part in parts if not part.endswith(".") and len(part) > 1]
    kept = [word for word in words if word not in _PARTICLES and word not in _TITLES] or words
    initials = [plain(part.rstrip(".")) for part in parts if part.endswith(".") or len(part) == 1]
    patronymic = next((word for word in kept[1:] if len(kept) > 2 and _PATRONYMIC.search(word)), None)
    told = tuple(word for word in kept if word != patronymic)
    return PersonName(tuple(kept), tuple(initials), _surname(kept, patronymic), patronymic, told)


def _surname(words: list[str], patronymic: str | None) -> str | None:
    if not words:
        return None
    if patronymic is not None and words[-1] == patronymic:
        return words[0]
    if len(words) > 1 and _reversed(words):
        return words[0]
    return words[-1]


def _reversed(words: list[str]) -> bool:
    """«Буреев Михаил»: what looks like a surname stands first, and what does not last."""
    return bool(_SURNAME.search(words[0])) and not _SURNAME.search(words[-1]) and words[-1] in _given_names()


@cache
def _equivalents() -> dict[str, int]:
    """Plain given name -> number of its line."""
    text = (files("communique.actors") / "data" / "given_names.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {plain(name): number for number, names in enumerate(lines) for name in names}


@cache
def _given_names() -> frozenset[str]:
    return frozenset(_equivalents())


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """English word -> Russian spellings that letters do not tell."""
    text = (files("communique.actors") / "data" / "spellings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {english: frozenset(russian.split(" ")) for english, russian in rows}


@lru_cache(MEMO)
def heard(word: str) -> frozenset[str]:
    """All sounds of the dictionary forms that a word may have."""
    spelt = _spellings().get(word, frozenset()) if word.isascii() else frozenset()
    return frozenset(reading for base in (*bases(word), *spelt) for reading in sounds(base))


@lru_cache(MEMO)
def skeletons(word: str) -> frozenset[str]:
    """The consonants of all that is heard: by these, names that may be one are found."""
    return frozenset(bones(reading) for reading in heard(word))


@lru_cache(MEMO)
def alike(one: str, other: str) -> Alike:
    if not bases(one).isdisjoint(bases(other)):
        return Alike.FORM
    if one in _given_names() and other in _given_names() and _equivalents()[one] == _equivalents()[other]:
        return Alike.SOUND
    if not heard(one).isdisjoint(heard(other)):
        return Alike.SOUND
    if _loosely_comparable(one, other):
        shared = skeletons(one) & skeletons(other)
        if any(len(skeleton) >= LEAST_BONES for skeleton in shared):
            return Alike.BONES
    return Alike.OTHER


_FOREIGN = re.compile(r"[әғқңөұүһіўїєґ]|[шжчрц]э|цц")


def _loosely_comparable(one: str, other: str) -> bool:
    """Vowels may differ between scripts and languages, not between two Russian words."""
    if one.isascii() or other.isascii() or script(one) != script(other):
        return True
    return bool(_FOREIGN.search(one)) != bool(_FOREIGN.search(other))


@lru_cache(MEMO)
def agreement(one: PersonName, other: PersonName) -> tuple[Agreement, Alike]:
    """How far two names agree, and how their least similar words do."""
    short, long = (one, other) if _size(one) <= _size(other) else (other, one)
    if not short.words or not long.words:
        return Agreement.NONE, Alike.OTHER
    matched = _matched(short.told, long.told)
    if matched is None:
        return Agreement.NONE, Alike.OTHER
    pairs, rest = matched
    if _patronymics_differ(one, other) or not _initials_agree(short, long, rest):
        return Agreement.NONE, Alike.OTHER
    least = min(alike(word, twin) for word, twin in pairs)
    return _level(short, long, pairs, rest), least


def _size(name: PersonName) -> tuple[int, int]:
    return len(name.told), len(name.initials)


def _matched(
    words: tuple[str, ...], others: tuple[str, ...]
) -> tuple[list[tuple[str, str]], list[str]] | None:
    """Each word with its twin among the others, and the others left; None when one has no twin."""
    rest, pairs = list(others), []
    for word in words:
        best = max(rest, key=lambda other: alike(word, other), default=None)
        if best is None or alike(word, best) is Alike.OTHER:
            return None
        pairs.append((word, best))
        rest.remove(best)
    return pairs, rest


def _patronymics_differ(one: PersonName, other: PersonName) -> bool:
    if one.patronymic is None or other.patronymic is None:
        return False
    comparable = one.patronymic[-2:] == other.patronymic[-2:]
    return comparable and alike(one.patronymic, other.patronymic) is Alike.OTHER


def _initials_agree(short: PersonName, long: PersonName, rest: list[str]) -> bool:
    """The first initial is the given name's; where neither name has more to say, initials are compared."""
    if not short.initials:
        return True
    if long.initials and len(short.words) == len(long.words):
        return _first(short.initials[0]).isdisjoint(_first(long.initials[0])) is False
    return not rest or any(not _first(short.initials[0]).isdisjoint(_first(word)) for word in rest)


@lru_cache(MEMO)
def _first(word: str) -> frozenset[str]:
    """First letters or sounds by which a word may be abbreviated."""
    first = frozenset(reading[0] for reading in sounds(word) if reading) | {word[0]}
    return first | {"д", "J"} if word.startswith(("дж", "j")) else first


def _level(short: PersonName, long: PersonName, pairs: list[tuple[str, str]], rest: list[str]) -> Agreement:
    if len(pairs) > 1:
        return Agreement.FULL
    if short.initials and (rest or long.initials):
        return Agreement.INITIAL
    if len(long.told) == 1:
        return Agreement.SURNAME
    return Agreement.SURNAME if pairs[0][1] == long.surname else Agreement.GIVEN
