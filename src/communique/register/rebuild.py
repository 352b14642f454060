"""Deriving what a register says, and storing what changed: one generation after the other.

A generation is closed first, so that what comes in meanwhile belongs to the next; then everything known up to
it is loaded, `derive` says what it says together, and the records that differ from the last sealed generation
are closed or added in one transaction, which seals it. Killed at any point, the next run does it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any, NamedTuple

import msgspec

from communique import __version__
from communique.collector import paused
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
from communique.register.ingest import building, project
from communique.register.moments import stamp
from communique.register.prepare import seen_of
from communique.register.said import statements
from communique.register.schema import LIVING
from communique.register.seen import PROJECTION, ReportSeen
from communique.register.select import actors_of
from communique.register.store import Store
from communique.register.view import Pair, Said

TYPES: dict[str, type] = {
    "actor": Entity,
    "merge": Merge,
    "term": Term,
    "dating": Dating,
    "happening": Happening,
    "commitment": Commitment,
    "correction": Correction,
    "reprint": Reprint,
    "statement": Said,
}
_encode = msgspec.json.Encoder(order="deterministic").encode


def encoded(record: object) -> str:
    """A record, or a ruling, as canonical JSON."""
    return _encode(record).decode()


class Keyed(NamedTuple):
    """A record as it is stored, with what it can be found by."""

    type: str
    id: str
    body: str
    pairs: tuple[tuple[str, str], ...]
    actors: tuple[str, ...]
    members: tuple[Member, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A derivation that was done: the generation, and how many records came and went by it."""

    generation: int
    reports: int
    added: int
    closed: int


def rebuild(
    store: Store, note: str | None = None, force: bool = False, now: datetime | None = None
) -> Sealed | None:
    """Derive anew when something came in since the last sealed generation (or `force`); None when not.

    Args:
        now: the moment written into the seal; the clock when None.
    """
    if not (force or is_stale(store)):
        return None
    project(store)
    generation = _close(store, note)
    with paused():  # millions of records that all live to the end
        return _derived(store, generation, now)


def _derived(store: Store, generation: int, now: datetime | None) -> Sealed | None:
    from communique.register.derive import derive  # all of linking, which those who only ask do without

    reports, rulings = list(load_seen(store, generation)), load_rulings(store, generation)
    derived = derive(reports, rulings)
    entity_of = entities_by_member(derived.entities)
    said = (item for report in reports for item in statements(report, entity_of))
    keyed = {(item.type, item.id): item for item in keyed_records(derived, said)}
    del derived, entity_of
    return _seal(store, generation, len(reports), keyed, now)


def is_stale(store: Store) -> bool:
    """Whether something came in that no sealed generation knows, or another program derived the last one."""
    last = last_sealed(store)
    if store.value("SELECT program FROM generation WHERE id = ?", (last,)) != program():
        return last > 0 or store.value("SELECT count(*) FROM report") > 0
    other = store.value(
        "SELECT 1 FROM reading WHERE projection <> ? AND known_to IS NULL LIMIT 1", (PROJECTION,)
    )
    return bool(other) or any(
        store.value(f"SELECT 1 FROM {table} WHERE {column} > ? LIMIT 1", (last,))
        for table, column in (("report", "generation"), ("reading", "known_from"), ("ruling", "generation"))
    )


def last_sealed(store: Store) -> int:
    """0 when there is none."""
    return int(store.value("SELECT coalesce(max(id), 0) FROM generation WHERE sealed_at IS NOT NULL"))


def program() -> str:
    return f"communique {__version__}"


def load_seen(store: Store, generation: int) -> Iterator[ReportSeen]:
    """What linking needs of every report known in a generation, by key."""
    rows = store.rows(f"SELECT seen FROM reading WHERE {LIVING} ORDER BY report", {"g": generation})
    return (seen_of(packed) for (packed,) in rows)


def load_rulings(store: Store, generation: int) -> tuple[Ruling, ...]:
    rows = store.rows("SELECT body FROM ruling WHERE generation <= ? ORDER BY id", (generation,))
    rulings = [msgspec.json.decode(body, type=Ruling) for (body,) in rows]
    return tuple(sorted(rulings, key=lambda ruling: (ruling.at, ruling.id)))


def _close(store: Store, note: str | None) -> int:
    with store.transaction():
        generation = building(store)
        store.run("INSERT INTO generation(id, program, note) VALUES (?,?,?)", (generation, program(), note))
    return generation


def _seal(
    store: Store, generation: int, reports: int, keyed: dict[tuple[str, str], Keyed], now: datetime | None
) -> Sealed | None:
    with store.transaction():
        if last_sealed(store) > generation:
            return None  # another process derived from more than this one knew
        gone, fresh = _changes(store, keyed)
        store.run_many("UPDATE record SET known_to = ? WHERE seq = ?", ((generation, seq) for seq in gone))
        _insert(store, generation, fresh)
        store.run("UPDATE generation SET sealed_at = ? WHERE id = ?", (_moment(store, now), generation))
    return Sealed(generation, reports, len(fresh), len(gone))


def _changes(store: Store, keyed: dict[tuple[str, str], Keyed]) -> tuple[list[int], list[Keyed]]:
    """Numbers of the records that hold no longer, and the records that are new or changed, sorted."""
    gone, same = [], set()
    for seq, type, id, body in store.rows("SELECT seq, type, id, body FROM record WHERE known_to IS NULL"):
        now = keyed.get((type, id))
        if now is not None and now.body == body:
            same.add((type, id))
        else:
            gone.append(seq)
    return gone, [keyed[key] for key in sorted(keyed.keys() - same)]


def _insert(store: Store, generation: int, fresh: list[Keyed]) -> None:
    first = int(store.value("SELECT coalesce(max(seq), 0) + 1 FROM record"))
    numbered = list(enumerate(fresh, first))
    store.run_many(
        "INSERT INTO record(seq, type, id, body, known_from) VALUES (?,?,?,?,?)",
        ((seq, item.type, item.id, item.body, generation) for seq, item in numbered),
    )
    store.run_many(
        "INSERT INTO record_pair(one, other, type, seq) VALUES (?,?,?,?)",
        ((*pair, item.type, seq) for seq, item in numbered for pair in item.pairs),
    )
    store.run_many(
        "INSERT INTO record_actor(actor, type, seq) VALUES (?,?,?)",
        ((actor, item.type, seq) for seq, item in numbered for actor in item.actors),
    )
    store.run_many(
        "INSERT INTO record_member(report, id, type, seq) VALUES (?,?,?,?)",
        ((*member, item.type, seq) for seq, item in numbered for member in item.members),
    )
    store.run_many(
        "INSERT INTO record_name(key, seq) VALUES (?,?)",
        ((key, seq) for seq, item in numbered for key in item.names),
    )


def _moment(store: Store, now: datetime | None) -> str:
    """The present moment, or just after the last seal where the clock went back."""
    now = now or datetime.now(UTC)
    last = store.value("SELECT max(sealed_at) FROM generation")
    if last is not None:
        now = max(now, datetime.fromisoformat(last) + timedelta(milliseconds=1))
    return stamp(now)


def keyed_records(derived: Derived, said: Iterable[Said]) -> Iterator[Keyed]:
    from communique.actors.search import name_keys

    for entity in derived.entities:
        countries = entity.country if len(entity.country) == 1 else ()
        keyed = _keyed("actor", entity.id, entity, countries, (), entity.members)
        yield keyed._replace(names=tuple(sorted(name_keys(entity))))
    for merge in derived.merges:
        members = (merge.left, merge.right)
        yield _keyed("merge", f"{merge.kind}:{merge.left}={merge.right}", merge, (), (), members)
    for term in derived.terms:
        yield _keyed("term", term.id, term, term.country, (term.person,), ())
    for dating in derived.datings:
        yield _keyed("dating", str(dating.event), dating, (), (), (dating.event,))
    for happening in derived.happenings:
        actors = actors_of(happening)
        yield _keyed("happening", happening.id, happening, happening.countries, actors, happening.members)
    for commitment in derived.commitments:
        yield _keyed("commitment", commitment.id, commitment, commitment.countries, commitment.sides, ())
    for correction in derived.corrections:
        yield _keyed("correction", correction.id, correction, (), (), correction.events)
    for reprint in derived.reprints:
        members = (Member(reprint.report, ""), Member(reprint.of, ""))
        yield _keyed("reprint", reprint.report, reprint, (), (), members)
    for item in said:
        speaker = (item.speaker,) if item.speaker else ()
        keyed = _keyed("statement", str(item.member), item, (), speaker, (item.member,))
        yield keyed._replace(pairs=_sides(item))


def _sides(said: Said) -> tuple[Pair, ...]:
    pairs = ((one, other) for one in said.countries for other in said.about if one != other)
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))


def _keyed(
    type: str,
    id: str,
    record: Any,
    countries: Iterable[str],
    actors: Iterable[str],
    members: Iterable[Member],
) -> Keyed:
    """A record of one country is found under the pair of that country with itself."""
    codes = sorted(set(countries))
    pairs = (*((code, code) for code in codes), *combinations(codes, 2))
    return Keyed(type, id, encoded(record), pairs, tuple(sorted(set(actors))), tuple(sorted(set(members))))
