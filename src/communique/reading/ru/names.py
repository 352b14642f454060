"""Names of persons: what is surname, given name, initial; and whether two printed forms can be one person's.

Case endings are not undone here: two printed words count as forms of one name when they part only in
inflectional endings, which also covers names no dictionary knows.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Endings of Russian declension that proper names take, singular only.
ENDINGS = frozenset(
    [
        "а",
        "я",
        "у",
        "ю",
        "е",
        "ё",
        "и",
        "ы",
        "о",
        "й",
        "ь",
        "ой",
        "ей",
        "ом",
        "ем",
        "ём",
        "ым",
        "им",
        "ою",
        "ею",
        "ого",
        "его",
        "ому",
        "ему",
        "ый",
        "ий",
        "ая",
        "яя",
        "ую",
        "юю",
        "ыми",
        "ими",
        "ии",
        "ию",
        "ией",
        "ия",
        "ья",
        "ье",
        "ью",
        "ьи",
        "ьей",
        "ьем",
        "ьём",
    ]
) | {""}
_PATRONYMIC = re.compile(r"(вич|вн[аыуе]|вной|вича|вичу|вичем|виче|ичн[аыуе]|оглы|кызы|улы|ұлы)$")
_PART = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІЎA-Z]\.|[^\W\d_]+(?:[-’'ʼ][^\W\d_]+)*")
_PARTICLES = frozenset(
    [
        "фон",
        "ван",
        "де",
        "да",
        "дер",
        "ди",
        "бен",
        "бин",
        "ибн",
        "эль",
        "аль",
        "ад",
        "ас",
        "аш",
        "оглы",
        "кызы",
    ]
)


class PersonName(NamedTuple):
    """`full` are the written-out words in print order, lower case with ё as е; `initials` single letters."""

    full: tuple[str, ...]
    initials: tuple[str, ...]

    @property
    def surname(self) -> str | None:
        """The word that stays when only one is kept; for «Фамилия Имя Отчество» the first one."""
        if not self.full:
            return None
        if len(self.full) > 1 and _PATRONYMIC.search(self.full[-1]):
            return self.full[0]
        return self.full[-1]


def plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def parse_name(printed: str) -> PersonName:
    """Split a printed name («А. Д. Серов», «Серов Антон Ильич», «А.Серов») into words and initials."""
    parts = [match.group() for match in _PART.finditer(printed)]
    full = tuple(plain(p) for p in parts if not p.endswith(".") and plain(p) not in _PARTICLES)
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
    return one[shared:] in ENDINGS and other[shared:] in ENDINGS


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
    word, patronymics = short.full[0], [w for w in long.full if _PATRONYMIC.search(w)]
    given = long.full[0] if patronymics and long.full[0] != long.surname else None
    if given is not None and same_word(word, given):
        return False
    return not any(same_word(word, w) for w in patronymics)


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
    return nominative != "" or bool(_CONSONANT.search(stem))
