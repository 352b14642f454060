"""Bytes to reports: text, HTML, JSON, JSON Lines and IPTC ninjs; files, folders, patterns, standard input.

    for taken in read_sources(["wire/", "page.html", "-"], language="ru"):
        match taken:
            case Report(): ...
            case Failure(): print(taken, file=sys.stderr)

One bad file or line never stops the others. What was decided on the way (format, encoding, where the date
came from) stands in `Report.metadata`.
"""

from communique.intake.errors import (
    DateError,
    EmptyError,
    EncodingError,
    ExtractionError,
    Failure,
    FormatError,
    IntakeError,
    LimitError,
    SourceError,
)
from communique.intake.limits import Limits
from communique.intake.read import count_sources, read_sources, read_text

__all__ = [
    "DateError",
    "EmptyError",
    "EncodingError",
    "ExtractionError",
    "Failure",
    "FormatError",
    "IntakeError",
    "LimitError",
    "Limits",
    "SourceError",
    "count_sources",
    "read_sources",
    "read_text",
]
