"""Answers as Parquet, for analysis. Needs pyarrow: the extra `frames`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import BinaryIO

from communique.queries import frames
from communique.queries.answer import Answer


def write_parquet(answer: Answer, out: Path | BinaryIO) -> None:
    """All lines in one table; the file's metadata say what was asked and as of when.

    Raises:
        ImportError: pyarrow is not installed.
    """
    table = frames.arrow(answer)
    from pyarrow import parquet

    parquet.write_table(table.replace_schema_metadata(_metadata(answer)), out, compression="zstd")


def _metadata(answer: Answer) -> dict[str, str]:
    return {
        "communique.question": answer.question,
        "communique.asked": json.dumps(dict(answer.asked), ensure_ascii=False, sort_keys=True),
        "communique.as_of": answer.as_of or "",
        "communique.today": answer.today,
    }
