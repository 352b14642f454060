"""A reading as people left it: what they rejected is gone, what they corrected reads as they say.

The readings of the register are never changed; this makes another one, to be kept as gold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from communique import codebook
from communique.linking.rulings import standing
from communique.records.reading import Cited, CitedWhen, Event, Filler, Plover, Reading
from communique.records.register import Citation, Ruling
from communique.records.span import Span
from communique.records.when import When

CITED = ("place", "topic", "object", "instrument", "count", "value")


def reports_reviewed(rulings: Iterable[Ruling]) -> list[str]:
    """Keys of the reports of which somebody ruled on an event, statement, office or actor, sorted."""
    touched = ("accept", "reject", "correct")
    return sorted(
        {ruling.target.partition(":")[0] for ruling in standing(rulings) if ruling.action in touched}
    )


def reviewed(reading: Reading, key: str, rulings: Sequence[Ruling]) -> Reading:
    """Args: key: the report's key in the register, by which rulings name it."""
    own = [item for item in standing(rulings) if item.target.partition(":")[0] == key]
    last = {item.target.partition(":")[2]: item.action for item in own if item.action in ("accept", "reject")}
    gone = {id for id, action in last.items() if action == "reject"}
    corrected: dict[str, dict[str, Ruling]] = {}
    for item in own:
        if item.action == "correct" and item.field:
            corrected.setdefault(item.target.partition(":")[2], {})[item.field] = item
    text = reading.report.text
    events = (event for event in reading.events if event.id not in gone)
    return replace(
        reading,
        reader=", ".join(dict.fromkeys((reading.reader, *(f"person:{item.by}" for item in own)))),
        events=tuple(_corrected(event, corrected.get(event.id, {}), text) for event in events),
        statements=_kept(reading.statements, "s", gone),
        offices=_kept(reading.offices, "o", gone),
    )


def _kept(records: Sequence[Any], letter: str, gone: set[str]) -> tuple[Any, ...]:
    return tuple(record for number, record in enumerate(records, 1) if f"{letter}{number}" not in gone)


def _corrected(event: Event, rulings: Mapping[str, Ruling], text: str) -> Event:
    if not rulings:
        return event
    changes: dict[str, Any] = {}
    for name, ruling in rulings.items():
        value = json.loads(ruling.value or "null")
        changes[name] = _value(event, name, value, _spans(ruling.spans, text))
    changed = replace(event, **changes)
    inferred = {name: why for name, why in event.inferred.items() if name not in rulings}
    plover, mode = codebook.plover(changed.kind, changed.mode, changed.stage, changed.step)
    return replace(changed, inferred=inferred, plover=Plover(plover, mode, event.plover.context))


def _spans(citations: Iterable[Citation], text: str) -> tuple[Span, ...]:
    return tuple(Span.of(text, item.start, item.end) for item in citations)


def _value(event: Event, name: str, value: Any, spans: tuple[Span, ...]) -> Any:
    """What was only told, without words, is marked as a person's inference."""
    why = None if spans else "a person's ruling"
    if name == "roles":
        return {role: _fillers(event.roles.get(role, ()), ids) for role, ids in value.items()}
    if name in ("proposer", "said_by"):
        return _fillers(getattr(event, name), value or ())
    if value is None:
        return None
    if name == "when":
        return CitedWhen(When.parse(value), spans, why)
    return Cited(value, spans, why) if name in CITED else value


def _fillers(before: Sequence[Filler], ids: Iterable[str]) -> tuple[Filler, ...]:
    known = {filler.actor: filler for filler in before}
    return tuple(known.get(id, Filler(id, (), "a person's ruling")) for id in ids)
