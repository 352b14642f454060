"""Commitments: what was proposed or planned, followed until it is kept or dropped.

Every happening is one or more turns (`commitments_turns`). A turn that proposes or plans opens a commitment,
or says again what an earlier one opened; the later turn that fits best (`commitments_match`) settles it:

    open        proposed or planned; an offer that is accepted becomes a plan and stays open
    postponed   put off, with a new due time or none
    kept        it took place, or is going on
    declined    the other side refused
    cancelled   called off, or reported not to take place

Whether an open one is overdue depends on the day of asking and is not stored: see `status`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from communique.linking.commitments_match import Due, Match, due_of, judge
from communique.linking.commitments_occasion import with_occasions
from communique.linking.commitments_sides import keys
from communique.linking.commitments_turns import OPENING, Act, Party, Turn, turns
from communique.linking.commitments_words import called, opens
from communique.records.register import Commitment, CommitmentState, Dating, Entity, Happening, Step
from communique.register.seen import ReportSeen

ID_DIGITS = 12
STATES: Mapping[Act, CommitmentState] = {
    "propose": "open",
    "plan": "open",
    "keep": "kept",
    "decline": "declined",
    "cancel": "cancelled",
    "deny": "cancelled",
}
STAGES: Mapping[Act, str] = {"propose": "proposed", "plan": "planned"}
WAITING = ("open", "postponed")
ARROWS = {"visit": ("visitor", "host"), "aid": ("giver", "recipient"), "contract": ("supplier", "customer")}


def follow(
    happenings: Sequence[Happening],
    reports: Sequence[ReportSeen],
    entities: Sequence[Entity],
    datings: Sequence[Dating],
) -> tuple[Commitment, ...]:
    """Every commitment that the happenings open, with the steps that moved it, sorted by id."""
    found = with_occasions(turns(happenings, reports, entities, datings))
    words = [turn for turn in found if _is_word(turn) and opens(turn.kind)]
    threads = _threads(words, _Settling.of(found))
    return tuple(sorted(map(_record, threads), key=lambda item: item.id))


def status(commitment: Commitment, today: date) -> str:
    """The commitment's state, or `overdue` for one still waiting after the last day it was due."""
    waiting = commitment.state in WAITING
    if waiting and commitment.due_by and date.fromisoformat(commitment.due_by) < today:
        return "overdue"
    return commitment.state


def is_overdue(commitment: Commitment, today: date) -> bool:
    """Whether it still waits on `today` although the last day it was due has passed."""
    return status(commitment, today) == "overdue"


def _is_word(turn: Turn) -> bool:
    """Offers, plans and delays leave a commitment open; all else settles it."""
    return turn.act in OPENING or (turn.act == "cancel" and turn.put_off)


class _Moved(NamedTuple):
    turn: Turn
    match: Match


@dataclass(slots=True, eq=False)
class _Thread:
    """A commitment in the making: its opening, what moved it so far, and when it is due now."""

    opening: Turn
    due: Due
    moved: list[_Moved] = field(default_factory=list)
    settled: _Moved | None = None

    def turns(self) -> Iterable[Turn]:
        """The latest word first: it is the one that later turns are compared with."""
        return (*(move.turn for move in reversed(self.moved)), self.opening)

    def judge(self, later: Turn) -> Match | None:
        """The best match of what was said of this before with the later turn."""
        before = (turn for turn in self.turns() if not _is_after(turn.day, later.day))
        matches = [match for turn in before if (match := judge(turn, self.due, later))]
        return max(matches, key=lambda match: match.score, default=None)


def _is_after(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other


@dataclass(frozen=True)
class _Settling:
    """Turns that may settle commitments, by what two turns of the same sides share."""

    by_key: Mapping[tuple[str, ...], Sequence[Turn]]

    @classmethod
    def of(cls, found: Iterable[Turn]) -> _Settling:
        by_key: dict[tuple[str, ...], list[Turn]] = defaultdict(list)
        for turn in found:
            if not _is_word(turn):
                for key in keys(turn):
                    by_key[(turn.kind, *key)].append(turn)
        return cls(by_key)

    def settle(self, thread: _Thread) -> None:
        """Put to the thread the turn that fits it best, the earliest of several that fit alike."""
        kinds = ("visit", "meeting") if thread.opening.kind == "visit" else (thread.opening.kind,)
        shared = {key for turn in thread.turns() for key in keys(turn)}
        near = {
            (turn.happening.id, turn.act): turn
            for kind in kinds
            for key in shared
            for turn in self.by_key.get((kind, *key), ())
        }
        moves = [_Moved(turn, match) for turn in near.values() if (match := thread.judge(turn))]
        thread.settled = min(moves, key=lambda move: (-move.match.score, move.turn.order), default=None)


def _threads(words: Sequence[Turn], settling: _Settling) -> list[_Thread]:
    """Words are taken oldest first; what speaks of a thing still open is put to it, all else opens one."""
    threads: list[_Thread] = []
    by_key: dict[tuple[str, ...], list[_Thread]] = defaultdict(list)
    for turn in words:
        shared = [(turn.kind, *key) for key in sorted(keys(turn))]
        thread = _again(turn, {id(item): item for key in shared for item in by_key.get(key, ())}.values())
        if thread is None and turn.act not in OPENING:
            continue  # put off, but nobody said that it was planned
        if thread is None:
            thread = _Thread(turn, due_of(turn))
            threads.append(thread)
        settling.settle(thread)
        for key in shared:
            if thread not in by_key[key]:
                by_key[key].append(thread)
    return threads


def _again(turn: Turn, threads: Iterable[_Thread]) -> _Thread | None:
    """The open thread that the turn speaks of again, moved by it."""
    found = [(match, thread) for thread in threads if _waits(thread, turn) and (match := thread.judge(turn))]
    if not found:
        return None
    match, thread = max(found, key=lambda item: (item[0].score, item[1].opening.order))
    thread.moved.append(_Moved(turn, match))
    thread.due = _renewed(thread.due, turn)
    return thread


def _waits(thread: _Thread, turn: Turn) -> bool:
    """Whether it was still open when the turn was reported."""
    settled = thread.settled.turn.happened if thread.settled else None
    return settled is None or turn.day is None or turn.day <= settled


def _renewed(due: Due, turn: Turn) -> Due:
    """The due time after another word: the new one where it puts off or says more."""
    new = due_of(turn)
    if new.edtf is None:
        return Due(due.since) if turn.put_off else due
    closer = new.last is not None and (due.last is None or new.length < due.length)
    return Due(due.since, *(new.edtf, new.why, new.first, new.last)) if turn.put_off or closer else due


def _record(thread: _Thread) -> Commitment:
    opening = thread.opening
    steps = tuple(_step(move, thread) for move in (*thread.moved, *filter(None, [thread.settled])))
    due = thread.due
    return Commitment(
        id="c" + sha256(f"commitment {min(opening.members)}".encode()).hexdigest()[:ID_DIGITS],
        kind=opening.kind,
        stage=STAGES[opening.act],
        opened=opening.happening.id,
        opened_on=opening.said,
        countries=opening.happening.countries,
        sides=tuple(party.id for party in opening.parties),
        what=_what(opening),
        state=steps[-1].state if steps else "open",
        due=due.edtf,
        due_by=due.last.isoformat() if due.last else None,
        due_why=due.why,
        steps=steps,
    )


def _step(move: _Moved, thread: _Thread) -> Step:
    turn = move.turn
    state = "postponed" if _is_word(turn) and turn.put_off else STATES[turn.act]
    new = due_of(turn).edtf if turn.act in OPENING else None
    return Step(
        state=state,
        on=turn.when if state == "kept" and turn.when and turn.first == turn.last else turn.said,
        happening=turn.happening.id,
        why=f"{turn.kind} {turn.act}: {move.match.why}",
        score=move.match.score,
        due=new,
    )


def _what(opening: Turn) -> str:
    """A line for people: «визит: Асан Токтосунов → Сербия (подготовка кадров)»."""
    item = opening.happening
    noun = called(item.kind, item.mode)
    subject = item.instrument or item.object or item.topic
    about = f" ({subject})" if subject else ""
    return f"{noun}: {_sides_in_words(opening)}{about}"


def _sides_in_words(opening: Turn) -> str:
    arrow = ARROWS.get(opening.kind, ())
    sides = [_names(opening.roles.get(role, ())) for role in arrow]
    if sides and all(sides):
        return " → ".join(sides)
    return _names(opening.parties) or "?"


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(sorted(party.name for party in parties))
