"""Noun phrases in the nominative: «министра обороны Адильбека Серикова», «министр обороны Адильбек Сериков».

The head noun changes, with what agrees with it: its adjectives and participles, appositions, joined heads,
and the name of the person who holds the office. Complements stay as they are, and so does what is quoted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from communique.reading.layers import Text, Word
from communique.reading.ru import morphology

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
MODIFIER = frozenset({"ADJ", "DET", "VERB", "NUM"})
APPOSED = frozenset({"appos", "flat", "flat:name", "flat:foreign", "conj"})
OPENING, CLOSING = frozenset("«„“"), frozenset("»”")
DASHES = frozenset("-–—")
EITHER = {"Acc": "Gen"}  # the accusative of persons is their genitive: taggers take one for the other


def nominative(text: Text, first: int, last: int) -> str:
    """The words [first, last) as a phrase in the nominative; letters' case and quotation marks are kept.

    A phrase whose head is nominative already, has a numeral («двух министров»), or is no noun comes back as
    it is read.
    """
    head = phrase_head(text, first, last)
    changed: dict[int, str] = {}
    if head is not None and not _counted(text, head, first, last):
        changed = dict(_changes(text, first, last, head))
    return _joined(text, first, last, changed)


def phrase_head(text: Text, first: int, last: int) -> int | None:
    """The word the phrase [first, last) is about: its first noun that no preposition inside governs."""
    inside = range(first, last)
    nouns = [i for i in inside if _noun(text, i, last) and not _governed(text, i, first)]
    if not nouns and last - first == 1 and text.words[first].pos in ("ADJ", "VERB"):
        return first  # «с военными», «со служащими»: an adjective or participle that stands for people
    return nouns[0] if nouns else None


def _noun(text: Text, i: int, last: int) -> bool:
    """A noun, and no adjective that a name begins with («Соединённых Штатов»)."""
    word = text.words[i]
    if word.pos != "PROPN":
        return word.pos in NOMINAL or (word.pos == "ADJ" and _only_noun(word))
    following = next((w for w in text.words[i + 1 : last] if not morphology.adjectival(w.text)), None)
    if following is None or not morphology.adjectival(word.text) or _in_name(text, i):
        return True
    return not (following.pos in NOMINAL and morphology.agrees(word.text, following.feats))


def _only_noun(word: Word) -> bool:
    """Tagged an adjective, but the dictionary knows it as nothing but a noun."""
    readings = [p for p in morphology.parses(word.text) if p.is_known]
    return bool(readings) and all(p.tag.POS == "NOUN" for p in readings)


def _in_name(text: Text, i: int) -> bool:
    return any(name.label == "PER" and name.first <= i < name.last for name in text.names)


def _governed(text: Text, noun: int, first: int) -> bool:
    """A preposition of the phrase stands before the noun and belongs to it."""
    return any(text.words[c].rel == "case" and first <= c < noun for c in text.children[noun])


def _counted(text: Text, head: int, first: int, last: int) -> bool:
    return any(first <= c < last and text.words[c].rel.startswith("nummod") for c in text.children[head])


def _changes(text: Text, first: int, last: int, head: int) -> Iterator[tuple[int, str]]:
    words = text.words
    if words[head].feats.get("Case") in (None, "Nom"):
        return
    heads = [head]
    quoted = _quoted(text, first, last)
    names = _names(text, first, last)
    for i in range(head + 1, last):
        if i in quoted and head not in quoted:
            continue
        if i in names:
            if _named(text, i, names, heads):
                heads.append(i)
        elif _joins(text, i, heads):
            heads.append(i)
    for i in range(first, last):
        if i in names:
            if i in heads:
                yield i, _name_form(text, i, names[i], words[head])
        elif i in heads:
            yield i, morphology.nominative_form(words[i].text, words[i].pos, words[i].feats)
        elif (i not in quoted or head in quoted) and (owner := _modified(text, i, heads)) is not None:
            yield i, _modifier_form(words[i], owner)


def _quoted(text: Text, first: int, last: int) -> set[int]:
    """Words inside quotation marks that open within the phrase."""
    inside: set[int] = set()
    depth, straight = 0, False
    for i in range(first, last):
        mark = text.words[i].text
        if mark in CLOSING:
            depth -= 1
        if mark == '"':
            straight = not straight
        if depth > 0 or straight:
            inside.add(i)
        if mark in OPENING:
            depth += 1
    return inside


def _names(text: Text, first: int, last: int) -> dict[int, tuple[int, int]]:
    """For each word of a person's name the range of the name, cut to the phrase."""
    start = text.sentences[text.words[first].sentence].first
    near = range(*(bisect_left(text.names, at, key=lambda n: n.first) for at in (start, last)))
    found = [text.names[i] for i in near if text.names[i].label == "PER"]
    ranges = [(max(n.first, first), min(n.last, last)) for n in found]
    return {i: (a, b) for a, b in ranges for i in range(a, b) if text.words[i].pos in NOMINAL | MODIFIER}


def _named(text: Text, i: int, names: dict[int, tuple[int, int]], heads: list[int]) -> bool:
    """A person's name belongs to the nearest noun before it that means a person, or to its tree head."""
    start = names[i][0]
    if any(start <= h < i for h in heads if h in names):
        return True
    if _joins(text, i, heads):
        return True
    persons = [j for j in range(heads[0], start) if j not in names and _person(text.words[j])]
    return bool(persons) and persons[-1] in heads and _agree(text.words[persons[-1]], text.words[i])


def _person(word: Word) -> bool:
    if word.pos != "NOUN":
        return False
    readings = morphology.parses(word.text)
    return word.feats.get("Animacy") == "Anim" or word.lemma == "глава" or "anim" in readings[0].tag


def _joins(text: Text, i: int, heads: list[int]) -> bool:
    """An apposition to a head, or joined to it, in its case."""
    word = text.words[i]
    if word.pos not in NOMINAL:
        return False
    if word.rel in APPOSED and word.head in heads:
        return _agree(text.words[word.head], word)
    return _paired(text, i, heads[0])


def _paired(text: Text, i: int, head: int) -> bool:
    """«странами - участницами»: the next noun behind a dash, in the same case, which is not the genitive."""
    case = text.words[head].feats.get("Case")
    dashed = i == head + 2 and text.words[i - 1].text in DASHES
    return dashed and case not in ("Gen", "Acc") and text.words[i].feats.get("Case") == case


def _modified(text: Text, i: int, heads: list[int]) -> Word | None:
    """The head that an adjective, participle or pronoun agrees with."""
    word = text.words[i]
    if word.pos not in MODIFIER and not (word.pos == "PROPN" and morphology.adjectival(word.text)):
        return None
    owners = (text.words[h] for h in _owners(text, i, heads))
    return next((owner for owner in owners if morphology.agrees(word.text, owner.feats)), None)


def _owners(text: Text, i: int, heads: list[int]) -> list[int]:
    """Heads a modifier may belong to: its own by the tree, else the first one when it stands before it."""
    own = [h for h in heads if h == text.words[i].head or (h == i - 1 and _postposed(text, i))]
    other = text.words[i].head
    before = [heads[0]] if i < heads[0] and not i < other < heads[0] else []
    return own + before


def _postposed(text: Text, i: int) -> bool:
    """«Республики Сербской»: part of a name, and nothing that follows is its noun."""
    following = text.words[i + 1] if i + 1 < len(text.words) else None
    if text.words[i].pos != "PROPN":
        return False
    return following is None or not morphology.agrees(text.words[i].text, following.feats)


def _agree(one: Word, other: Word) -> bool:
    a, b = one.feats.get("Case"), other.feats.get("Case")
    return a is None or b is None or EITHER.get(a, a) == EITHER.get(b, b)


def _modifier_form(word: Word, noun: Word) -> str:
    """Of genitive and accusative the one that the word has: the tagger takes one for the other."""
    cases = ("Gen", "Acc") if noun.feats["Case"] in ("Gen", "Acc") else (noun.feats["Case"],)
    forms = [morphology.nominative_form(word.text, "ADJ", {**noun.feats, "Case": case}) for case in cases]
    return next((form for form in forms if form != word.text), word.text)


def _name_form(text: Text, i: int, name: tuple[int, int], head: Word) -> str:
    """One word of a person's name: all words of a name share case and gender."""
    word = text.words[i]
    case = word.feats.get("Case") or head.feats.get("Case", "Gen")
    gender = _name_gender(text, name) or word.feats.get("Gender")
    number = word.feats.get("Number", "Sing")
    for tried in dict.fromkeys((case, head.feats.get("Case", case), "Gen" if case == "Acc" else case)):
        if tried == "Nom":
            return word.text
        feats = {"Case": tried, "Number": number} | ({"Gender": gender} if gender else {})
        if (form := morphology.nominative_form(word.text, "PROPN", feats)) != word.text:
            return form
    return word.text


def _name_gender(text: Text, name: tuple[int, int]) -> str | None:
    """By the given name or patronymic the dictionary knows, else as the tagger has it for the first word."""
    words = [word for word in text.words[name[0] : name[1]] if word.pos in NOMINAL | MODIFIER]
    known = (morphology.given_name_gender(word.text) for word in words)
    return next((g for g in known if g), None) or next(
        (w.feats["Gender"] for w in words if "Gender" in w.feats), None
    )


def _joined(text: Text, first: int, last: int, changed: dict[int, str]) -> str:
    """The words with single blanks where the text has any gap, and between two words that were glued."""
    parts: list[str] = []
    for i in range(first, last):
        word = text.words[i]
        before = text.words[i - 1] if i > first else None
        if before and (before.end < word.start or (before.text[-1].isalpha() and word.text[0].isalpha())):
            parts.append(" ")
        parts.append(changed.get(i, word.text))
    return "".join(parts)
