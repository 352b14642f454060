"""Answers for programs: JSON, JSON Lines and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from communique.queries.answer import Answer
from communique.queries.rows import SECTION, Row, Type, columns, row, rows

BETWEEN = "; "  # between several values in one cell of a CSV file
# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"); a leading apostrophe makes
# it text again. Numbers are written as they are.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_dict(answer: Answer) -> dict[str, Any]:
    """The whole answer as JSON values."""
    return {
        "question": answer.question,
        "title": answer.title,
        "asked": dict(answer.asked),
        "as_of": answer.as_of,
        "today": answer.today,
        "summary": dict(answer.summary),
        "sections": [
            {
                "name": section.name,
                "title": section.title,
                "total": section.total,
                "note": section.note,
                "rows": [row(line) for line in section.rows],
            }
            for section in answer.sections
        ],
        "sources": [{name: getattr(source, name) for name in source.__slots__} for source in answer.sources],
    }


def write_json(answer: Answer, out: TextIO) -> None:
    json.dump(as_dict(answer), out, ensure_ascii=False, allow_nan=False, indent=2)
    out.write("\n")


def write_jsonl(answer: Answer, out: TextIO) -> None:
    """One line of the answer a line, with the name of its section."""
    for line in rows(answer):
        out.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")


def write_csv(answer: Answer, out: TextIO) -> None:
    """All lines in one table. A column of quotes becomes two: the words, and where they stand.

    A cell with several values has them joined by `BETWEEN`; an empty cell is a value that is not known.
    """
    shape = columns(answer.sections)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_heads(shape))
    for line in rows(answer):
        writer.writerow(_cells(line, shape))


def _heads(shape: Mapping[str, Type]) -> Iterable[str]:
    for name, kind in shape.items():
        yield name
        if kind == "quotes":
            yield f"{name}_at"
        if kind == "sides":
            yield f"{name}_ids"


def _cells(line: Row, shape: Mapping[str, Type]) -> Iterable[object]:
    for name, kind in shape.items():
        value = line.get(name)
        if kind == "quotes":
            yield safe(" … ".join(quote["words"] for quote in value or ()))
            yield BETWEEN.join(f"{quote['report']}:{quote['start']}-{quote['end']}" for quote in value or ())
        elif kind == "sides":
            yield safe(BETWEEN.join(map(_side, value or ())))
            yield BETWEEN.join(f"{side['role']}={side['id']}" for side in value or ())
        elif kind == "texts":
            yield safe(BETWEEN.join(value or ()))
        else:
            yield safe(value) if isinstance(value, str) else value


def _side(side: Mapping[str, Any]) -> str:
    country = f" ({'+'.join(side['country'])})" if side["country"] else ""
    office = f", {side['office']}" if side["office"] else ""
    return f"{side['role']}: {side['name']}{office}{country}"


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


__all__ = ["BETWEEN", "SECTION", "as_dict", "safe", "write_csv", "write_json", "write_jsonl"]
