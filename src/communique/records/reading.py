"""The reading: what one report asserts, as frozen records, every field with its words.

Kinds, roles, modes, stages and the rest of the vocabulary are checked by `communique.codebook`; the JSON
shape is written and read by `communique.records.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from communique.records.report import Dateline, Report
from communique.records.span import Span
from communique.records.when import When

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Noise:
    """Characters that are no part of the report, and the rule that found them."""

    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an actor. `head` is the head word; `form` is name, abbreviation, description or
    pronoun; `rule` says how the mention was found and why it was put to its actor."""

    span: Span
    head: Span
    form: str
    rule: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, body, enterprise, person, group or place of the report, with every mention of it.

    `country` holds ISO 3166-1 alpha-3 codes (or `IGO`): none when unknown, several for a group of states.
    """

    id: str
    name: str
    type: str
    mentions: tuple[Mention, ...]
    country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    part_of: str | None = None
    inferred: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Office:
    """`person` holds `position` at `body` (both actor ids). `span` is the printed position."""

    person: str
    position: str
    phase: str
    span: Span
    rule: str
    body: str | None = None
    country: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor in a role: the words that put it there, or the reason why it was inferred."""

    actor: str
    spans: tuple[Span, ...] = ()
    inferred: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A value of an event (a place, topic, object, count, …) as text, with its words or the reason."""

    value: str
    spans: tuple[Span, ...] = ()
    inferred: str | None = None


@dataclass(frozen=True, slots=True)
class CitedWhen:
    """A time as EDTF, with its words, or the reason why it was inferred."""

    value: When
    spans: tuple[Span, ...] = ()
    inferred: str | None = None


@dataclass(frozen=True, slots=True)
class Plover:
    """The PLOVER event, mode and context an event maps to; `event` is None where PLOVER has none."""

    event: str | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What decided: the rule or model, the words it went by, and what was weighed and dropped.

    `rejected` holds sentences for a person («meeting of 12 May: other participants»). `confidence` is how
    likely a careful reader would code the record too; `fields` how likely each field is right if he does.
    """

    rule: str
    why: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    confidence: float | None = None
    fields: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as this report tells it.

    `inferred` gives the reasons for fields that have no record of their own: kind, mode, stage, step.
    """

    id: str
    kind: str
    stage: str
    trigger: tuple[Span, ...]
    evidence: tuple[Span, ...]
    decision: Decision
    mode: str | None = None
    step: str | None = None
    roles: Mapping[str, tuple[Filler, ...]] = field(default_factory=dict)
    proposer: tuple[Filler, ...] = ()
    when: CitedWhen | None = None
    place: Cited | None = None
    topic: Cited | None = None
    object: Cited | None = None
    instrument: Cited | None = None
    count: Cited | None = None
    value: Cited | None = None
    said_by: tuple[Filler, ...] = ()
    plover: Plover = Plover()
    inferred: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is reported to have said. `speaker` is an actor id; `verb` as printed, with its span."""

    speaker: str | None
    content: Span
    manner: str
    rule: str
    verb: str | None = None
    verb_span: Span | None = None


class Events(tuple[Event, ...]):
    """The events of one reading: a tuple that can also be had as a data frame."""

    reading: Reading | None = None

    def to_frame(self) -> pandas.DataFrame:
        """One row an event; `communique.faces.frame` lists the columns.

        Raises:
            ImportError: pandas is not installed.
        """
        from communique.faces.frame import events_frame

        return events_frame(self, self.reading.actors if self.reading else ())


class _EventsField:
    """Takes any iterable of events and gives `Events` that know their reading, and so their actors' names.

    A descriptor as a field's default is how the dataclass keeps one type for the constructor and another
    for the attribute (dataclasses documentation, "Descriptor-typed fields").
    """

    def __get__(self, reading: Reading | None, owner: type | None = None) -> Events:
        if reading is None:
            return Events()
        events = Events(reading.__dict__["events"])
        events.reading = reading
        return events

    def __set__(self, reading: Reading, events: Iterable[Event]) -> None:
        reading.__dict__["events"] = tuple(events)


@dataclass(frozen=True)
class Reading:
    """Everything one report asserts. A pure function of the report and of the reader's version."""

    report: Report
    reader: str
    published: When | None = None
    published_why: str | None = None
    dateline: Dateline | None = None
    sources: tuple[str, ...] = ()
    noise: tuple[Noise, ...] = ()
    actors: tuple[Actor, ...] = ()
    offices: tuple[Office, ...] = ()
    events: _EventsField = _EventsField()
    statements: tuple[Statement, ...] = ()
    rejected: tuple[Decision, ...] = ()

    def actor(self, id: str) -> Actor:
        """Raises: KeyError when the reading has no such actor."""
        for actor in self.actors:
            if actor.id == id:
                return actor
        raise KeyError(id)

    def to_dict(self) -> dict[str, Any]:
        """The shape that is written as JSON; `communique.records.json` describes it."""
        from communique.records.json import to_dict

        return to_dict(self)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from communique.faces.notebook import page

        return page(self)
