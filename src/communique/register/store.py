"""The one owner of the database: opens the file, migrates it, runs statements, and tells errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from communique.register.errors import (
    Busy,
    Damaged,
    DiskFull,
    NewerRegister,
    NotARegister,
    ReadOnly,
    RegisterError,
)
from communique.register.schema import APPLICATION_ID, MIGRATIONS, VERSION

OLDEST_SQLITE = (3, 51, 3)  # earlier ones can corrupt a write-ahead log when it is reset (fixed in 3.51.3)
WAIT_MS = 5_000
CACHE_KIB = 65_536
CHECKPOINT_PAGES = 4_000  # 16 MB: keeps the log small without a checkpoint every few reports
Row = tuple[Any, ...]


class Store:
    """A connection to a register's file.

    Args:
        path: the file; made, with its tables, when it is missing and `create` is set.
        writable: whether this connection may write.
        durable: survive loss of power, not only of the process, at a cost for each report.
        vfs: name of an APSW file system, for tests that let writes fail.
    Raises:
        NotARegister, NewerRegister, Damaged, ReadOnly
    """

    def __init__(
        self,
        path: Path | str,
        *,
        writable: bool = False,
        create: bool = False,
        durable: bool = False,
        vfs: str | None = None,
    ) -> None:
        self.path = Path(path)
        if writable and sqlite_version() < OLDEST_SQLITE:
            raise RegisterError(
                f"SQLite {apsw.sqlite_lib_version()} can damage registers: install apsw 3.51.3 or later"
            )
        if not create and not self.path.is_file():
            raise NotARegister(f"{path}: there is no such file; `communique ingest` makes registers")
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        if not writable:
            flags = apsw.SQLITE_OPEN_READONLY
        with self.errors():
            self._db = apsw.Connection(str(path), flags=flags, vfs=vfs)
            self._db.set_busy_timeout(WAIT_MS)
            self._prepare(writable, create, durable)

    def _prepare(self, writable: bool, create: bool, durable: bool) -> None:
        version = self.value("PRAGMA user_version")
        if self.value("PRAGMA application_id") != APPLICATION_ID:
            empty = self.value("SELECT count(*) FROM sqlite_schema") == 0
            if not (empty and create):
                raise NotARegister(f"{self.path}: a database, but no register of communique")
        if version > VERSION:
            raise NewerRegister(
                f"{self.path}: made by a later version of communique (form {version}, here {VERSION})"
            )
        if writable:
            self._db.pragma("journal_mode", "wal")
            self._db.pragma("synchronous", "full" if durable else "normal")
            self._db.pragma("foreign_keys", True)
            self._db.pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
            self._migrate()
        elif version < VERSION:
            raise NewerRegister(
                f"{self.path}: made by an earlier version; `communique doctor --migrate` brings it up to date"
            )
        self._db.pragma("cache_size", -CACHE_KIB)

    def _migrate(self) -> None:
        """Apply what is missing, all or nothing; two processes that both try wait for each other."""
        if self.value("PRAGMA user_version") == VERSION:
            return
        with self.transaction():
            for number, statements in enumerate(MIGRATIONS[self.value("PRAGMA user_version") :]):
                del number
                self._db.execute(statements)
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version = {VERSION}")

    def rows(self, sql: str, values: Any = ()) -> Iterator[Row]:
        with self.errors():
            yield from self._db.execute(sql, values)

    def row(self, sql: str, values: Any = ()) -> Row | None:
        return next(self.rows(sql, values), None)

    def value(self, sql: str, values: Any = ()) -> Any:
        """The first column of the first row, None when there is none."""
        found = self.row(sql, values)
        return None if found is None else found[0]

    def run(self, sql: str, values: Any = ()) -> int:
        """Run one statement and give the number of rows it changed."""
        with self.errors():
            before = self._db.total_changes()
            self._db.execute(sql, values).fetchall()
            return self._db.total_changes() - before

    def run_many(self, sql: str, rows: Any) -> None:
        with self.errors():
            self._db.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; takes the right to write at once, so as not to fail half-way for want of it."""
        with self.errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside see one state of the file, whatever others write meanwhile."""
        with self.errors():
            nested = self._db.in_transaction
            if not nested:
                self._db.execute("BEGIN")
            try:
                yield
            finally:
                if not nested and self._db.in_transaction:
                    self._db.execute("COMMIT")

    @contextmanager
    def errors(self) -> Iterator[None]:
        try:
            yield
        except apsw.FullError as error:
            raise DiskFull(f"{self.path}: no space left; what was stored before is safe") from error
        except apsw.BusyError as error:
            raise Busy(f"{self.path}: another process is writing; try again when it has finished") from error
        except apsw.NotADBError as error:
            raise NotARegister(f"{self.path}: no register, and no database at all") from error
        except apsw.CorruptError as error:
            raise Damaged(f"{self.path}: the file is damaged ({error}); see `communique doctor`") from error
        except apsw.ReadOnlyError as error:
            raise ReadOnly(f"{self.path}: may be read but not written") from error
        except apsw.CantOpenError as error:
            raise ReadOnly(f"{self.path}: cannot be opened ({error})") from error
        except apsw.IOError as error:
            raise DiskFull(
                f"{self.path}: the disk refuses ({error}); what was stored before is safe"
            ) from error

    def copy_to(self, target: Path) -> None:
        """A consistent copy, also while others write (SQLite's backup API)."""
        with self.errors():
            copy = apsw.Connection(str(target))
            try:
                with copy.backup("main", self._db, "main") as backup:
                    while not backup.done:
                        backup.step(2_000)
                copy.pragma("journal_mode", "delete")  # one file, without a log beside it
            finally:
                copy.close()

    def close(self) -> None:
        try:
            self._db.close()
        except apsw.Error:
            # What was committed but finds no space in the file itself waits in the log beside it.
            self._db.close(force=True)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def sqlite_version() -> tuple[int, ...]:
    return tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
