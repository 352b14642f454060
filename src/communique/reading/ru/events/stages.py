"""How far a happening has come, from the form of its verb and the words that govern it (codebook 4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.reading.layers import Text, Word
from communique.reading.ru.events.called_off import called_off
from communique.reading.ru.events.frames import Frame, is_verb
from communique.reading.ru.wordlists import load_table

WORD_KINDS = frozenset({"support", "request", "accuse", "reject", "threaten", "concede"})
AHEAD = frozenset({"planned", "proposed", "called_for"})
PLANNABLE = frozenset({"meeting", "visit"})
PROMISES = frozenset({"обещать", "пообещать", "собираться", "намереваться", "намеренный", "планировать"})
# «в ходе встречи», «по итогам переговоров»: what another clause is set in has happened or happens.
SETTING = frozenset({"ход", "время", "итог", "результат", "рамка", "завершение", "окончание", "начало"})
SETTING_PREPOSITIONS = frozenset(
    {"на", "после", "в", "во", "в ход", "во время", "по итог", "по результат", "в рамка", "в завершение"}
)
# Kinds that are done by being announced: «объявил персоной нон грата», «объявил об отставке».
PERFORMED = frozenset({"sanction", "appointment", "coerce", "mobilize", "contract"})
# What harms ties is done by the decision of who can decide it (note 68).
DECIDED = frozenset({"governed by решение", "governed by решить", "verb решить"})
BY_DECISION = frozenset({"sanction", "appointment"})
# Who is ready for these has offered them: «готовы помочь», «готов к переговорам».
OFFERED_WHEN_READY = frozenset({"aid", "meeting", "visit"})
READY = frozenset({"governed by готовый", "governed by готов", "governed by готовность", "verb готовый"})
# The stage of what a noun alone names: measures are in force, forces are being moved, joint work is to come.
IN_FORCE = frozenset({"санкция", "эмбарго", "контрсанкция"})
UNTIMED = {"measure": "under_way", "mobilize": "under_way", "activity": "planned"}
# Perfective verbs whose non-past the tagger takes for a present: «согласуют», «профинансирует».
PERFECTIVE = frozenset(
    {"согласовать", "профинансировать", "сформировать", "отремонтировать", "опубликовать",
     "проинспектировать", "скоординировать", "проинформировать", "запланировать", "зарезервировать",
     "переформатировать", "зафиксировать", "проголосовать", "сориентировать", "проанализировать",
     "потребовать"}
)  # fmt: skip
WARS = frozenset({"война", "вторжение", "агрессия"})
ENDING = frozenset({"завершиться", "закончиться", "завершить", "закончить", "продлиться"})
COPULAS = frozenset({"являться", "быть", "стать", "становиться", "оставаться", "остаться"})
ARRIVALS = frozenset(
    {"прибыть", "прилететь", "приехать", "прибывать", "прилетать", "вылететь", "отправиться"}
)
# What is spoken of under such a verb is not told by its tense: «обсудят теракт».
TALKING = frozenset(
    {"обсудить", "обсуждать", "рассмотреть", "рассматривать", "осудить", "осуждать", "рассказать",
     "рассказывать", "затронуть", "поднять", "прокомментировать", "комментировать", "обсуждаться"}
)  # fmt: skip
# «приглашает на саммит», «готовится к визиту»: what follows on the preposition lies ahead.
INVITING = frozenset({"пригласить", "приглашать", "позвать", "звать", "созвать", "созывать"})
# «согласно соглашению», «по договору с соседями»: what is acted on is there.
BASIS = frozenset({"согласно", "вопреки", "на основание", "в соответствие с", "в силу", "благодаря"})
WHICH = 12  # words from a noun to the «который» that takes it up

# Nouns that only carry the happening they name with another noun («организация работы по ремонту»).
CARRYING_NOUNS = frozenset(
    {"работа", "организация", "проведение", "начало", "осуществление", "реализация", "оказание",
     "нанесение", "акт", "применение", "ход",
     "предоставление", "вопрос", "развитие", "ряд", "серия", "участие", "обеспечение",
     "мера", "совершение", "запуск", "создание", "заключение", "подписание", "введение", "меморандум",
     "соглашение"}
)  # fmt: skip
NO_TIME = "named without a time"
WEAK = frozenset({"noun without a verb of its own", "no finite form", NO_TIME})


@dataclass(frozen=True, slots=True)
class StageWords:
    """Lemmas that give a stage, by where they stand; `light` are the light verbs."""

    governor: Mapping[str, str]
    attribute: Mapping[str, str]
    light: frozenset[str]

    @property
    def calling_off(self) -> frozenset[str]:
        return frozenset(word for word, stage in self.governor.items() if stage == "cancelled")


@cache
def load_stage_words() -> StageWords:
    table = load_table("events/stages.toml")
    light = frozenset(table["light"]["verbs"])
    return StageWords(by_word(table["governor"]), by_word(table["attribute"]), light)


def by_word(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: stage for stage, words in table.items() for word in words}


def negated(text: Text, word: int) -> bool:
    children = text.children[word]
    return any(
        text.words[c].lemma in ("не", "нет", "ни") and text.words[c].rel in ("advmod", "neg")
        for c in children
    )


def is_future(text: Text, verb: int) -> bool:
    w = text.words[verb]
    if w.feats.get("Tense") == "Fut" or (w.feats.get("Tense") == "Pres" and is_perfective(w)):
        return True
    return any(
        text.words[c].lemma == "быть" and text.words[c].feats.get("Tense") in ("Fut",)
        for c in text.children[verb]
    ) or any(text.words[c].text.lower() in ("будет", "будут") for c in text.children[verb])


def is_perfective(word: Word) -> bool:
    return word.lemma in PERFECTIVE and word.feats.get("VerbForm") == "Fin"


def is_conditional(text: Text, verb: int) -> bool:
    return any(text.words[c].lemma == "бы" for c in text.children[verb])


def chain(text: Text, word: int, steps: int = 5) -> list[int]:
    """What governs the word, nearest first; stops where a finite clause ends."""
    out: list[int] = []
    at = word
    for _ in range(steps):
        w = text.words[at]
        if w.head < 0 or w.rel in ("acl:relcl", "parataxis", "advcl", "ccomp"):
            break
        at = w.head
        if text.words[at].rel != "conj" or w.rel != "conj":
            out.append(at)
    return out


def form_stage(text: Text, verb: int) -> tuple[str, str] | None:
    """The stage that a finite verb's own form gives."""
    w = text.words[verb]
    if is_conditional(text, verb):
        return "called_for", "conditional"
    if is_future(text, verb):
        return ("denied", "negated future") if negated(text, verb) else ("planned", "future")
    if negated(text, verb):
        return "denied", "negated"
    if w.feats.get("VerbForm") == "Part" and w.feats.get("Tense") == "Pres":
        return "under_way", "present participle"
    if w.feats.get("Tense") == "Past" or w.feats.get("Variant") == "Short":
        return "done", "past"
    if w.feats.get("Tense") == "Pres":
        return "under_way", "present"
    return None


def governed_stage(text: Text, word: int, words: StageWords) -> tuple[str, str] | None:
    """«договорились провести», «необходимость переговоров», «приглашение посетить»."""
    for up in chain(text, word):
        lemma = text.words[up].lemma
        stage = words.governor.get(lemma)
        if stage is None and text.words[up].pos == "NOUN" and lemma not in CARRYING_NOUNS:
            return None
        if stage and not (stage in ("done", "under_way") and is_future(text, up)):
            return stage, f"governed by {lemma}"
        if stage:
            return "planned", f"governed by {lemma} in the future"
        if is_verb(text, up) and (text.words[up].feats.get("VerbForm") != "Inf" or lemma in TALKING):
            return None
    return None


def attribute_stage(text: Text, word: int, words: StageWords) -> tuple[str, str] | None:
    for child in text.children[word]:
        if text.words[child].rel in ("amod", "acl") and text.words[child].lemma in words.attribute:
            return words.attribute[text.words[child].lemma], f"attribute {text.words[child].lemma}"
    return None


def verb_stage(text: Text, frame: Frame, verb: int, words: StageWords) -> tuple[str, str] | None:
    w = text.words[verb]
    special = words.governor.get(w.lemma) if verb != frame.word else None
    if special in ("planned", "proposed", "declined", "cancelled", "called_for"):
        return special, f"verb {w.lemma}"
    if w.lemma in ENDING and is_future(text, verb):
        return "under_way", "will end"
    if is_future(text, verb) or (w.rel == "conj" and w.head >= 0 and is_future(text, w.head)):
        return ("denied", "negated future") if negated(text, verb) else ("planned", "future")
    if w.feats.get("VerbForm") == "Inf":
        modal = next(
            (text.words[c] for c in text.children[verb] if text.words[c].lemma in words.governor), None
        )
        if modal is not None:
            return words.governor[modal.lemma], f"with {modal.lemma}"
        return governed_stage(text, verb, words)
    stage = form_stage(text, verb)
    if stage == ("done", "past") and w.lemma in ARRIVALS and "визит" in frame.near:
        return "under_way", "has arrived on a visit"
    if special == "under_way" and stage and stage[0] in ("done", "under_way"):
        return "under_way", "begun"
    return stage


def is_where_it_happens(text: Text, frame: Frame) -> bool:
    """«обсудили перспективы связей на встрече»: a place in speech, whatever noun it is put beside."""
    return frame.preposition == "на" and text.words[frame.word].feats.get("Case") == "Loc"


def setting_stage(text: Text, frame: Frame) -> tuple[str, str] | None:
    """«договорились на встрече», «в ходе переговоров»: done, unless its verb stands in the future."""
    up = frame.governor
    if up is None:
        return None
    set_in = text.words[up].lemma in SETTING and not is_verb(text, up)
    verb = text.words[up].head if set_in else up
    if not set_in and frame.preposition not in SETTING_PREPOSITIONS:
        return None
    if not set_in and not is_verb(text, up) and is_where_it_happens(text, frame):
        verb = next((at for at in chain(text, frame.word) if is_verb(text, at)), -1)
    if verb < 0 or not is_verb(text, verb) or text.words[verb].feats.get("VerbForm") == "Inf":
        return None
    if not set_in and text.words[verb].lemma in INVITING:
        return "planned", f"invited to: {text.words[verb].lemma}"
    return (
        ("planned", "set in the future") if is_future(text, verb) else ("done", "the setting of what is told")
    )


def copula_stage(text: Text, frame: Frame) -> tuple[str, str] | None:
    """«направлением является подготовка кадров»: the stage of the copula."""
    up = frame.governor
    if (
        up is None
        or text.words[up].lemma not in COPULAS
        or text.words[frame.word].rel not in ("nsubj", "conj", "obl")
    ):
        return None
    return form_stage(text, up) or governed_stage(text, up, load_stage_words())


def relative_stage(text: Text, word: int, words: StageWords) -> tuple[str, str] | None:
    """«встречи, которая состоится в мае»: the relative clause with a light verb says it."""
    for child in text.children[word]:
        if text.words[child].rel == "acl:relcl" and text.words[child].lemma in words.light:
            subjects = [c for c in text.children[child] if text.words[c].rel.startswith("nsubj")]
            if any(text.words[c].lemma == "который" for c in subjects):
                return form_stage(text, child)
    return _taken_up(text, word, words)


def _taken_up(text: Text, word: int, words: StageWords) -> tuple[str, str] | None:
    """«встречи в формате „А-Б“, которая состоится»: the parser gave the clause to another noun, which does
    not agree with it."""
    own = text.words[word].feats
    for at in range(word + 1, min(word + WHICH, len(text.words))):
        w = text.words[at]
        if w.text in (".", "!", "?"):
            return None
        if w.lemma == "который" and w.rel.startswith("nsubj") and w.head > at:
            fits = w.feats.get("Number") == own.get("Number") and (
                own.get("Number") == "Plur" or w.feats.get("Gender") == own.get("Gender")
            )
            return form_stage(text, w.head) if fits and text.words[w.head].lemma in words.light else None
    return None


def noun_stage(text: Text, frame: Frame, words: StageWords) -> tuple[str, str]:
    if frame.preposition in BASIS:
        return "done", "what is acted on"
    found = (
        copula_stage(text, frame)
        or attribute_stage(text, frame.word, words)
        or relative_stage(text, frame.word, words)
        or setting_stage(text, frame)
        or governed_stage(text, frame.word, words)
    )
    if found:
        return found
    up = frame.governor
    if up is not None and is_verb(text, up) and is_future(text, up) and text.words[up].lemma not in TALKING:
        return "planned", "its verb is in the future"
    return "done", "noun without a verb of its own"


def is_denied_by_speaker(text: Text, word: int, words: StageWords) -> str | None:
    """«опровергла, что ведёт переговоры», «отрицает переговоры»: the verb that denies it."""
    at = word
    for _ in range(5):
        rel, at = text.words[at].rel, text.words[at].head
        if at < 0 or rel in ("advcl", "parataxis", "acl:relcl"):
            return None
        if words.governor.get(text.words[at].lemma) == "denied" and not negated(text, at):
            return text.words[at].lemma
    return None


def kind_of_noun(text: Text, frame: Frame, kind: str) -> str:
    """The key of `UNTIMED` for a noun trigger; of sanctions only the measures themselves go on."""
    if is_verb(text, frame.word):
        return ""
    return "measure" if kind == "sanction" and text.words[frame.word].lemma in IN_FORCE else kind


def is_promised(text: Text, frame: Frame) -> bool:
    """«собирается поддержать»; who promises support has given it by his word."""
    return is_verb(text, frame.word) and any(
        text.words[up].lemma in PROMISES for up in chain(text, frame.word, 2)
    )


def goes_on(text: Text, frame: Frame, kind: str) -> bool:
    """«будет поддерживать заявку»: who says that his support lasts gives it by saying so."""
    return kind == "support" and text.words[frame.word].feats.get("VerbForm") == "Inf"


def is_lasting_war(text: Text, frame: Frame, kind: str) -> bool:
    """«в условиях агрессии»: what is no time mark goes on while it is spoken of."""
    return kind == "assault" and text.words[frame.word].lemma in WARS and frame.preposition != "после"


def stage_of(text: Text, frame: Frame, kind: str) -> tuple[str, str]:
    """The stage and the reason for it."""
    words = load_stage_words()
    if kind not in WORD_KINDS and (denier := is_denied_by_speaker(text, frame.word, words)):
        return "denied", f"denied by {denier}"
    verb = frame.word if is_verb(text, frame.word) else frame.support
    if verb is None:
        stage, why = noun_stage(text, frame, words)
    else:
        attribute = attribute_stage(text, frame.word, words) if verb != frame.word else None
        stage, why = verb_stage(text, frame, verb, words) or attribute or ("done", "no finite form")
    if why == "negated future" and kind in PLANNABLE:
        return "cancelled", why
    if stage in AHEAD and kind not in WORD_KINDS and (off := called_off(text, frame.word, words.calling_off)):
        return "cancelled", off
    if kind in BY_DECISION and why in DECIDED:
        return "done", "decided"
    if kind in OFFERED_WHEN_READY and why in READY:
        return "proposed", "ready for it"
    if stage == "done" and why in WEAK and (going_on := UNTIMED.get(kind_of_noun(text, frame, kind))):
        return going_on, NO_TIME
    if stage == "planned" and why == "verb объявить" and kind in PERFORMED:
        return "done", "done by being announced"
    if stage == "done" and why in WEAK and is_lasting_war(text, frame, kind):
        return "under_way", "a war named without a time"
    if kind in WORD_KINDS and text.words[frame.word].pos == "ADJ" and negated(text, frame.word):
        return "denied", "negated"
    if kind in WORD_KINDS and stage != "denied":
        promised = (why == "future" and not goes_on(text, frame, kind)) or is_promised(text, frame)
        return ("planned", "promised") if promised else ("done", "a speech act is done by being said")
    return stage, why
