"""Events as a data frame. Needs pandas: the extra `frames`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from communique.records.reading import Actor, Event, Filler

if TYPE_CHECKING:
    import pandas

ROLES = (
    "participant", "host", "mediator", "visitor", "party", "depositary", "customer", "supplier", "giver",
    "recipient", "actor", "person", "body", "appointer", "proposer", "said_by",
)  # fmt: skip
SURE = ("stage", "mode", "sides", "when")  # fields whose confidence is measured
VALUES = ("when", "place", "topic", "object", "instrument", "count", "value")
COLUMNS = (
    "id", "kind", "mode", "stage", "step", *ROLES, "countries", *VALUES,
    "plover_event", "plover_mode", "plover_context", "trigger", "evidence", "rule", "confidence",
    *(f"confidence_{name}" for name in SURE),
)  # fmt: skip


def events_frame(events: Iterable[Event], actors: Sequence[Actor]) -> pandas.DataFrame:
    """One row an event, with the columns `COLUMNS` in this order, also when there are no events.

    Roles hold tuples of actors' names, `countries` the sorted codes of all role fillers; `when` is EDTF,
    `evidence` the [start, end) of the sentences; a value that the report does not give is None, and a
    confidence that was not measured NaN (`confidence_stage` … are those of single fields).

    Raises:
        ImportError: pandas is not installed.
    """
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise ImportError("a data frame needs pandas: install communique[frames]") from error
    known = {actor.id: actor for actor in actors}
    # As objects, so that pandas does not make NaN of None; only the confidences are columns of numbers.
    frame = DataFrame([_row(event, known) for event in events], columns=list(COLUMNS), dtype=object)
    return frame.astype({name: float for name in COLUMNS if name.startswith("confidence")})


def _row(event: Event, actors: dict[str, Actor]) -> dict[str, Any]:
    fillers = {**event.roles, "proposer": event.proposer, "said_by": event.said_by}
    values = {key: getattr(event, key) for key in VALUES}
    return {
        **{key: getattr(event, key) for key in ("id", "kind", "mode", "stage", "step")},
        **{role: _names(fillers.get(role, ()), actors) for role in ROLES},
        "countries": _countries(event, actors),
        **{key: None if cited is None else str(cited.value) for key, cited in values.items()},
        "plover_event": event.plover.event,
        "plover_mode": event.plover.mode,
        "plover_context": event.plover.context,
        "trigger": " … ".join(span.text for span in event.trigger),
        "evidence": tuple((span.start, span.end) for span in event.evidence),
        "rule": event.decision.rule,
        "confidence": event.decision.confidence,
        **{f"confidence_{name}": event.decision.fields.get(name) for name in SURE},
    }


def _names(fillers: Iterable[Filler], actors: dict[str, Actor]) -> tuple[str, ...]:
    return tuple(actors[filler.actor].name if filler.actor in actors else filler.actor for filler in fillers)


def _countries(event: Event, actors: dict[str, Actor]) -> tuple[str, ...]:
    ids = {filler.actor for fillers in event.roles.values() for filler in fillers}
    return tuple(sorted({code for id in ids if id in actors for code in actors[id].country}))
