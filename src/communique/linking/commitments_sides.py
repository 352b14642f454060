"""Are the sides of two happenings the same? Compared by entity, by name, and by the state they act for.

A person stands for himself: the foreign minister's visit is not the president's. A state or a delegation is
spoken for by anybody of that state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from communique.linking.commitments_turns import Party, Turn

ORGANISATIONS = "IGO"  # no state: its members are compared one by one
NAMED = ("person",)
BODIES = ("body", "enterprise")
# How sure a side is that of the other happening.
SAME, LIKE, STATE = 1.0, 0.9, 0.8
BY_PERSON = 0.7  # a state was named, and now somebody of it
VAGUER = 0.6  # somebody was named, and now only his state
OTHER_BODY = 0.3
# Of more than two sides, one may be missing: long lists are printed in part.
MANY = 2
LEAST_OF_MANY = 0.6
# A side that nothing is compared with, since the other report names nobody for it.
UNNAMED = 0.4
# Kinds whose sides have unlike parts; of the others, who has which part is told loosely.
PARTS = {"visit": ("visitor", "host"), "aid": ("giver", "recipient"), "appointment": ("person", "body")}
ACTING = ("actor", "recipient")


class Sides(NamedTuple):
    """How alike, 0 to 1, on the whole and where least; how many sides were compared; whether a person or body
    is the same; the words."""

    score: float
    least: float
    compared: int
    named: bool
    why: str


class _Unit(NamedTuple):
    """One side: a named person or body by itself, or all that is known of a state."""

    persons: tuple[Party, ...]
    bodies: tuple[Party, ...]
    state: str | None


class _Mark(NamedTuple):
    """How sure one side is among those of the other happening; `named` when a person, or a body of one
    state, stands in both."""

    score: float
    why: str = ""
    named: bool = False


MISSING = _Mark(0.0)


def compare(opening: Turn, later: Turn) -> Sides | None:
    """None when a side is another one, or nobody known is among them."""
    marks: list[_Mark] = []
    for ours, theirs in _parts(opening, later):
        for unit in _units(ours):
            if (mark := _mark(unit, theirs)) is None:
                return None
            marks.append(mark)
    return _sum(marks) if marks else None


def _sum(marks: Sequence[_Mark]) -> Sides | None:
    found = [mark for mark in marks if mark.score]
    if len(found) < len(marks) and (len(marks) <= MANY or len(found) < LEAST_OF_MANY * len(marks)):
        return None
    return Sides(
        score=sum(mark.score for mark in marks) / len(marks),
        least=min(mark.score for mark in marks),
        compared=len(marks),
        named=any(mark.named for mark in found),
        why=", ".join(dict.fromkeys(mark.why for mark in found if mark.why)),
    )


def _parts(opening: Turn, later: Turn) -> Iterator[tuple[Sequence[Party], Sequence[Party]]]:
    """Those who are compared with one another: part by part, or all with all."""
    if opening.kind == "visit" and later.kind == "meeting":
        yield opening.roles.get("visitor", ()), later.parties
        yield opening.roles.get("host", ()), later.parties
        return
    parts = PARTS.get(opening.kind) or (ACTING if set(opening.roles) <= set(ACTING) else ())
    if not parts:
        yield opening.parties, later.parties
    for part in parts:
        if opening.roles.get(part):
            yield opening.roles[part], later.roles.get(part, ())


def _units(parties: Iterable[Party]) -> list[_Unit]:
    """Sides by state; those of organisations and of no known state each by itself."""
    by_state: dict[str, list[Party]] = defaultdict(list)
    alone = []
    for party in parties:
        states = [code for code in party.country if code != ORGANISATIONS]
        for code in states:
            by_state[code].append(party)
        if not states and party.type in (*NAMED, *BODIES):
            alone.append(party)
    units = [_unit(members, code) for code, members in sorted(by_state.items())]
    return units + [_unit([party], None) for party in alone]


def _unit(parties: Sequence[Party], state: str | None) -> _Unit:
    persons = tuple(party for party in parties if party.type in NAMED)
    return _Unit(persons, tuple(party for party in parties if party.type in BODIES), state)


def _mark(unit: _Unit, theirs: Sequence[Party]) -> _Mark | None:
    """None where the side is another one."""
    if not theirs:
        return _Mark(UNNAMED)
    if unit.persons:
        return _person_mark(unit, theirs)
    if (found := _same(unit.bodies, theirs)) is not None:
        return found
    there = [party for party in theirs if unit.state in party.country]
    if unit.state is None or not there:
        return MISSING
    if unit.bodies and all(party.type in BODIES for party in there):
        return _Mark(OTHER_BODY, f"another body of {unit.state}")
    plain = any(party.type not in (*NAMED, *BODIES) for party in there)
    if unit.bodies:
        return _Mark(VAGUER, f"{unit.state} for {unit.bodies[0].name}")
    return _Mark(STATE if plain else BY_PERSON, unit.state)


def _person_mark(unit: _Unit, theirs: Sequence[Party]) -> _Mark | None:
    if (found := _same(unit.persons, theirs)) is not None:
        return found
    there = [party for party in theirs if unit.state in party.country]
    if any(party.type in NAMED and party.surname is not None for party in there):
        return None
    return _Mark(VAGUER, f"{unit.state} for {unit.persons[0].name}") if there else MISSING


def _same(ours: Sequence[Party], theirs: Sequence[Party]) -> _Mark | None:
    """The surest of ours that is among theirs."""
    for party in ours:
        if any(party.id == other.id for other in theirs):
            return _Mark(SAME, party.name, _is_one(party))
    for party in ours:
        for other in theirs:
            if like(party, other):
                name = party.name if party.name == other.name else f"{party.name} ({other.name})"
                return _Mark(LIKE, name, _is_one(party))
    return None


def _is_one(party: Party) -> bool:
    """A person, or a body that is no union of states: those meet too often to tell their meetings apart."""
    return party.type in NAMED or party.country != (ORGANISATIONS,)


def like(one: Party, other: Party) -> bool:
    """Whether two entities of a kind may be one that was not recognised as such: a name in another case, a
    first name with patronymic, an abbreviated first name."""
    if one.type != other.type or not _may_share_state(one, other):
        return False
    if one.type not in NAMED:
        return bool(one.stems) and one.stems == other.stems
    if one.surname is None or other.surname is None:
        return bool(one.stems and other.stems) and one.stems[0] == other.stems[0]
    return _near(one.surname, other.surname) and _first_names_agree(one, other)


def _near(one: str, other: str) -> bool:
    """Stems of one word: one begins the other, and little is left over."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 2)


def _first_names_agree(one: Party, other: Party) -> bool:
    if len(one.stems) < 2 or len(other.stems) < 2:
        return True
    return one.stems[0][0] == other.stems[0][0]


def _may_share_state(one: Party, other: Party) -> bool:
    """Persons known by first name and patronymic are often put to a wrong state."""
    loose = one.type in NAMED and (one.surname is None or other.surname is None)
    return loose or not one.country or not other.country or bool(set(one.country) & set(other.country))


def keys(turn: Turn) -> set[tuple[str, ...]]:
    """What two turns of the same sides share one of: a person or body, or two states."""
    states = sorted({code for party in turn.parties for code in party.country if code != ORGANISATIONS})
    pairs = {(one, other) for at, one in enumerate(states) for other in states[at + 1 :]}
    named = (party for party in turn.parties if party.type in (*NAMED, *BODIES))
    ids = {key for party in named for key in ((party.id,), *_surname_keys(party))}
    return pairs | ids


def _surname_keys(party: Party) -> list[tuple[str, ...]]:
    if party.type in NAMED and party.surname:
        return [("surname", party.surname[:5])]
    return []
