"""Mentions by pronoun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.reading.layers import Reference, Text, Word
from communique.reading.ru.references_lexicon import words
from communique.reading.ru.references_make import make
from communique.reading.ru.references_scan import Scan

CLASSES = (
    ("third_person", "person"),
    ("first_person", "person"),
    ("collective", "group"),
    ("second_person", "person"),
)


def find_pronouns(scan: Scan) -> Iterator[Reference]:
    """Personal pronouns and third-person possessives; the type is a guess that coreference may overrule."""
    for word in scan.text.words:
        for name, type in CLASSES:
            if scan.plain[word.index] in words(name) and not _about_things(scan, word):
                yield _pronoun(scan, word, _type(word, type), name)
        if _that_one(scan, word):
            yield _pronoun(scan, word, "person", "third_person")


def _pronoun(scan: Scan, word: Word, type: str, rule: str) -> Reference:
    return make(scan, word.index, word.index + 1, word.index, type, "pronoun", rule, countries=())


def _that_one(scan: Scan, word: Word) -> bool:
    """«… пригласил гостя, и тот согласился»: the subject of a verb right behind, no «тот, кто»."""
    if scan.plain[word.index] not in words("that_one") or word.rel != "nsubj":
        return False
    following = scan.word(word.index + 1) if word.index + 1 < scan.stop(word.index) else None
    return following is not None and following.pos in {"VERB", "ADV", "PART"} and word.head > word.index


def _about_things(scan: Scan, word: Word) -> bool:
    """«У нас сегодня совещание» names nobody."""
    before = scan.plain[word.index - 1] if word.index > scan.start(word.index) else ""
    return scan.plain[word.index] == "нас" and before == "у"


def _type(word: Word, type: str) -> str:
    return (
        "group"
        if word.lemma in {"они", "их"} or (word.feats.get("Number") == "Plur" and type == "person")
        else type
    )


MANY = frozenset({"они", "их", "им", "ими", "ним", "ними", "них"})
GENDERS = {
    "Masc": frozenset({"он", "его", "ему", "него", "нему", "нем"}),
    "Neut": frozenset({"оно", "его", "ему", "него", "нему", "нем"}),
    "Fem": frozenset({"она", "ее", "ей", "ею", "нее", "ней", "нею"}),
}


def without_things(text: Text, references: Sequence[Reference]) -> list[Reference]:
    """Leave out pronouns whose nearest subject is no actor: «Указ … со дня его подписания».

    The subject is the nearest one before the pronoun, in its sentence or the one before, that agrees with it.
    """
    heads = {i for r in references if r.form != "pronoun" for i in (r.head, r.first, *(r.name or ())[:1])}
    persons = {r.name[0] for r in references if r.name}
    return [r for r in references if r.rule != "third_person" or not _of_thing(text, r, heads, persons)]


def _of_thing(text: Text, pronoun: Reference, heads: set[int], persons: set[int]) -> bool:
    word = text.words[pronoun.head]
    if word.head >= 0 and word.rel == "nsubj" and text.words[word.head].lemma in words("speaking"):
        return False
    if _says(text, word):
        return False
    low = word.text.lower().replace("ё", "е")
    if word.rel == "obj" and _object_before(text, word, low, heads):
        return True
    first = text.sentences[max(0, word.sentence - 1)].first
    for i in range(word.index - 1, first - 1, -1):
        other = text.words[i]
        if i in persons and low not in MANY and (word.rel == "nsubj" or word.feats.get("Case") == "Dat"):
            return False  # a person is nearer; the gender of a foreign name is not known for sure
        if other.rel.startswith("nsubj") and other.pos in {"NOUN", "PROPN"} and _agree(low, other):
            return i not in heads and other.feats.get("Animacy") != "Anim"
    return False


def _object_before(text: Text, word: Word, low: str, heads: set[int]) -> bool:
    """«Стороны готовят план, его утвердят в мае»: an object that means the object of the clause before."""
    for i in range(word.index - 1, text.sentences[word.sentence].first - 1, -1):
        other = text.words[i]
        if other.pos in {"NOUN", "PROPN"} and _agree(low, other) and (i in heads or other.rel == "obj"):
            return i not in heads and other.feats.get("Animacy") != "Anim"
    return False


def _says(text: Text, word: Word) -> bool:
    """«по его словам», «по её мнению»: things hold no opinions."""
    after = text.words[word.index + 1] if word.index + 1 < len(text.words) else None
    before = text.words[word.index - 1] if word.index else None
    return (
        after is not None and before is not None and before.lemma == "по" and after.lemma in words("sayings")
    )


def _agree(pronoun: str, noun: Word) -> bool:
    if noun.feats.get("Number") == "Plur":
        return pronoun in MANY
    return pronoun in GENDERS.get(noun.feats.get("Gender", ""), frozenset())
