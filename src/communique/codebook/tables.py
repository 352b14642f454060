"""Word lists and tables in TOML, read so that every complaint says where: `path:line: what`.

CodebookError(ValueError)   a table cannot be read, or breaks the rules of its kind
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class CodebookError(ValueError):
    """A table is wrong. The message begins with the file and the line."""

    def __init__(self, path: object, line: int, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}")
        self.path, self.line, self.what = path, line, what


@dataclass(frozen=True, slots=True)
class Row:
    """One `[[name]]` of a table: its values, and the line of its header for complaints."""

    path: object
    line: int
    values: Mapping[str, Any]

    def error(self, what: str) -> CodebookError:
        return CodebookError(self.path, self.line, what)

    def check_keys(self, allowed: Collection[str]) -> None:
        if unknown := sorted(set(self.values) - set(allowed)):
            raise self.error(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(allowed))}")

    def text(self, key: str) -> str:
        """Raises: CodebookError unless the key holds a string that is not empty."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value:
            raise self.error(f"{key!r} must be a string, not {value!r}")
        return value

    def maybe_text(self, key: str) -> str | None:
        return self.text(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        """The strings of a list, none when the key is absent. Raises: CodebookError for anything else."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"{key!r} must be a list of strings, not {value!r}")
        if repeated := sorted({item for item in value if value.count(item) > 1}):
            raise self.error(f"{key!r} holds {repeated[0]!r} twice")
        return tuple(value)

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(f"{key!r} must be true or false, not {value!r}")
        return value


@dataclass(frozen=True, slots=True)
class Table:
    """A TOML file as parsed, with its text for finding lines."""

    path: object
    text: str
    values: Mapping[str, Any]

    def rows(self, name: str) -> Iterator[Row]:
        """The tables of the array `[[name]]`, in order of the file."""
        lines = [
            self.text.count("\n", 0, match.start()) + 1 for match in self._headers(rf"\[\[\s*{name}\s*\]\]")
        ]
        values = self.values.get(name, [])
        if not isinstance(values, list) or len(values) != len(lines):
            raise CodebookError(self.path, 1, f"{name!r} must be written as [[{name}]] tables")
        yield from (Row(self.path, line, row) for line, row in zip(lines, values, strict=True))

    def line_of(self, header: str) -> int:
        """The line of `[header]`, or 1 when the file has no such line."""
        found = next(self._headers(rf"\[\s*{re.escape(header)}\s*\]"), None)
        return self.text.count("\n", 0, found.start()) + 1 if found else 1

    def error(self, header: str, what: str) -> CodebookError:
        return CodebookError(self.path, self.line_of(header), what)

    def _headers(self, pattern: str) -> Iterator[re.Match[str]]:
        return re.finditer(rf"^[ \t]*{pattern}", self.text, re.MULTILINE)


def parse_table(text: str, path: object) -> Table:
    """Read TOML; `path` is only for messages. Raises: CodebookError with the line of the fault."""
    try:
        return Table(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise CodebookError(path, line, _AT_LINE.sub("", str(error)).strip()) from None


def load_table(path: Path | Traversable) -> Table:
    """Read a TOML file in UTF-8. Raises: OSError; CodebookError with the line of the fault."""
    try:
        return parse_table(path.read_text(encoding="utf-8"), path)
    except UnicodeDecodeError as error:
        raise CodebookError(path, 1, f"not UTF-8: {error.reason} at byte {error.start}") from None


def unique_rows(table: Table, name: str, keys: Collection[str]) -> dict[str, Row]:
    """The `[[name]]` rows by their `name`, none twice, none with other keys."""
    found: dict[str, Row] = {}
    for row in table.rows(name):
        row.check_keys(keys)
        key = row.text("name")
        if key in found:
            raise row.error(f"{name} {key!r} is there already, in line {found[key].line}")
        found[key] = row
    return found
