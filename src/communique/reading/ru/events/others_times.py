"""Times in a happening's sentence that are of something else: small named conditions."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.layers import Text, TimeExpression
from communique.reading.ru.events.candidates import Candidate
from communique.reading.ru.events.frames import preposition
from communique.reading.ru.events.resumed import is_of_days, top_of, verb_of
from communique.reading.ru.events.rules import load_rules
from communique.reading.ru.events.stages import AHEAD, PERFORMED, SETTING, WEAK, WORD_KINDS
from communique.reading.ru.tense import PLANS, is_aim

SCENE_PREPOSITIONS = frozenset(
    {"в ход", "на", "во время", "по итог", "по результат", "по завершение", "в рамка"}
)


def set_in(text: Text, word: int) -> Iterator[int]:
    """The noun of a scene: of «на встрече», «в ходе встречи», «по завершении встречи», however they are
    parsed."""
    if preposition(text, word) in SCENE_PREPOSITIONS:
        yield word
    if text.words[word].lemma in SETTING and preposition(text, word) in ("по", "в", "во", "после"):
        yield from (c for c in text.children[word] if text.words[c].feats.get("Case") == "Gen")


def is_of_another_deed(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """The time stands in the candidate's sentence and dates a document, a decision or another deed."""
    return (
        (candidate.stage == "done" and is_planned_for(text, time))
        or is_of_the_decision(text, time, candidate)
        or is_of_a_document(text, time, candidate)
        or is_of_the_deed_done_to_it(text, time, candidate)
        or is_of_what_is_spoken_of(text, time, candidate)
        or is_in_a_participle_before(text, time, candidate)
        or is_parted_by_after(text, time, candidate)
        or is_in_brackets_of_its_own(text, time, candidate)
        or is_told_in_it(text, time, candidate)
        or is_a_term(text, time, candidate)
        or is_of_what_is_agreed_on(text, time, candidate)
        or is_of_another_doer(text, time, candidate)
    )


def is_a_term(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«продлить соглашение до конца 2025 года»: how long it is to last, not when that is agreed; «призвал
    закончить войну к концу года», «контракт на май»: by or for when it is asked or ordered."""
    opening = text.words[time.first].text.lower()
    if candidate.stage == "done" and time.first > candidate.frame.word:
        if candidate.kind in WORD_KINDS and opening in ("до", "к", "ко"):
            return True
        if candidate.kind in ORDERED and opening == "на" and time.rule in ("month", "year"):
            return True
    if opening not in ("до", "на", "по", "вплоть"):
        return False
    lemmas = {text.words[at].lemma for at in (*above(text, top_of(text, time)), *candidate.words)}
    return bool(lemmas & PROLONGING)


ORDERED = frozenset({"agreement", "contract"})
PROLONGING = frozenset(
    {"продлить", "продлевать", "продлён", "продление", "пролонгировать", "пролонгация", "продлеваться",
     "продлиться"}
)  # fmt: skip


def is_of_what_is_agreed_on(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«договорились о прекращении огня с 9 мая», «договорились встретиться 9 мая»: of what is to come."""
    if candidate.kind != "agreement" or candidate.stage != "done":
        return False
    word = candidate.frame.word
    if text.words[word].lemma not in AGREEING or time.first < word:
        return False
    between = text.words[word + 1 : time.first]
    return any(
        w.feats.get("VerbForm") == "Inf" or (w.lemma in ABOUT and w.rel in ("case", "mark")) for w in between
    )


ABOUT = frozenset({"о", "об", "про", "что"})
AGREEING = frozenset({"договориться", "договариваться", "условиться", "договорённость", "договоренность"})


def is_in_brackets_of_its_own(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«отказали (она получила его в мае)»: brackets with a verb tell of something else; not «(9 мая)»."""
    first, last = sorted((time.first, candidate.frame.word))
    if not any(text.words[i].text in ("(", ")") for i in range(first, last)):
        return False
    verb = verb_of(text, time)
    return verb is not None and verb not in candidate.words and verb != candidate.frame.support


def is_parted_by_after(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«начала наступление после того, как 7 мая …»: of the two deeds the time dates the one on its side."""
    word = candidate.frame.word
    first, last = (time.last, word) if time.first < word else (word, time.first)
    between = [text.words[i].text.lower() for i in range(first, last) if text.words[i].text != ","]
    return any(" ".join(between[i : i + 3]) in PARTING for i in range(len(between)))


PARTING = frozenset({"после того как", "до того как", "перед тем как", "с тех пор", "с того момента"})


def is_in_a_participle_before(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«созданное в 1999 году движение выбрало главу»: the time of what the participle's noun underwent."""
    for at in above(text, top_of(text, time)):
        if at in candidate.words:
            return False
        about = text.words[at].head
        if text.words[at].feats.get("VerbForm") == "Part" and time.first < about:
            closed = any(w.text == "," for w in text.words[time.last : about])
            return not closed and about not in candidate.words
    return False


def is_of_what_is_spoken_of(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«осудил подписание договора в 1992 году»: the year of what the words are about."""
    if candidate.kind not in WORD_KINDS or is_of_days(time.value) or time.first < candidate.frame.word:
        return False
    at = text.words[top_of(text, time)].head
    return at >= 0 and at not in candidate.words and text.words[at].pos == "NOUN"


def is_of_a_document(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«обвинил в нарушении договора от 9 мая»: the day of the document, and of nothing but its signing;
    «план на 2018-2020 годы»: its term, and no day of its own."""
    opening = text.words[time.first].text.lower()
    if opening == "на" and time.rule == "years":
        return candidate.kind == "agreement" and candidate.stage == "done"
    at = text.words[top_of(text, time)].head
    if opening == "за" and at >= 0 and text.words[at].pos == "NOUN":
        return at not in candidate.words
    if candidate.rule.step == "ratified" and at >= 0 and text.words[at].lemma in ("подписать", "заключить"):
        return True
    if is_of_its_decision(text, time, candidate):
        return False
    return opening == "от" and not is_of_its_signing(text, time, candidate)


def is_of_its_decision(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«решение Чили от 9 мая объявить посла нежелательным», «указом от 9 мая назначен»: done by it."""
    at = text.words[top_of(text, time)].head
    if text.words[time.first].text.lower() != "от" or at < 0 or text.words[at].lemma not in DECISIONS:
        return False
    if candidate.kind not in PERFORMED or candidate.frame.word < at:
        return False
    word = candidate.frame.word
    return at in above(text, word) or text.words[at].head in (word, candidate.frame.support)


DECISIONS = frozenset(
    {"решение", "указ", "приказ", "постановление", "распоряжение", "закон", "резолюция", "декрет"}
)


def is_of_its_signing(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«Соглашение между Чили и Перу о торговле от 9 мая», wherever the parser hung the day."""
    if candidate.kind != "agreement" or candidate.rule.step not in (None, "signed"):
        return False
    documents = load_rules().lists["instrument_only"]
    first = text.sentences[candidate.sentence].first
    named = [i for i in range(first, time.first) if text.words[i].lemma in documents]
    opening = text.words[time.first].text.lower()
    return opening == "от" and bool(named) and named[-1] in candidate.words


def is_of_the_deed_done_to_it(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«в мае расторгла соглашение», «в среду одобрил выход из договоров, подписанных с X»: a bare noun or
    participle has not the time of the verb above it, unless it is the scene («в среду на встрече»)."""
    if not is_told_in_passing(text, time, candidate):
        return False
    meet = meeting_word(text, time, candidate)
    if meet is None or meet in candidate.words or meet == candidate.frame.support:
        return False
    verb = text.words[meet]
    if verb.lemma in UNDERGOING:
        return False
    nearer = verb.lemma in DECIDING or gap(time, meet) < gap(time, candidate.frame.word)
    return verb.pos == "VERB" and nearer


def is_told_in_passing(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """By a bare noun or a participle, or as a cause («из-за санкций»); not as the scene, not as what is
    decided («одобрил выход»)."""
    before, mine = preposition(text, candidate.frame.word), apart(text, time, candidate)[0]
    decided = candidate.kind in PERFORMED and before in DECIDED and "acl" not in mine
    if decided or before in SCENE_PREPOSITIONS:
        return False
    participle = candidate.stage == "done" and candidate.kind not in WORD_KINDS and "acl" in mine
    return candidate.stage_why in WEAK_OR_WAR or participle or before in CAUSES


CAUSES = frozenset({"из-за", "в связь с", "в ответ на", "на фон", "вопреки"})
UNDERGOING = frozenset({"подвергать", "подвергнуть", "подвергаться", "подвергнуться"})  # «подверг обстрелу»
DECIDING = frozenset({"одобрить", "утвердить", "согласовать", "поддержать", "отклонить", "отвергнуть"})
DECIDED = frozenset({None, "за", "о", "об"})  # «одобрил выход», «проголосовал за выход»; not «из-за выхода»
WEAK_OR_WAR = WEAK | {"a war named without a time"}


def is_of_the_decision(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«В среду одобрило начало переговоров»: the day of the decision, not of what is to come."""
    at = text.words[top_of(text, time)].head
    if candidate.stage not in AHEAD or candidate.kind in WORD_KINDS:
        return False
    if at < 0 or at in (candidate.frame.word, candidate.frame.support):
        return False
    verb = text.words[at]
    return at not in candidate.words and verb.pos == "VERB" and verb.feats.get("Tense") == "Past"


def is_planned_for(text: Text, time: TimeExpression) -> bool:
    """«запланированная на 5 мая»: the day of the plan, whether it has come to pass or not."""
    at = text.words[top_of(text, time)].head
    return at >= 0 and text.words[at].lemma in PLANS and is_aim(text, time.first)


def is_of_another_clause(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«…, сказал посол в четверг», «нарушив договор, вошли в марте»: a clause beside the trigger's own.

    What is done by being said is of the day of the saying, so «…, сказал посол» is no other clause for it.
    """
    if is_in_a_remark_on_a_thing(text, time, candidate):
        return True
    mine, its = apart(text, time, candidate)
    beside = {"ccomp"} if candidate.kind in WORD_KINDS else {"ccomp", "parataxis"}
    return bool(set(its) & beside or set(mine) & {"advcl", "parataxis", "csubj"})


def is_in_a_remark_on_a_thing(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«улетели в Осло, где завтра откроется форум», «в рамках договора, подписанного 9 мая»: a clause on a
    noun that is neither the trigger's nor its scene («на встрече, которая пройдёт 9 мая»)."""
    mine = set(above(text, candidate.frame.word))
    for at in above(text, top_of(text, time)):
        if at in mine:
            return False
        if text.words[at].rel in ("acl", "acl:relcl"):
            noun = text.words[at].head
            own = any(may_be_on(text, at, word) for word in candidate.words if word < at)
            return noun not in candidate.words and not own and not is_in_a_scene(text, noun)
    return False


def may_be_on(text: Text, clause: int, noun: int) -> bool:
    """The clause's participle or «который» agrees with the noun, though the parser hung it elsewhere."""
    if text.words[noun].pos != "NOUN":
        return False
    signs = [clause] + [c for c in text.children[clause] if text.words[c].lemma == "который"]
    theirs, its = text.words[signs[-1]].feats, text.words[noun].feats
    number = its.get("Number") == theirs.get("Number")
    return number and (its.get("Number") == "Plur" or its.get("Gender") == theirs.get("Gender"))


def is_in_a_scene(text: Text, noun: int) -> bool:
    """«на встрече министров»: both words of it."""
    scenes = SCENE_PREPOSITIONS - {"в рамка"}  # «в рамках договора»
    return any(preposition(text, at) in scenes for at in above(text, noun)[:3])


def is_of_another_doer(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«X включили в заявление, а 15 мая Y выступил»: a clause joined to the trigger's, with a subject of
    its own."""
    mine = above(text, candidate.frame.word)
    for at in above(text, top_of(text, time)):
        if at in mine:
            return False
        first = text.words[at].head
        joined = text.words[at].rel == "conj" and first in mine and time.first > first
        if joined and any(text.words[c].rel in ("nsubj", "nsubj:pass") for c in text.children[at]):
            return True
    return False


def is_told_in_it(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«на саммите напомнил о том, что в 2018 году торговля выросла»: a time within the words told."""
    if candidate.kind in WORD_KINDS:
        return False
    between = text.words[candidate.frame.word : time.first]
    return any(w.lemma == "что" and w.rel == "mark" for w in between)


def meeting_word(text: Text, time: TimeExpression, candidate: Candidate) -> int | None:
    """The first word above the time that stands above the trigger too, or is the trigger."""
    mine = above(text, candidate.frame.word)
    return next((at for at in above(text, top_of(text, time)) if at in mine), None)


def above(text: Text, word: int) -> list[int]:
    """The word and those it hangs on, one after another."""
    chain = [word]
    while (head := text.words[chain[-1]].head) >= 0 and head not in chain:
        chain.append(head)
    return chain


def apart(text: Text, time: TimeExpression, candidate: Candidate) -> tuple[list[str], list[str]]:
    """Relations that lead from the trigger, and those from the time, up to the first word above both."""
    mine, its = above(text, candidate.frame.word), above(text, top_of(text, time))
    meet = next((at for at in its if at in mine), None)
    if meet is None:
        return [], []
    return (
        [text.words[at].rel for at in mine[: mine.index(meet)]],
        [text.words[at].rel for at in its[: its.index(meet)]],
    )


def gap(time: TimeExpression, word: int) -> int:
    """Words from a time to another."""
    return min(abs(time.first - word), abs(time.last - 1 - word))
