"""Reports that somebody pasted or dropped: read at once, kept in memory for a while, never stored."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from tempfile import TemporaryDirectory
from threading import Lock
from typing import NamedTuple

from communique.intake import Failure, IntakeError, Limits, read_sources, read_text
from communique.reading import read_report
from communique.records.reading import Reading
from communique.records.report import Report
from communique.register.keys import report_key

KEPT = 64  # readings
KEPT_CHARACTERS = 20_000_000
MOST_AT_ONCE = 20  # reports of one file
LIMITS = Limits(file_bytes=12 * 2**20, line_bytes=12 * 2**20, html_seconds=10.0)
SUFFIXES = (".txt", ".htm", ".html", ".json", ".jsonl", ".ndjson", ".xml")


class Taken(NamedTuple):
    """What became of one file: the keys of its readings in order, and why the rest could not be read."""

    keys: tuple[str, ...]
    failures: tuple[str, ...]


class Pasted:
    """Readings by the keys of their reports, the oldest forgotten first."""

    def __init__(self) -> None:
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Reading | None:
        with self._lock:
            return self._readings.get(key)

    def read_text(self, text: str, title: str | None, published: str | None, language: str | None) -> str:
        """The key of the reading.

        Raises:
            IntakeError: the text or the date is none.
            ValueError: there is no reader for the language.
        """
        report = read_text(
            text, id="pasted", title=title, published=published, language=language, limits=LIMITS
        )
        return self._keep(read_report(report))

    def read_file(self, name: str, content: bytes, published: str | None, language: str | None) -> Taken:
        """Raises: IntakeError when the date or the language is none."""
        keys, failures = [], []
        for item in _reports(name, content, published, language):
            if isinstance(item, Failure):
                failures.append(item.reason)
                continue
            try:
                keys.append(self._keep(read_report(item)))
            except (IntakeError, ValueError) as error:
                failures.append(str(error))
            if len(keys) == MOST_AT_ONCE:
                break
        return Taken(tuple(keys), tuple(failures))

    def _keep(self, reading: Reading) -> str:
        key = report_key(reading.report)
        with self._lock:
            self._readings[key] = reading
            self._readings.move_to_end(key)
            while len(self._readings) > 1 and (len(self._readings) > KEPT or self._size() > KEPT_CHARACTERS):
                self._readings.popitem(last=False)
        return key

    def _size(self) -> int:
        return sum(len(reading.report.text) for reading in self._readings.values())


def _reports(
    name: str, content: bytes, published: str | None, language: str | None
) -> Iterator[Report | Failure]:
    """By way of a file, since intake reads files; only the ending of the name given is used for it."""
    suffix = PurePath(name).suffix.lower()
    with TemporaryDirectory(prefix="communique-") as folder:
        path = PurePath(folder) / f"dropped{suffix if suffix in SUFFIXES else '.txt'}"
        with open(path, "wb") as file:  # noqa: PTH123  a pure path
            file.write(content)
        for item in read_sources([str(path)], published=published, language=language, limits=LIMITS):
            if isinstance(item, Report):
                yield replace(item, metadata={**item.metadata, "path": name[:200]})
            else:
                yield item
