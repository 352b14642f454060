"""Lines of answers as rows of tables: columns with their types, and plain values.

One table may hold lines of several kinds (a dossier's); a column of one name has one type in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any, Literal, get_type_hints

from communique.queries import lines as records
from communique.queries.answer import Answer, Quote, Section, Side

Type = Literal["text", "integer", "number", "boolean", "texts", "quotes", "sides"]
Row = dict[str, Any]
SECTION = "section"  # the column that says which section a line is of
_TYPES: dict[object, Type] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "boolean",
    tuple[str, ...]: "texts",
    tuple[Quote, ...]: "quotes",
    tuple[Side, ...]: "sides",
}


def columns_of(line_type: type) -> dict[str, Type]:
    """Columns of a kind of line, in order, with their types."""
    return dict(_columns(line_type))


@cache
def _columns(line_type: type) -> tuple[tuple[str, Type], ...]:
    hints = get_type_hints(line_type, vars(records) | {"Quote": Quote, "Side": Side})
    return tuple((field.name, _TYPES[_bare(hints[field.name])]) for field in fields(line_type))


def _bare(hint: Any) -> object:
    """The type without None."""
    given = [part for part in getattr(hint, "__args__", ()) if part is not type(None)]
    is_optional = len(given) == 1 and type(None) in getattr(hint, "__args__", ())
    return given[0] if is_optional else hint


def columns(sections: Iterable[Section]) -> dict[str, Type]:
    """Columns of a table that holds all lines of these sections, those of the first section first."""
    found: dict[str, Type] = {SECTION: "text"}
    for section in sections:
        for line in section.rows[:1]:
            found |= columns_of(type(line))
    return found


def rows(answer: Answer) -> Iterator[Row]:
    """Every line as a row, under the name of its section; what a line has no value for is left out."""
    for name, line in answer.rows:
        yield {SECTION: name, **row(line)}


def row(line: Any) -> Row:
    """A line as JSON values: quotes and sides are objects, tuples are lists."""
    return {name: _value(getattr(line, name)) for name in columns_of(type(line))}


def _value(value: Any) -> Any:
    if isinstance(value, Quote):
        return {**value._asdict(), "marks": [list(mark) for mark in value.marks]}
    if isinstance(value, Side):
        return {**value._asdict(), "country": list(value.country)}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return value
