"""What people decided, put to what the reports say: rejected records go, corrected fields change.

    RulingError(ValueError)   a ruling that says nothing clear: unknown action, field or value

Rulings are only ever added. The later word wins, by (at, id); `undo` takes another ruling back, and may be
taken back itself. A ruling whose target is not among the reports changes nothing; `unmatched` lists it.

Targets are written REPORT:ID, where ID is that of an event, statement (s1, s2, …), actor or office (o1, o2, …
in the order of the reading), and REPORT for the report as a whole.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from communique import codebook
from communique.records.register import Member, Ruling
from communique.records.when import When, WhenError

if TYPE_CHECKING:
    from communique.register.seen import EventSeen, OfficeSeen, ReportSeen, StatementSeen

ACTIONS = ("same", "different", "accept", "reject", "correct", "retract", "undo")
TEXTS = ("place", "topic", "object", "instrument", "count", "value")
FILLERS = ("proposer", "said_by")
FIELDS = ("kind", "stage", "step", "mode", "when", *TEXTS, "roles", *FILLERS)
# Every event has these; the others may be emptied.
NEEDED = ("kind", "stage", "roles")
# Parts that all sides take alike: those who lose theirs when the kind is corrected find a place here.
EQUAL_SIDES = ("participant", "party")


class RulingError(ValueError):
    """The ruling cannot be followed. The message says what is wrong, for the person who made it."""


class Unmatched(NamedTuple):
    """A ruling that changes nothing, and the reason."""

    ruling: Ruling
    why: str


def check(ruling: Ruling) -> None:
    """Raises: RulingError when the ruling cannot be followed, whatever the reports."""
    if ruling.action not in ACTIONS:
        raise RulingError(f"no such action: {ruling.action!r}; there are {', '.join(ACTIONS)}")
    if not ruling.id or not ruling.target or not ruling.by:
        raise RulingError("a ruling needs an id, a target and a person who made it")
    _check_instant(ruling.at)
    if ruling.action in ("same", "different"):
        _check_pair(ruling)
    elif ruling.action == "correct":
        _member(ruling.target)
        _check_value(ruling.field, _parsed(ruling))
    elif ruling.action == "retract" and ":" in ruling.target:
        raise RulingError(f"{ruling.target!r} is no report; reject takes back a single record")
    elif ruling.action == "reject":
        _member(ruling.target)


def _check_instant(at: str) -> None:
    try:
        datetime.fromisoformat(at)
    except (TypeError, ValueError):
        raise RulingError(f"{at!r} is no ISO 8601 time") from None


def _check_pair(ruling: Ruling) -> None:
    if ruling.other is None:
        raise RulingError(f"{ruling.action} needs two records")
    if _member(ruling.target) == _member(ruling.other):
        raise RulingError(f"{ruling.target} is compared with itself")


def _member(text: str) -> Member:
    try:
        return Member.parse(text)
    except ValueError as error:
        raise RulingError(str(error)) from None


def _parsed(ruling: Ruling) -> Any:
    if ruling.field is None or ruling.value is None:
        raise RulingError("correct needs a field and its new value, as JSON (null empties it)")
    try:
        return json.loads(ruling.value)
    except ValueError:
        raise RulingError(f"{ruling.value!r} is no JSON; a text is written in quotes") from None


def _check_value(field: str | None, value: Any) -> None:
    if field not in FIELDS:
        raise RulingError(f"{field!r} cannot be corrected; fields are {', '.join(FIELDS)}")
    if value is None:
        if field in NEEDED:
            raise RulingError(f"{field} cannot be empty")
    elif field == "roles":
        _check_roles(value)
    elif field in FILLERS:
        _check_ids(field, value)
    elif not isinstance(value, str) or not value:
        raise RulingError(f"{field} must be a text, not {value!r}")
    else:
        _check_word(field, value)


def _check_roles(value: Any) -> None:
    if not isinstance(value, Mapping):
        raise RulingError('roles must look like {"participant": ["a1", "a2"]}')
    known = {role for kind in codebook.kinds().values() for role in kind.roles}
    for role, ids in value.items():
        if role not in known:
            raise RulingError(f"no such role: {role!r}")
        _check_ids(role, ids)


def _check_ids(name: str, value: Any) -> None:
    if not isinstance(value, list) or not all(isinstance(id, str) and id for id in value):
        raise RulingError(f"{name} must be a list of actor ids, not {value!r}")


def _check_word(field: str, value: str) -> None:
    words: Mapping[str, Iterable[str]] = {
        "kind": codebook.kinds(),
        "stage": codebook.stages(),
        "step": codebook.steps(),
        "mode": {mode for kind in codebook.kinds().values() for mode in kind.modes},
    }
    if field in words and value not in words[field]:
        raise RulingError(f"no such {field}: {value!r}")
    if field == "when":
        try:
            When.parse(value)
        except WhenError as error:
            raise RulingError(f"when must be EDTF: {error}") from None


def in_order(rulings: Iterable[Ruling]) -> list[Ruling]:
    """By instant, then id. Instants of different zones are compared as instants; without a zone, as UTC."""
    return sorted(rulings, key=lambda ruling: (_instant(ruling.at), ruling.at, ruling.id))


def _instant(at: str) -> float:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return 0.0
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def standing(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Those that count, in order: what an `undo` took back is left out, unless that was itself undone."""
    undone: set[str] = set()
    left = []
    for ruling in reversed(in_order(rulings)):
        if ruling.id in undone:
            continue
        if ruling.action == "undo":
            undone.add(ruling.target)
        else:
            left.append(ruling)
    return left[::-1]


def apply(reports: Sequence[ReportSeen], rulings: Sequence[Ruling]) -> list[ReportSeen]:
    """The reports as the standing rulings leave them, in the order given."""
    by_report = _by_report(standing(rulings))
    ruled = (_ruled(report, by_report.get(report.key, ())) for report in reports)
    return [report for report in ruled if report is not None]


def _by_report(rulings: Iterable[Ruling]) -> dict[str, list[Ruling]]:
    found: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        if _problem(ruling) is None:
            found[ruling.target.partition(":")[0]].append(ruling)
    return found


def _problem(ruling: Ruling) -> str | None:
    try:
        check(ruling)
    except RulingError as error:
        return str(error)
    return None


def _ruled(report: ReportSeen, rulings: Sequence[Ruling]) -> ReportSeen | None:
    if not rulings:
        return report
    judged = [ruling for ruling in rulings if ruling.action in ("accept", "reject", "retract")]
    last = {ruling.target: ruling.action for ruling in judged}
    if last.get(report.key) == "retract":
        return None
    corrected = _corrected(report, [ruling for ruling in rulings if ruling.action == "correct"])
    rejected = {_member(target).id for target, action in last.items() if action == "reject"}
    return _without(corrected, rejected) if rejected else corrected


def _corrected(report: ReportSeen, rulings: Sequence[Ruling]) -> ReportSeen:
    by_event: dict[str, dict[str, Ruling]] = defaultdict(dict)
    for ruling in rulings:
        by_event[_member(ruling.target).id][ruling.field or ""] = ruling
    events = tuple(_changed(event, by_event.get(event.id), report) for event in report.events)
    return replace(report, events=events)


def _changed(event: EventSeen, rulings: Mapping[str, Ruling] | None, report: ReportSeen) -> EventSeen:
    if not rulings:
        return event
    values = {field: json.loads(ruling.value or "null") for field, ruling in rulings.items()}
    for field in FILLERS:
        if field in values:
            values[field] = _known(values[field] or (), report)
    if "roles" in values:
        values["roles"] = {role: _known(ids, report) for role, ids in sorted(values["roles"].items())}
    if "when" in values:
        values["when_why"] = None if rulings["when"].spans else f"ruled by {rulings['when'].by}"
    return _fitted(replace(event, **values), report)


def _known(ids: Iterable[str], report: ReportSeen) -> tuple[str, ...]:
    known = {actor.id for actor in report.actors}
    return tuple(id for id in dict.fromkeys(ids) if id in known)


def _fitted(event: EventSeen, report: ReportSeen) -> EventSeen:
    """After a change: modes, steps and roles that the kind does not have go, and what follows from the
    fields (countries, PLOVER) is made anew."""
    kind = codebook.kinds()[event.kind]
    mode = event.mode if event.mode in kind.modes else None
    step = event.step if event.kind in ("agreement", "contract") else None
    roles = _fitted_roles(event.roles, kind.roles)
    plover, plover_mode = codebook.plover(event.kind, mode, event.stage, step)
    return replace(
        event,
        mode=mode,
        step=step,
        roles=roles,
        countries=_countries(roles, report),
        plover=plover,
        plover_mode=plover_mode,
    )


def _fitted_roles(
    roles: Mapping[str, tuple[str, ...]], known: Sequence[str]
) -> Mapping[str, tuple[str, ...]]:
    fitted = {role: ids for role, ids in roles.items() if role in known}
    equal = next((role for role in EQUAL_SIDES if role in known), None)
    for role, ids in roles.items():
        if role not in known and equal:
            fitted[equal] = tuple(dict.fromkeys((*fitted.get(equal, ()), *ids)))
    return dict(sorted(fitted.items()))


def _countries(roles: Mapping[str, tuple[str, ...]], report: ReportSeen) -> tuple[str, ...]:
    fillers = {id for ids in roles.values() for id in ids}
    return tuple(sorted({code for actor in report.actors if actor.id in fillers for code in actor.country}))


def _without(report: ReportSeen, rejected: set[str]) -> ReportSeen:
    """The report without the events, statements, offices and actors of these ids."""
    actors = {id for id in rejected if any(actor.id == id for actor in report.actors)}
    events = (event for event in report.events if event.id not in rejected)
    return replace(
        report,
        actors=tuple(actor for actor in report.actors if actor.id not in actors),
        sources=_less(report.sources, actors),
        offices=_offices_without(report.offices, rejected, actors),
        events=tuple(_event_without(event, actors, report) for event in events) if actors else tuple(events),
        statements=_statements_without(report.statements, rejected, actors),
    )


def _less(ids: tuple[str, ...], gone: set[str]) -> tuple[str, ...]:
    return tuple(id for id in ids if id not in gone)


def _offices_without(
    offices: tuple[OfficeSeen, ...], rejected: set[str], actors: set[str]
) -> tuple[OfficeSeen, ...]:
    kept = (office for number, office in enumerate(offices, 1) if f"o{number}" not in rejected)
    return tuple(
        replace(office, body=None) if office.body in actors else office
        for office in kept
        if office.person not in actors
    )


def _statements_without(
    statements: tuple[StatementSeen, ...], rejected: set[str], actors: set[str]
) -> tuple[StatementSeen, ...]:
    kept = (statement for statement in statements if statement.id not in rejected)
    return tuple(
        replace(statement, speaker=None) if statement.speaker in actors else statement for statement in kept
    )


def _event_without(event: EventSeen, actors: set[str], report: ReportSeen) -> EventSeen:
    roles = {role: _less(ids, actors) for role, ids in event.roles.items()}
    roles = {role: ids for role, ids in roles.items() if ids}
    return replace(
        event,
        roles=roles,
        countries=_countries(roles, report),
        proposer=_less(event.proposer, actors),
        said_by=_less(event.said_by, actors),
    )


def unmatched(reports: Sequence[ReportSeen], rulings: Sequence[Ruling]) -> list[Unmatched]:
    """The rulings that change nothing, since they are not clear or what they speak of is not there."""
    known = {report.key: _ids(report) for report in reports}
    ids = {ruling.id for ruling in rulings}
    found = ((ruling, _problem(ruling) or _missing(ruling, known, ids)) for ruling in in_order(rulings))
    return [Unmatched(ruling, why) for ruling, why in found if why]


def _ids(report: ReportSeen) -> dict[str, str]:
    """What each id of a report names; an event goes before what else has its id."""
    offices = {f"o{number}": "office" for number, _ in enumerate(report.offices, 1)}
    actors = {actor.id: "actor" for actor in report.actors}
    statements = {statement.id: "statement" for statement in report.statements}
    return offices | actors | statements | {event.id: "event" for event in report.events}


def _missing(ruling: Ruling, known: Mapping[str, Mapping[str, str]], rulings: set[str]) -> str | None:
    if ruling.action == "undo":
        return None if ruling.target in rulings else f"there is no ruling {ruling.target}"
    for target in filter(None, (ruling.target, ruling.other)):
        report, colon, id = target.partition(":")
        if report not in known:
            return f"there is no report {report}"
        if colon and id not in known[report]:
            return f"report {report} has no record {id}"
        if ruling.action == "correct" and known[report][id] != "event":
            return f"{target} is no event"
    return None
