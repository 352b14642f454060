"""Why a candidate is no event: small conditions, tried in order; the first that holds names the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from communique.reading.layers import Text
from communique.reading.ru.events.candidates import Candidate, countries, is_public, unmet_need
from communique.reading.ru.events.frames import WHILE, People, is_verb, preposition
from communique.reading.ru.events.reach import inside
from communique.reading.ru.events.rules import load_rules
from communique.reading.ru.events.stages import AHEAD, WEAK, WORD_KINDS, chain, is_future, negated

SESSIONS = frozenset({"meeting.session_of_states", "meeting.took_part_in"})
ASKING = frozenset({"request", "reject", "accuse", "threaten", "concede"})
# Kinds that are coded themselves when they are asked for; other demands are `request` (codebook 4.1).
OFFERED = frozenset({"meeting", "visit", "agreement", "contract", "activity"})
ASKED_BY = frozenset({"request.proposed_to", "request.urged", "request.asked"})
INSTRUMENTS = frozenset({"agreement", "contract", "meeting"})
SUBJECT_MATTER = frozenset({"activity", "contract", "aid", "agreement", "retreat"})
TALKED_OF = frozenset(
    {"обсудить", "обсуждать", "обсуждение", "рассмотреть", "вопрос", "тема", "затронуть", "перспектива"}
)
PURPOSES = frozenset({"для", "ради", "против", "без"})


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate with all candidates of its sentence, itself among them."""

    people: People
    candidate: Candidate
    others: Sequence[Candidate]

    @property
    def text(self) -> Text:
        return self.people.text

    @property
    def word(self) -> int:
        return self.candidate.frame.word

    @property
    def above(self) -> list[int]:
        """What governs the trigger, nearest first."""
        return chain(self.text, self.word)

    def has_mark(self, word: int, lemma: str) -> bool:
        return any(self.text.words[c].lemma == lemma for c in self.text.children[word])


def is_part_of_a_name(case: Case) -> bool:
    """«Межпарламентская ассамблея», «Министерство обороны»: the word belongs to a body's name."""
    if case.candidate.rule.name in ("meeting.summit", "activity.joint_project"):
        return False
    return any(
        ref.type in ("body", "enterprise") and ref.form != "pronoun" and ref.last - ref.first > 1
        for ref, _ in case.people.cover.get(case.word, ())
    )


def lacks_what_the_rule_needs(case: Case) -> bool:
    return unmet_need(case.candidate.rule, case.candidate.roles) is not None


def is_a_home_session(case: Case) -> bool:
    """Sessions of one state's own councils are no events (note 69)."""
    if case.candidate.rule.name not in SESSIONS:
        return False
    where = countries(case.candidate.roles)
    known = any(r.who.entity.countries for r in case.candidate.roles)
    return known and len(where) <= 1 and "IGO" not in where and not is_of_many_states(case, where)


# What a gathering of several states is called, even where a report names who went there alone.
OF_MANY_STATES = frozenset(
    {"международный", "межправительственный", "межпарламентский", "межрегиональный", "евразийский",
     "глобальный", "всемирный", "мюнхенский", "давосский", "дипломатический", "контактный", "многосторонний",
     "трехсторонний", "четырехсторонний", "двусторонний", "оон", "нато", "обсе", "рамштайн", "черноморский",
     "азиатский", "европейский", "исламский", "арабский", "каспийский", "совместный"}
)  # fmt: skip


def is_of_many_states(case: Case, home: frozenset[str]) -> bool:
    """«участвовал в Мюнхенской конференции», «выступил на форуме в Турции»: abroad, or of many states."""
    if case.candidate.frame.near & OF_MANY_STATES:
        return True
    places = [s.word for s in case.candidate.frame.slots if s.name == "в+loc"]
    found = [pair[1] for word in places if (pair := case.people.at(word)) is not None]
    return any(entity.countries and not set(entity.countries) & home for entity in found)


def is_a_greeting_to_own_citizens(case: Case) -> bool:
    """Greetings to one's own citizens and officials are none (note 69)."""
    if case.candidate.mode != "congratulate":
        return False
    greeted = [r.who.entity for r in case.candidate.roles if r.role == "recipient"]
    home = countries([r for r in case.candidate.roles if r.role == "actor"])
    return bool(greeted) and all(e.type in ("group", "body") and set(e.countries) <= home for e in greeted)


def is_hypothetical(case: Case) -> bool:
    """«если», «в случае», and word events in a clause of purpose: a condition is no happening."""
    support = case.candidate.frame.support
    words = [case.word, *([support] if support is not None else []), *case.above]
    if any(case.has_mark(at, "если") or case.text.words[at].lemma == "случай" for at in words):
        return True
    return case.candidate.kind in WORD_KINDS and any(case.has_mark(at, "чтобы") for at in words)


def is_only_imagined(case: Case) -> bool:
    """«поддержали бы»: words that would be said have not been said."""
    return case.candidate.kind in WORD_KINDS and case.has_mark(case.word, "бы")


# «хочу поблагодарить», «поспешил осудить»: the words are said by saying so.
SAID_BY = frozenset(
    {"хотеть", "хотеться", "решить", "поспешить", "мочь", "продолжать", "продолжить", "начать", "обещать",
     "пообещать", "собираться", "намереваться", "намерен", "планировать", "готов", "готовый", "вынудить"}
)  # fmt: skip


def is_unsaid(case: Case) -> bool:
    """«требовал осудить», «вправе отказать»: words that somebody may or should say have not been said."""
    if case.candidate.kind not in WORD_KINDS or case.text.words[case.word].feats.get("VerbForm") != "Inf":
        return False
    if is_future(case.text, case.word):  # «будет поддерживать»
        return False
    return not any(case.text.words[up].lemma in SAID_BY for up in case.above[:1])


def is_bare_infinitive(case: Case) -> bool:
    """«стремление вступить в союз»: an infinitive that nothing plans, offers or calls for."""
    verb = case.word if is_verb(case.text, case.word) else case.candidate.frame.support
    if verb is None or case.text.words[verb].feats.get("VerbForm") != "Inf":
        return False
    if case.candidate.kind == "appointment" and case.text.words[verb].rel == "root":
        return False  # «Назначить …»: the words of a decree
    return case.candidate.stage_why == "no finite form"


# Under these, with «не», a deed is refused, or cannot be.
ABLE_OR_WILLING = frozenset(
    {"мочь", "смочь", "собираться", "намереваться", "намеренный", "намерен", "планировать", "готовый",
     "готов", "хотеть", "желать", "суметь", "решиться", "спешить", "торопиться", "обязанный"}
)  # fmt: skip
# What is declined is one that both sides would have to come to.
DECLINABLE = frozenset({"meeting", "visit"})


def is_not_to_be(case: Case) -> bool:
    """«отказалась поставлять», «не будет помогать», «не может поехать»: who will not or cannot do it refuses,
    or only says so; nothing is planned, and nothing that was planned is denied."""
    candidate = case.candidate
    if candidate.kind in WORD_KINDS:
        return False
    if candidate.stage == "declined":
        return candidate.kind not in DECLINABLE
    if candidate.stage_why == "negated future":
        return candidate.stage == "denied"
    if candidate.stage not in AHEAD or negated(case.text, case.word):
        return False
    words = case.text.words
    return any(
        words[up].lemma in ABLE_OR_WILLING
        and words[up].lemma == candidate.stage_why.split()[-1]
        and negated(case.text, up)
        for up in case.above[:2]
    )


def is_a_question(case: Case) -> bool:
    """«не ведётся ли обсуждение»: what is asked is not told."""
    support = case.candidate.frame.support
    words = [case.word, *([support] if support is not None else []), *case.above]
    return any(case.has_mark(at, "ли") for at in words)


# «начало переговоров о вступлении»: a phase of a process, not a meeting of somebody.
OPENINGS = frozenset({"начало", "открытие", "старт", "запуск", "процесс", "этап"})


def is_a_phase_of_a_process(case: Case) -> bool:
    """«поддержал начало переговоров о вступлении»: nobody is said to meet; a verb of its own would say so."""
    frame = case.candidate.frame
    if case.candidate.rule.name != "meeting.meeting_held" or frame.support is not None:
        return False
    up = case.text.words[frame.governor] if frame.governor is not None else None
    return (
        up is not None
        and up.lemma in OPENINGS
        and up.pos == "NOUN"
        and case.text.words[case.word].lemma in TALKS
    )


TALKS = frozenset({"переговоры", "переговор"})


def is_denied_speech(case: Case) -> bool:
    return case.candidate.stage == "denied" and case.candidate.kind in WORD_KINDS


def is_denied_above(case: Case) -> bool:
    """«не стремится к встрече»: a noun under a negated verb names nothing that happens."""
    if is_verb(case.text, case.word) or case.candidate.frame.support is not None:
        return False
    up = next((at for at in case.above if is_verb(case.text, at)), None)
    return up is not None and negated(case.text, up) and up == case.candidate.frame.governor


def is_a_purpose(case: Case) -> bool:
    """«отозван для консультаций»: what is wanted is not said to happen."""
    frame = case.candidate.frame
    if frame.preposition in case.candidate.rule.governor:  # «была против вступления»
        return False
    return frame.preposition in PURPOSES and frame.support is None


# Blame that is a deed, and can be asked of another: «потребовал начать расследование».
DEMANDED = frozenset({"accuse.investigated"})


def is_what_another_asks_for(case: Case) -> bool:
    """«призвал вывести войска»: the demand is the event, not the withdrawal."""
    candidate = case.candidate
    if candidate.kind in WORD_KINDS and candidate.kind != "reject" and candidate.rule.name not in DEMANDED:
        return False
    if candidate.kind in OFFERED and candidate.stage in ("proposed", "called_for"):
        return False
    if candidate.frame.preposition in WHILE and candidate.frame.support is None:
        return False
    if candidate.kind == "meeting" and candidate.stage_why == "the setting of what is told":
        return False  # «в телефонном разговоре с министром призвал»: they have talked
    asking = {
        w
        for o in case.others
        if o.kind in ASKING and o is not candidate and not is_charge(o) and not is_loosely_said(case, o)
        for w in (o.frame.word, o.frame.support)
    }
    reach = case.above if candidate.stage != "done" else case.above[:2]
    own_verb = candidate.frame.support is not None and candidate.stage == "done"
    own_verb = own_verb and candidate.rule.name not in DEMANDED
    return not own_verb and any(up in asking for up in reach)


# Rules of words that say much else too: what they lack makes them ask for nothing.
LOOSE = frozenset(
    {"request.must_by_need", "request.must_not", "accuse.called_in_quotes", "accuse.caused_anger",
     "accuse.reacted_sharply", "reject.is_against", "reject.sees_no_sense", "threaten.will_review",
     "threaten.consequences", "threaten.ready_to_strike"}
)  # fmt: skip


def is_loosely_said(case: Case, other: Candidate) -> bool:
    """A word of demand that demands nothing here: «должны были состояться» was only planned."""
    if other.rule.name == "request.must" and was_to_be(Case(case.people, other, ())):
        return True
    if other.rule.name not in LOOSE:
        return False
    aside = other.rule.name == "request.must_by_need" and is_no_need_of_another(
        replace(case, candidate=other)
    )
    return aside or unmet_need(other.rule, other.roles) is not None


def is_a_proposal_of_another(case: Case) -> bool:
    """«предложил совершить визит»: the visit is proposed; the asking is no event beside it."""
    return case.candidate.rule.name in ASKED_BY and any(
        o.kind in OFFERED
        and o.stage in ("proposed", "called_for")
        and case.word in chain(case.text, o.frame.word)
        for o in case.others
    )


def is_the_subject_of_an_instrument(case: Case) -> bool:
    """«контракты по ремонту», «обсудили подготовку»: what it is about does not happen by that alone."""
    candidate = case.candidate
    if candidate.frame.support is not None or candidate.kind not in SUBJECT_MATTER:
        return False
    if is_verb(case.text, case.word) or candidate.stage_why.startswith("attribute"):
        return False
    holders = {o.frame.word for o in case.others if o.kind in INSTRUMENTS and o is not candidate}
    return any(up in holders or case.text.words[up].lemma in TALKED_OF for up in case.above[:4])


def is_named_otherwise(case: Case) -> bool:
    """«направлением сотрудничества является подготовка кадров»: the activity itself is the event."""
    return case.candidate.rule.name == "activity.direction_of_cooperation" and any(
        o.kind == "activity" and o is not case.candidate for o in case.others
    )


DUTIES = frozenset({"request.must", "request.must_not"})


def is_no_demand(case: Case) -> bool:
    """«должны», «следует»: a demand needs a speaker of another state than the one who must (note 62)."""
    if case.candidate.rule.name not in DUTIES:
        return False
    return was_to_be(case) or not is_told_another(case)


def is_no_need_of_another(case: Case) -> bool:
    """«нужно», «стоит»: said of oneself, of nobody, or of a thing («нужны деньги»), it asks for nothing."""
    if case.candidate.rule.name != "request.must_by_need":
        return False
    words = case.text.words
    deed = any(words[c].feats.get("VerbForm") == "Inf" for c in case.text.children[case.word])
    unmet = unmet_need(case.candidate.rule, case.candidate.roles) is not None
    return not deed or unmet or not is_told_another(case)


def is_told_another(case: Case) -> bool:
    """Who says so is known, and of another state than the one who is to do it."""
    speaker = countries([r for r in case.candidate.roles if r.role == "actor"])
    asked = countries([r for r in case.candidate.roles if r.role == "recipient"])
    return bool(speaker and asked) and not speaker & asked


def was_to_be(case: Case) -> bool:
    """«должен был прилететь»: what was planned is not demanded."""
    words = case.text.words
    return any(
        words[c].lemma == "быть" and words[c].feats.get("Tense") == "Past"
        for c in case.text.children[case.word]
    )


# The bad word stands inside the object: «считает разговоры об угрозе манёвром».
INSIDE = frozenset({"о", "об", "против", "из-за", "от", "для"})


def is_bad_elsewhere(case: Case) -> bool:
    candidate, text = case.candidate, case.text
    if candidate.rule.name != "accuse.called_bad":
        return False
    bad = [at for at in candidate.frame.near_words if text.words[at].lemma in candidate.rule.beside]
    return all(preposition(text, at) in INSIDE for at in bad)


def is_background(case: Case) -> bool:
    """«оккупированные территории», «замороженные активы»: a deed in an attribute is told elsewhere."""
    word = case.text.words[case.word]
    kind, rule = case.candidate.kind, case.candidate.rule.name
    told_apart = kind in DEEDS or kind in WORD_KINDS or rule == "agreement.concluded"
    if rule == "appointment.acts_as" and word.feats.get("VerbForm") == "Part":
        return True
    if rule == "coerce.seized" and is_lasting_state(case):
        return True
    return told_apart and word.rel == "amod" and word.feats.get("VerbForm") == "Part"


DEEDS = frozenset({"coerce", "assault", "mobilize"})
# What has been so for years is named in passing: «занятые Чили острова» may be news, these are not.
OCCUPIED = frozenset({"оккупировать", "аннексировать"})
OCCUPATION = frozenset({"оккупация", "аннексия"})


def is_lasting_state(case: Case) -> bool:
    """«оккупированные Перу районы», «после аннексии острова»: where something is, or since when."""
    word, frame = case.text.words[case.word], case.candidate.frame
    if word.lemma in OCCUPIED:
        return word.rel in ("amod", "acl") and word.feats.get("Variant") != "Short"
    bare = word.lemma in OCCUPATION and frame.support is None
    return bare and (frame.preposition is not None or case.candidate.stage_why in WEAK)


def is_a_time_mark(case: Case) -> bool:
    """«после вторжения», «с начала войны»: a war that only dates something else (note 26)."""
    frame = case.candidate.frame
    if case.candidate.kind != "assault" or is_verb(case.text, case.word) or frame.support is not None:
        return False
    up = case.text.words[frame.governor].lemma if frame.governor is not None else ""
    return frame.preposition in ("после", "до", "перед", "с") or up in (
        "начало",
        "канун",
        "период",
        "время",
        "год",
    )


# Under these a war or an attack is only feared, fended off, or where somebody or something belongs.
ONLY_NAMED = frozenset(
    {"участник", "ветеран", "инструмент", "отражение", "недопущение", "предотвращение",
     "подкрепление", "угроза", "опасность", "риск", "вероятность", "механизм", "поле", "герой", "опыт",
     "тема", "история", "название", "провал", "жертва", "последствие", "прекращение", "признак"}
)  # fmt: skip


def is_only_named(case: Case) -> bool:
    """«участники вторжения», «угроза нападения», «поле боя»: an attack that is spoken of, not told."""
    frame = case.candidate.frame
    if case.candidate.kind != "assault" or is_verb(case.text, case.word) or frame.support is not None:
        return False
    up = case.text.words[frame.governor] if frame.governor is not None else None
    return up is not None and up.lemma in ONLY_NAMED


def is_a_first_person_wish(case: Case) -> bool:
    """«Прошу Вас», «мы должны»: no demand on another side."""
    if case.candidate.kind != "request":
        return False
    subjects = {case.text.words[s.word].lemma for s in case.candidate.frame.slots if s.name == "subject"}
    feats = case.text.words[case.word].feats
    first_person = feats.get("Person") == "1" and feats.get("Number") == "Sing"
    asks = case.candidate.rule.name == "request.asked"
    return (asks and first_person) or (
        case.candidate.rule.name == "request.must" and bool(subjects & {"мы", "я"})
    )


def is_a_claim(case: Case) -> bool:
    """«настаивает, что судно нарушило границу»: a claim about facts asks for nothing."""
    if case.candidate.kind != "request" or not is_verb(case.text, case.word):
        return False
    children = case.text.children[case.word]
    return any(case.text.words[c].rel == "ccomp" and case.has_mark(c, "что") for c in children)


def is_consent_to_nothing(case: Case) -> bool:
    """«и тот согласился»: the thing agreed to is told, and coded, elsewhere."""
    if case.text.words[case.word].lemma not in ("согласиться", "соглашаться"):
        return False
    slots = {s.name for s in case.candidate.frame.slots if s.how == "own"} - {"subject"}
    return not slots and not any(
        case.text.words[c].rel in ("xcomp", "ccomp") for c in case.text.children[case.word]
    )


def is_nobodys_affair(case: Case) -> bool:
    """Only public affairs are coded: some side is a state, a body, or acts for one (codebook 4.1)."""
    if case.candidate.kind in ("appointment", "protest"):
        return False
    who = [r.who.entity for r in case.candidate.roles]
    return bool(who) and not any(is_public(e) or e.countries for e in who)


def is_told_in_a_relative_clause(case: Case) -> bool:
    """Blame inside a relative clause is no event (note 9)."""
    return case.candidate.kind == "accuse" and case.text.words[case.word].rel == "acl:relcl"


ASIDE = frozenset({"acl", "acl:relcl", "advcl", "amod"})


def is_no_charge(case: Case) -> bool:
    """«Чили запугивает соседей»: blame only where somebody else is told to say so, in a clause of its own."""
    candidate = case.candidate
    if not is_charge(candidate):
        return False
    said = [r for r in candidate.roles if r.role == "actor" and r.who.how == "speaker"]
    home = countries(said)
    own = [r.who.entity for r in candidate.roles if r.role == "recipient"]
    aside = any(is_aside(case.text, at) for at in (case.word, *case.above))
    of_itself = any(e.type == "state" and home & set(e.countries) for e in own)
    lacking = not said or unmet_need(candidate.rule, candidate.roles) is not None
    return lacking or aside or of_itself or candidate.stage == "planned" or says_we(case)


def is_no_credit(case: Case) -> bool:
    """«Чили добилась успеха»: praise only where somebody of another state is told to say so."""
    candidate = case.candidate
    if not candidate.rule.name.startswith("support.credit_"):
        return False
    said = [r for r in candidate.roles if r.role == "actor" and r.who.how == "speaker"]
    praised = countries([r for r in candidate.roles if r.role == "recipient"])
    aside = any(is_aside(case.text, at) for at in (case.word, *case.above))
    lacking = not said or unmet_need(candidate.rule, candidate.roles) is not None
    own = bool(countries(said) & praised) or says_we(case)
    return lacking or aside or own or candidate.stage in AHEAD


# «не пустит», «пересмотрит отношения»: refused or threatened only by what is still to come.
STILL_TO_COME = frozenset({"reject.will_not_act", "threaten.will_review", "threaten.we_will_avenge"})


def is_not_ahead(case: Case) -> bool:
    """«не пустила», «пересмотрела договор»: a deed of the past is neither refusal nor threat."""
    if case.candidate.rule.name not in STILL_TO_COME:
        return False
    if is_future(case.text, case.word):
        return case.text.words[case.word].feats.get("Voice") == "Pass"  # «не будет поставлен»
    intended = any(case.text.words[up].lemma in INTENDING for up in case.above[:1])
    return not (intended and case.text.words[case.word].feats.get("VerbForm") == "Inf")


INTENDING = frozenset(
    {"решить", "предпочесть", "обещать", "пообещать", "поклясться", "грозить", "пригрозить"}
)


def is_no_bad_deed(case: Case) -> bool:
    """«нарушать», «не соблюдать»: what all do at times is blame only where the whole of a charge is told."""
    return case.candidate.rule.name in DEEDS_TOLD and is_no_charge(case)


DEEDS_TOLD = frozenset({"accuse.charge_of_deeds", "accuse.charge_of_failing", "accuse.charge_of_trying"})


def is_aside(text: Text, word: int) -> bool:
    """In a relative clause, a participle or an adverbial clause; «о том, что …» tells what is said."""
    head = text.words[word].head
    return text.words[word].rel in ASIDE and not (head >= 0 and text.words[head].lemma in ("то", "факт"))


def is_charge(candidate: Candidate) -> bool:
    """Bad deeds told of somebody, that are blame only by who tells them."""
    return candidate.rule.name.startswith("accuse.charge_")


def says_we(case: Case) -> bool:
    subjects = [s.word for s in case.candidate.frame.slots if s.name == "subject"]
    first = case.text.words[case.word].feats.get("Person") == "1"
    return first or any(case.text.words[at].lemma in ("я", "мы") for at in subjects)


CONDEMNING = frozenset({"осудить", "осуждать"})


def is_a_sentence_or_blame(case: Case) -> bool:
    """«осудил на пять лет» is a court's sentence, «осудил действия в прошлом году» is blame."""
    rule = case.candidate.rule.name
    if rule not in ("accuse.condemned", "coerce.sentenced") or not condemns(case):
        return False
    words, near = case.text.words, case.candidate.frame.near_words
    years = any(words[at].lemma == "год" and preposition(case.text, at) in ("на", "к") for at in near)
    sentence = years or bool(
        case.candidate.frame.near & {"лишение", "колония", "тюрьма", "заключение", "казнь"}
    )
    return sentence == (rule == "accuse.condemned")


def condemns(case: Case) -> bool:
    return case.text.words[case.word].lemma in CONDEMNING


def is_not_ready_for_it(case: Case) -> bool:
    """«не готова к вступлению», «мы не готовы»: who lacks what it takes refuses nothing."""
    if case.candidate.rule.name != "reject.will_not" or case.text.words[case.word].lemma != "готовый":
        return False
    words = case.text.words
    return not any(words[c].feats.get("VerbForm") == "Inf" for c in case.text.children[case.word])


def is_agreed_thing(case: Case, other: Candidate) -> bool:
    """«договорились провести учения»: the thing agreed on is coded, as planned (note 3)."""
    return (
        other.kind in OFFERED
        and other.stage == "planned"
        and other is not case.candidate
        and case.word in chain(case.text, other.frame.word)
    )


def is_the_ground_of_another(case: Case) -> bool:
    """«соглашение о прекращении огня»: a ceasefire in an instrument is no sanction, and is told once."""
    rule = case.candidate.rule.name
    if rule == "sanction.stopped_agreement":
        return "огонь" in case.candidate.frame.near
    if rule == "agreement.agreed_to":
        return any(o.kind == "concede" or is_agreed_thing(case, o) for o in case.others)
    if rule == "agreement.signed" and any(o.kind == "contract" for o in case.others):
        return all(r.who.entity.type == "enterprise" for r in case.candidate.roles)
    if rule.startswith("aid."):
        return any(o.rule.name == "contract.credit" and not unmet_need(o.rule, o.roles) for o in case.others)
    return any(
        o.rule.name == TOLD_BY.get(rule) and (rule == "mobilize.own_exercise" or is_firm(case, o))
        for o in case.others
    )


# What tells the same deed better: «запустил ракеты по Чили» is no test, a sky closed to Chile no border.
TOLD_BY = {
    "mobilize.own_exercise": "activity.exercise",
    "mobilize.weapon_test": "assault.struck_by_air",
    "coerce.closed_border": "sanction.closed_to_another",
}


def is_firm(case: Case, other: Candidate) -> bool:
    """The other candidate is told by the same word, has what its rule needs, and is done to somebody."""
    return other.frame.word == case.word and aims(case, other) and unmet_need(other.rule, other.roles) is None


def aims(case: Case, candidate: Candidate) -> bool:
    """«запустила ракету по порту Чили»: somebody or something is hit."""
    hit = (at for at in inside(case.text, candidate.frame.word) if preposition(case.text, at) == "по")
    return bool(candidate.ids("recipient")) or any(True for _ in hit)


def is_a_launch_at_nobody(case: Case) -> bool:
    """«запустила ракету»: without a target it is a test."""
    tests = [o for o in case.others if o.rule.name == "mobilize.weapon_test" and o.frame.word == case.word]
    return (
        case.candidate.rule.name == "assault.struck_by_air" and bool(tests) and not aims(case, case.candidate)
    )


# Under these troops or prisoners are only to go: the demand or the promise is the event.
DEMANDS = frozenset(
    {"призыв", "требование", "просьба", "обязательство", "резолюция", "условие", "необходимость", "приоритет",
     "вопрос", "формула", "пункт", "ходатайство", "прошение", "запрос", "обращение", "заявка", "иск",
     "предложение", "петиция", "ультиматум", "идея", "шанс", "надежда"}
)  # fmt: skip


def is_only_demanded(case: Case) -> bool:
    """«призыв отвести войска», «обязательство о выводе»."""
    nearest = {case.text.words[up].lemma for up in case.above[:3]}
    return case.candidate.kind == "retreat" and bool(nearest & DEMANDS)


# Verbs of supply by which arms are both sold and given.
SUPPLYING = frozenset({"поставить", "поставлять", "поставка", "получить", "получать"})
OF_ARMS = frozenset(
    {
        "contract.supplied",
        "contract.supplies",
        "contract.received_goods",
        "aid.arms_given",
        "aid.received_arms",
    }
)
HELP = frozenset(
    {
        "помощь",
        "агрессия",
        "вторжение",
        "обороняться",
        "союзник",
        "безвозмездно",
        "пожертвовать",
        "фронт",
        "обстрел",
        "оккупант",
        "война",
    }
)


# What ends an agreement, and is told by a kind of its own (notes 14 and 17).
BREAKING = frozenset(
    {"выйти", "выходить", "выход", "денонсировать", "денонсация", "расторгнуть", "расторжение", "разорвать",
     "разрыв", "нарушить", "нарушать", "нарушение", "срыв", "отказ", "отказаться"}
)  # fmt: skip


def is_broken_not_made(case: Case) -> bool:
    """«вышла из соглашения», «денонсация договоров, подписанных с соседями»: who leaves one makes none."""
    candidate = case.candidate
    if candidate.kind != "agreement" or candidate.rule.step in ("terminated", "in_force"):
        return False
    return any(case.text.words[up].lemma in BREAKING for up in case.above[:3])


def is_told_as_help(case: Case) -> bool:
    """Arms from state to state are given where the report speaks of help or of a war, else sold (note 59)."""
    rule, lemma = case.candidate.rule.name, case.text.words[case.word].lemma
    if rule not in OF_ARMS or lemma not in SUPPLYING:
        return False
    if any(r.who.entity.type == "enterprise" for r in case.candidate.roles):
        return rule.startswith("aid")
    if not case.candidate.frame.near & load_rules().lists["weapon"]:
        return False
    helps = any(word.lemma in HELP for word in case.text.words)
    helps = helps or any(o.kind == "aid" and o.rule.name not in OF_ARMS for o in case.others)
    return helps == rule.startswith("contract")


def is_a_thing_that_arrives(case: Case) -> bool:
    """«прибыл радар из Франции»: only people visit."""
    if case.candidate.rule.name != "visit.arrived":
        return False
    own = [s.word for s in case.candidate.frame.slots if s.name == "subject" and s.how == "own"]
    things = [case.text.words[w].feats.get("Animacy") == "Inan" and not case.people.at(w) for w in own]
    return bool(things) and all(things) and all(case.text.words[w].lemma not in PARTIES for w in own)


PARTIES = frozenset({"делегация", "миссия", "группа", "команда", "комиссия", "глава", "большинство", "ряд"})


def is_joint_work_at_home(case: Case) -> bool:
    """«работают совместно с полицией»: bodies of one state among themselves."""
    where = countries(case.candidate.roles)
    return case.candidate.rule.name in TOGETHER_RULES and len(where) == 1 and "IGO" not in where


TOGETHER_RULES = frozenset(
    {
        "activity.jointly",
        "activity.joint_project",
        "activity.cooperates",
        "activity.learners",
        "activity.trained",
    }
)


def is_helped_by_a_thing(case: Case) -> bool:
    """«соглашения помогли соседям»: only somebody gives aid."""
    if case.candidate.rule.name != "aid.helped":
        return False
    own = [s.word for s in case.candidate.frame.slots if s.name == "subject"]
    return bool(own) and all(
        case.text.words[w].feats.get("Animacy") == "Inan" and not case.people.at(w) for w in own
    )


def is_a_trip_of_citizens(case: Case) -> bool:
    """«паломники едут в Индию»: officials visit."""
    if case.candidate.kind != "visit":
        return False
    who = [r.who.entity for r in case.candidate.roles if r.role == "visitor"]
    abroad = countries([r for r in case.candidate.roles if r.role == "host"]) - countries(
        [r for r in case.candidate.roles if r.role == "visitor"]
    )
    if who and not abroad and all(e.type == "person" and not e.sectors for e in who):
        return True
    people = [e for e in who if e.type != "state"]
    return bool(people) and all(e.type == "group" and set(e.sectors) == {"CVL"} for e in people)


FILTERS: tuple[Callable[[Case], bool], ...] = (
    is_part_of_a_name,
    is_broken_not_made,
    is_no_bad_deed,
    is_no_charge,
    is_no_credit,
    is_no_need_of_another,
    is_not_ahead,
    lacks_what_the_rule_needs,
    is_a_home_session,
    is_a_greeting_to_own_citizens,
    is_hypothetical,
    is_only_imagined,
    is_unsaid,
    is_not_to_be,
    is_bare_infinitive,
    is_a_question,
    is_a_phase_of_a_process,
    is_denied_speech,
    is_denied_above,
    is_a_purpose,
    is_what_another_asks_for,
    is_a_proposal_of_another,
    is_the_subject_of_an_instrument,
    is_named_otherwise,
    is_no_demand,
    is_background,
    is_a_time_mark,
    is_only_named,
    is_a_first_person_wish,
    is_a_claim,
    is_consent_to_nothing,
    is_nobodys_affair,
    is_told_in_a_relative_clause,
    is_the_ground_of_another,
    is_a_launch_at_nobody,
    is_a_sentence_or_blame,
    is_not_ready_for_it,
    is_bad_elsewhere,
    is_only_demanded,
    is_told_as_help,
    is_a_thing_that_arrives,
    is_joint_work_at_home,
    is_helped_by_a_thing,
    is_a_trip_of_citizens,
)


def why_not(case: Case) -> str | None:
    """The name of the first condition that says no, or None."""
    return next((condition.__name__ for condition in FILTERS if condition(case)), None)
