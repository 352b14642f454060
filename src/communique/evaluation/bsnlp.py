"""The Russian part of the BSNLP-2021 data: news of one topic, with the names in each document and their ids.

A topic is a folder with `raw/ru` and `annotated/ru`. A raw file holds id, language, day, address and title,
a line each, then the text; its annotation the id, then a line for each distinct name of the document: form
printed, base form, type and id, which documents share.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

HEAD_LINES = 5
TYPES = ("PER", "ORG", "LOC")


class BsnlpError(ValueError):
    """The folder or a file in it is not as described above."""


class GoldName(NamedTuple):
    """One distinct form of one document; the base form is left out, since no linker may see it."""

    form: str
    type: str
    id: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """`names` are those of persons, organisations and places."""

    id: str
    day: str
    url: str
    title: str
    text: str
    names: tuple[GoldName, ...]


def topics(folder: Path) -> list[Path]:
    """The topics of a folder of topics, or the folder itself where it is one."""
    found = [path for path in (folder, *sorted(folder.iterdir())) if (path / "annotated" / "ru").is_dir()]
    if not found:
        raise BsnlpError(f"{folder} holds no topic: no folder annotated/ru")
    return found


def load_topic(folder: Path) -> list[GoldDocument]:
    """All annotated documents of a topic, by id. Raises: BsnlpError for a file that cannot be read so."""
    paths = sorted((folder / "annotated" / "ru").glob("*.out"))
    documents = [_document(folder / "raw" / "ru" / f"{path.stem}.txt", path) for path in paths]
    return sorted(documents, key=lambda document: document.id)


def _document(raw: Path, annotated: Path) -> GoldDocument:
    try:
        head = raw.read_text(encoding="utf-8-sig").split("\n", HEAD_LINES)
        rows = annotated.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BsnlpError(str(error)) from error
    if len(head) <= HEAD_LINES:
        raise BsnlpError(f"{raw}: a document has {HEAD_LINES} lines before its text")
    id, _, day, url, title, text = (part.strip() for part in head)
    return GoldDocument(id, day, url, title, text, tuple(_names(rows[1:], annotated)))


def _names(rows: list[str], path: Path) -> Iterator[GoldName]:
    for number, row in enumerate(rows, 2):
        if row.strip():
            fields = row.split("\t")
            if len(fields) < 4:
                raise BsnlpError(f"{path}:{number}: four fields are wanted, not {len(fields)}")
            if fields[2] in TYPES:
                yield GoldName(fields[0].strip(), fields[2], fields[3].strip())
