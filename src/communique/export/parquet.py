"""Tables as Parquet, a batch of rows at a time. Needs pyarrow: the extra `frames`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from communique.export.columns import Column, Row, Table
from communique.export.errors import ExportError
from communique.export.files import plain

BATCH = 20_000  # rows held before they are written; small enough for quotes, large enough to compress well
PREFIX = "communique."  # of the keys in the file's metadata


def load() -> tuple[Any, Any]:
    """Raises: ExportError when pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ExportError("Parquet needs pyarrow: install communique[frames], or export `csv`") from None
    return pyarrow, pyarrow.parquet


class ParquetSink:
    """Metadata of the file: `communique.schema_version`, `communique.as_of`; of a column: its description."""

    def __init__(self, path: Path, table: Table, metadata: Mapping[str, str]) -> None:
        self._arrow, parquet = load()
        self._columns = table.columns
        about = {f"{PREFIX}{key}": value for key, value in metadata.items()} | {"description": table.about}
        self._schema = self._arrow.schema(
            [self._field(column, table) for column in table.columns], metadata=about
        )
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def _field(self, column: Column, table: Table) -> Any:
        arrow = self._arrow
        types = {
            "day": arrow.date32(),
            "integer": arrow.int64(),
            "number": arrow.float64(),
            "boolean": arrow.bool_(),
            "codes": arrow.list_(arrow.string()),
        }
        metadata = {"description": column.about}
        return arrow.field(column.name, types.get(column.type, arrow.string()), metadata=metadata)

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= BATCH:
            self._flush()

    def close(self) -> None:
        if self._rows:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        values = zip(*self._rows, strict=True)
        arrays = [
            self._arrow.array([_value(value) for value in column], type=field.type)
            for column, field in zip(values, self._schema, strict=True)
        ]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    return [plain(item) for item in value] if isinstance(value, tuple) else value
