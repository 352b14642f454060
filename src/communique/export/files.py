"""Files and folders that are there whole or not at all: a temporary name beside, fsync, rename.

What is written is UTF-8 with `\\n` at line ends. Half a surrogate pair, which UTF-8 cannot hold, becomes the
escape that JSON has for it in JSON, and U+FFFD (one character, so that offsets stay) elsewhere.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from communique.whole import beside, sync, whole_file

REPLACEMENT = "\ufffd"
_HALF = re.compile("[\ud800-\udfff]")


class Occupied(Exception):
    """Something is there already that an export must not replace."""


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A path to write to, which becomes `path` at the end; a file that is there is replaced at once.

    Raises:
        Occupied: there is a folder, or something else that is no plain file, of that name.
    """
    if path.exists() and not path.is_file():
        raise Occupied(f"{path} is there already and is no file")
    with whole_file(path) as part:
        yield part


@contextmanager
def new_folder(path: Path, force: bool = False) -> Iterator[Path]:
    """An empty folder to write to, which becomes `path` at the end.

    An empty folder of that name is replaced; one that holds anything only with `force`, and then its old
    contents are gone.

    Raises:
        Occupied: it holds something, or is no folder.
    """
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise Occupied(f"{path} is there already and is no folder")
    if path.is_dir() and any(path.iterdir()) and not force:
        raise Occupied(f"{path} is not empty")
    part = beside(path)
    try:
        part.mkdir()
        yield part
        for inside in sorted(part.rglob("*")):
            sync(inside)
        sync(part)
        _put(part, path)
        sync(path.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _put(part: Path, path: Path) -> None:
    """A folder that holds something cannot be replaced by a rename, so it steps aside first."""
    old = path.with_name(f".{path.name}.old{os.getpid()}")
    has_old = path.is_dir()
    if has_old:
        path.rename(old)
    try:
        part.rename(path)
    except OSError:
        if has_old:
            old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def text_out(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")


def write_text(path: Path, text: str) -> None:
    with text_out(path) as out:
        out.write(text)


def dumps(value: Any, indent: int | None = None) -> str:
    """JSON without escapes for letters; NaN has no place in it."""
    separators = (",", ":") if indent is None else None
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)


def write_json(path: Path, value: Any) -> None:
    write_text(path, dumps(value, indent=2) + "\n")


def write_jsonl(path: Path, values: Iterable[Any]) -> None:
    with text_out(path) as out:
        out.writelines(dumps(value) + "\n" for value in values)


def write_json_list(out: TextIO, values: Iterable[Any], dump: Callable[[Any], str] = dumps) -> None:
    """A JSON list with one value a line, written as the values come."""
    mark = "[\n"
    for value in values:
        out.write(mark + dump(value))
        mark = ",\n"
    out.write("[]" if mark == "[\n" else "\n]")


def plain(text: str) -> str:
    """Text that UTF-8 can hold, of the same length."""
    return _HALF.sub(REPLACEMENT, text)
