"""The register behind the page: connections for several readers at a time, one writer, derivation behind it.

A ruling is stored at once. What follows from it is derived in the background, one derivation at a time,
since on a large register that takes longer than anybody waits for a page; until then pages say that it is
under way.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from threading import BoundedSemaphore, Lock, Thread
from typing import Any, NamedTuple, TypeVar

from communique.queries import history as history_of
from communique.queries.answer import Answer
from communique.records.register import Ruling
from communique.register.errors import Busy, ReadOnly, RegisterError
from communique.register.rebuild import is_stale
from communique.register.register import Register
from communique.register.stored import StoredView
from communique.web.settings import AT_ONCE

T = TypeVar("T")
WAIT_SECONDS = 20.0  # for a free connection
log = logging.getLogger(__name__)


class Version(NamedTuple):
    """Which state of the register a view shows: its generation and the moment that was sealed."""

    generation: int
    sealed_at: str | None


class _Reader:
    """A connection, and the view that it gave last: what a generation says never changes."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._last: StoredView | None = None

    def known(self, view: StoredView) -> StoredView:
        last = self._last
        if last is None or _moment(last) != _moment(view):
            self._last = last = view
        return last


def _moment(view: StoredView) -> tuple[object, ...]:
    return view.generation, view.as_of, view.today


class Library:
    """Args:
    read_only: no ruling is taken, and nothing is derived.
    derives: what is stored and not derived yet is derived at once; else another library sees to it.
    """

    def __init__(self, path: Path | str, read_only: bool = False, derives: bool = True) -> None:
        self.path, self.read_only = Path(path), read_only
        self._idle: LifoQueue[_Reader] = LifoQueue()
        self._free = BoundedSemaphore(AT_ONCE * 2)
        self._writing, self._deriving = Lock(), Lock()
        self._held: dict[str, tuple[object, Any]] = {}
        self._making: dict[str, Lock] = {}
        self._holding = Lock()
        self.when_sealed: Callable[[Library], None] = lambda library: None
        self._worker: Thread | None = None
        self._wanted = False
        Register.open(self.path).close()  # so that a wrong file is told at the start, and none is made
        if derives and not read_only:
            # Puts a copy that is still one file into the mode in which readers and a writer do not wait for
            # each other; later, with readers at it, this could not be done.
            Register.open(self.path, write=True).close()
            self._derive_if_stale()

    @contextmanager
    def register(self) -> Iterator[Register]:
        """A connection that only reads. Raises: Busy."""
        with self._reader() as reader:
            yield reader.register

    @contextmanager
    def _reader(self) -> Iterator[_Reader]:
        """One of those that lie idle, else a new one.

        Raises:
            Busy: none became free in time.
        """
        if not self._free.acquire(timeout=WAIT_SECONDS):
            raise Busy("too many questions at once; try again in a moment")
        try:
            reader = self._taken()
            try:
                yield reader
            finally:
                self._idle.put(reader)
        finally:
            self._free.release()

    def _taken(self) -> _Reader:
        try:
            return self._idle.get_nowait()
        except Empty:
            return _Reader(Register.open(self.path))

    @contextmanager
    def view(self, as_of: str | None) -> Iterator[StoredView]:
        """A view that still holds what it looked up for earlier pages, while nothing new was sealed."""
        with self._reader() as reader, reader.register.view(as_of) as view:
            yield reader.known(view)

    def version(self, generation: int) -> Version:
        with self.register() as register:
            return Version(generation, register.sealed_at(generation))

    def rulings(self) -> Sequence[Ruling]:
        """All, also those of which nothing was derived yet."""
        with self.register() as register:
            return register.rulings()

    def history(self, id: str) -> Answer:
        """Raises: UnknownRecord when the register never had such a record."""
        with self.register() as register:
            return history_of(register, id)

    def is_pending(self) -> bool:
        """Whether something is stored that no view shows yet."""
        with self.register() as register:
            return is_stale(register.store)

    def rule(self, ruling: Ruling, saw: Collection[str]) -> None:
        """Raises: RulingError, Overtaken, ReadOnly, Busy."""
        if self.read_only:
            raise ReadOnly("this page only shows; it was started with --read-only")
        with self._writing, Register.open(self.path, write=True) as register:
            register.rule(ruling, saw)
        self._derive_soon()

    def held(self, name: str, state: object, make: Callable[[], T]) -> T:
        """What is made once for a state of the register; that of earlier ones is let go."""
        with self._holding:
            making = self._making.setdefault(name, Lock())
        with making:
            last, made = self._held.get(name, (None, None))
            if last != state:
                made = make()
                self._held[name] = state, made
            found: T = made
            return found

    def _derive_if_stale(self) -> None:
        try:
            if self.is_pending():
                self._derive_soon()
        except RegisterError:
            log.exception("whether anything is to be derived could not be told")

    def _derive_soon(self) -> None:
        with self._deriving:
            self._wanted = True
            if self._worker is None or not self._worker.is_alive():
                self._worker = Thread(target=self._derive, name="derive", daemon=True)
                self._worker.start()

    def _derive(self) -> None:
        while True:
            with self._deriving:
                if not self._wanted:
                    self._worker = None
                    return
                self._wanted = False
            try:
                with Register.open(self.path, write=True) as register:
                    register.derive(note="rulings of the page")
                self.when_sealed(self)
            except RegisterError:
                log.exception("what follows from the rulings could not be derived")

    def settle(self) -> None:
        """Wait for derivations that are under way."""
        worker = self._worker
        if worker is not None:
            worker.join()

    def close(self) -> None:
        self.settle()
        while not self._idle.empty():
            self._idle.get_nowait().register.close()
