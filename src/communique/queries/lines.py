"""The lines of answers: frozen records of plain values, so that each can be a row of a table.

Days are ISO 8601, times EDTF, countries ISO 3166-1 alpha-3. `quotes` are the words that say it; in a line
that sums up several happenings they are those of the newest ones, `happenings` names all of them, `first_day`
and `last_day` are bounds, and `when` is there only for a single happening.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.queries.answer import Quote, Side


@dataclass(frozen=True, slots=True)
class EventLine:
    """A happening. `direction` reads FROM→TO where its roles have one; `differs` says what reports disagree
    about; `sources` counts independent reports, `reports` names all; `quad` is PLOVER's class."""

    id: str
    kind: str
    mode: str | None
    stage: str
    step: str | None
    when: str | None
    when_printed: str | None
    when_why: str | None
    first_day: str | None
    last_day: str | None
    place: str | None
    direction: str | None
    sides: tuple[Side, ...]
    topic: str | None
    object: str | None
    instrument: str | None
    count: str | None
    value: str | None
    plover: str | None
    plover_mode: str | None
    quad: int | None
    confidence: float | None
    first_reported: str | None
    last_reported: str | None
    sources: int
    reports: tuple[str, ...]
    differs: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A commitment on the day of asking. `state` is open, overdue, postponed, kept, declined or cancelled;
    `quotes` are the words that opened it, `closing` those that moved it last; `history` tells its steps."""

    id: str
    kind: str
    mode: str | None
    stage: str
    state: str
    what: str
    direction: str | None
    place: str | None
    topic: str | None
    object: str | None
    instrument: str | None
    value: str | None
    confidence: float | None
    countries: tuple[str, ...]
    sides: tuple[Side, ...]
    opened_on: str | None
    due: str | None
    due_by: str | None
    due_why: str | None
    moved_on: str | None
    moved_why: str | None
    sources: int
    opened: str
    closed: str | None
    history: tuple[str, ...]
    quotes: tuple[Quote, ...]
    closing: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """`length` counts the characters of all that was said, of which `quotes` may be passages."""

    id: str
    on: str | None
    speaker: str | None
    speaker_id: str | None
    office: str | None
    countries: tuple[str, ...]
    about: tuple[str, ...]
    manner: str
    verb: str | None
    length: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class VisitYearLine:
    """Visits of one year in one direction, by how far they came."""

    year: str
    direction: str
    made: int
    ahead: int
    dropped: int
    happenings: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class MetLine:
    """Two actors who met one another (in meetings and visits that took place); `weight` counts the times."""

    a: str
    a_id: str
    a_country: tuple[str, ...]
    a_office: str | None
    b: str
    b_id: str
    b_country: tuple[str, ...]
    b_office: str | None
    weight: int
    share: float
    when: str | None
    first_day: str | None
    last_day: str | None
    happenings: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class TopicLine:
    topic: str
    times: int
    when: str | None
    first_day: str | None
    last_day: str | None
    happenings: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class PublisherLine:
    """Who published the reports that an answer rests on; `own_count` are those that are no reprints."""

    publisher: str
    report_count: int
    own_count: int
    first: str | None
    last: str | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """`of` is the earlier report; `corrected` are its words about the events that the correction touches."""

    id: str
    kind: str
    report: str
    of: str | None
    on: str | None
    why: str
    happenings: tuple[str, ...]
    quotes: tuple[Quote, ...]
    corrected: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class NameLine:
    name: str
    kind: str
    script: str
    report_count: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ActorLine:
    id: str
    name: str
    type: str
    country: tuple[str, ...]
    sector: tuple[str, ...]
    part_of: str | None
    external: tuple[str, ...]
    report_count: int
    mentions: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class TermLine:
    """One person in one office. `named` counts the reports that say so; `quotes` are of the earliest and the
    latest. `sure` is how sure it is that the term covers the day asked for (stated,
    between, likely, possible), `why` the sentence for it; both are absent where no day was asked for."""

    id: str
    person: str
    person_id: str
    position: str
    country: tuple[str, ...]
    body: str | None
    start: str | None
    start_known: bool
    end: str | None
    end_known: bool
    first_cited: str | None
    last_cited: str | None
    named: int
    status: str
    sure: str | None
    why: str | None
    notes: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class CounterpartLine:
    """Another actor in the same happenings, and in how many of which kinds."""

    name: str
    id: str
    country: tuple[str, ...]
    times: int
    kinds: tuple[str, ...]
    when: str | None
    first_day: str | None
    last_day: str | None
    happenings: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class MergeLine:
    """Why two mentions are, or are not, one actor. `quotes` are their first mentions, left then right."""

    left: str
    left_name: str | None
    right: str
    right_name: str | None
    same: bool
    score: float
    why: str
    by: str
    ruling: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class HitLine:
    """A report that a search found; `quotes` are the words around what was found."""

    report: str
    published: str | None
    publisher: str
    title: str | None
    url: str | None
    score: float
    happenings: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class CountLine:
    what: str
    number: int


@dataclass(frozen=True, slots=True)
class NodeLine:
    """An actor of a network; `weight` is the sum over its edges."""

    id: str
    name: str
    type: str
    country: tuple[str, ...]
    sector: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One state of a record, from when to when the register knew it so; `changed` says what became new."""

    id: str
    type: str
    seq: int
    known_from: str
    known_to: str | None
    changed: tuple[str, ...]
    body: str
