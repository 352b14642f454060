"""A register in memory: a view over readings without a file, for notebooks, tests and first looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from communique.records.reading import Reading
from communique.records.register import (
    Commitment,
    Correction,
    Dating,
    Derived,
    Entity,
    Happening,
    Member,
    Merge,
    Reprint,
    Ruling,
    Term,
    entities_by_member,
)
from communique.records.report import Report
from communique.register.keys import report_key
from communique.register.said import between, statements
from communique.register.seen import Imprint, ReportSeen, seen
from communique.register.select import by_time, fits
from communique.register.view import ANY, Filter, Hit, Outline, Pair, Said, UnknownRecord

if TYPE_CHECKING:
    from communique.actors.search import Names

T = TypeVar("T")


class Memory:
    """Args: readings in any order; the same report given twice counts once."""

    def __init__(
        self, readings: Iterable[Reading], rulings: Sequence[Ruling] = (), today: date | None = None
    ) -> None:
        from communique.register.derive import derive

        self.as_of: str | None = None
        self.today = today or date.today()
        by_name = sorted(readings, key=lambda reading: (report_key(reading.report), reading.report.id))
        self._readings = {report_key(reading.report): reading for reading in by_name}
        self._seen = {key: seen(reading, key) for key, reading in self._readings.items()}
        self._rulings = tuple(rulings)
        self.derived: Derived = derive(tuple(self._seen.values()), self._rulings)
        self._entities = {entity.id: entity for entity in self.derived.entities}
        self._entity_of = entities_by_member(self.derived.entities)
        self._happenings = {item.id: item for item in by_time(self.derived.happenings)}
        self._commitments = {item.id: item for item in self.derived.commitments}

    def happenings(self, wanted: Filter = ANY) -> Sequence[Happening]:
        return [item for item in self._happenings.values() if fits(item, wanted)]

    def outlines(self) -> Sequence[Outline]:
        return list(map(Outline.of, self._happenings.values()))

    def happening(self, id: str) -> Happening:
        return _found(self._happenings, id)

    def commitments(self, pair: Pair | None = None, actor: str | None = None) -> Sequence[Commitment]:
        return [
            item
            for item in self._commitments.values()
            if (pair is None or set(pair) <= set(item.countries)) and (actor is None or actor in item.sides)
        ]

    def commitment(self, id: str) -> Commitment:
        return _found(self._commitments, id)

    def entity(self, id: str) -> Entity:
        return _found(self._entities, id)

    def entities(self, ids: Iterable[str] | None = None) -> Mapping[str, Entity]:
        return self._entities if ids is None else {id: self.entity(id) for id in ids}

    def named(self, name: str) -> Sequence[Entity]:
        return self._names.find(name)

    @cached_property
    def _names(self) -> Names:
        from communique.actors.search import Names

        return Names(self._entities.values())

    def entity_of(self, member: Member) -> str | None:
        return self._entity_of.get(member)

    def merges(self, entity: str | None = None) -> Sequence[Merge]:
        """Those of one actor, or all of the register."""
        if entity is None:
            return self.derived.merges
        members = set(self.entity(entity).members)
        return [merge for merge in self.derived.merges if members & {merge.left, merge.right}]

    def terms(self, person: str | None = None, country: str | None = None) -> Sequence[Term]:
        return [
            term
            for term in self.derived.terms
            if person in (None, term.person) and (country is None or country in term.country)
        ]

    def datings(self, report: str | None = None) -> Sequence[Dating]:
        return [dating for dating in self.derived.datings if report in (None, dating.event.report)]

    def statements(self, pair: Pair | None = None, speaker: str | None = None) -> Sequence[Said]:
        said = [item for report in self._seen.values() for item in statements(report, self._entity_of)]
        return [
            item for item in said if speaker in (None, item.speaker) and (pair is None or between(item, pair))
        ]

    def corrections(self) -> Sequence[Correction]:
        return self.derived.corrections

    def reprints(self, report: str | None = None) -> Sequence[Reprint]:
        return [item for item in self.derived.reprints if report in (None, item.report, item.of)]

    def reports(self) -> Sequence[str]:
        return list(self._readings)

    def report(self, key: str) -> Report:
        return self.reading(key).report

    def seen(self, key: str) -> ReportSeen:
        return _found(self._seen, key)

    def imprint(self, key: str) -> Imprint:
        seen = self.seen(key)
        return Imprint(key, seen.language, seen.published, seen.url, seen.title, seen.agency)

    def reading(self, key: str) -> Reading:
        return _found(self._readings, key)

    def rulings(self) -> Sequence[Ruling]:
        return self._rulings

    def search(self, words: str, limit: int = 20, offset: int = 0) -> Sequence[Hit]:
        found = sorted(self._hits(words), key=lambda hit: (-hit.score, hit.report))
        return found[offset : offset + limit]

    def matches(self, words: str) -> Sequence[str]:
        return sorted(hit.report for hit in self._hits(words))

    def _hits(self, words: str) -> Iterator[Hit]:
        from communique.register.words import find_in

        hits = (find_in(words, reading.report.text, key) for key, reading in self._readings.items())
        return (hit for hit in hits if hit)

    def counts(self) -> Mapping[str, int]:
        derived = self.derived
        return {
            "reports": len(self._readings),
            "actors": len(derived.entities),
            "happenings": len(derived.happenings),
            "commitments": len(derived.commitments),
            "terms": len(derived.terms),
            "statements": sum(len(report.statements) for report in self._seen.values()),
            "reprints": len(derived.reprints),
            "rulings": len(self._rulings),
        }


def _found(table: Mapping[str, T], id: str) -> T:
    if id not in table:
        raise UnknownRecord(id)
    return table[id]
