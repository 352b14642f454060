"""A document's answers, and the files of the three tracks that carry them.

    book_N.task1    a line a mention: type (per, loc, org, locorg), start, length
    book_N.task2    a block an entity: its type, then `attribute : value` lines
    book_N.task3    a block a fact: its kind, then `argument : value` lines

Blocks are parted by blank lines; an empty file answers nothing. A colon ends an argument's name, so values
hold none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from communique.evaluation.factrueval.strings import normal
from communique.evaluation.spans import TypedSpan

Pairs: TypeAlias = tuple[tuple[str, str], ...]
"""Names of attributes or arguments with their values."""


@dataclass(frozen=True, slots=True)
class Fact:
    """`kind` is occupation, meeting, deal or ownership; an argument's name may stand several times."""

    kind: str
    arguments: Pairs


@dataclass(frozen=True, slots=True)
class Response:
    """Mentions as spans typed per, loc, org, locorg; entities as types with attributes; facts."""

    mentions: tuple[TypedSpan, ...] = ()
    entities: tuple[tuple[str, Pairs], ...] = ()
    facts: tuple[Fact, ...] = ()


def write_response(folder: Path, name: str, response: Response) -> None:
    """Write the three files of the document `name`, over any that are there."""
    mentions = "".join(f"{tag} {start} {end - start}\n" for start, end, tag in response.mentions)
    entities = "\n".join(_block(tag, attributes) for tag, attributes in response.entities)
    facts = "\n".join(_block(fact.kind, fact.arguments) for fact in response.facts)
    for track, content in enumerate((mentions, entities, facts), 1):
        (folder / f"{name}.task{track}").write_text(content, encoding="utf-8")


def _block(head: str, pairs: Pairs) -> str:
    return head + "\n" + "".join(f"{name} : {_one_line(value)}\n" for name, value in pairs)


def _one_line(value: str) -> str:
    return re.sub(r"[\s:]+", " ", value).strip()


def load_response(folder: Path, name: str) -> Response:
    """The answers as the comparator sees them: strings normal. Raises: OSError for a missing file."""
    mentions = tuple(_mention(line) for line in _lines(folder / f"{name}.task1") if line)
    entities = tuple((head, pairs) for head, pairs in _blocks(_lines(folder / f"{name}.task2")))
    facts = tuple(Fact(head, pairs) for head, pairs in _blocks(_lines(folder / f"{name}.task3")))
    return Response(mentions, entities, facts)


def _lines(path: Path) -> list[str]:
    return [normal(line) for line in path.read_text(encoding="utf-8-sig").split("\n")]


def _mention(line: str) -> TypedSpan:
    tag, start, length = line.split()
    return int(start), int(start) + int(length), tag


def _blocks(lines: Iterable[str]) -> Iterator[tuple[str, Pairs]]:
    block: list[str] = []
    for line in [*lines, ""]:
        if line:
            block.append(line)
        elif block:
            yield block[0].strip(" :"), tuple(_pair(row) for row in block[1:])
            block = []


def _pair(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()
