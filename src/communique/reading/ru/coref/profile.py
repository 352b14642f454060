"""What coreference needs to know of one reference."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from communique.reading.layers import Reference, Text, Word
from communique.reading.ru.coref.lexicon import aliases, word_class
from communique.reading.ru.morphology import given_name_gender
from communique.reading.ru.names import PersonName, parse_name, same_word
from communique.reading.ru.portfolios import body_fields, head_index
from communique.reading.ru.positions import all_fields

ORGANISED = frozenset({"body", "enterprise"})
TELLING_NOTHING = frozenset({"PUNCT", "ADP", "NUM", "DET", "PRON", "CCONJ"})
STATE_FIELDS = frozenset({"head_of_state", "head_of_government"})
MASCULINE = frozenset(["он", "его", "ему", "им", "нем", "него", "ним"])
FEMININE = frozenset(["она", "ее", "ей", "ею", "ней", "нее", "нею"])
PLURAL = frozenset(["они", "их", "ими", "них", "ними"])


WOMEN = ("ница", "тка", "стка", "рка", "госпожа", "г-жа", "королева", "принцесса", "супруга", "жена", "дочь")
"""Ends of nouns that only a woman is called by: «президентка», «начальница»."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A reference and what coreference needs to know of it."""

    reference: Reference
    words: tuple[Word, ...]
    head: Word
    lemmas: tuple[str, ...]
    name: PersonName | None
    offices: frozenset[str]
    bodies: frozenset[str]
    subject: bool
    plural: bool
    gender: str | None

    @property
    def start(self) -> int:
        return self.reference.span.start

    @property
    def sentence(self) -> int:
        return self.head.sentence


def profile(text: Text, reference: Reference, others: Sequence[Reference] = ()) -> Profile:
    words = text.words[reference.first : reference.last]
    head = text.words[reference.head]
    named = text.span(*reference.name).text if reference.name else None
    person = reference.type == "person"
    return Profile(
        reference=reference,
        words=words,
        head=head,
        lemmas=tuple(w.lemma for w in words if w.pos != "PUNCT"),
        name=parse_name(named) if named and not of_kin(text, reference) else None,
        offices=offices_of(text, reference, others) if person else frozenset(),
        bodies=body_fields(named_head(reference, words)) if reference.type in ORGANISED else frozenset(),
        subject=is_subject(text, reference),
        plural=is_plural(head) or (reference.type == "group" and head.lemma in word_class("joined")),
        gender=gender_of(text, reference),
    )


def named_head(reference: Reference, words: Sequence[Word]) -> Sequence[Word]:
    """Of «армии Кавказии и Эльбии» the second body has only its state's name: the key tells the noun."""
    if reference.rule != "shared_noun" or not words or reference.key is None:
        return words
    noun = reference.key.partition(":")[0]
    return [replace(words[0], text=noun, lemma=noun, pos="NOUN"), *words[1:]]


def of_kin(text: Text, reference: Reference) -> bool:
    """«жена Серова», «адвокат Серова»: the name is not this person's."""
    if reference.position is None or reference.name is None:
        return False
    words = text.words[slice(*reference.position)]
    if not words or words[head_index(words)].lemma not in word_class("kin"):
        return False
    # «адвокат Анна Серова» is Серова herself: her name is no genitive, as one word might be
    cases = {words[head_index(words)].feats.get("Case"), text.words[reference.name[0]].feats.get("Case")}
    return cases != {"Nom"} or reference.name[1] - reference.name[0] == 1


def offices_of(text: Text, reference: Reference, others: Sequence[Reference]) -> frozenset[str]:
    """Fields of the printed office; the president of a company or an academy is no head of state."""
    first, last = reference.position or (reference.first, reference.last)
    fields = all_fields(text, first, last)
    head = text.words[first + head_index(text.words[first:last])]
    if (
        not fields
        and head.lemma == "глава"
        and any(o.type == "state" for o in starting(others, head.index + 1))
    ):
        return frozenset({"head_of_state"})  # «глава Кавказии»
    if not fields & STATE_FIELDS or "правительств" in text.span(first, last).text.lower():
        return fields
    after = head_index(text.words[first:last]) + first + 1
    if any(o.last <= last and o.type in ORGANISED for o in starting(others, after)):
        return fields - STATE_FIELDS
    return fields


def starting(others: Sequence[Reference], word: int) -> Iterator[Reference]:
    """References, in order of text, that begin at a word."""
    for i in range(bisect_left(others, word, key=lambda o: o.first), len(others)):
        if others[i].first > word:
            break
        yield others[i]


def is_subject(text: Text, reference: Reference) -> bool:
    return any(
        text.words[i].rel.startswith("nsubj")
        for i in range(reference.first, reference.last)
        if not reference.first <= text.words[i].head < reference.last
    )


def is_plural(head: Word) -> bool:
    printed = head.text.lower().replace("ё", "е")
    if printed in PLURAL:
        return printed != "им" or head.feats.get("Number") == "Plur"
    return head.feats.get("Number") == "Plur"


def gender_of(text: Text, reference: Reference) -> str | None:
    """Masc or Fem: of a pronoun by its form, of a person by the given name, else by the head."""
    printed = text.words[reference.head].text.lower().replace("ё", "е")
    if printed in MASCULINE | FEMININE:
        return "Masc" if printed in MASCULINE else "Fem"
    head = text.words[reference.head]
    if head.lemma.endswith(WOMEN) and reference.type == "person":
        return "Fem"
    if reference.name:
        words = text.words[slice(*reference.name)]
        office = head.feats.get("Case") if head.pos == "NOUN" and reference.head < reference.name[0] else None
        if told := name_gender(words, office) or verb_gender(text, words):
            return told
        head = next((w for w in words if len(w.text) > 1), head)
    gender = head.feats.get("Gender")
    return gender if gender in ("Masc", "Fem") else None


def verb_gender(text: Text, words: Sequence[Word]) -> str | None:
    """The gender that the past tense shows of its subject: «А. Юрт прибыла»."""
    verbs = (text.words[w.head] for w in words if w.rel.startswith("nsubj") and w.head >= 0)
    genders = (verb.feats.get("Gender") for verb in verbs if verb.pos == "VERB")
    return next((gender for gender in genders if gender in ("Masc", "Fem")), None)


FEMALE = re.compile(r"(?:[ое]ва|ина|[сц]кая|ая|ова|евна|овна|кызы)$")
MALE = re.compile(r"(?:[ое]в|ин|[сц]кий|ович|евич|оглы)$")


def name_gender(words: Sequence[Word], case: str | None = None) -> str | None:
    """By a given name or patronymic of the dictionary (in its case), else by the surname's ending."""
    written = [w for w in words if len(w.text) > 1]
    known = {
        g for w in written[:-1] or written if (g := given_name_gender(w.text, case or w.feats.get("Case")))
    }
    if len(known) == 1:
        return known.pop()
    last = written[-1] if written else None
    if last is None or last.feats.get("Case") != "Nom":
        return None
    low = last.text.lower()
    return "Fem" if FEMALE.search(low) else "Masc" if MALE.search(low) else None


def content(p: Profile) -> tuple[str, ...]:
    """Words that tell bodies apart; brackets, quotes and prepositions tell nothing."""
    kept: list[str] = []
    for word in p.words:
        if word.text == "(" and kept:
            break
        if word.pos not in ("PUNCT", "ADP", "CCONJ"):
            kept.append(word.lemma)
    return expanded(tuple(kept))


@lru_cache(8192)
def expanded(lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """The same with every organisation named inside put in one form («ассамблея СНГ»)."""
    for size in range(min(len(lemmas) - 1, 6), 0, -1):
        for i in range(1, len(lemmas) - size + 1):
            if (full := aliases().get(" ".join(lemmas[i : i + size]))) is not None:
                return (*lemmas[:i], full, *lemmas[i + size :])
    return lemmas


def bare_content(p: Profile) -> tuple[str, ...]:
    """Words without those that name a country and without numerals and pronouns."""
    return tuple(w.lemma for w in p.words if w.pos not in TELLING_NOTHING)


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) and all(a == b or same_word(a, b) for a, b in zip(one, other, strict=True))


def same_case(one: Profile, other: Profile) -> bool:
    cases = one.head.feats.get("Case"), other.head.feats.get("Case")
    return cases[0] == cases[1] or set(cases) <= {"Gen", "Acc"} or None in cases


def alias_of(p: Profile) -> str | None:
    for cut in (p.lemmas, tuple(x for x in p.lemmas if x not in '()«»"')):
        if (full := aliases().get(" ".join(cut))) is not None:
            return full
    printed = " ".join(w.text.lower() for w in p.words if w.pos != "PUNCT")
    return aliases().get(printed)


def bare(p: Profile) -> bool:
    """A function word without its country or name: «парламент», «ведомство», «МИД»."""
    return (
        not p.reference.countries
        and len(content(p)) == 1
        and (bool(p.bodies) or p.head.lemma in word_class("body") | word_class("company") or told_again(p))
        and alias_of(p) is None
    )


def told_again(p: Profile) -> bool:
    """A common noun by itself («хурал», «судно»), no name of its own."""
    return (
        p.reference.rule in ("body_noun", "firm_again", "outlet_again", "customer") and p.head.pos == "NOUN"
    )


def generic(p: Profile) -> bool:
    """Words that refer back and so may mean another one each time: «страна», «ведомство», «стороны»."""
    if p.reference.countries:
        return False
    words = word_class("state") | word_class("body") | word_class("company") | word_class("sides")
    return p.head.lemma in words and len(content(p)) <= 2


def greets(p: Profile) -> bool:
    """«Уважаемый господин президент», «Товарищи!»; «перуанскому коллеге» is no address."""
    called = p.head.lemma in word_class("comrade") and p.head.feats.get("Case") == "Nom"
    return p.words[0].lemma in word_class("greeting") or (called and not p.reference.countries)


def collective(p: Profile) -> bool:
    """«стороны», «обе страны», «наши страны», «лидеры двух стран»: those in focus and no others."""
    pair = bool(word_class("both") & set(p.lemmas))
    if not (p.plural or pair) or p.reference.countries:
        return False
    if len(p.words) == 1 and p.head.lemma in word_class("joined"):
        return True
    qualified = any(w.pos == "ADJ" and w.lemma not in word_class("both") for w in p.words)
    return not qualified and (pair or p.head.lemma in word_class("sides") | word_class("leaders"))


def rebel(reference: Reference) -> bool:
    return "REB" in reference.sectors
