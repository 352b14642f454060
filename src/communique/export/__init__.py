"""A register in the formats of other tools: each file or folder is there whole or not at all.

    from communique.export import FORMATS, write
    write(view, "tables", "out/")

`FORMATS` names every format with a line about it. The same view gives the same bytes. Whatever the format,
each row can be followed to the characters that say it: by the ids of evidence (`REPORT:START-END`), which
are the same in all formats.
"""

from __future__ import annotations

from communique.export.errors import ExportError
from communique.export.formats import FORMATS, Format, write

__all__ = ["FORMATS", "ExportError", "Format", "write"]
