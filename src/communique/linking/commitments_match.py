"""Does a later happening move a commitment? Weighed by sides, time and subject, with the reason in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from communique.linking.commitments_sides import BY_PERSON, STATE, UNNAMED, Sides, compare
from communique.linking.commitments_turns import Turn, is_open_start

# A match counts from here on; a word that something failed needs more, since readings err there more often.
LEAST = {"keep": 0.6, "propose": 0.7, "plan": 0.7, "decline": 0.65, "cancel": 0.6, "deny": 0.75}
# The same two meet again and again: without a due time, a meeting must be likelier the one that was planned.
LEAST_UNDUE = {"keep": 0.7, "propose": 0.75, "plan": 0.75}
FAILING = ("decline", "cancel", "deny")
SIDES, TIME, SUBJECT = 0.5, 0.35, 0.15
# Share of the words of a subject from which two things have it in common, where little else tells them apart.
LEAST_SUBJECT = 0.34
LEAST_WORDS = 2
# Without any word on the subject in one of the two, neither for nor against.
NO_SUBJECT = 0.5
# Days by which a thing may miss the day it was due and still be that thing, and what is left of the match.
MISSED = ((0, 1.0), (1, 0.8), (3, 0.5))
SHARES = ((14, 1.0), (100, 0.9), (200, 0.75))
# Of a thing with no due time: days until the report of it, and how much they say.
WAITED = ((3, 0.9), (14, 0.7), (60, 0.5), (180, 0.35), (400, 0.2))
SOON = 0.7
# A time that leaves so many days open says little more than none.
WEEK, VAGUE = 7, 31
# An undated report of it may come some days after.
TOLD_WITHIN = 4
# Kinds of which one pair of states has many at a time: told apart by their subject, or by the very day.
BY_SUBJECT = ("agreement", "contract", "activity", "aid", "retreat", "sanction", "appointment", "mobilize")
# Only a visit may be kept by another kind: by talks in the country visited.
KEPT_BY: Mapping[str, tuple[str, ...]] = {"visit": ("visit", "meeting")}
REMOTE = "remote"
ENDLESS = 10**6


class Match(NamedTuple):
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, as it stands: EDTF with its reason, first and last day, and the day from which
    it waits."""

    since: date | None
    edtf: str | None = None
    why: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_day(self) -> bool:
        return self.first is not None and self.first == self.last

    @property
    def length(self) -> int:
        """Days left open by the due time; very many when it has no beginning or is not known."""
        return (self.last - self.first).days if self.first and self.last else ENDLESS


def due_of(turn: Turn) -> Due:
    """The turn's time where it lies ahead of its report (that day itself included)."""
    if turn.day is not None and turn.last is not None and turn.last < turn.day:
        return Due(turn.day)
    return Due(turn.day, turn.when, turn.when_why, turn.first, turn.last)


def judge(opening: Turn, due: Due, later: Turn) -> Match | None:
    """Whether `later` is about what `opening` opened; `due` may have been changed since by other turns."""
    if not _may_follow(opening, later) or not _modes_agree(opening, later):
        return None
    if opening.happening is later.happening:
        return _told_together(due, later)
    time = _time(due, later)
    if time is None:
        return None
    sides, subject = compare(opening, later), _subject(opening, later)
    if sides is None or not _known_well(sides, due, time[0], subject, opening, later):
        return None
    if not _told_apart(opening, later, subject, time[0], sides.named):
        return None
    score = SIDES * sides.score + TIME * time[0] + SUBJECT * (NO_SUBJECT if subject is None else subject)
    undue = opening.kind == later.kind == "meeting" and due.length > VAGUE
    if score < (LEAST_UNDUE if undue else LEAST).get(later.act, LEAST[later.act]):
        return None
    return Match(round(score, 3), f"{sides.why}; {time[1]}")


def _known_well(
    sides: Sides, due: Due, time: float, subject: float | None, opening: Turn, later: Turn
) -> bool:
    """One side alone is met by much, and so are two of which only the states are known, or one is told more
    loosely: a due time, a place or a subject in common must help."""
    alike = subject is not None and subject >= LEAST_SUBJECT
    if sides.least <= UNNAMED and _elsewhere(opening, later):
        return False
    if sides.compared < 2:
        somewhere = alike or bool(opening.spots & later.spots) or opening.kind != "meeting"
        return (
            sides.named and due.length <= WEEK and time >= 1 and somewhere and not _elsewhere(opening, later)
        )
    if later.act in FAILING and later.last is None:
        return sides.named and sides.least >= STATE
    if due.length <= VAGUE:
        return sides.named or sides.least >= BY_PERSON
    if sides.named:
        return sides.least >= STATE or alike or later.kind != opening.kind
    return sides.least >= STATE and alike and (time >= SOON or opening.kind in BY_SUBJECT)


def _elsewhere(opening: Turn, later: Turn) -> bool:
    """Both have a place, and no word in common for it."""
    return bool(opening.spots and later.spots) and not opening.spots & later.spots


def _told_together(due: Due, later: Turn) -> Match | None:
    """Reports of the one happening: some announce it, others say what became of it."""
    time = _time(due, later)
    return Match(0.95, f"one happening in all its reports; {time[1]}") if time else None


def _may_follow(opening: Turn, later: Turn) -> bool:
    kinds = KEPT_BY.get(opening.kind, (opening.kind,)) if later.act == "keep" else (opening.kind,)
    if later.kind not in kinds or opening.reports & later.reports:
        return False
    if later.kind == opening.kind:
        return True
    hosts = {code for party in opening.roles.get("host", ()) for code in party.country}
    return bool(hosts & later.places) and later.happening.mode != REMOTE


def _modes_agree(opening: Turn, later: Turn) -> bool:
    one, other = opening.happening.mode, later.happening.mode
    if opening.kind in BY_SUBJECT:
        return one is None or other is None or one == other
    return opening.kind != "meeting" or (one == REMOTE) == (other == REMOTE) or None in (one, other)


def _time(due: Due, later: Turn) -> tuple[float, str] | None:
    """How well the times agree, and in what way; None when it happened before, or long after it was due."""
    if later.day is None and later.last is None:
        return None
    if due.since is not None and max(filter(None, (later.day, later.last))) < due.since:
        return None
    if later.act != "keep":
        return _time_of_word(due, later)
    if later.day is not None and later.day < (due.first or later.day):
        return None  # not yet due when it was reported
    if is_open_start(later.when) or _is_ahead(later):
        return None
    if later.last is not None and not _is_vague(later):
        return _time_dated(due, later)
    return _time_told(due, later) if later.news else None


def _is_ahead(later: Turn) -> bool:
    """Told as done, yet dated after its report: a plan that was read wrongly."""
    return later.day is not None and later.first is not None and later.first > later.day


def _is_vague(later: Turn) -> bool:
    return later.first is None or later.last is None or (later.last - later.first).days > VAGUE


def _time_dated(due: Due, later: Turn) -> tuple[float, str] | None:
    """It has a time of its own."""
    assert later.last is not None
    first = later.first or later.last
    if due.since is not None and later.last < due.since:
        return None
    if due.last is None:
        return _waited(due, later.last, f"dated {later.when}")
    gap = max((first - due.last).days, ((due.first or due.last) - later.last).days, 0)
    for days, score in MISSED:
        if gap <= days:
            what = f"dated {later.when}, due {due.edtf}"
            return (score if due.is_day or gap else score * _share(due)), what
    return None


def _share(due: Due) -> float:
    """A due time of a month or year is met by much; a day by little."""
    return next((share for days, share in SHARES if due.length <= days), 0.6)


def _time_told(due: Due, later: Turn) -> tuple[float, str] | None:
    """It has only the day of its report."""
    if later.day is None:
        return None
    told = f"reported on {later.said}"
    if due.last is None:
        return _waited(due, later.day, told)
    after = (later.day - due.last).days
    if (due.first is not None and later.day < due.first) or after > TOLD_WITHIN:
        return None
    return (0.9 if after <= 1 else 0.6), f"{told}, due {due.edtf}"


def _waited(due: Due, day: date, what: str) -> tuple[float, str] | None:
    """Without a due time: the sooner the likelier; but what is reported on the same day is something else,
    mostly the talks at which the offer was made."""
    if due.since is None or day <= due.since:
        return None
    waited = (day - due.since).days
    return next(((score, f"{what}, {waited} days later") for days, score in WAITED if waited <= days), None)


def _time_of_word(due: Due, later: Turn) -> tuple[float, str] | None:
    """A word about what is ahead: an offer, plan, refusal, cancellation or denial."""
    if later.day is None or due.since is None:
        return None
    told = f"said on {later.said}"
    if due.last is not None and later.last is not None and not later.put_off:
        apart = max((later.first or later.last, due.first or due.last)) > min(later.last, due.last)
        vague = max(due.length, (later.last - (later.first or later.last)).days) > VAGUE
        return None if apart else (0.6 if vague else 1.0, f"{told} of {later.when}, due {due.edtf}")
    if due.last is not None:
        late = (later.day - due.last).days
        return (0.7, f"{told}, due {due.edtf}") if late <= TOLD_WITHIN else None
    return _waited(due, later.day, told)


def _subject(opening: Turn, later: Turn) -> float | None:
    """Share of the words of the shorter subject that the other has; None where one has none."""
    smaller = min(len(opening.subject), len(later.subject))
    return len(opening.subject & later.subject) / smaller if smaller else None


def _told_apart(opening: Turn, later: Turn, subject: float | None, time: float, named: bool) -> bool:
    """Things of which there are many at a time need more than the sides."""
    if opening.kind not in BY_SUBJECT:
        return True
    if subject is None:
        return time >= 0.9 and (named or opening.happening.mode is not None)
    return subject >= LEAST_SUBJECT and len(opening.subject & later.subject) >= LEAST_WORDS
