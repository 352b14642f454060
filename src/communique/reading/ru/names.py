"""Names of persons: what is surname, given name, initial; and whether two printed forms can be one person's.

Case endings are not undone here: two printed words count as forms of one name when they part only in
inflectional endings, which also covers names no dictionary knows.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Endings of Russian declension that proper names take in the singular, the bare stem among them.
_ENDING = re.compile(
    r"(?:[аяуюеиыоьй]|[оеё]й|[оеёыи]м|[ое]ю|[ое]го|[ое]му|[ыи]й|[ая]я|[ую]ю|[ыи]ми|и[ияюе]|ией|ь[яюеи]|ь[её][мй])?"
)
_PATRONYMIC = re.compile(
    r"([влмкт]ь?ич(?:а|у|е|ем)?|(?:ов|ев|ин|ич)н(?:а|ы|е|у|ой)|ичн[аыеу]|оглы|кызы|улы|ұлы)$"
)
_PART = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІЎA-Z]\.|[^\W\d_]+(?:[-’'ʼ][^\W\d_]+)*")
_PARTICLE = re.compile(r"фон|ван|де|да|дер|ди|бен|бин|ибн|эль|аль|а[дсш]|оглы|кызы")


class PersonName(NamedTuple):
    """`full` are the written-out words in print order, lower case with ё as е; `initials` single letters."""

    full: tuple[str, ...]
    initials: tuple[str, ...]

    @property
    def surname(self) -> str | None:
        """The word that stays when only one is kept; for «Фамилия Имя Отчество» the first one."""
        if not self.full:
            return None
        return self.full[0] if self.patronymic == self.full[-1] else self.full[-1]

    @property
    def patronymic(self) -> str | None:
        """Only told where three words stand: «Виктор Янович» may be given name and surname."""
        inner = self.full[1:] if len(self.full) > 2 else ()
        return next((word for word in reversed(inner) if _PATRONYMIC.search(word)), None)


def is_patronymic(word: str) -> bool:
    """Whether a lower-case word has the ending of a patronymic («ильич», «сергеевной»)."""
    return bool(_PATRONYMIC.search(word))


def plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def parse_name(printed: str) -> PersonName:
    """Split a printed name («А. Д. Серов», «Серов Антон Ильич», «А.Серов») into words and initials."""
    parts = [match.group() for match in _PART.finditer(printed)]
    full = tuple(plain(p) for p in parts if not p.endswith(".") and not _PARTICLE.fullmatch(plain(p)))
    return PersonName(full, tuple(plain(p[0]) for p in parts if p.endswith(".")))


def same_word(one: str, other: str) -> bool:
    """Whether two lower-case words can be case forms of one name («кулеба», «кулебой»)."""
    if one == other:
        return True
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    if shared < 3 and not (shared == 2 and min(len(one), len(other)) == 2):
        return False
    # «-ий» and «-им» share a letter of their endings
    return _part_in_endings(one, other, shared) or (shared > 4 and _part_in_endings(one, other, shared - 1))


def _part_in_endings(one: str, other: str, stem: int) -> bool:
    return bool(_ENDING.fullmatch(one[stem:]) and _ENDING.fullmatch(other[stem:]))


def same_name(one: PersonName, other: PersonName) -> bool:
    """Whether two names can be one person's: the shorter lies in the longer, initials agree.

    «А. Серов», «Серов» and «Антон Ильич Серов» agree; «Антон Серов» and «Олег Серов» do not.
    """
    short, long = sorted((one, other), key=lambda name: (len(name.full), len(name.initials)))
    if not short.full or not _anchored(short, long):
        return False
    rest = list(long.full)
    for word in short.full:
        found = next((w for w in rest if same_word(word, w)), None)
        if found is None:
            return False
        rest.remove(found)
    return _initials_agree(short.initials, rest, long.initials)


def _anchored(short: PersonName, long: PersonName) -> bool:
    """A single word must be the surname of the longer name, or the part a foreign name is known by."""
    if len(short.full) > 1 or len(long.full) == 1:
        return True
    word, patronymic = short.full[0], long.patronymic
    if patronymic is None:
        return True
    given = long.full[1] if long.surname == long.full[0] else long.full[0]
    return not same_word(word, given) and not same_word(word, patronymic)


def _initials_agree(short: tuple[str, ...], rest: list[str], long: tuple[str, ...]) -> bool:
    if not short:
        return True
    if long:
        return short[0] == long[0]
    return not rest or any(word.startswith(short[0]) for word in rest)


def fullness(name: PersonName) -> tuple[int, int]:
    """Sort key: more written-out words first, then more initials."""
    return len(name.full), len(name.initials)


# Endings of a case, longest first, and what stands for them in the nominative: masculine, feminine.
NOMINATIVE: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("Masc", "Gen"): (("ого", "ий"), ("его", "ий"), ("ья", "ий"), ("я", "ь"), ("а", "")),
    ("Masc", "Dat"): (("ому", "ий"), ("ему", "ий"), ("ью", "ий"), ("ю", "ь"), ("у", "")),
    ("Masc", "Ins"): (
        ("ием", "ий"),
        ("еем", "ей"),
        ("аем", "ай"),
        ("ем", ""),
        ("ом", ""),
        ("ым", ""),
        ("им", "ий"),
    ),
    ("Masc", "Loc"): (("ом", "ий"), ("ем", "ий"), ("е", "")),
    ("Fem", "Gen"): (("ой", "а"), ("ей", "я"), ("ии", "ия"), ("ы", "а"), ("и", "а")),
    ("Fem", "Dat"): (("ой", "а"), ("ии", "ия"), ("е", "а")),
    ("Fem", "Acc"): (("ую", "ая"), ("ию", "ия"), ("у", "а"), ("ю", "я")),
    ("Fem", "Ins"): (("ой", "а"), ("ией", "ия"), ("ей", "я")),
    ("Fem", "Loc"): (("ой", "а"), ("ии", "ия"), ("е", "а")),
}
_SURNAME_STEM = re.compile(r"(ов|ев|ёв|ин|ын)$", re.IGNORECASE)
_BEFORE_I = re.compile(r"[гкхжчшщ]$", re.IGNORECASE)
_DOUBLED = re.compile(r"([бвгджзкпрт])\1$", re.IGNORECASE)
_CONSONANT = re.compile(r"[бвгджзклмнпрстфхцчшщ]$", re.IGNORECASE)


def name_nominative(word: str, gender: str, case: str) -> str:
    """One word of a foreign name, told by its ending alone: «Жомартом» -> «Жомарт».

    Words whose ending is none of the case stay as they are («Аль Тани», «Си»).
    """
    table = NOMINATIVE.get((gender, "Gen" if (gender, case) == ("Masc", "Acc") else case), ())
    for ending, nominative in table:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1 and _takes(stem, ending, nominative):
            return stem + ("й" if nominative == "ь" and not _CONSONANT.search(stem) else nominative)
    return word


def _takes(stem: str, ending: str, nominative: str) -> bool:
    """«ым» is the instrumental of surnames in -ов, -ин; an ending after a vowel is no case of a bare stem."""
    if ending == "ым":
        return bool(_SURNAME_STEM.search(stem))
    if ending == "и" and nominative == "а":
        return bool(_BEFORE_I.search(stem))  # «Бланки» of «Бланка», but «Фири» does not decline
    if _DOUBLED.search(stem) and nominative == "":
        return False  # «Бенхадду» does not decline
    return nominative != "" or bool(_CONSONANT.search(stem))
