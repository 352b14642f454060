"""The codebook of a package of tables, for people: Markdown made from the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from communique.export.columns import TYPES, Column, Table

if TYPE_CHECKING:
    from communique.export.package import Package
    from communique.export.scope import Scope

GUARD = (
    "CSV: UTF-8, comma, header. A text cell that begins with `=`, `+`, `-`, `@`, a tab, a line end, one of "
    "their wide forms or an apostrophe has an apostrophe put before it, so that no spreadsheet runs it; take "
    "one leading apostrophe away to have the value back."
)
EVIDENCE = (
    "Evidence ids are `REPORT:START-END`: the characters [START, END) of the text of that report as "
    "received, counted in Unicode code points."
)


def codebook(package: Package, scope: Scope, counts: Mapping[str, int], parquet: bool) -> str:
    return "\n".join(_lines(package, scope, counts, parquet)) + "\n"


def _lines(package: Package, scope: Scope, counts: Mapping[str, int], parquet: bool) -> Iterator[str]:
    from communique.export.package import SCHEMA_VERSION, asked

    yield f"# {package.title}"
    yield ""
    chosen = "; ".join(f"{name} {value}" for name, value in asked(scope).items()) or "everything"
    yield f"As of {scope.as_of}. Schema version {SCHEMA_VERSION}. Asked for: {chosen}."
    for note in (*package.notes, EVIDENCE, GUARD):
        yield ""
        yield note
    if parquet:
        yield ""
        yield "Parquet files hold the same rows, without that guard."
    for table in package.tables:
        yield from _table(table, counts[table.name])


def _table(table: Table, count: int) -> Iterator[str]:
    yield ""
    yield f"## {table.name}"
    yield ""
    key = f" Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
    missing = f" What is not known is `{table.missing}`." if table.missing else ""
    yield f"{table.about} {count} {'row' if count == 1 else 'rows'}.{key}{missing}"
    yield ""
    yield "| column | what it holds |"
    yield "| --- | --- |"
    for column in table.columns:
        yield f"| `{column.name}` | {_about(column)} |"


def _about(column: Column) -> str:
    said = [column.about] if column.about else []
    if column.type not in ("text", "day"):
        said.append(TYPES[column.type])
    if column.values:
        said.append("one of " + ", ".join(f"`{value}`" for value in column.values))
    if column.to:
        said.append(f"→ `{column.to[0]}.{column.to[1]}`")
    return "; ".join(said).replace("|", "\\|").replace("\n", " ")
