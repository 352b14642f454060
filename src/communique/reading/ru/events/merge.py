"""Candidates that tell one happening become one event with several citations (notes 10 and 15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.reading.ru.events.candidates import Candidate, Role, countries, ids_in
from communique.reading.ru.events.stages import WEAK, WORD_KINDS

# The farther a happening has come, the later its stage stands here; the farthest one is kept.
FARTHEST = ("called_for", "proposed", "planned", "under_way", "done", "denied", "declined", "cancelled")
OVER = frozenset({"done", "under_way"})
# Rules that tell of many at once; they are no telling of a single one.
TOTALS = frozenset({"visit.mutual_visits", "agreement.many_agreements"})
SETTINGS = frozenset({"на", "в ход", "во время", "по итог", "по результат", "после"})
LEADING = {
    "meeting": "participant",
    "visit": "visitor",
    "agreement": "party",
    "activity": "party",
    "appointment": "person",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """Candidates told of one happening, in order of text, with the roles they give together."""

    candidates: tuple[Candidate, ...]
    roles: tuple[Role, ...]

    @property
    def lead(self) -> Candidate:
        """The candidate that stands for the happening: the one with most roles, the earliest of equals."""
        return max(self.candidates, key=lambda c: (len(c.roles), -c.frame.word))

    @property
    def kind(self) -> str:
        return self.candidates[0].kind

    @property
    def in_doubt(self) -> bool:
        """A condition speaks against every candidate."""
        return all(c.doubt is not None for c in self.candidates)

    @property
    def stage(self) -> str:
        firm = [c.stage for c in self.candidates if c.stage_why not in WEAK]
        return max(firm or [c.stage for c in self.candidates], key=FARTHEST.index)

    @property
    def mode(self) -> str | None:
        modes = [c.mode for c in self.candidates if c.mode]
        return max(modes, key=modes.count) if modes else None

    def ids(self, *roles: str) -> frozenset[str]:
        return ids_in(self.roles, roles)


def add_roles(old: tuple[Role, ...], new: Sequence[Role]) -> tuple[Role, ...]:
    """The old roles and those of the new that put another actor in another role."""
    by_actor = {(r.role, r.who.entity.id): r for r in reversed((*old, *new))}
    return tuple(reversed(by_actor.values()))


def join(happening: Happening, candidate: Candidate) -> Happening:
    roles = add_roles(happening.roles, candidate.roles)
    return Happening((*happening.candidates, candidate), roles)


def within(a: frozenset[str], b: frozenset[str]) -> bool:
    """One holds nothing that the other lacks."""
    return a <= b or b <= a


def compatible_stage(happening: Happening, candidate: Candidate) -> bool:
    """A planned happening and a done one are two, unless one of them is a bare noun.

    «Следующая встреча», proposed or planned, is never the one that was.
    """
    if candidate.is_next and happening.stage in OVER and candidate.stage not in OVER:
        return False
    if candidate.stage_why in WEAK or all(c.stage_why in WEAK for c in happening.candidates):
        return True
    stages = {happening.stage, candidate.stage}
    return not (stages & OVER and "planned" in stages) and not ("denied" in stages and len(stages) > 1)


def compatible_mode(happening: Happening, candidate: Candidate) -> bool:
    a, b = happening.mode, candidate.mode
    return (
        a is None
        or b is None
        or a == b
        or (bool({a, b} & {"working", "official"}) and candidate.kind == "visit")
        or (candidate.kind in WORD_KINDS and "investigate" not in (a, b))
    )


def collective(roles: Sequence[Role]) -> bool:
    """Groups and states stand for persons: «стороны», «лидеры», «Москва и Минск»."""
    return all(r.who.entity.type in ("group", "state") for r in roles)


def tells_other_end(happening: Happening, candidate: Candidate) -> bool:
    """«приглашение посетить Анкару … министр принял приглашение»: one names who, one where to."""
    near = candidate.sentence - happening.candidates[-1].sentence <= 1
    return near and not any(happening.ids(role) and candidate.ids(role) for role in ("visitor", "host"))


def apart(happening: Happening, candidate: Candidate) -> bool:
    """Two persons who gain or leave an office are two appointments."""
    a, b = happening.ids("person"), candidate.ids("person")
    return candidate.kind == "appointment" and bool(a) and bool(b) and not a & b


def goes_elsewhere(happening: Happening, candidate: Candidate) -> bool:
    """«из Каира министр вылетит в Доху»: visits to two countries are two."""
    if candidate.kind != "visit":
        return False
    before, here = hosts(happening.roles), hosts(candidate.roles)
    return bool(before) and bool(here) and not before & here


def hosts(roles: Sequence[Role]) -> frozenset[str]:
    return countries([r for r in roles if r.role == "host"])


def is_another_step(happening: Happening, candidate: Candidate) -> bool:
    """Signed, ratified, in force: each step of a treaty is an event of its own (note 46)."""
    steps = {c.rule.step for c in happening.candidates} - {None}
    return bool(steps) and candidate.rule.step is not None and candidate.rule.step not in steps


# «во встрече участвовали …»: of a meeting that was told of.
ATTENDED = frozenset({"участвовать", "участие", "поучаствовать"})


def is_anaphoric(candidate: Candidate) -> bool:
    """«на встрече присутствовали …»: a meeting named as a setting, without counterparts of its own."""
    slots = {slot.name for slot in candidate.frame.slots}
    own = slots & {"с+ins", "между+ins", "gen", "adj"}
    set_there = candidate.frame.preposition in SETTINGS or (
        candidate.frame.preposition in ("в", "во") and bool(candidate.frame.near & ATTENDED)
    )
    return candidate.rule.name == "meeting.meeting_held" and set_there and not own


# Gatherings of many: a report that names one again without saying whose means the one that it told of.
GATHERINGS = frozenset({"meeting.summit", "meeting.session_of_states"})
WHOSE = frozenset({"с+ins", "между+ins", "gen"})


def is_named_again(happening: Happening, candidate: Candidate) -> bool:
    """«на саммите выступил …»: who takes part in it is told bit by bit."""
    rule = candidate.rule.name
    if rule not in GATHERINGS or all(c.rule.name != rule for c in happening.candidates):
        return False
    return not any(slot.name in WHOSE and slot.how == "own" for slot in candidate.frame.slots)


def same_sides(happening: Happening, candidate: Candidate) -> str | None:
    mine, theirs = happening.ids(), candidate.ids()
    if not theirs:
        return "names no sides of its own"
    if not mine:
        return "the sides are named here"
    if apart(happening, candidate) or is_another_step(happening, candidate):
        return None
    if goes_elsewhere(happening, candidate):
        return None
    if within(mine, theirs):
        return "the same sides"
    if is_anaphoric(candidate):
        return "named as the setting of what is told"
    if is_named_again(happening, candidate):
        return "the gathering told of before"
    if candidate.kind == "visit" and tells_other_end(happening, candidate):
        return "who comes is told in one place, where to in the other"
    lead = LEADING.get(candidate.kind)
    where = within(countries(happening.roles), countries(candidate.roles))
    if where and lead and happening.ids(lead) and within(happening.ids(lead), candidate.ids(lead)):
        return "the same leading side"
    if where and (collective(candidate.roles) or collective(happening.roles)):
        return "sides of the same states"
    return None


def same_happening(happening: Happening, candidate: Candidate) -> str | None:
    """Why the candidate tells this happening again, or None."""
    if happening.kind != candidate.kind or not compatible_stage(happening, candidate):
        return None
    names = {happening.lead.rule.name, candidate.rule.name}
    if not compatible_mode(happening, candidate) or (names & TOTALS and len(names) > 1):
        return None
    return (
        same_words(happening, candidate) if candidate.kind in WORD_KINDS else same_sides(happening, candidate)
    )


def same_words(happening: Happening, candidate: Candidate) -> str | None:
    """Speech acts: one event for one speaker and recipient (note 30), one blame for all charges (note 20)."""
    a, b = happening.ids("actor"), candidate.ids("actor")
    theirs, mine = happening.ids("recipient"), candidate.ids("recipient")
    if a & b and theirs and mine and to_one_state(happening, candidate):
        return "more words of the same speaker to the same state"
    if not a & b or not within(theirs, mine):
        return None
    if happening.mode == candidate.mode:
        return "the same speaker and recipient"
    return "more words of the same speaker, to nobody else" if not theirs or not mine else None


def to_one_state(happening: Happening, candidate: Candidate) -> bool:
    """«Анкара нарушила обещание … турецкие власти лгут»: who is blamed, or asked, is of one state."""
    if candidate.kind not in ("accuse", "request"):
        return False
    mine, theirs = (
        countries([r for r in one.roles if r.role == "recipient"]) for one in (candidate, happening)
    )
    return mine == theirs and len(mine) == 1


def told_by_title(titles: frozenset[int], happening: Happening, candidate: Candidate) -> bool:
    """A title that repeats an event is evidence of it, never a second one (note 10): the states must fit."""
    titled = all(c.sentence in titles for c in happening.candidates)
    if happening.kind != candidate.kind or not titled:
        return False
    stages = {happening.stage, candidate.stage}
    fits = len(stages) == 1 or stages <= {"denied", "cancelled"} or stages <= {"planned", "proposed"}
    a, b = countries(happening.roles), countries(candidate.roles)
    return fits and (not a or not b or bool(a & b)) and not done_by_another(happening, candidate)


def done_by_another(happening: Happening, candidate: Candidate) -> bool:
    """«санкции Чили … санкции Перу»: who does it is told in both, and is of different states."""
    if happening.kind != "sanction":
        return False
    mine, theirs = (countries([r for r in one.roles if r.role == "actor"]) for one in (happening, candidate))
    return bool(mine) and bool(theirs) and not mine & theirs


def merge(candidates: Sequence[Candidate], titles: frozenset[int] = frozenset()) -> list[Happening]:
    """Join candidates in order of text, each to the nearest earlier happening that it can tell again.

    Args:
        titles: the sentences that are the report's title.
    """
    happenings: list[Happening] = []
    of_kind: dict[str, list[int]] = {}
    for candidate in candidates:
        for at in reversed(of_kind.setdefault(candidate.kind, [])):
            if same_happening(happenings[at], candidate) or told_by_title(titles, happenings[at], candidate):
                happenings[at] = join(happenings[at], candidate)
                break
        else:
            of_kind[candidate.kind].append(len(happenings))
            happenings.append(Happening((candidate,), candidate.roles))
    return happenings
