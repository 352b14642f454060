"""`Register`: a register's file, for those who ask, take in reports, or rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from communique.intake.errors import Failure
from communique.records.register import Ruling
from communique.records.report import Report
from communique.register.errors import Overtaken, RegisterError
from communique.register.ingest import Taken, building, ingest, reread
from communique.register.moments import stamp
from communique.register.rebuild import Sealed, encoded, last_sealed, load_rulings, rebuild
from communique.register.store import Store
from communique.register.stored import StoredView
from communique.whole import whole_file

DAY = re.compile(r"\d{4}-\d\d-\d\d")


class AsOfError(RegisterError):
    """The moment asked for is none, or lies before anything was known."""


class Life(NamedTuple):
    """One version of a record: the generations and moments in which it held, and its JSON body."""

    type: str
    id: str
    known_from: int
    since: str | None
    known_to: int | None
    until: str | None
    body: str


class Register:
    """Open with `communique.open(path)`; close it, or use it as a context manager."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: Path | str, *, write: bool = False, durable: bool = False) -> Register:
        """Open a register; with `write`, make it where there is none.

        Raises:
            RegisterError: see `communique.register.errors`.
        """
        return cls(Store(path, writable=write, create=write, durable=durable))

    @property
    def path(self) -> Path:
        return self._store.path

    def ingest(self, items: Iterable[Report | Failure], jobs: int = 1) -> Iterator[Taken]:
        """Store reports; each `Taken` is given after its commit. Call `derive` when done."""
        return ingest(self._store, items, jobs)

    def reread(self, jobs: int = 1) -> Iterator[Taken]:
        """Read again what another version of the reader read."""
        from communique.reading import reader_name

        return reread(self._store, reader_name("ru"), jobs)

    def derive(self, note: str | None = None, force: bool = False) -> Sealed | None:
        """Bring what is derived up to date; None when it was."""
        return rebuild(self._store, note, force)

    def rule(self, ruling: Ruling, saw: Collection[str] | None = None) -> None:
        """Add a ruling; it counts from the next derivation on.

        Args:
            saw: ids of the rulings on the same record that its maker knew of; None when that is no matter.
        Raises:
            RulingError: the ruling is not well formed.
            Overtaken: there are rulings on the record that its maker did not know of.
        """
        from communique.linking.rulings import check

        check(ruling)
        with self._store.transaction():
            if saw is not None:
                self._check_unchanged(ruling, saw)
            self._store.run(
                "INSERT INTO ruling(id, body, generation) VALUES (?,?,?)",
                (ruling.id, encoded(ruling), building(self._store)),
            )

    def _check_unchanged(self, ruling: Ruling, saw: Collection[str]) -> None:
        touched = {ruling.target, ruling.other} - {None}
        others = [item for item in self.rulings() if touched & {item.target, item.other}]
        if unknown := [item for item in others if item.id not in saw]:
            told = "; ".join(f"{item.by} ruled {item.action} at {item.at}" for item in unknown)
            raise Overtaken(f"{ruling.target}: {told}")

    def rulings(self) -> Sequence[Ruling]:
        """All that were ever made, in order, also those that no derivation has followed yet."""
        return load_rulings(self._store, building(self._store))

    def sealed_at(self, generation: int) -> str | None:
        """When a generation was sealed; None when it is not."""
        found: str | None = self._store.value("SELECT sealed_at FROM generation WHERE id = ?", (generation,))
        return found

    @contextmanager
    def view(self, as_of: str | None = None) -> Iterator[StoredView]:
        """What was known at a moment: an ISO day (its end, UTC) or instant; None for now.

        All questions put to one view see one state, also while others write.
        """
        with self._store.snapshot():
            generation = self.generation_at(as_of)
            yield StoredView(self._store, generation, as_of, _day(as_of))

    def generation_at(self, as_of: str | None) -> int:
        """The last generation sealed by then; 0 when nothing was known yet."""
        if as_of is None:
            return last_sealed(self._store)
        found = self._store.value("SELECT max(id) FROM generation WHERE sealed_at <= ?", (_until(as_of),))
        return int(found or 0)

    def first_known(self) -> str | None:
        """When the register first knew anything."""
        found: str | None = self._store.value("SELECT min(sealed_at) FROM generation")
        return found

    def history(self, id: str) -> list[Life]:
        """All versions of the records of that id (a record's, or a member REPORT:ID), oldest first."""
        rows = self._store.rows(
            "SELECT type, record.id, known_from, f.sealed_at, known_to, t.sealed_at, body FROM record"
            " JOIN generation AS f ON f.id = known_from LEFT JOIN generation AS t ON t.id = known_to"
            " WHERE record.id = :id OR seq IN"
            " (SELECT seq FROM record_member AS m WHERE m.report = :report AND m.report || ':' || m.id = :id)"
            " ORDER BY known_from, type, record.id",
            {"id": id, "report": id.partition(":")[0]},
        )
        return [Life(*row) for row in rows]

    def receipts(self, report: str) -> list[tuple[str, str]]:
        """(name, path) under which a report was received."""
        return list(
            self._store.rows("SELECT name, path FROM receipt WHERE report = ? ORDER BY path, name", (report,))
        )

    def backup(self, target: Path | str) -> None:
        """A consistent copy, also while others write; the target is there wholly or not at all.

        Raises:
            FileExistsError: there is such a file already.
        """
        target = Path(target)
        if target.exists():
            raise FileExistsError(f"{target} exists")
        with whole_file(target) as part:
            self._store.copy_to(part)

    @property
    def store(self) -> Store:
        return self._store

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _until(as_of: str) -> str:
    """The last moment that counts, in the form in which seals are written.

    Raises:
        AsOfError: neither a day nor an instant.
    """
    try:
        if DAY.fullmatch(as_of):
            return f"{date.fromisoformat(as_of).isoformat()}T23:59:59.999Z"
        instant = datetime.fromisoformat(as_of)
    except ValueError as error:
        raise AsOfError(f"{as_of!r} is no day (2024-03-06) and no instant (2024-03-06T12:00Z)") from error
    if instant.tzinfo is None:
        raise AsOfError(f"{as_of!r} names no time zone: write 2024-03-06T12:00Z")
    return stamp(instant)


def _day(as_of: str | None) -> date:
    return datetime.now(UTC).date() if as_of is None else date.fromisoformat(_until(as_of)[:10])
