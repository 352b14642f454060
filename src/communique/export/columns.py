"""Tables as data: columns with their types, code lists and keys, of which schema and codebook are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from communique.records.when import bounds

Type = Literal["text", "edtf", "day", "integer", "number", "boolean", "codes"]
Row = tuple[Any, ...]
Times = tuple[str | None, date | None, date | None]

# What a cell of each type is, for people.
TYPES: Mapping[Type, str] = {
    "text": "text",
    "edtf": "a time in EDTF (ISO 8601-2)",
    "day": "a day, ISO 8601",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "codes": "several values, separated by one space in CSV, a list in Parquet",
}


@dataclass(frozen=True, slots=True)
class Column:
    """`values` is the closed list of what may stand here; `to` the table and column that it refers to."""

    name: str
    type: Type
    about: str
    values: tuple[str, ...] = ()
    to: tuple[str, str] | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`key` names the columns that tell rows apart; `missing` how a value that is not known is written."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    missing: str = ""


def text(name: str, about: str, *values: str, to: str | None = None, required: bool = False) -> Column:
    """Args: to: TABLE.COLUMN."""
    target = None if to is None else (to.partition(".")[0], to.partition(".")[2])
    return Column(name, "text", about, tuple(values), target, required)


def codes(name: str, about: str) -> Column:
    return Column(name, "codes", about)


def integer(name: str, about: str, required: bool = False) -> Column:
    return Column(name, "integer", about, required=required)


def number(name: str, about: str) -> Column:
    return Column(name, "number", about)


def boolean(name: str, about: str) -> Column:
    return Column(name, "boolean", about)


def day(name: str, about: str) -> Column:
    return Column(name, "day", about)


def time(name: str, about: str) -> tuple[Column, Column, Column]:
    """A time as told, and the days that bound it."""
    return (
        Column(name, "edtf", about),
        Column(f"{name}_earliest", "day", f"first day that `{name}` can mean; empty without a year or start"),
        Column(f"{name}_latest", "day", f"last day that `{name}` can mean; empty without a year or end"),
    )


def times(edtf: str | None) -> Times:
    return (edtf or None, *bounds(edtf))
