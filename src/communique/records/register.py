"""The records of the register: what all reports together say, derived from readings and rulings.

Two kinds of references tie them to the reports:

    Member      one actor or event of one reading: (report, local id), written "REPORT:ID"
    Citation    characters of one report: (report, start, end), half-open, in code points

Every record is a frozen dataclass that msgspec writes and reads; tuples come sorted where order says nothing,
so that the same knowledge always gives the same bytes. Times are EDTF strings, days ISO 8601.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

CommitmentState = Literal["open", "postponed", "kept", "declined", "cancelled"]


class Member(NamedTuple):
    """One actor, event, office or statement of one reading, by the report's key and the reading's own id."""

    report: str
    id: str

    def __str__(self) -> str:
        return f"{self.report}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Member:
        """Raises: ValueError when `text` is not REPORT:ID."""
        report, colon, id = text.partition(":")
        if not (report and colon and id):
            raise ValueError(f"{text!r} is not REPORT:ID")
        return cls(report, id)


class Citation(NamedTuple):
    """Characters [start, end) of a report's text as received, in Unicode code points."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an actor as reports print it (in the nominative where the reading knows it).

    `script` is cyrl, latn or other; `reports` how many reports use it; `kind` is name, abbreviation,
    former (a body or city that was renamed) or gazetteer (printed in no report of the register).
    """

    text: str
    script: str
    reports: int
    kind: str = "name"


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor of the register: one person, body, enterprise, state, group or place over all reports.

    `id` is stable while its earliest member stays the same; `external` holds ids of other registers
    (iso: KAZ, wikidata: Q1234). `name` is the name shown: the fullest that most reports use.
    """

    id: str
    type: str
    name: str
    names: tuple[Name, ...]
    members: tuple[Member, ...]
    country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    part_of: str | None = None
    external: Mapping[str, str] = field(default_factory=dict)


def entities_by_member(entities: Iterable[Entity]) -> dict[Member, str]:
    """The id of the entity of each member."""
    return {member: entity.id for entity in entities for member in entity.members}


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two members are, or are not, one and the same (actors: kind `actor`; events: kind `event`).

    `score` runs from -1 (surely different) to 1 (surely the same) and is no probability; `why` is one
    sentence that a reader can check. `by` is rule:NAME, model:NAME or person:NAME. `ruling` is the id of
    the ruling where a person decided.
    """

    kind: str
    left: Member
    right: Member
    same: bool
    score: float
    why: str
    by: str
    ruling: str | None = None


@dataclass(frozen=True, slots=True)
class Reprint:
    """`report` carries the text of `of`, wholly (`exact`) or nearly; `of` is the earliest printing."""

    report: str
    of: str
    kind: Literal["exact", "near"]
    similarity: float
    why: str


@dataclass(frozen=True, slots=True)
class Dating:
    """The time of one event, narrowed by evidence from outside its report, beside the printed one.

    `basis` is metadata, report (other dates of the same report), term (of an office-holder) or several of
    them joined by +. `likelier` ranks years that a hint favours without deciding («one of the first
    meetings»). `evidence` names terms, members or gazetteer rows used.
    """

    event: Member
    printed: str
    narrowed: str
    basis: str
    why: str
    likelier: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One person in one office, as far as it is attested.

    `first_cited` and `last_cited` are the EDTF days of the earliest and latest report that says so, with
    their citations; `start` and `end` are EDTF and absent when unknown; `start_known`/`end_known` say
    whether a report (or the gazetteer) states that the term began or ended then. `status` is accepted,
    conflict or gazetteer (attested by the gazetteer alone). After Security Force Monitor's method.
    """

    id: str
    person: str
    position: str
    post: str
    country: tuple[str, ...]
    body: str | None
    first_cited: str | None
    last_cited: str | None
    start: str | None
    end: str | None
    start_known: bool
    end_known: bool
    status: str
    citations: tuple[Citation, ...]
    notes: tuple[str, ...] = ()
    external: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several values that reports give for the same field, with the events that give it."""

    value: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, told by one or many reports.

    `roles` holds entity ids. Fields show one value each; where reports disagree, `variants` keeps all, the
    shown one first, and `shown_by` names the rule that picked it. `when` is the narrowed time where there
    is one, `when_printed` what the reports print. `sources` counts independent reports: reprints count
    once with their original. `first_day` and `last_day` bound `when` (ISO days, None when unbounded or
    without year).
    """

    id: str
    kind: str
    stage: str
    members: tuple[Member, ...]
    countries: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]
    mode: str | None = None
    step: str | None = None
    when: str | None = None
    when_printed: str | None = None
    when_why: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    place: str | None = None
    topic: str | None = None
    object: str | None = None
    instrument: str | None = None
    count: str | None = None
    value: str | None = None
    proposer: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    plover: str | None = None
    plover_mode: str | None = None
    context: tuple[str, ...] = ()
    confidence: float | None = None
    first_reported: str | None = None
    last_reported: str | None = None
    reports: tuple[str, ...] = ()
    sources: int = 1
    variants: Mapping[str, tuple[Variant, ...]] = field(default_factory=dict)
    shown_by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A turn in the life of a commitment: the happening that brought it and why it is taken for that."""

    state: CommitmentState
    on: str | None
    happening: str
    why: str
    score: float
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was proposed or planned, followed until it is kept or dropped.

    `opened` is the happening that opened it, `opened_on` the day of the earliest report of it. `due` is
    EDTF, as narrowed, and absent when nothing was said; `due_by` the last day it allows (ISO). Whether an
    open one is overdue depends on the day of asking: see `communique.queries`.
    """

    id: str
    kind: str
    stage: str
    opened: str
    opened_on: str | None
    countries: tuple[str, ...]
    sides: tuple[str, ...]
    what: str
    state: CommitmentState
    due: str | None = None
    due_by: str | None = None
    due_why: str | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A source's own correction or retraction of an earlier report, as found in a report's words.

    `of` is the report it corrects where that is known; `kind` is correction, retraction or denial.
    """

    id: str
    kind: str
    citation: Citation
    why: str
    of: str | None = None
    events: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided. Rulings are only ever added; one takes another back by `undo` of its id.

    action    same, different   two members (target, other) are, or are not, one
              accept, reject    an event, statement or office of a reading is right, or is no record
              correct           `field` of `target` gets `value` (JSON) and its words `spans`
              retract           the report `target` no longer counts
              undo              the ruling `target` no longer counts
    """

    id: str
    at: str
    by: str
    action: str
    target: str
    other: str | None = None
    field: str | None = None
    value: str | None = None
    spans: tuple[Citation, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """All that is derived from one set of readings and rulings; each tuple is sorted by id."""

    reprints: tuple[Reprint, ...] = ()
    entities: tuple[Entity, ...] = ()
    merges: tuple[Merge, ...] = ()
    terms: tuple[Term, ...] = ()
    datings: tuple[Dating, ...] = ()
    happenings: tuple[Happening, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    corrections: tuple[Correction, ...] = ()
