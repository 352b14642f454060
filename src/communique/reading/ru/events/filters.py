"""Why a candidate is no event: small conditions, tried in order; the first that holds names the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.reading.ru.events.candidates import Candidate, countries, is_public, unmet_need
from communique.reading.ru.events.frames import People
from communique.reading.ru.events.stages import WORD_KINDS, chain

Filter = Callable[[People, Candidate, Sequence[Candidate]], bool]
SESSIONS = frozenset({"meeting.session_of_states", "meeting.took_part_in"})
ASKING = frozenset({"request", "reject", "accuse", "threaten", "concede"})


def lacks_what_the_rule_needs(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    return unmet_need(candidate.rule, candidate.roles) is not None


def is_part_of_a_name(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """«Межпарламентская ассамблея», «Министерство обороны»: the word belongs to a body's name."""
    if candidate.rule.name in ("meeting.summit",):
        return False
    for ref, _ in people.cover.get(candidate.frame.word, ()):
        if ref.type in ("body", "enterprise") and ref.form != "pronoun" and ref.last - ref.first > 1:
            return True
    return False


def is_a_home_session(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Sessions of one state's own councils are no events (note 69)."""
    return (
        candidate.rule.name in SESSIONS
        and len(countries(candidate.roles) - {"IGO"}) <= 1
        and "IGO" not in countries(candidate.roles)
    )


def is_a_greeting_to_own_citizens(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Greetings to one's own citizens and officials are none (note 69)."""
    if candidate.kind != "support" or candidate.mode not in ("congratulate", "endorse", "praise"):
        return False
    who = [r.who.entity for r in candidate.roles if r.role == "recipient"]
    where = countries(tuple(r for r in candidate.roles if r.role == "actor"))
    return (
        candidate.mode == "congratulate"
        and bool(who)
        and all(e.type in ("group", "body") and set(e.countries) <= where for e in who)
    )


def is_hypothetical(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """«если», «в случае»: a condition is no happening."""
    text = people.text
    word, verb = candidate.frame.word, candidate.frame.support
    for at in [word, *([verb] if verb is not None else []), *chain(text, word)]:
        if any(
            text.words[c].lemma in ("если", "чтобы") and text.words[c].rel == "mark"
            for c in text.children[at]
        ):
            return candidate.kind in WORD_KINDS or any(
                text.words[c].lemma == "если" for c in text.children[at]
            )
        if text.words[at].lemma == "случай":
            return True
    return False


def is_denied_speech(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    return candidate.stage == "denied" and candidate.kind in WORD_KINDS


def is_a_purpose(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """«отозван для консультаций»: what is wanted is not said to happen."""
    return candidate.frame.preposition in ("для", "ради", "против", "без") and candidate.frame.support is None


def is_what_another_asks_for(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """«призвал вывести войска»: the demand is the event, not the withdrawal."""
    if candidate.kind in WORD_KINDS and candidate.kind != "reject":
        return False
    if candidate.kind in OFFERED and candidate.stage in ("proposed", "called_for"):
        return False
    heads = {
        w for o in others if o.kind in ASKING and o is not candidate for w in (o.frame.word, o.frame.support)
    }
    return (
        (candidate.stage not in ("done",)
        and any(up in heads for up in chain(people.text, candidate.frame.word)))
        or (
            candidate.frame.support is None
            and any(up in heads for up in chain(people.text, candidate.frame.word, 2))
        )
    )


# Kinds that are coded themselves when they are asked for; other demands are `request` (codebook 4.1).
OFFERED = frozenset({"meeting", "visit", "agreement", "contract", "activity"})


def is_a_proposal_of_another(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """«предложил совершить визит»: the visit is proposed; the asking is no event beside it."""
    if candidate.rule.name not in ("request.proposed_to", "request.urged", "request.asked"):
        return False
    return any(
        o.kind in OFFERED
        and o.stage in ("proposed", "called_for")
        and candidate.frame.word in chain(people.text, o.frame.word)
        for o in others
    )


def is_the_subject_of_an_instrument(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """«контракты по ремонту», «обсудили подготовку кадров»: what it is about does not happen by that alone."""
    if candidate.frame.support is not None or candidate.kind not in ("activity", "contract", "aid", "agreement"):
        return False
    if people.text.words[candidate.frame.word].pos != "NOUN" or candidate.stage_why.startswith("attribute"):
        return False
    ups = chain(people.text, candidate.frame.word, 4)
    holders = {o.frame.word for o in others if o.kind in ("agreement", "contract", "meeting") and o is not candidate}
    return any(up in holders or people.text.words[up].lemma in TALKED_OF for up in ups)


TALKED_OF = frozenset({"обсудить", "обсуждать", "обсуждение", "рассмотреть", "вопрос", "тема", "затронуть", "перспектива"})


def is_named_otherwise(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """«направлением сотрудничества является подготовка кадров»: the activity itself is the event."""
    return candidate.rule.name == "activity.direction_of_cooperation" and any(
        o.kind == "activity" and o is not candidate for o in others
    )


def is_a_first_person_wish(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """«Прошу Вас», «мы должны»: no demand on another side."""
    if candidate.kind != "request":
        return False
    text = people.text
    verb = text.words[candidate.frame.word]
    mine = {text.words[s.word].lemma for s in candidate.frame.slots if s.name == "subject"}
    return verb.feats.get("Person") == "1" or (
        candidate.rule.name == "request.must" and bool(mine & {"мы", "я"})
    )


def is_nobodys_affair(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Only public affairs are coded: some side is a state, a body, or somebody with an office (codebook 4.1)."""
    return bool(candidate.roles) and not any(
        is_public(r.who.entity) or r.who.entity.countries for r in candidate.roles
    )


def is_told_in_a_relative_clause(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Blame inside a relative clause is no event (note 9)."""
    return candidate.kind == "accuse" and people.text.words[candidate.frame.word].rel == "acl:relcl"


def is_the_ground_of_another(people: People, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """«соглашение о прекращении огня»: a ceasefire in an instrument is no sanction; «договорились о …» is one event."""
    near = candidate.frame.near
    if candidate.rule.name == "sanction.stopped_agreement" and "огонь" in near:
        return True
    if candidate.kind == "agreement" and candidate.rule.name == "agreement.agreed_to":
        return any(o.kind == "concede" and o.sentence == candidate.sentence for o in others)
    return candidate.rule.name == "mobilize.own_exercise" and any(
        o.rule.name == "activity.exercise" and o.sentence == candidate.sentence for o in others
    )


FILTERS: tuple[Filter, ...] = (
    is_part_of_a_name,
    lacks_what_the_rule_needs,
    is_a_home_session,
    is_a_greeting_to_own_citizens,
    is_hypothetical,
    is_denied_speech,
    is_a_purpose,
    is_what_another_asks_for,
    is_a_proposal_of_another,
    is_the_subject_of_an_instrument,
    is_named_otherwise,
    is_a_first_person_wish,
    is_nobodys_affair,
    is_told_in_a_relative_clause,
    is_the_ground_of_another,
)


def why_not(people: People, candidate: Candidate, others: Sequence[Candidate]) -> str | None:
    """The name of the first condition that says no, or None."""
    return next((f.__name__ for f in FILTERS if f(people, candidate, others)), None)


__all__ = ["FILTERS", "why_not"]
