"""Topic, object, instrument, count, value of an event, each with its words or its reason."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.reading.layers import Text, TimeExpression, Word
from communique.reading.ru.events.candidates import Candidate
from communique.reading.ru.events.frames import People, own_slots, preposition
from communique.reading.ru.events.merge import Happening
from communique.reading.ru.events.phrases import phrase
from communique.reading.ru.events.rules import load_rules
from communique.reading.ru.wordlists import load_table
from communique.records.reading import Cited
from communique.records.report import Dateline
from communique.records.span import Span
from communique.records.when import When

NUMBERS = {
    "один": "1", "два": "2", "три": "3", "четыре": "4", "пять": "5", "шесть": "6", "семь": "7",
    "восемь": "8", "девять": "9", "десять": "10", "двадцать": "20",
    "тридцать": "30", "сорок": "40", "сто": "100", "оба": "2",
}  # fmt: skip
SEVERAL = frozenset(
    {"ряд", "несколько", "многие", "многочисленный", "количество", "серия", "сотня", "десяток"}
)
MONEY = re.compile(
    r"(?:[€$£]\s?)?\d+(?:[.,\s\u00a0]\d+)*\s?(?:тыс\.?|тысяч\w*|млн|млрд|трлн|миллион\w*|миллиард\w*)?\s?"
    r"(?:евро|долл\w*|рубл\w*|руб\.|тенге|ле[йяюе]в?|фунт\w*|юан\w*|гривен\w*|гривн\w*|сум\w*|манат\w*)|[€$£]\s?\d+(?:[.,]\d+)?\s?(?:тыс\.?|млн|млрд)?",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole report gives to its events."""

    text: Text
    people: People
    times: tuple[TimeExpression, ...]
    published: When | None
    dateline: Dateline | None


TOPIC_SLOTS: Mapping[str, tuple[str, ...]] = {
    "meeting": ("о+loc", "об+loc", "по+dat"),
    "visit": ("по+dat",),
    "agreement": ("о+loc", "об+loc", "по+dat", "на+acc"),
    "contract": ("на+acc", "по+dat", "о+loc"),
    "support": ("за+acc", "в+loc", "с+ins", "object", "на+acc", "к+dat"),
    "accuse": ("в+loc", "за+acc", "object", "в+acc"),
    "request": ("к+dat", "о+loc", "object", "с+ins"),
    "reject": ("object", "от+gen", "gen"),
    "aid": ("на+acc", "для+gen", "в+loc"),
    "activity": ("по+dat", "gen", "в+loc"),
}
DISCUSSED = frozenset({"обсудить", "обсуждать", "рассмотреть", "затронуть", "обсуждение", "обговорить"})


def discussed(setting: Setting, candidate: Candidate) -> Iterator[int]:
    """«обсудили подготовку кадров», «целью встречи стало обсуждение перспектив»."""
    text = setting.text
    for word in candidate.frame.near_words:
        if text.words[word].lemma in DISCUSSED:
            wanted = ("gen",) if text.words[word].pos == "NOUN" else ("object",)
            yield from (s.word for s in own_slots(text, word) if s.name in wanted)


def complement(text: Text, candidate: Candidate) -> Iterator[int]:
    """The infinitive or clause that says what is asked or promised."""
    for child in text.children[candidate.frame.word]:
        if text.words[child].rel in ("xcomp", "ccomp") and text.words[child].feats.get("VerbForm") == "Inf":
            yield child


def topics(setting: Setting, candidate: Candidate) -> Iterator[int]:
    filled = {r.who.word for r in candidate.roles}
    if candidate.kind == "meeting":
        yield from discussed(setting, candidate)
    if candidate.kind in ("request", "reject", "concede", "threaten"):
        yield from complement(setting.text, candidate)
    wanted = TOPIC_SLOTS.get(candidate.kind, ())
    for name in wanted:
        yield from (s.word for s in candidate.frame.slots if s.name == name and s.word not in filled)
    for other in candidate.words:
        if other != candidate.frame.word and setting.text.words[other].pos == "NOUN":
            yield from (s.word for s in own_slots(setting.text, other) if s.name in wanted and "+" in s.name)
    if candidate.kind in ("meeting", "agreement", "contract"):
        yield from beyond_the_other_side(setting, candidate, filled)


def beyond_the_other_side(setting: Setting, candidate: Candidate, filled: set[int]) -> Iterator[int]:
    """«контракт с заводом по ремонту техники»: the parser hangs what it is about on the other side's noun."""
    for role in candidate.roles:
        reference = role.who.reference
        if reference is None or role.who.word <= candidate.frame.word:
            continue
        for slot in own_slots(setting.text, role.who.word):
            after = slot.word >= reference.last and slot.word not in filled
            if after and slot.name in ("по+dat", "о+loc", "об+loc"):
                yield slot.word


def topic_of(setting: Setting, happening: Happening) -> Cited | None:
    for candidate in happening.candidates:
        for word in topics(setting, candidate):
            if tells_no_topic(setting, word):
                continue
            span = phrase(setting.text, word)
            return Cited(span.text, (span,))
    return None


def tells_no_topic(setting: Setting, word: int) -> bool:
    """A time, a manner, a pronoun, or the place where it is («в Эр-Рияде»)."""
    w = setting.text.words[word]
    where = preposition(setting.text, word) in ("в", "на") and w.feats.get("Case") == "Loc"
    named = any(n.label == "LOC" and n.first <= word < n.last for n in setting.text.names)
    return w.lemma in NO_TOPIC or w.pos in ("PRON", "DET") or (where and named)


NO_TOPIC = frozenset({
    "год", "месяц", "день", "неделя", "время", "ход", "рамка", "час", "утро", "вечер", "среда", "январь",
    "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
    "декабрь", "телефон", "ключ", "свет", "обращение", "поздравление", "послание", "беседа", "друг",
})  # fmt: skip
OBJECT_KINDS = frozenset({"contract", "aid", "activity", "mobilize", "retreat", "appointment"})


def thing_of(setting: Setting, happening: Happening) -> Cited | None:
    """What is supplied, repaired, taught, moved: the object of the trigger that is no actor in a role."""
    if happening.kind not in OBJECT_KINDS:
        return None
    for candidate in happening.candidates:
        filled = {r.who.word for r in candidate.roles}
        for slot in candidate.frame.slots:
            if (
                slot.name in ("object", "gen")
                and slot.word not in filled
                and slot.word not in candidate.words
            ):
                span = phrase(setting.text, slot.word)
                return Cited(span.text, (span,))
    return None


def instrument_of(setting: Setting, happening: Happening) -> Cited | None:
    """The document as printed, when more than its bare kind is printed."""
    if happening.kind not in ("agreement", "sanction"):
        return None
    instruments = load_rules().lists["instrument_only"]
    for candidate in happening.candidates:
        for word in candidate.words:
            if setting.text.words[word].lemma in instruments:
                span = phrase(setting.text, word)
                if " " in span.text:
                    return Cited(span.text, (span,))
    return None


def counted(setting: Setting, word: int) -> tuple[str, int] | None:
    """How many of a noun: the number or quantity word that hangs on it or governs it."""
    text = setting.text
    for at in (*text.children[word], text.words[word].head):
        if at < 0:
            continue
        w = text.words[at]
        if w.lemma in SEVERAL:
            return "several", at
        if w.rel.startswith("nummod") and (w.lemma in NUMBERS or w.text.isdigit()):
            return NUMBERS.get(w.lemma, w.text), at
    return None


def count_of(setting: Setting, happening: Happening) -> Cited | None:
    for candidate in happening.candidates:
        for word in candidate.words:
            if setting.text.words[word].pos == "NOUN" and (found := counted(setting, word)):
                return Cited(found[0], (setting.text.span(found[1], found[1] + 1),))
    return None


def value_of(setting: Setting, happening: Happening) -> Cited | None:
    """The sum of money in the happening's sentences, as printed."""
    if happening.kind not in ("aid", "contract", "activity"):
        return None
    for candidate in happening.candidates:
        sentence = setting.text.sentences[candidate.sentence]
        found = MONEY.search(setting.text.text, sentence.start, sentence.end)
        if found:
            span = Span.of(setting.text.text, found.start(), found.end())
            return Cited(span.text, (span,))
    return None


@cache
def context_words() -> tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]:
    table = _contexts()["words"]
    return tuple(
        (
            name,
            frozenset(w for w in words if not w.endswith("*")),
            tuple(w[:-1] for w in words if w.endswith("*")),
        )
        for name, words in table.items()
    )


def _contexts() -> Mapping[str, Mapping[str, list[str]]]:
    return load_table("events/contexts.toml")


def words_in(text: Text, span: Span) -> Iterator[Word]:
    """Words that lie wholly within the span."""
    for i in range(bisect_left(text.words, span.start, key=lambda w: w.start), len(text.words)):
        if text.words[i].start >= span.end:
            return
        if text.words[i].end <= span.end:
            yield text.words[i]


def contexts_of(setting: Setting, happening: Happening, spans: Sequence[Span]) -> tuple[str, ...]:
    """PLOVER contexts by the words of the triggers' clauses and of the topic."""
    text = setting.text
    near = {text.words[i].lemma for c in happening.candidates for i in c.frame.near_words}
    near |= {word.lemma for span in spans for word in words_in(text, span)}
    found = [
        name for name, whole, stems in context_words()
        if near & whole or any(lemma.startswith(stems) for lemma in near if stems)
    ]  # fmt: skip
    always = _contexts()["always"].get(happening.kind, [])
    chosen = [*always, *(name for name in found if name not in always)][:3]
    return tuple(chosen or _contexts()["default"][happening.kind])
