"""Sources to reports, one after another: open, tell the format, decode, take apart, check."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from communique.intake.dates import parse_published
from communique.intake.drafts import Defaults, Draft, finish, language_tag
from communique.intake.encodings import Decoded, byte_order, decode, refuse_binary, wide_without_mark
from communique.intake.errors import EmptyError, Failure, FormatError, IntakeError, LimitError, SourceError
from communique.intake.html import PageReader
from communique.intake.items import draft_of, list_items
from communique.intake.jsontext import parse_json
from communique.intake.limits import Limits, shown_size
from communique.intake.lines import as_utf8, line_encoding, read_chunks, split_lines
from communique.intake.sniffing import LINE_SUFFIXES, MEDIA_TYPES, Sniffed, sniff
from communique.intake.sources import STANDARD_INPUT, Source, expand_sources
from communique.records.report import Report
from communique.records.when import When

_HEAD = 1 << 16  # bytes that tell the format
_DECLARED = (
    re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})"),
    re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I),
)
_COUNTED = 1 << 24  # bytes of a file of lines that are counted; the rest is estimated


def read_sources(
    paths: Sequence[str],
    *,
    published: str | When | None = None,
    language: str | None = None,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> Iterator[Report | Failure]:
    """Read every report of files, folders, patterns and standard input (`-`), lazily and in order.

    Args:
        published: EDTF or ISO date for reports whose source gives no date.
        language: BCP 47 tag for reports whose source gives no language; without it `ru`, or `und` where the
            letters are not those of Russian.
    Returns:
        Reports, and a Failure for each one that could not be read. JSON Lines are read line by line.
    Raises:
        DateError: `published` is no date; at once, before anything is read.
        FormatError: `language` is no language tag.
    """
    return _read_all(paths, _defaults(published, language), limits)


def read_text(
    text: str,
    *,
    id: str = "text",
    title: str | None = None,
    published: str | When | None = None,
    language: str | None = None,
    url: str | None = None,
    metadata: Mapping[str, str] | None = None,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> Report:
    """Make a report of text at hand.

    Raises:
        IntakeError: blank, too long, holding NUL or a lone surrogate; a bad date or language tag.
    """
    defaults = _defaults(published, language)
    draft = Draft(text, title=title, url=url, metadata=metadata or {})
    return finish(draft, id, defaults, limits)


def count_sources(paths: Sequence[str]) -> int | None:
    """About how many reports `read_sources` will give, for a progress bar; None when nobody can know.

    One for each file, and the lines of a file named as JSON Lines (of a large one only the first 16 MiB are
    counted). Raises: nothing; what cannot be read counts one, as its Failure does.
    """
    if STANDARD_INPUT in paths:
        return None
    return sum(_count(source) for source in expand_sources(paths))


def _defaults(published: str | When | None, language: str | None) -> Defaults:
    tag = language_tag(language) if language is not None else None
    if language is not None and tag is None:
        raise FormatError(f"language: {language[:40]!r} is no language tag")
    return Defaults(parse_published(published) if isinstance(published, str) else published, tag)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every reader below needs."""

    defaults: Defaults
    limits: Limits
    pages: PageReader


def _read_all(paths: Sequence[str], defaults: Defaults, limits: Limits) -> Iterator[Report | Failure]:
    with PageReader(limits) as pages:
        desk = _Desk(defaults, limits, pages)
        for source in expand_sources(paths):
            if isinstance(source, Failure):
                yield source
            else:
                yield from _read_source(source, desk)


def _read_source(source: Source, desk: _Desk) -> Iterator[Report | Failure]:
    try:
        with _open(source) as stream:
            yield from _read_stream(source, stream, desk)
    except IntakeError as error:
        yield Failure(source.shown, None, str(error))
    except OSError as error:
        yield Failure(source.shown, None, f"cannot be read: {error.strerror or error}")


def _open(source: Source) -> AbstractContextManager[BinaryIO]:
    if source.path == STANDARD_INPUT:
        stream = getattr(sys.stdin, "buffer", None)
        if stream is None:
            raise SourceError("standard input is closed")
        return nullcontext(stream)
    try:
        return Path(source.path).open("rb")
    except ValueError as error:  # NUL in the name
        raise SourceError(f"cannot be read: {error}") from None


def _read_stream(source: Source, stream: BinaryIO, desk: _Desk) -> Iterator[Report | Failure]:
    head = stream.read(_HEAD)
    if not head:
        raise EmptyError("empty: no bytes")
    refuse_binary(head)
    if b"\n" not in head and head.lstrip(b"\xef\xbb\xbf \t\r").startswith(b"{"):
        # one object in one long line, or the first of many
        head += stream.readline(desk.limits.line_bytes) + stream.read(1024)
    found = sniff(_glance(head), source.suffix, whole=len(head) < _HEAD)
    if found.kind == "jsonl":
        yield from _read_lines(source, head, stream, found, desk)
    else:
        yield from _read_whole(source, _rest(head, stream, desk.limits.file_bytes), found, desk)


def _glance(head: bytes) -> str:
    """Enough of the text to see brackets and tags; letters may come out wrong."""
    name, length = byte_order(head) or (wide_without_mark(head) or "utf-8", 0)
    return head[length:].decode(name, errors="replace")


def _rest(head: bytes, stream: BinaryIO, limit: int) -> bytes:
    pieces, size = [], 0
    for piece in read_chunks(head, stream):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise LimitError(f"more than the {shown_size(limit)} allowed for a file")
    return b"".join(pieces)


def _read_whole(source: Source, data: bytes, found: Sniffed, desk: _Desk) -> Iterator[Report | Failure]:
    decoded = decode(data, _declared(data) if found.kind == "html" else None)
    origin = _origin(source, found, decoded)
    if found.kind == "json":
        yield from _read_json(source, decoded.text, origin, desk)
        return
    draft = desk.pages.page(decoded.text) if found.kind == "html" else Draft(decoded.text)
    yield finish(draft, source.id, desk.defaults, desk.limits, **origin)


def _declared(data: bytes) -> str | None:
    for pattern in _DECLARED:
        if label := pattern.search(data[:4096]):
            return label[1].decode("ascii", errors="replace")
    return None


def _origin(source: Source, found: Sniffed, decoded: Decoded) -> dict[str, str]:
    return {
        "path": source.shown,
        "media_type": MEDIA_TYPES[found.kind],
        "media_type_why": found.why,
        "encoding": decoded.encoding,
        "encoding_why": decoded.why,
    }


def _read_json(source: Source, text: str, origin: dict[str, str], desk: _Desk) -> Iterator[Report | Failure]:
    value = parse_json(text, desk.limits.json_depth)
    items = list_items(value)
    if items is None:
        yield finish(draft_of(value, desk.pages.fragment), source.id, desk.defaults, desk.limits, **origin)
        return
    for number, item in enumerate(items, 1):
        try:
            draft = draft_of(item, desk.pages.fragment)
            place = {**origin, "item": str(number)}
            yield finish(draft, f"{source.id}:{number}", desk.defaults, desk.limits, **place)
        except IntakeError as error:
            yield Failure(source.shown, None, f"item {number}: {error}")


def _read_lines(
    source: Source, head: bytes, stream: BinaryIO, found: Sniffed, desk: _Desk
) -> Iterator[Report | Failure]:
    wide, mark = line_encoding(head)
    chunks: Iterable[bytes] = read_chunks(head[mark:], stream)
    chunks = as_utf8(chunks, wide) if wide else chunks
    blank = True
    for number, line in enumerate(split_lines(chunks, desk.limits.line_bytes), 1):
        if line is not None and not line.strip():
            continue
        blank = False
        try:
            yield _read_line(source, number, line, wide, found, desk)
        except IntakeError as error:
            yield Failure(source.shown, number, str(error))
    if blank:
        raise EmptyError("empty: only blank lines")


def _read_line(
    source: Source, number: int, line: bytes | None, wide: str | None, found: Sniffed, desk: _Desk
) -> Report:
    if line is None:
        raise LimitError(f"a line of more than the {shown_size(desk.limits.line_bytes)} allowed")
    decoded = decode(line)
    if wide:
        decoded = replace(decoded, encoding=wide, why="the source is of two or four bytes a character")
    draft = draft_of(parse_json(decoded.text, desk.limits.json_depth), desk.pages.fragment)
    origin = {**_origin(source, found, decoded), "line": str(number)}
    return finish(draft, f"{source.id}:{number}", desk.defaults, desk.limits, **origin)


def _count(source: Source | Failure) -> int:
    if isinstance(source, Failure) or source.suffix not in LINE_SUFFIXES:
        return 1
    try:
        with Path(source.path).open("rb") as stream:
            head = stream.read(_COUNTED)
        size = Path(source.path).stat().st_size
    except (OSError, ValueError):
        return 1
    lines = sum(1 for line in head.split(b"\n") if line.strip())
    return max(1, round(lines * max(1.0, size / max(1, len(head)))))
