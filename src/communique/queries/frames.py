"""Answers as data frames: Arrow tables, pandas, polars. Needs the extra `frames`.

    frames.arrow(dossier(view, "KAZ", "BLR"))               all lines, with the name of their section
    frames.pandas(dossier(view, "KAZ", "BLR"), "meetings")  the lines of one section

Columns are the fields of `communique.queries.lines`, typed; quotes and sides are lists of structs.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from communique.queries.answer import Answer
from communique.queries.rows import SECTION, Type, columns, columns_of, row, rows

if TYPE_CHECKING:
    import pandas as pandas_module
    import polars as polars_module
    import pyarrow


def arrow(answer: Answer, section: str | None = None) -> pyarrow.Table:
    """Every line of the answer, or of one section (then without the column `section`).

    Raises:
        ImportError: pyarrow is not installed.
        KeyError: the answer has no section of that name.
    """
    pa = _needed("pyarrow")
    if section is None:
        return pa.Table.from_pylist(list(rows(answer)), schema(columns(answer.sections)))
    lines: Sequence[Any] = answer[section].rows
    shape = columns_of(type(lines[0])) if lines else {}
    return pa.Table.from_pylist([row(line) for line in lines], schema(shape))


def pandas(answer: Answer, section: str | None = None) -> pandas_module.DataFrame:
    """As `arrow`; whole numbers that may be missing are `Int64`. Raises: as `arrow`, for pandas too."""
    pd = _needed("pandas")
    frame: pandas_module.DataFrame = arrow(answer, section).to_pandas(types_mapper=_nullable(pd))
    return frame


def polars(answer: Answer, section: str | None = None) -> polars_module.DataFrame:
    """As `arrow`. Raises: as `arrow`, for polars too."""
    frame: polars_module.DataFrame = _needed("polars").from_arrow(arrow(answer, section))
    return frame


def schema(shape: dict[str, Type]) -> pyarrow.Schema:
    pa = _needed("pyarrow")
    return pa.schema([(name, _type(pa, kind)) for name, kind in shape.items()])


def _type(pa: ModuleType, kind: Type) -> Any:
    text, number = pa.string(), pa.int64()
    texts, pairs = pa.list_(text), pa.list_(pa.list_(number))
    words = {"report": text, "start": number, "end": number, "words": text, "marks": pairs}
    side = {"role": text, "id": text, "name": text, "country": texts, "office": text}
    types = {
        "text": text,
        "integer": number,
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "texts": texts,
        "quotes": pa.list_(pa.struct(list(words.items()))),
        "sides": pa.list_(pa.struct(list(side.items()))),
    }
    return types[kind]


def _nullable(pd: ModuleType) -> Any:
    """Without this, a missing whole number would make its whole column one of floats."""
    pa = _needed("pyarrow")
    return {pa.int64(): pd.Int64Dtype()}.get


def _needed(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise ImportError(f"this table needs {name}: install communique[frames]") from error


__all__ = ["SECTION", "arrow", "pandas", "polars", "schema"]
