"""Corrections of an event: its fields as they stand, its sides as rows of a form, what a form asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from communique import codebook
from communique.linking.rulings import FIELDS, FILLERS, RulingError, standing
from communique.queries.review import event_of
from communique.records.reading import Actor, Event, Reading
from communique.records.register import Member, Ruling
from communique.web.ask import Ask, BadQuestion
from communique.web.messages import Messages

SIDES = "sides"  # a form of rows, in place of a field: all of LISTS at once
LISTS = ("roles", *FILLERS)
TEXTS = tuple(name for name in FIELDS if name not in LISTS)
CODED = ("kind", "stage", "step", "mode")  # terms of the codebook
MOST_ROWS = 40  # more do not fit into one form
NOTHING = "–"
Values = Mapping[str, Any]


class Side(NamedTuple):
    """A row of the form: an actor of the reading in a role; `proposer` and `said_by` count as roles."""

    role: str
    actor: str


# As it stands


def values_of(event: Event, target: str, rulings: Sequence[Ruling]) -> Values:
    """Field -> its value, as a ruling writes it, by the reading and what was ruled since."""
    found = {name: _value(event, name) for name in FIELDS}
    for ruling in standing(rulings):
        if ruling.action == "correct" and ruling.target == target and ruling.field and ruling.value:
            found[ruling.field] = json.loads(ruling.value)
    return found


def _value(event: Event, name: str) -> Any:
    value: Any = getattr(event, name, None)
    if name == "roles":
        return {role: [filler.actor for filler in fillers] for role, fillers in value.items()}
    if name in FILLERS:
        return [filler.actor for filler in value or ()]
    return value if value is None or isinstance(value, str) else str(value.value)


def roles_of(values: Values) -> tuple[str, ...]:
    return (*codebook.kinds()[values["kind"]].roles, *FILLERS)


def rows_of(values: Values) -> list[Side]:
    by_role = {**values["roles"], **{name: values[name] or () for name in FILLERS}}
    return [Side(role, actor) for role, actors in by_role.items() for actor in actors]


@cache
def choices() -> Mapping[str, tuple[str, ...]]:
    """The terms that a field may have, those of `mode` by the kind; an empty one where it may be left out."""
    kinds = codebook.kinds()
    modes = {f"mode-{kind}": ("", *entry.modes) for kind, entry in kinds.items()}
    return {"kind": tuple(kinds), "stage": tuple(codebook.stages()), "step": ("", *codebook.steps()), **modes}


def mentions_of(actors: Sequence[Actor]) -> str:
    """`a1:12-20,45-50 a2:…`: where each actor is named, for the script that finds it by selected words."""
    return " ".join(
        f"{actor.id}:" + ",".join(f"{item.span.start}-{item.span.end}" for item in actor.mentions)
        for actor in actors
        if actor.mentions
    )


def shown(ruling: Ruling, reading: Reading | None, words: Messages) -> str:
    """The value of a correction, for people; ids of actors where there is no reading that has their names."""
    value = json.loads(ruling.value or "null")
    names = {actor.id: actor.name for actor in reading.actors} if reading else {}
    if isinstance(value, list):
        return _list(value, names)
    if isinstance(value, dict):
        told = (f"{words.term('role', role)}: {_list(ids, names)}" for role, ids in value.items())
        return "; ".join(told) or NOTHING
    if value is None:
        return NOTHING
    return words.term(str(ruling.field), value) if ruling.field in CODED else str(value)


def _list(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(id, id) for id in ids) or NOTHING


# As a form asks for it


def asked(ask: Ask) -> list[tuple[str, str]]:
    """Fields with their new values as JSON; of the sides those that the form changes.

    Raises:
        BadQuestion: a role that the kind does not have, an actor that the report does not have.
        RulingError: no side was changed.
        UnknownRecord: there is no such event.
    """
    field, value = ask.posted("field"), ask.posted("value")
    if field != SIDES:
        is_text = bool(value) and field not in LISTS
        return [(field, _json(value) if is_text else value or "null")]
    member = _member(ask.posted("target"))
    reading, event = event_of(ask.known, member)
    values = values_of(event, str(member), ask.shelf.rulings())
    changed = _changed(values, _posted_rows(ask, reading, values))
    if not changed:
        raise RulingError("no side was changed")
    return [(name, _json(value)) for name, value in changed.items()]


def _member(target: str) -> Member:
    try:
        return Member.parse(target)
    except ValueError:
        raise BadQuestion("target", target) from None


def _posted_rows(ask: Ask, reading: Reading, values: Values) -> list[Side]:
    """Rows without an actor are those that were removed, or not filled in."""
    roles, actors = (ask.posted_list(name) for name in ("role", "actor"))
    if len(roles) != len(actors):
        raise BadQuestion("actor", "")
    known, allowed = {actor.id for actor in reading.actors}, roles_of(values)
    rows = [Side(role, actor) for role, actor in zip(roles, actors, strict=True) if actor]
    for row in rows:
        if row.role not in allowed:
            raise BadQuestion("role", row.role)
        if row.actor not in known:
            raise BadQuestion("actor", row.actor)
    return list(dict.fromkeys(rows))


def _changed(values: Values, rows: Sequence[Side]) -> dict[str, Any]:
    by_role: dict[str, list[str]] = {}
    for row in rows:
        by_role.setdefault(row.role, []).append(row.actor)
    lists: dict[str, Any] = {name: by_role.pop(name, []) for name in FILLERS}
    lists["roles"] = by_role
    return {name: lists[name] for name in LISTS if lists[name] != (values[name] or type(lists[name])())}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
