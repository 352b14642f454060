"""Where readings go: standard output or a file; as text for a person, as JSON, or as JSON Lines."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Literal, Protocol, TextIO

import click

from communique.records.json import to_dict, to_line
from communique.records.reading import Reading
from communique.whole import whole_file

Form = Literal["text", "json", "jsonl"]
FORMS: tuple[Form, ...] = ("text", "json", "jsonl")
PIPED = 100  # columns where there is no terminal to ask


class Writer(Protocol):
    """`finish` is called once, after the last reading, and also where there was none."""

    def write(self, reading: Reading) -> None: ...

    def finish(self) -> None: ...


class TextWriter:
    """For a person: colours and the full width on a terminal, plain text elsewhere."""

    def __init__(self, out: TextIO, explain: bool) -> None:
        self._out = out
        self._explain = explain
        self._width = width_of(out)
        self._colour = has_colour(out)

    def write(self, reading: Reading) -> None:
        from communique.faces.terminal import render

        self._out.write(render(reading, self._width, self._colour, self._explain))

    def finish(self) -> None:
        """Nothing follows the last reading."""


class LinesWriter:
    """One reading a line."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, reading: Reading) -> None:
        self._out.write(to_line(reading) + "\n")

    def finish(self) -> None:
        """Nothing follows the last line."""


class JsonWriter:
    """One reading is an object, several are a list of objects, none is an empty list."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._first: str | None = None
        self._count = 0

    def write(self, reading: Reading) -> None:
        self._count += 1
        shown = json.dumps(to_dict(reading), ensure_ascii=False, allow_nan=False, indent=2)
        if self._count == 1:  # whether it stands alone is not known yet
            self._first = shown
            return
        self._out.write(f"[\n{self._first},\n{shown}" if self._count == 2 else f",\n{shown}")

    def finish(self) -> None:
        self._out.write({0: "[]\n", 1: f"{self._first}\n"}.get(self._count, "\n]\n"))


def writer(form: Form, out: TextIO, explain: bool = False) -> Writer:
    makers: dict[Form, Callable[[], Writer]] = {
        "text": lambda: TextWriter(out, explain),
        "json": lambda: JsonWriter(out),
        "jsonl": lambda: LinesWriter(out),
    }
    return makers[form]()


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that gets its name only when it is whole.

    Raises:
        click.BadParameter: the file cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    is_special = path.exists() and not path.is_file()  # a device or a named pipe
    with nullcontext(path) if is_special else whole_file(path) as target, _writable(target, path) as out:
        yield out


def _writable(target: Path, path: Path) -> TextIO:
    try:
        return target.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise click.BadParameter(f"{path}: {error.strerror}", param_hint="'--output'") from error


def width_of(out: TextIO) -> int:
    """Columns for text: COLUMNS, else those of the terminal that shows `out` or its messages, else `PIPED`.

    A pipe most often leads to a pager on the terminal where the messages go; a file has no width.
    """
    if out is not sys.stdout:
        return PIPED
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        return int(given)
    for stream in (sys.__stdout__, sys.__stderr__):
        with suppress(AttributeError, ValueError, OSError):
            if stream is not None and (columns := os.get_terminal_size(stream.fileno()).columns) > 0:
                return columns
    return PIPED


def has_colour(out: TextIO) -> bool:
    """A terminal that is neither dumb nor told to have no colours (https://no-color.org)."""
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


format_option = click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="For a person; one JSON object, or a list of them; JSON Lines.",
)
output_option = click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of standard output.",
)
explain_option = click.option(
    "--explain",
    is_flag=True,
    help="Also say how everything was decided: words, rule or model, confidence, what was dropped. "
    "JSON always holds it.",
)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
