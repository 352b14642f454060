"""Files of saved readings, with complaints that say where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from communique.records.json import FormatError, load_dicts, load_readings
from communique.records.reading import Reading

T = TypeVar("T")
STANDARD_INPUT = Path("/dev/stdin")


def each_reading(paths: Iterable[str]) -> Iterator[Reading]:
    """The readings of all files, in order; `-` is standard input.

    Raises:
        click.ClickException: a file cannot be read or holds no readings; exit status 1.
    """
    for path in paths:
        yield from _each(load_readings, path)


def each_dict(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file as they are, with their lines. Raises: as `each_reading` does."""
    return _each(load_dicts, path)


def _each(load: Callable[[Path], Iterator[T]], path: str) -> Iterator[T]:
    try:
        yield from load(STANDARD_INPUT if path == "-" else Path(path))
    except FormatError as error:
        hint = "Saved readings are wanted, as communique read --format jsonl writes them"
        raise click.ClickException(f"{error}\n{hint}; reports are read by communique read.") from error
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from error
