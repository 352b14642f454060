"""Cells of CSV files: one spelling of each value, and nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from communique.export.columns import Column
from communique.export.files import plain

# Spreadsheets run a cell that begins with one of these (OWASP, "CSV injection"), some also with the wide
# forms of East Asian keyboards; an apostrophe before it makes it text. The apostrophe itself is doubled, so
# that taking one away from a cell that begins with it always gives the value back.
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠'"


def guarded(text: str) -> str:
    """
    >>> guarded("=1+1"), guarded("'tis"), guarded("Астана")
    ("'=1+1", "''tis", 'Астана')
    """
    return f"'{text}" if text and text[0] in FORMULA_STARTS else text


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def cell(value: Any, column: Column, missing: str = "") -> str:
    """As CSV has it; None is `missing`."""
    if value is None:
        return missing
    if column.type == "boolean":
        return "true" if value else "false"
    if column.type == "codes":
        return guarded(plain(" ".join(value)))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return guarded(plain(value))
    return repr(value) if isinstance(value, float) else str(value)


def cells(row: Sequence[Any], columns: Sequence[Column], missing: str = "") -> list[str]:
    if len(row) != len(columns):
        raise ValueError(f"{len(row)} values for {len(columns)} columns")
    return [cell(value, column, missing) for value, column in zip(row, columns, strict=True)]
