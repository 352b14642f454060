"""Tags corrected where the dictionary forbids them, or where the words of one name disagree in case.

The tagger looks at a word's vector and shape, so it can give a rare surname a case its ending cannot have
(«Сериковым» as nominative). The dictionary knows, or guesses by the ending, which cases a form can have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.reading.nets import NameSpan, Tag
from communique.reading.ru import morphology
from communique.reading.ru.memo import TagMemo
from communique.reading.ru.morphology import CASES, GENDERS, NUMBERS, Parse

CHECKED = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
CASE_OF: dict[str | None, str] = {grammeme: name for name, grammeme in CASES.items()}
CASE_OF |= {"gen2": "Gen", "loc2": "Loc", "acc2": "Acc"}
NUMBER_OF: dict[str | None, str] = {grammeme: name for name, grammeme in NUMBERS.items()}
GENDER_OF: dict[str | None, str] = {grammeme: name for name, grammeme in GENDERS.items()}
# Endings no Russian surname or given name has in the nominative; yes: Сериковым, Манвеляну; no: Попеску.
OBLIQUE = re.compile(
    r"(?:[ое]в|[иы]н)(?:ым|у|ой|е)$|[сц]к(?:ого|ому|им|ую)$|ян(?:ом|у|а|е)$|\w-\w+(?:ом|ем|у)$"
)
IMPOSSIBLE = 3  # votes against a case that a word of the name cannot have


def agreed(words: Sequence[str], tags: Sequence[Tag], names: Sequence[NameSpan]) -> list[Tag]:
    """The tags, with impossible cases replaced and the words of each person's name in one case."""
    found = [_possible(word, tag) for word, tag in zip(words, tags, strict=True)]
    for name in names:
        if name.label == "PER":
            for i, case in _name_cases(words, tags, name):
                found[i] = _in_case(case, tags[i])
    return found


def possible(word: str, tag: Tag) -> Tag:
    """The tag itself where some reading of the word has its case, else that of the likeliest reading."""
    case = tag.feats.get("Case")
    if tag.pos not in CHECKED or case is None:
        return tag
    if _can_have(word, tag, case):
        return _gendered(word, tag)
    readings = [
        p for p in morphology.parses(word) if p.tag.case in CASE_OF and p.tag.POS in morphology.POS[tag.pos]
    ]
    if not readings:
        return tag
    return Tag(tag.pos, {**tag.feats, **_feats(max(readings, key=lambda p: _alike(p, tag)))})


_possible = TagMemo(possible)
_in_case = TagMemo(lambda case, tag: Tag(tag.pos, {**tag.feats, "Case": case}))


def _can_have(word: str, tag: Tag, case: str) -> bool:
    """Whether the dictionary allows the case. It holds few names, and as other words («Токаев», of «токай»):
    of them clear endings speak, and for places the entries that are names."""
    if tag.pos == "PROPN" and case == "Nom":
        return OBLIQUE.search(word) is None or {"Nom"} <= _proper_cases(word)
    if word.isupper() or not morphology.in_dictionary(word):
        return True
    if tag.pos == "PROPN":
        person = tag.feats.get("Animacy") == "Anim" and not _place(word)
        return person or not _proper_cases(word) or case in _proper_cases(word)
    return morphology.case_possible(word, case)


def _place(word: str) -> bool:
    """A name of the dictionary that is a place's and no person's."""
    return all("Geox" in p.tag for p in morphology.parses(word) if p.is_known)


def _gendered(word: str, tag: Tag) -> Tag:
    """The tag with the gender of the dictionary where no reading of its case and number has the tag's."""
    if tag.pos not in ("NOUN", "PROPN") or "Gender" not in tag.feats or not morphology.in_dictionary(word):
        return tag
    case, number = CASES.get(tag.feats["Case"]), NUMBERS.get(tag.feats.get("Number", ""))
    readings = (p for p in morphology.parses(word) if p.tag.case == case and p.tag.number == number)
    genders = [GENDER_OF.get(p.tag.gender) for p in readings if p.tag.POS == "NOUN"]
    if not genders or None in genders or tag.feats["Gender"] in genders:
        return tag
    return Tag(tag.pos, {**tag.feats, "Gender": str(genders[0])})


def _proper_cases(word: str) -> set[str]:
    """UD cases of the readings that are names of the dictionary."""
    readings = (
        p for p in morphology.parses(word) if p.is_known and any(g in p.tag for g in morphology.PROPER)
    )
    return {CASE_OF.get(p.tag.case, "Nom") for p in readings}


def _alike(reading: Parse, tag: Tag) -> tuple[int, bool, float]:
    number, gender = NUMBER_OF.get(reading.tag.number), GENDER_OF.get(reading.tag.gender)
    same = (number == tag.feats.get("Number")) + (gender == tag.feats.get("Gender"))
    return same, reading.tag.case == "nomn", float(reading.score)


def _feats(reading: Parse) -> dict[str, str]:
    feats = {"Case": CASE_OF[reading.tag.case]}
    if (number := NUMBER_OF.get(reading.tag.number)) is not None:
        feats["Number"] = number
    if (gender := GENDER_OF.get(reading.tag.gender)) is not None:
        feats["Gender"] = gender
    return feats


def _name_cases(words: Sequence[str], tags: Sequence[Tag], name: NameSpan) -> Iterator[tuple[int, str]]:
    """The case that suits the words of a name best, for each of them that has another."""
    inside = [i for i in range(name.first, name.last) if _declined(words[i], tags[i])]
    if len(inside) < 2:
        return
    each = [_votes(words[i], tags[i]) for i in inside]
    votes = {case: sum(vote[case] for vote in each) for case in CASES}
    best = max(votes, key=lambda case: votes[case])
    yield from ((i, best) for i in inside if not _same(tags[i].feats["Case"], best))


def _same(one: str, other: str) -> bool:
    """Equal, or genitive and accusative, which a man's name has in common."""
    return one == other or {one, other} == {"Gen", "Acc"}


def _declined(word: str, tag: Tag) -> bool:
    return "Case" in tag.feats and len(word) > 1 and not word.endswith(".")


def _vote(word: str, tag: Tag, case: str) -> float:
    """The tagger's word, slightly more for a case that a name of this form can have, and the veto."""
    names = any(
        CASE_OF.get(p.tag.case) == case for p in morphology.parses(word) if "sing" in p.tag and _name(p)
    )
    return (tag.feats["Case"] == case) + 1.1 * names - IMPOSSIBLE * (not _can_have(word, tag, case))


_votes = TagMemo(lambda word, tag: {case: _vote(word, tag, case) for case in CASES})


def _name(reading: Parse) -> bool:
    return "Surn" in reading.tag or "Name" in reading.tag or "Patr" in reading.tag
