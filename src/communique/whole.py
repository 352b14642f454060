"""Files that are there whole or not at all: written under another name beside, synced, renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path to write to, which becomes `path` at the end; a file that is there is replaced at once.

    Where the writing fails, `path` stays as it was and nothing is left beside it.
    """
    part = beside(path)
    try:
        yield part
        sync(part)
        part.replace(path)
        sync(path.parent)
    finally:
        part.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """A hidden name in the same folder, of this process alone."""
    return path.with_name(f".{path.name}.part{os.getpid()}")


def sync(path: Path) -> None:
    """On disk before the name is given. Some systems cannot sync a folder; there the rename must do."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except (PermissionError, IsADirectoryError):
        return
    try:
        os.fsync(handle)
    except OSError:
        if not path.is_dir():
            raise
    finally:
        os.close(handle)
