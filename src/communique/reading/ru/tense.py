"""Whether the verb that a time belongs to tells of the past or of what is to come."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from communique.reading.layers import Text, Word

# With these in the past, what the infinitive names has happened; with all others it is still to come.
SUCCEEDED = frozenset({"смочь", "успеть", "удаться", "прийтись", "решиться", "стать", "начать"})
# Remarks of the writer, in the perfective non-past, that date nothing.
REMARKS = frozenset({"напомнить", "отметить", "заметить", "подчеркнуть", "добавить", "уточнить"})
# A plan of the past («планировался на июнь», «был назначен на 5 мая») may be for before or after the report.
PLANS = frozenset(
    {
        "планировать", "планироваться", "запланировать", "намечать", "намечаться", "наметить", "назначить",
        "ожидать", "ожидаться", "предполагать", "предполагаться", "перенести", "переносить", "отложить",
    }
)  # fmt: skip
AIM = "на"
VERBAL = ("VERB", "AUX")


class Tense(Enum):
    PAST = "past"
    FUTURE = "future"
    OTHER = "other"


def tense_at(text: Text, first: int, last: int) -> Tense:
    """Tense of the verb that governs words [first, last), else of the nearest in the sentence, else OTHER."""
    for verb in (*_governors(text, first, last), *_nearest(text, first, last)):
        if verb.lemma in PLANS and is_aim(text, first):
            return Tense.OTHER
        tense = tense_of(text, verb)
        if tense is not Tense.OTHER:
            return tense
    return Tense.OTHER


def is_its_verb(text: Text, first: int, last: int) -> bool:
    """Words [first, last) hang on a verb that tells its time («9 мая подписали»), and on no other word: not
    «решили провести 9 мая», «сказал о саммите 9 мая», «является целью встречи 9 мая». Where a noun stands
    between, the parser may have hung them too high."""
    at = _above(text, first, last)
    if at < 0 or text.words[at].pos not in VERBAL or tense_of(text, text.words[at]) is Tense.OTHER:
        return False
    other = [w for w in text.words[at + 1 : first] if w.pos in ("NOUN", "PROPN")]
    infinitive = any(text.words[i].feats.get("VerbForm") == "Inf" for i in text.children[at])
    return is_finite(text.words[at]) and not other and not infinitive


def is_finite(verb: Word) -> bool:
    """«ввёл», «введены»; not «введённые», «введя»."""
    return verb.feats.get("VerbForm") == "Fin" or verb.feats.get("Variant") == "Short"


def _above(text: Text, first: int, last: int) -> int:
    """The word outside of [first, last) that they hang on; -1 where there is none."""
    inside = range(first, last)
    return next((w.head for w in text.words[first:last] if w.head not in inside), -1)


def is_aim(text: Text, first: int) -> bool:
    """«на 5 мая»: what a plan is for."""
    return any(word.text.lower() == AIM for word in text.words[max(0, first - 1) : first + 1])


def _governors(text: Text, first: int, last: int) -> Iterator[Word]:
    """Verbs above the words, nearest first; the climb begins at the word whose head lies outside of them."""
    at = _above(text, first, last)
    seen: set[int] = set()
    while at >= 0 and at not in seen:
        seen.add(at)
        verb = text.words[at]
        if (verb.pos in VERBAL or _copula(text, at) is not None) and not _closed_off(text, verb, first):
            yield verb
        at = verb.head


def _closed_off(text: Text, verb: Word, first: int) -> bool:
    """A participle whose phrase ends with a comma before the words («…, выданные в Осло, с 5 мая»)."""
    attributive = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Variant") != "Short"
    return attributive and any(w.text == "," for w in text.words[verb.index : first])


def _nearest(text: Text, first: int, last: int) -> list[Word]:
    sentence = text.sentences[text.words[first].sentence]
    verbs = [w for w in text.words[sentence.first : sentence.last] if w.pos in VERBAL]
    return sorted(verbs, key=lambda w: min(abs(w.index - first), abs(w.index - last + 1)))


def _copula(text: Text, at: int) -> Word | None:
    """«будет», «было» under a participle, infinitive or predicate noun."""
    return next((text.words[c] for c in text.children[at] if text.words[c].lemma == "быть"), None)


def tense_of(text: Text, verb: Word) -> Tense:
    copula = _copula(text, verb.index) if verb.lemma != "быть" else None
    if copula is not None and (tense := _of_copula(text, copula, verb)) is not Tense.OTHER:
        return tense
    form = verb.feats.get("VerbForm")
    if form == "Inf":
        return _of_infinitive(text, verb)
    if form == "Part" and verb.rel == "xcomp":  # «должны быть подписаны», the copula hung elsewhere
        return _of_infinitive(text, verb)
    if form in ("Part", "Conv"):
        return Tense.PAST if verb.feats.get("Tense") == "Past" else Tense.OTHER
    return _finite(verb)


def _of_copula(text: Text, copula: Word, predicate: Word) -> Tense:
    """«будет подписан», «был подписан»; «должны быть подписаны» is still to come."""
    if copula.feats.get("VerbForm") == "Inf":
        return _of_infinitive(text, predicate)
    return _finite(copula)


def _finite(verb: Word) -> Tense:
    """The non-past of a perfective verb («состоится») and «будет» are future; «напомним» tells nothing."""
    tense = verb.feats.get("Tense")
    if verb.feats.get("Person") == "1" and verb.feats.get("Number") == "Plur" and verb.lemma in REMARKS:
        return Tense.OTHER
    if tense == "Past":
        return Tense.PAST
    coming = verb.feats.get("Aspect") == "Perf" or verb.text.lower() in ("будет", "будут")
    return Tense.FUTURE if tense == "Fut" or (tense == "Pres" and coming) else Tense.OTHER


def _of_infinitive(text: Text, verb: Word) -> Tense:
    above = text.words[verb.head] if verb.head >= 0 else None
    succeeded = above is not None and above.lemma in SUCCEEDED and above.feats.get("Tense") == "Past"
    return Tense.PAST if succeeded else Tense.FUTURE
