"""A folder of tables: CSV, Parquet if wanted, a Frictionless data package and a codebook for people.

Rows come as (table, row) pairs in any order of tables, so that one walk over the reports fills several.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any, Protocol, TextIO

from communique import __version__
from communique.export.cells import cells
from communique.export.codebook import codebook
from communique.export.columns import Column, Row, Table
from communique.export.files import text_out, write_json, write_text
from communique.export.scope import Scope

SCHEMA_VERSION = "1"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"text": "string", "edtf": "string", "codes": "string", "day": "date"}


@dataclass(frozen=True)
class Package:
    """What the tables are together. `notes` are paragraphs for the codebook, in Markdown."""

    name: str
    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


class Sink(Protocol):
    def add(self, row: Row) -> None: ...
    def close(self) -> None: ...


def write_package(
    folder: Path, package: Package, rows: Iterable[tuple[str, Row]], scope: Scope, parquet: bool = False
) -> None:
    """Raises: ExportError where Parquet is wanted and pyarrow is not installed."""
    with ExitStack() as stack:
        sinks = {table.name: _sinks(folder, table, scope, parquet, stack) for table in package.tables}
        counts = dict.fromkeys(sinks, 0)
        for name, row in rows:
            counts[name] += 1
            for sink in sinks[name]:
                sink.add(row)
    write_text(folder / "codebook.md", codebook(package, scope, counts, parquet))
    write_json(folder / "datapackage.json", descriptor(folder, package, scope, parquet))


def _sinks(folder: Path, table: Table, scope: Scope, parquet: bool, stack: ExitStack) -> list[Sink]:
    sinks: list[Sink] = [CsvSink(folder / f"{table.name}.csv", table)]
    if parquet:
        from communique.export.parquet import ParquetSink

        path = folder / f"{table.name}.parquet"
        sinks.append(ParquetSink(path, table, {"schema_version": SCHEMA_VERSION, "as_of": scope.as_of}))
    for sink in sinks:
        stack.callback(sink.close)
    return sinks


class CsvSink:
    """RFC 4180 with a header, UTF-8 without a mark. A lone carriage return is quoted, as it must be."""

    def __init__(self, path: Path, table: Table) -> None:
        self._out: TextIO = text_out(path)
        self._columns = table.columns
        self._missing = table.missing
        self._csv = csv.writer(self._out, lineterminator="\r\n")
        self._csv.writerow([column.name for column in table.columns])

    def add(self, row: Row) -> None:
        self._csv.writerow(cells(row, self._columns, self._missing))

    def close(self) -> None:
        self._out.close()


def descriptor(folder: Path, package: Package, scope: Scope, parquet: bool) -> dict[str, Any]:
    """datapackage.json: Data Package 2.0, which tools for 1.0 read too."""
    return {
        "$schema": PROFILE,
        "profile": "tabular-data-package",
        "name": package.name,
        "title": package.title,
        "version": SCHEMA_VERSION,
        "as_of": scope.as_of,
        "asked": asked(scope),
        "sources": [{"title": "press reports, as listed with their addresses where these are known"}],
        "software": f"communique {__version__}",
        "resources": [_resource(folder, table, package.tables, parquet) for table in package.tables],
    }


def asked(scope: Scope) -> dict[str, str]:
    """The filter, in words that the command line takes."""
    wanted = scope.wanted
    given = {
        "pair": " ".join(wanted.pair or ()),
        "country": wanted.country,
        "actor": wanted.actor,
        "kinds": " ".join(wanted.kinds),
        "stages": " ".join(wanted.stages),
        "since": wanted.since and wanted.since.isoformat(),
        "until": wanted.until and wanted.until.isoformat(),
    }
    return {name: value for name, value in given.items() if value}


def _resource(folder: Path, table: Table, tables: Sequence[Table], parquet: bool) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    found: dict[str, Any] = {
        "name": table.name,
        "description": table.about,
        "path": path.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": schema(table, tables),
    }
    return found | ({"parquet": f"{table.name}.parquet"} if parquet else {})


def schema(table: Table, tables: Sequence[Table]) -> dict[str, Any]:
    """Table Schema. A key to a table that this package lacks is left out."""
    known = {item.name for item in tables}
    keys = [
        {"fields": column.name, "reference": {"resource": column.to[0], "fields": column.to[1]}}
        for column in table.columns
        if column.to is not None and column.to[0] in known
    ]
    found: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [table.missing],
    }
    if table.key:
        found["primaryKey"] = list(table.key)
    return found | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "description": column.about,
    }
    if column.type == "boolean":
        found |= {"trueValues": ["true"], "falseValues": ["false"]}
    rules: dict[str, Any] = {}
    if column.required:
        rules["required"] = True
    if column.values:
        rules["enum"] = list(column.values)
    return found | ({"constraints": rules} if rules else {})
