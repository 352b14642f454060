"""When it was, told by a sentence that comes back to what was told: «Встреча состоялась 5 мая»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique.reading.layers import Text, TimeExpression
from communique.reading.ru.events.details import Setting
from communique.reading.ru.events.frames import is_verb
from communique.reading.ru.events.merge import Happening
from communique.reading.ru.events.stages import PERFORMED, WORD_KINDS
from communique.reading.ru.wordlists import load_table
from communique.records.reading import CitedWhen
from communique.records.when import When

NEAR = 2  # sentences; of what is said there is more in a report, and one must do
WHY = "told of it in a sentence after"


@dataclass(frozen=True, slots=True)
class Resumptions:
    """The words of `data/resumed.toml`."""

    nouns: Mapping[str, frozenset[str]]
    other: frozenset[str]
    happened: frozenset[str]
    anaphors: frozenset[str]
    said: frozenset[str]
    befell: frozenset[str]


@cache
def words() -> Resumptions:
    table = load_table("resumed.toml")
    return Resumptions(
        {kind: frozenset(nouns) for kind, nouns in table["nouns"].items()},
        frozenset(table["other"]["words"]),
        frozenset(table["happened"]["verbs"]),
        frozenset(table["anaphors"]["words"]),
        frozenset(table["said"]["verbs"]),
        frozenset(table["befell"]["verbs"]),
    )


def saying() -> frozenset[str]:
    """Verbs that tell, and «известно»."""
    return words().said - {"подписать", "принять", "сделать"}


def resumed_when(setting: Setting, happening: Happening) -> CitedWhen | None:
    """The day that one of the next sentences tells of what is done."""
    told = any(
        is_verb(setting.text, c.frame.word) or c.frame.support is not None for c in happening.candidates
    )
    if happening.stage != "done" or not told:
        return None
    for at in sentences_after(setting.text, happening):
        for time in days_in(setting, at):
            if comes_back(setting, time, at, happening):
                return CitedWhen(time.value, (time.span,), WHY) if time.value else None
    return None


def sentences_after(text: Text, happening: Happening) -> Iterator[int]:
    """The sentences that follow those of the happening, nearest first."""
    told = {c.sentence for c in happening.candidates}
    for steps in range(1, NEAR if happening.kind in WORD_KINDS else NEAR + 1):
        for first in sorted(told):
            if first + steps < len(text.sentences) and first + steps not in told:
                yield first + steps


def days_in(setting: Setting, sentence: int) -> list[TimeExpression]:
    here = setting.text.sentences[sentence]
    times = [t for t in setting.times if here.first <= t.first < here.last]
    return [t for t in times if t.value is not None and is_of_days(t.value)]


def is_of_days(value: When | None) -> bool:
    """A day or days: what is told next is of the same, where a year or month would say little."""
    words = str(value) if value is not None else ""
    return len(words) >= len("XXXX-01-01") and ".." not in words


def top_of(text: Text, time: TimeExpression) -> int:
    """The word of the time that hangs on a word outside of it."""
    inside = range(time.first, time.last)
    return next((i for i in inside if text.words[i].head not in inside), time.first)


def comes_back(setting: Setting, time: TimeExpression, sentence: int, happening: Happening) -> bool:
    """The time hangs on a verb that says when the happening was, or was told."""
    text = setting.text
    verb = verb_of(text, time)
    if verb is None or not is_over(text, verb):
        return False
    lemma = text.words[verb].lemma
    if opens_with_anaphor(text, sentence) and any(c.sentence == sentence - 1 for c in happening.candidates):
        announced = happening.kind in WORD_KINDS or happening.kind in PERFORMED
        return lemma in words().befell or (announced and lemma in words().said)
    return lemma in words().happened and any(
        resumes(text, at, happening) and not of_others(setting, at, happening) for at in text.children[verb]
    )


def verb_of(text: Text, time: TimeExpression) -> int | None:
    """The verb that the time hangs on, itself or by a noun («в ночь на 5 мая»)."""
    at = text.words[top_of(text, time)].head
    for _ in range(2):
        if at >= 0 and is_verb(text, at):
            return at
        at = text.words[at].head if at >= 0 else -1
    return None


def is_over(text: Text, verb: int) -> bool:
    """«состоялась», «был подписан», «известно»; not «состоится», not «не состоялась»."""
    feats = text.words[verb].feats
    over = feats.get("Tense") == "Past" or feats.get("Variant") == "Short"
    below = [text.words[c] for c in text.children[verb]]
    return over and all(w.lemma != "не" and w.text.lower() not in ("будет", "будут") for w in below)


def opens_with_anaphor(text: Text, sentence: int) -> bool:
    """«Об этом», «С таким заявлением»: it speaks of what stands before."""
    here = text.sentences[sentence]
    opening = [w.text.lower() for w in text.words[here.first : here.last] if w.text[:1].isalpha()][:3]
    return any(" ".join(opening[:n]) in words().anaphors for n in (1, 2, 3))


def resumes(text: Text, word: int, happening: Happening) -> bool:
    """The word is a noun for such a happening, and no word beside it makes it another one."""
    w = text.words[word]
    if w.rel not in ("nsubj", "nsubj:pass", "obj") or w.lemma not in words().nouns.get(happening.kind, ()):
        return False
    beside = {text.words[c].lemma for c in text.children[word]}
    return w.feats.get("Number") != "Plur" and not beside & words().other


def of_others(setting: Setting, noun: int, happening: Happening) -> bool:
    """«Встреча послов Чили и Перу состоялась»: the noun has sides of its own."""
    below = [entity for c in setting.text.children[noun] for _, entity in setting.people.top.get(c, ())]
    return any(entity.id not in happening.ids() for entity in below)
