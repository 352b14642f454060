"""Files of saved readings, with complaints that say where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from communique.records.json import FormatError, load_readings
from communique.records.reading import Reading

STANDARD_INPUT = Path("/dev/stdin")


def each_reading(paths: Iterable[str]) -> Iterator[Reading]:
    """The readings of all files, in order.

    Raises:
        click.ClickException: a file cannot be read or holds no readings; exit status 1.
    """
    for path in paths:
        try:
            yield from load_readings(STANDARD_INPUT if path == "-" else Path(path))
        except FormatError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"{path}: {error.strerror}") from error
