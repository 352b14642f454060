"""One answer written in the form asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Literal, TextIO

from communique.queries.answer import Answer

Form = Literal["text", "json", "jsonl", "csv", "parquet", "md", "html"]
FORMS: tuple[Form, ...] = ("text", "json", "jsonl", "csv", "parquet", "md", "html")
# Ends of file names that say what form is wanted.
SUFFIXES: dict[str, Form] = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
}


def write_text(
    answer: Answer,
    form: Form,
    out: TextIO,
    text_of: Callable[[str], str],
    width: int = 100,
    colour: bool = False,
) -> None:
    """Any form but Parquet.

    Args:
        text_of: the text of a report by its key; pages show excerpts.
        width, colour: for `text`.
    """
    if form == "text":
        from communique.faces.register import text

        out.write(text.render(answer, width, colour))
    elif form == "md":
        from communique.faces.register import markdown

        out.write(markdown.render(answer))
    elif form == "html":
        from communique.faces.register import html

        out.write(html.render(answer, text_of))
    else:
        from communique.faces.register import data

        writers = {"json": data.write_json, "jsonl": data.write_jsonl, "csv": data.write_csv}
        writers[form](answer, out)


def write_binary(answer: Answer, out: BinaryIO) -> None:
    """Parquet. Raises: ImportError when pyarrow is not installed."""
    from communique.faces.register.parquet import write_parquet

    write_parquet(answer, out)
