"""Arguments to sources: files, folders, patterns, and `-` for standard input."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from communique.intake.errors import Failure

STANDARD_INPUT = "-"
_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,6}$")

# A name may hold anything but NUL and a slash; what people see must not steer their terminal.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Source:
    """Something to open.

    `path` is for the operating system, `shown` the same for people and records (bytes that are no UTF-8 are
    escaped), `id` what its report is called unless it says so itself: the file's name without its suffix, or,
    below a folder that was asked for, its path from there («2009/07/10»).
    """

    path: str
    shown: str
    id: str

    @property
    def suffix(self) -> str:
        """In lower case, with its dot."""
        return os.path.splitext(self.path)[1].lower()  # noqa: PTH122  (a path may hold escaped bytes)


def expand_sources(paths: Iterable[str]) -> Iterator[Source | Failure]:
    """Every file that the arguments mean, in order; within a folder or pattern sorted by name.

    Folders are read wholly, except names that begin with a dot and links to folders. A pattern is one only
    where no file has that very name. Files of one name are told apart by their suffix
    where they lie side by side, else by their path.
    """
    seen: dict[str, str] = {}
    for source in _expand(paths):
        if isinstance(source, Failure):
            yield source
            continue
        known = seen.get(source.id)
        named = source if known is None else _told_apart(source, known)
        seen.setdefault(named.id, named.path)
        yield named


def _told_apart(source: Source, known: str) -> Source:
    """The source with an id of its own, where the file `known` has had its id already."""
    beside = os.path.splitext(source.path)[0] == os.path.splitext(known)[0]  # noqa: PTH122
    id = source.id + _shown(os.path.splitext(source.path)[1]) if beside else source.shown  # noqa: PTH122
    return replace(source, id=id)


def _expand(paths: Iterable[str]) -> Iterator[Source | Failure]:
    for path in paths:
        if path == STANDARD_INPUT:
            yield Source(path, path, "stdin")
        elif _ask(os.path.isdir, path):
            yield from _expand_folder(path)
        elif not _ask(os.path.exists, path) and glob.has_magic(path):
            yield from _expand_pattern(path)
        else:
            yield _file(path, os.path.basename(path))  # noqa: PTH119


def _ask(question: object, path: str) -> bool:
    try:
        return bool(question(path))  # type: ignore[operator]
    except (ValueError, OSError):  # NUL in the name, a name that is too long
        return False


def _file(path: str, name: str) -> Source:
    return Source(path, _shown(path), _SUFFIX.sub("", _shown(name).replace(os.sep, "/")) or _shown(name))


def _shown(path: str) -> str:
    readable = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", readable)


def _expand_folder(folder: str) -> Iterator[Source | Failure]:
    found = False
    for source in _walk(folder, folder):
        found = True
        yield source
    if not found:
        yield Failure(_shown(folder), None, "a folder without files")


def _walk(folder: str, top: str) -> Iterator[Source | Failure]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(
                (entry for entry in scan if not entry.name.startswith(".")), key=lambda e: e.name
            )
    except OSError as error:
        yield Failure(_shown(folder), None, f"cannot read the folder: {error.strerror}")
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, top)
        elif entry.is_file():
            yield _file(entry.path, os.path.relpath(entry.path, top))
        else:
            yield Failure(_shown(entry.path), None, _why_not_a_file(entry.path))


def _why_not_a_file(path: str) -> str:
    if not os.path.islink(path):  # noqa: PTH114
        return "not a regular file"
    return "a link to a folder, which is not followed" if Path(path).is_dir() else "a link to nothing"


def _expand_pattern(pattern: str) -> Iterator[Source | Failure]:
    try:
        matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  (hidden names stay hidden)
    except (ValueError, OSError, re.error) as error:
        yield Failure(_shown(pattern), None, f"not a pattern: {error}")
        return
    if not matches:
        yield Failure(_shown(pattern), None, "the pattern matches nothing")
    for path in matches:
        if not os.path.isdir(path):  # noqa: PTH112
            yield _file(path, os.path.basename(path))  # noqa: PTH119
        elif "**" not in pattern:  # with ** the files below are matches themselves
            yield from _expand_folder(path)
