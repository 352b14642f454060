"""Case forms of Russian names by their endings.

Names of states, cities and organisations are looked up before any tagger is trusted with them: a tagger's
lemma of a rare name is often wrong («Попшой» → «попша»). Endings alone give every form that occurs in print;
a few impossible forms come along and do no harm, since they are only looked up.
"""

from __future__ import annotations

from functools import lru_cache

_VOWELS = "аеиоуыэюя"
_HARD_ADJECTIVE = ("ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ою", "ое", "ые", "ых", "ыми")
_SOFT_ADJECTIVE = ("ий", "его", "ему", "им", "ем", "яя", "ей", "юю", "ею", "ее", "ие", "их", "ими")
_VELAR_ADJECTIVE = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ою", "ое", "ие", "их", "ими")

# Ending of the dictionary form -> endings that replace it; the longest ending that fits decides.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "ия": ("ия", "ии", "ию", "ией", "иею"),
    "ья": ("ья", "ьи", "ье", "ью", "ьей"),
    "ие": ("ие", "ия", "ию", "ием", "ии"),
    "ье": ("ье", "ья", "ью", "ьем"),
    "ово": ("ово", "ова", "ову", "овом", "ове"),
    "ево": ("ево", "ева", "еву", "евом", "еве"),
    "ство": ("ство", "ства", "ству", "ством", "стве"),
    "анин": ("анин", "анина", "анину", "анином", "анине", "ане", "ан", "анам", "анами", "анах"),
    "янин": ("янин", "янина", "янину", "янином", "янине", "яне", "ян", "янам", "янами", "янах"),
    "ец": ("ец", "ца", "цу", "цем", "цом", "це", "цы", "цев", "цов", "цам", "цами", "цах"),
    "иец": ("иец", "ийца", "ийцу", "ийцем", "ийце", "ийцы", "ийцев", "ийцам", "ийцами", "ийцах"),
    "аец": ("аец", "айца", "айцу", "айцем", "айце", "айцы", "айцев", "айцам", "айцами", "айцах"),
    "лец": ("лец", "льца", "льцу", "льцем", "льце", "льцы", "льцев", "льцам", "льцами", "льцах"),
    "ипет": ("ипет", "ипта", "ипту", "иптом", "ипте"),
    "еец": ("еец", "ейца", "ейцу", "ейцем", "ейце", "ейцы", "ейцев", "ейцам", "ейцами", "ейцах"),
    "ок": ("ок", "ока", "оку", "оком", "оке", "ка", "ку", "ком", "ке", "ки", "ков", "кам", "ками", "ках"),
    "ек": ("ек", "ека", "еку", "еком", "еке"),
    "а": ("а", "ы", "и", "е", "у", "ой", "ою", "ей"),
    "я": ("я", "и", "е", "ю", "ей", "ею"),
    "ь": ("ь", "я", "и", "ю", "ем", "ём", "е", "ью"),
    "й": ("й", "я", "ю", "ем", "е", "и", "ев"),
    "ы": ("ы", "", "ов", "ам", "ами", "ах"),
}
_NO_ADJECTIVES = frozenset({"маврикий"})
_CONSONANT = ("", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ам", "ами", "ах")


def plain(word: str) -> str:
    """Lower case, ё as е, plain apostrophes and hyphens: the form that everything is looked up by."""
    return word.lower().replace("ё", "е").replace("’", "'").replace("‑", "-").replace("–", "-")


@lru_cache(maxsize=8192)
def forms(word: str) -> frozenset[str]:
    """Every case form of a nominative name word, plain; indeclinable words and abbreviations give themselves.

    Hyphenated words decline their last part («Гвинея-Бисау» gives its first part too, as printed).
    """
    if not word[-1:].isalpha() or not _is_cyrillic(word):
        return frozenset({plain(word)})
    low = plain(word)
    if word.isupper():
        # «МИДа», «ЦИКом»: abbreviations that end in a consonant are sometimes declined in print.
        endings = ("", "а", "у", "ом", "е") if len(low) > 2 and low[-1] not in _VOWELS else ("",)
        return frozenset(low + ending for ending in endings)
    if "-на-" in low:  # «Ростове-на-Дону»
        first, _, where = low.partition("-на-")
        return frozenset(f"{form}-на-{where}" for form in forms(first.capitalize()))
    if "-" in low:
        first, _, last = low.rpartition("-")
        firsts = forms(first.capitalize()) if last.endswith("исау") else {first}
        return frozenset(f"{a}-{b}" for a in firsts for b in forms(last.capitalize()))
    return (_adjective(low) or _noun(low)) | {low}


def _is_cyrillic(word: str) -> bool:
    return any("а" <= letter <= "я" or letter == "ё" for letter in word.lower())


def _adjective(low: str) -> frozenset[str]:
    if low in _NO_ADJECTIVES or len(low) < 5 or not low.endswith(("ый", "ий", "ая", "ое", "ые", "ой", "ие")):
        return frozenset()
    stem = low[:-2]
    if stem[-1] in "кгх":
        return frozenset(stem + ending for ending in _VELAR_ADJECTIVE)
    if low.endswith(("ый", "ая", "ое", "ые")) and stem[-1] not in "и" + _VOWELS:
        return frozenset(stem + ending for ending in (*_HARD_ADJECTIVE, "ий"))
    if low.endswith(("ний", "щий", "жий", "ший", "чий")):
        return frozenset(stem + ending for ending in (*_SOFT_ADJECTIVE, "ая", "ую", "ое"))
    return frozenset()


def _noun(low: str) -> frozenset[str]:
    for size in (4, 3, 2, 1):
        if endings := _ENDINGS.get(low[-size:]):
            return frozenset(low[: len(low) - size] + ending for ending in endings) | {low}
    if low[-1] in _VOWELS:
        return frozenset({low})
    return frozenset(low + ending for ending in _CONSONANT)
