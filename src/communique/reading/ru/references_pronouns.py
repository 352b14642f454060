"""Mentions by pronoun."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.layers import Reference, Word
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
                yield make(
                    scan,
                    word.index,
                    word.index + 1,
                    word.index,
                    _type(word, type),
                    "pronoun",
                    name,
                    countries=(),
                )


def _about_things(scan: Scan, word: Word) -> bool:
    """«У нас сегодня совещание» names nobody; «со дня его подписания» is a document's."""
    before = scan.plain[word.index - 1] if word.index > scan.start(word.index) else ""
    if scan.plain[word.index] == "нас":
        return before == "у"
    governor = scan.word(word.head).lemma if word.head >= 0 else ""
    return word.pos == "DET" and governor in {
        "подписание",
        "принятие",
        "опубликование",
        "исполнение",
        "реализация",
    }


def _type(word: Word, type: str) -> str:
    return (
        "group"
        if word.lemma in {"они", "их"} or (word.feats.get("Number") == "Plur" and type == "person")
        else type
    )
