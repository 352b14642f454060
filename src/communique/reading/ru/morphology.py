"""Lemmas and word forms by the dictionary of OpenCorpora, read with pymorphy3, chosen to fit UD tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from communique.reading.ru.dictionary import CYRILLIC as CYRILLIC
from communique.reading.ru.dictionary import Parse as Parse
from communique.reading.ru.dictionary import in_dictionary as in_dictionary
from communique.reading.ru.dictionary import parses as parses

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
NUMBERS = {"Sing": "sing", "Plur": "plur"}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
POS = {
    "NOUN": ("NOUN", "NPRO"),
    "PROPN": ("NOUN",),
    "ADJ": ("ADJF", "ADJS", "COMP"),
    "DET": ("ADJF", "NPRO", "ADJS"),
    "PRON": ("NPRO", "ADJF", "NOUN"),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "AUX": ("VERB", "INFN", "PRTS", "GRND"),
    "ADV": ("ADVB", "COMP", "PRED", "CONJ"),
    "ADP": ("PREP", "ADVB"),
    "CCONJ": ("CONJ", "PRCL"),
    "SCONJ": ("CONJ", "PRCL"),
    "PART": ("PRCL", "CONJ"),
    "NUM": ("NUMR", "ADJF", "NOUN"),
    "INTJ": ("INTJ",),
}
PROPER = ("Surn", "Name", "Patr", "Geox", "Orgn", "Trad")
ABBREVIATION_WITH_ENDING = re.compile(r"([А-ЯЁ]{2,})(?:а|у|е|ом|ем|ы|ов|ам|ами|ах)")
# Surnames that do not decline, as the dictionary's guess does not know: Ионеску, Гогиашвили, Беридзе, Долгих.
UNDECLINED = re.compile(r"(?:еску|швили|дзе|[ыи]х|аго|яго|ово|енко)$")
MASCULINE_ENDING = re.compile(r"(?:а|у|ом|ем|е)$")
MEMO = 100_000


def plain(word: str) -> str:
    """Lower case, ё as е: the spelling in which lemmas are compared."""
    return word.lower().replace("ё", "е")


def lemma(word: str, pos: str, feats: Mapping[str, str]) -> str:
    """The lemma that agrees best with the UD tag; a mark or number is its own lemma.

    Of a name in the singular it is the nominative, a woman's surname included («озерова»).
    """
    if pos == "PROPN" and feats.get("Number") != "Plur" and "Case" in feats:
        return plain(word if feats["Case"] == "Nom" else nominative_form(word, pos, feats))
    return _lemma(
        word, pos, feats.get("Case"), feats.get("Number"), feats.get("Gender"), feats.get("VerbForm")
    )


@lru_cache(MEMO)
def _lemma(
    word: str, pos: str, case: str | None, number: str | None, gender: str | None, form: str | None
) -> str:
    if not any(letter.isalpha() for letter in word):
        return word.lower()
    if word.isupper() and _indeclinable(word):
        return plain(word)
    found = best_parse(word, pos, case, number, gender)
    if found is None:
        return plain(word)
    return plain(_normal(found, pos))


def _normal(found: Parse, pos: str) -> str:
    """The normal form; a participle used as an adjective or noun stays one («уполномоченный»)."""
    if found.tag.POS in ("PRTF", "PRTS") and pos in ("ADJ", "NOUN", "PROPN", "DET"):
        inflected = found.inflect({"PRTF", "nomn", "sing", "masc"})
        return str(inflected.word if inflected else found.normal_form)
    return str(found.normal_form)


def best_parse(
    word: str, pos: str, case: str | None = None, number: str | None = None, gender: str | None = None
) -> Parse | None:
    """The reading that agrees best with UD part of speech, case, number, gender; the likelier of equals."""
    wanted = POS.get(pos, ())
    readings = parses(word)
    if not readings:
        return None
    scored = [
        (_agreement(reading, pos, wanted, case, number, gender), -rank)
        for rank, reading in enumerate(readings)
    ]
    return readings[-max(scored)[1]]


def _agreement(
    reading: Parse,
    pos: str,
    wanted: tuple[str, ...],
    case: str | None,
    number: str | None,
    gender: str | None,
) -> float:
    tag = reading.tag
    score = 8.0 - wanted.index(tag.POS) if tag.POS in wanted else 0.0
    score += 3.0 * _same_case(tag.case, case)
    score += 1.5 * (number is not None and tag.number == NUMBERS.get(number))
    score += 1.5 * (gender is not None and tag.gender == GENDERS.get(gender))
    score += 1.0 * (pos == "PROPN" and any(grammeme in tag for grammeme in PROPER))
    return score + float(reading.score)


def _same_case(found: str | None, wanted: str | None) -> bool:
    if wanted is None or found is None:
        return False
    return {"gen2": "gent", "loc2": "loct", "acc2": "accs", "voct": "nomn"}.get(found, found) == CASES.get(
        wanted
    )


def nominative_form(word: str, pos: str, feats: Mapping[str, str]) -> str:
    """The word in the nominative of its own number, letters' case kept; unchanged where no reading agrees.

    Args:
        word: as printed.
        pos, feats: its UD tag; Case, Number and Gender are used, a missing one fits everything.
    """
    if pos == "PRON":
        return like(word, lemma(word, pos, feats))
    if (stem := ABBREVIATION_WITH_ENDING.fullmatch(word)) is not None:
        return stem[1]
    if _indeclinable(word):
        return word
    found = _nominative(word.lower(), pos, feats.get("Case"), feats.get("Number"), feats.get("Gender"))
    if found is None and "-" in word:
        return "-".join(_part_form(part, pos, feats) for part in word.split("-"))
    if found is None and pos == "NOUN":  # «служащими»: the dictionary knows an adjective or participle
        found = _nominative(word.lower(), "ADJ", feats.get("Case"), feats.get("Number"), feats.get("Gender"))
    return like(word, found) if found else word


def _part_form(part: str, pos: str, feats: Mapping[str, str]) -> str:
    """«Касым-Жомартом»: a first part that is a name in the nominative already does not decline."""
    name = any("Name" in p.tag and {"sing", "nomn"} in p.tag for p in parses(part))
    return part if name and pos == "PROPN" else nominative_form(part, pos, feats)


def agrees(word: str, feats: Mapping[str, str]) -> bool:
    """Whether an adjective, participle or pronoun has a form of the noun's case, number and gender."""
    case, number, gender = feats.get("Case"), feats.get("Number"), feats.get("Gender")
    cases = ("Gen", "Acc") if case in ("Gen", "Acc") else (case,)
    return any(_fits(p, "ADJ", c, number, gender) for p in parses(word) for c in cases)


def adjectival(word: str) -> bool:
    """The likeliest reading is an adjective or participle («Соединённых»), in a compound its last part's."""
    return parses(word.rpartition("-")[2])[0].tag.POS in ("ADJF", "PRTF")


def case_possible(word: str, case: str) -> bool:
    """Whether some reading of the word has the UD case; true for words that do not decline."""
    readings = [p for p in parses(word) if p.tag.case is not None]
    return not readings or any(_same_case(p.tag.case, case) for p in readings)


def _indeclinable(word: str) -> bool:
    """Initials, abbreviations, words of other scripts."""
    if not CYRILLIC.fullmatch(word) or len(word) < 2:
        return True
    return word.isupper() and (len(word) < 4 or not in_dictionary(word))


@lru_cache(MEMO)
def _nominative(word: str, pos: str, case: str | None, number: str | None, gender: str | None) -> str | None:
    """The nominative, or None where neither the dictionary nor its guess by ending has the case wanted.

    A reading of the tag's case and number, but of another gender, will do where none has that too.
    """
    if pos == "PROPN" and UNDECLINED.search(word):
        return None
    for wanted in dict.fromkeys((gender, None)):
        fitting = [p for p in parses(word) if _fits(p, pos, case, number, wanted)]
        if "-" in word and not in_dictionary(word):
            fitting = []
        if pos == "PROPN":
            fitting.sort(key=lambda p: (_stem_lost(word, p), -sum(grammeme in p.tag for grammeme in PROPER)))
        for reading in fitting:
            if pos == "PROPN" and _stem_lost(word, reading):
                return MASCULINE_ENDING.sub("", word)
            if (form := _inflected(reading, word, number, wanted)) is not None:
                return form
    return None


def _stem_lost(word: str, reading: Parse) -> bool:
    """A guess that puts a vowel into the stem («Шольца» as «Шолец») is worse than one that does not."""
    return not reading.is_known and not word.startswith(str(reading.normal_form)[:-1].rstrip("ь"))


def _inflected(reading: Parse, word: str, number: str | None, gender: str | None) -> str | None:
    wanted = {"nomn", NUMBERS.get(number or "", reading.tag.number or "sing")}
    if reading.tag.POS in ("ADJF", "PRTF") and "plur" not in wanted and reading.tag.gender:
        wanted.add(GENDERS.get(gender or "", reading.tag.gender))
    found = reading.inflect(wanted)
    return None if found is None else _same_degree(str(found.word), word, wanted, reading)


def _same_degree(form: str, word: str, wanted: set[str], reading: Parse) -> str:
    """Of «лучшим» pymorphy3 makes «наихороший»: another stem of the same adjective."""
    if form[:2] == word[:2]:
        return form
    same = (f.word for f in reading.lexeme if wanted <= f.tag.grammemes and f.word[:3] == word[:3])
    return next((str(other) for other in same), form)


def _fits(reading: Parse, pos: str, case: str | None, number: str | None, gender: str | None) -> bool:
    tag = reading.tag
    kinds = (
        ("NOUN",)
        if pos == "NOUN"
        else ("NOUN", "ADJF", "PRTF")
        if pos == "PROPN"
        else ("ADJF", "PRTF", "NUMR")
    )
    if tag.POS not in kinds or not _same_case(tag.case, case):
        return False
    if number is not None and tag.number is not None and tag.number != NUMBERS.get(number):
        return False
    if tag.number == "plur" or gender is None or tag.gender is None:
        return True
    return bool(tag.gender == GENDERS.get(gender))


def like(source: str, form: str) -> str:
    """`form` with the capitals of `source`, part by part of a hyphenated word."""
    if source.isupper() and len(source) > 1:
        return form.upper()
    parts, forms = source.split("-"), form.split("-")
    if len(parts) != len(forms):
        parts = [source] + [source[:1]] * (len(forms) - 1)
    return "-".join(
        f[:1].upper() + f[1:] if p[:1].isupper() else f for p, f in zip(parts, forms, strict=False)
    )


def given_name_gender(word: str, case: str | None = None) -> str | None:
    """Masc or Fem where the dictionary knows the word as a given name or patronymic of one gender.

    `case`, a UD case, chooses between «Самиру» of a man (Dat) and of a woman (Acc); «Милана» of a man is Gen.
    """
    known = [p for p in parses(word) if p.is_known and ("Name" in p.tag or "Patr" in p.tag)]
    if case is not None:
        known = [p for p in known if "sing" in p.tag and _same_case(p.tag.case, case)]
    genders = {p.tag.gender for p in known}
    return "Masc" if genders == {"masc"} else "Fem" if genders == {"femn"} else None


def is_given_name(word: str) -> bool:
    """Whether the dictionary knows the word as a given name, in whatever case."""
    return any(p.is_known and "Name" in p.tag and "sing" in p.tag for p in parses(word))


def is_common(word: str) -> bool:
    """Whether the dictionary knows the word as a common noun and as no name."""
    nouns = [p.tag for p in parses(word) if p.is_known and "NOUN" in p.tag]
    return bool(nouns) and not any(name in tag for tag in nouns for name in ("Name", "Surn", "Geox", "Orgn"))


def inflected(word: str, pos: str, feats: Mapping[str, str], wanted: set[str]) -> str | None:
    """The form of a word, read as its tag says, with these OpenCorpora grammemes; None where it has none."""
    for p in parses(word):
        if _fits(p, pos, feats.get("Case"), feats.get("Number"), feats.get("Gender")):
            form = p.inflect(frozenset(wanted))
            return like(word, form.word) if form is not None else None
    return None


def place_only(word: str) -> bool:
    """Whether the dictionary knows the word as the name of a place, and of no person («Иртыш»)."""
    known = [p for p in parses(word) if p.is_known]
    personal = any(grammeme in p.tag for p in known for grammeme in ("Surn", "Name", "Patr"))
    return not personal and any("Geox" in p.tag for p in known)


def undeclined(word: str) -> bool:
    """A name that does not decline: by its ending, or by the dictionary («Шойгу», «Грейс»)."""
    known = [p for p in parses(word) if p.is_known and ("Surn" in p.tag or "Name" in p.tag)]
    return UNDECLINED.search(word.lower()) is not None or any("Fixd" in p.tag for p in known)
