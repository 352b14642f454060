"""`View`: a register as it stood at one moment, read only. All queries and exports go through it.

Two classes are views: `communique.register.memory.Memory`, over readings held in memory, and the one that
`communique.register.Register.view` gives, over a register's file. The same reports give the same answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import msgspec

from communique.records.reading import Reading
from communique.records.register import (
    Citation,
    Commitment,
    Correction,
    Dating,
    Entity,
    Happening,
    Member,
    Merge,
    Reprint,
    Ruling,
    Term,
)
from communique.records.report import Report
from communique.register.seen import Imprint, ReportSeen

Pair = tuple[str, str]


class UnknownRecord(LookupError):
    """The register has no record of that id (as of the view's moment)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a report as the register has it: who of which countries, about which countries."""

    member: Member
    speaker: str | None
    countries: tuple[str, ...]
    about: tuple[str, ...]
    manner: str
    verb: str | None
    content: Citation
    on: str | None


class Outline(msgspec.Struct, frozen=True, gc=False):
    """What counting happenings needs of them; of a large register, they are had in a tenth of the time."""

    id: str
    kind: str
    stage: str
    members: tuple[Member, ...]
    countries: tuple[str, ...]
    first_day: str | None = None
    last_day: str | None = None
    confidence: float | None = None
    first_reported: str | None = None
    reports: tuple[str, ...] = ()
    sources: int = 1

    @classmethod
    def of(cls, item: Happening) -> Outline:
        return cls(*(getattr(item, name) for name in cls.__struct_fields__))


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found; `communique.register.words.marks` tells where its words stand."""

    report: str
    score: float


@dataclass(frozen=True, slots=True)
class Filter:
    """What happenings are asked for; what is left empty does not restrict.

    `pair` holds two ISO 3166-1 alpha-3 codes: both must be among the happening's countries. `actor` is an
    entity id in any role. `since` and `until` are days, inclusive: a happening fits when its time, or where
    it has none the day it was first reported, may lie between them.
    """

    pair: Pair | None = None
    country: str | None = None
    actor: str | None = None
    kinds: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


ANY = Filter()


class View(Protocol):
    """`as_of` is the ISO day or instant asked for, None for now; `today` is the day open commitments are
    measured against: that of `as_of`, else the day of asking. Sequences come in a fixed order: by time, then
    id. What is asked by id raises `UnknownRecord` when it is not there."""

    as_of: str | None
    today: date

    def happenings(self, wanted: Filter = ANY) -> Sequence[Happening]: ...
    def outlines(self) -> Sequence[Outline]: ...
    def happening(self, id: str) -> Happening: ...
    def commitments(self, pair: Pair | None = None, actor: str | None = None) -> Sequence[Commitment]: ...
    def commitment(self, id: str) -> Commitment: ...
    def entity(self, id: str) -> Entity: ...
    def entities(self, ids: Iterable[str] | None = None) -> Mapping[str, Entity]: ...
    def named(self, name: str) -> Sequence[Entity]: ...
    def entity_of(self, member: Member) -> str | None: ...
    def merges(self, entity: str | None = None) -> Sequence[Merge]: ...
    def terms(self, person: str | None = None, country: str | None = None) -> Sequence[Term]: ...
    def datings(self, report: str | None = None) -> Sequence[Dating]: ...
    def statements(self, pair: Pair | None = None, speaker: str | None = None) -> Sequence[Said]: ...
    def corrections(self) -> Sequence[Correction]: ...
    def reprints(self, report: str | None = None) -> Sequence[Reprint]: ...
    def reports(self) -> Sequence[str]: ...
    def report(self, key: str) -> Report: ...
    def seen(self, key: str) -> ReportSeen: ...
    def imprint(self, key: str) -> Imprint: ...
    def reading(self, key: str) -> Reading: ...
    def rulings(self) -> Sequence[Ruling]: ...
    def search(self, words: str, limit: int = 20, offset: int = 0) -> Sequence[Hit]: ...
    def matches(self, words: str) -> Sequence[str]: ...
    def counts(self) -> Mapping[str, int]: ...
