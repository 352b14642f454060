"""A view over a register's file, as of one sealed generation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from communique.actors.search import asked_keys, find_named
from communique.collector import paused
from communique.records.reading import Reading
from communique.records.register import (
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
from communique.register.ingest import load_report
from communique.register.prepare import imprint_of, reading_of, seen_of
from communique.register.rebuild import TYPES, load_rulings
from communique.register.said import between
from communique.register.schema import LIVING
from communique.register.seen import Imprint, ReportSeen
from communique.register.select import by_time, fits
from communique.register.store import Store
from communique.register.view import ANY, Filter, Hit, Outline, Pair, Said, UnknownRecord
from communique.register.words import match_query

_DECODERS: dict[str, Callable[[str], Any]] = {
    name: msgspec.json.Decoder(type).decode for name, type in TYPES.items()
}
_OUTLINES = msgspec.json.Decoder(Outline)
HELD_READINGS = 256
HELD_ANSWERS = 8  # of a pair, an actor, a search: a page asks the same several times
HELD_ENTITIES = 1_024  # states, which every page names, have tens of thousands of members
HELD_SEEN = 2_048
HELD_IMPRINTS = 32_768


class StoredView:
    """See `communique.register.view.View`. Not for use by several threads at once.

    Args:
        generation: what was known then; nothing later is seen, also while others write.
    """

    def __init__(self, store: Store, generation: int, as_of: str | None, today: date) -> None:
        self.as_of = as_of
        self.today = today
        self.generation = generation
        self._store = store
        self._held: dict[str, Any] = {}
        self._reading = lru_cache(HELD_READINGS)(self._load_reading)
        self._happenings = lru_cache(HELD_ANSWERS)(self._load_happenings)
        self._search = lru_cache(HELD_ANSWERS)(self._load_hits)
        self._entity = lru_cache(HELD_ENTITIES)(self._load_entity)
        self._seen = lru_cache(HELD_SEEN)(self._load_seen)
        self._imprint = lru_cache(HELD_IMPRINTS)(self._load_imprint)

    def happenings(self, wanted: Filter = ANY) -> Sequence[Happening]:
        is_narrow = wanted.pair is not None or wanted.actor is not None
        return self._happenings(wanted) if is_narrow else self._load_happenings(wanted)

    def _load_happenings(self, wanted: Filter) -> Sequence[Happening]:
        found: Iterable[Happening]
        if wanted.actor is not None:
            found = self._by_actor("happening", wanted.actor)
        elif wanted.pair is not None:
            found = self._by_pair("happening", wanted.pair)
        elif wanted.country is not None:
            found = self._by_pair("happening", (wanted.country, wanted.country))
        else:
            found = self._all("happening")
        with paused():
            return by_time(item for item in found if fits(item, wanted))

    def outlines(self) -> Sequence[Outline]:
        rows = self._store.rows(f"SELECT body FROM record WHERE type = 'happening' AND {LIVING}", self._at())
        return by_time(_OUTLINES.decode(body) for (body,) in rows)

    def happening(self, id: str) -> Happening:
        found: Happening = self._one("happening", id)
        return found

    def commitments(self, pair: Pair | None = None, actor: str | None = None) -> Sequence[Commitment]:
        found: Iterable[Commitment]
        if actor is not None:
            found = self._by_actor("commitment", actor)
        else:
            found = self._by_pair("commitment", pair) if pair else self._all("commitment")
        wanted = [item for item in found if pair is None or set(pair) <= set(item.countries)]
        return sorted(wanted, key=lambda item: item.id)

    def commitment(self, id: str) -> Commitment:
        found: Commitment = self._one("commitment", id)
        return found

    def entity(self, id: str) -> Entity:
        return self._entity(id)

    def _load_entity(self, id: str) -> Entity:
        found: Entity = self._one("actor", id)
        return found

    def entities(self, ids: Iterable[str] | None = None) -> Mapping[str, Entity]:
        if ids is not None:
            return {id: self.entity(id) for id in ids}
        if "entities" not in self._held:
            self._held["entities"] = {entity.id: entity for entity in self._all("actor")}
        entities: Mapping[str, Entity] = self._held["entities"]
        return entities

    def named(self, name: str) -> Sequence[Entity]:
        with suppress(UnknownRecord):
            return [self.entity(name)]
        return find_named(name, self._candidates(name))

    def _candidates(self, name: str) -> list[Entity]:
        """Actors that may bear a name, found by the sounds of its words."""
        all_of, any_of = asked_keys(name)
        found = set[int]()
        if all_of:
            found = set.intersection(*(self._named_by(keys) for keys in all_of))
        return [
            entity
            for seq in sorted(found | self._named_by(any_of))
            for entity in self._decoded(
                "actor", f"SELECT body FROM record WHERE seq = :seq AND {LIVING}", seq=seq
            )
        ]

    def _named_by(self, keys: Iterable[str]) -> set[int]:
        sql = "SELECT seq FROM record_name WHERE key = ?"
        return {seq for key in keys for (seq,) in self._store.rows(sql, (key,))}

    def entity_of(self, member: Member) -> str | None:
        found: str | None = self._store.value(
            "SELECT record.id FROM record_member AS m JOIN record USING (seq)"
            f" WHERE m.report = :report AND m.id = :id AND m.type = 'actor' AND {LIVING}",
            self._at(report=member.report, id=member.id),
        )
        return found

    def merges(self, entity: str | None = None) -> Sequence[Merge]:
        """Those of one actor, or all of the register."""
        if entity is None:
            return sorted(self._all("merge"), key=lambda item: (item.kind, item.left, item.right))
        members = set(self.entity(entity).members)
        found = {
            (merge.kind, merge.left, merge.right): merge
            for member in sorted(members)
            for merge in self._by_member("merge", member)
        }
        return [found[key] for key in sorted(found)]

    def terms(self, person: str | None = None, country: str | None = None) -> Sequence[Term]:
        found: Iterable[Term]
        if person is not None:
            found = self._by_actor("term", person)
        else:
            found = self._by_pair("term", (country, country)) if country else self._all("term")
        return sorted(
            (term for term in found if country is None or country in term.country), key=lambda term: term.id
        )

    def datings(self, report: str | None = None) -> Sequence[Dating]:
        found: Iterable[Dating] = self._by_report("dating", report) if report else self._all("dating")
        return sorted(found, key=lambda dating: dating.event)

    def statements(self, pair: Pair | None = None, speaker: str | None = None) -> Sequence[Said]:
        found: Iterable[Said]
        if speaker is not None:
            found = self._by_actor("statement", speaker)
        else:
            found = self._by_pair("statement", pair) if pair else self._all("statement")
        return sorted(
            (item for item in found if pair is None or between(item, pair)),
            key=lambda item: _place(item.member),
        )

    def corrections(self) -> Sequence[Correction]:
        return sorted(self._all("correction"), key=lambda item: item.id)

    def reprints(self, report: str | None = None) -> Sequence[Reprint]:
        found: Iterable[Reprint] = self._by_report("reprint", report) if report else self._all("reprint")
        return sorted(found, key=lambda item: item.report)

    def reports(self) -> Sequence[str]:
        rows = self._store.rows("SELECT key FROM report WHERE generation <= :g ORDER BY key", self._at())
        return [key for (key,) in rows]

    def report(self, key: str) -> Report:
        known = self._store.value(
            "SELECT 1 FROM report WHERE key = :key AND generation <= :g", self._at(key=key)
        )
        if not known:
            raise UnknownRecord(key)
        return load_report(self._store, key)

    def seen(self, key: str) -> ReportSeen:
        return self._seen(key)

    def imprint(self, key: str) -> Imprint:
        return self._imprint(key)

    def _load_imprint(self, key: str) -> Imprint:
        return imprint_of(self._of_reading("seen", key))

    def _load_seen(self, key: str) -> ReportSeen:
        return seen_of(self._of_reading("seen", key))

    def reading(self, key: str) -> Reading:
        return self._reading(key)

    def _load_reading(self, key: str) -> Reading:
        return reading_of(self.report(key), self._of_reading("body", key))

    def _of_reading(self, column: str, key: str) -> bytes:
        found: bytes | None = self._store.value(
            f"SELECT {column} FROM reading WHERE report = :key AND {LIVING}", self._at(key=key)
        )
        if found is None:
            raise UnknownRecord(key)
        return found

    def rulings(self) -> Sequence[Ruling]:
        return load_rulings(self._store, self.generation)

    def search(self, words: str, limit: int = 20, offset: int = 0) -> Sequence[Hit]:
        return self._search(words, limit, offset)

    def _load_hits(self, words: str, limit: int, offset: int) -> Sequence[Hit]:
        found = list(
            self._store.rows(
                "SELECT report.key, -rank FROM words JOIN report ON report.number = words.rowid"
                " WHERE words MATCH :query AND report.generation <= :g"
                " ORDER BY rank, report.key LIMIT :limit OFFSET :offset",
                self._at(query=match_query(words), limit=limit, offset=offset),
            )
        )
        return [Hit(key, score) for key, score in found]

    def matches(self, words: str) -> Sequence[str]:
        rows = self._store.rows(
            "SELECT report.key FROM words JOIN report ON report.number = words.rowid"
            " WHERE words MATCH :query AND report.generation <= :g ORDER BY report.key",
            self._at(query=match_query(words)),
        )
        return [key for (key,) in rows]

    def counts(self) -> Mapping[str, int]:
        rows = self._store.rows(f"SELECT type, count(*) FROM record WHERE {LIVING} GROUP BY type", self._at())
        by_type: dict[str, int] = dict(rows)
        return {
            "reports": len(self.reports()),
            "actors": by_type.get("actor", 0),
            "happenings": by_type.get("happening", 0),
            "commitments": by_type.get("commitment", 0),
            "terms": by_type.get("term", 0),
            "statements": by_type.get("statement", 0),
            "reprints": by_type.get("reprint", 0),
            "rulings": len(self.rulings()),
        }

    def _at(self, **values: Any) -> dict[str, Any]:
        return {"g": self.generation, **values}

    def _one(self, type: str, id: str) -> Any:
        body = self._store.value(
            f"SELECT body FROM record WHERE type = :type AND id = :id AND {LIVING}",
            self._at(type=type, id=id),
        )
        if body is None:
            raise UnknownRecord(id)
        return _DECODERS[type](body)

    def _all(self, type: str) -> Iterator[Any]:
        return self._decoded(type, f"SELECT body FROM record WHERE type = :type AND {LIVING}")

    def _by_pair(self, type: str, pair: Pair) -> Iterator[Any]:
        one, other = sorted(pair)
        return self._decoded(
            type,
            "SELECT body FROM record_pair AS p JOIN record USING (seq)"
            f" WHERE p.one = :one AND p.other = :other AND p.type = :type AND {LIVING}",
            one=one,
            other=other,
        )

    def _by_actor(self, type: str, actor: str) -> Iterator[Any]:
        return self._decoded(
            type,
            "SELECT body FROM record_actor AS a JOIN record USING (seq)"
            f" WHERE a.actor = :actor AND a.type = :type AND {LIVING}",
            actor=actor,
        )

    def _by_member(self, type: str, member: Member) -> Iterator[Any]:
        return self._decoded(
            type,
            "SELECT body FROM record_member AS m JOIN record USING (seq)"
            f" WHERE m.report = :report AND m.id = :id AND m.type = :type AND {LIVING}",
            report=member.report,
            id=member.id,
        )

    def _by_report(self, type: str, report: str) -> Iterator[Any]:
        return self._decoded(
            type,
            "SELECT DISTINCT seq, body FROM record_member AS m JOIN record USING (seq)"
            f" WHERE m.report = :report AND m.type = :type AND {LIVING}",
            report=report,
        )

    def _decoded(self, type: str, sql: str, **values: Any) -> Iterator[Any]:
        decode = _DECODERS[type]
        return (decode(row[-1]) for row in self._store.rows(sql, self._at(type=type, **values)))


def _place(member: Member) -> tuple[str, int, str]:
    """s2 comes before s10."""
    digits = member.id.lstrip("abcdefghijklmnopqrstuvwxyz")
    return member.report, int(digits) if digits.isdecimal() else 0, member.id
