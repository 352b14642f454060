"""What can go wrong between bytes and a report, and how it is told.

    IntakeError(ValueError)
    ├── SourceError        the source itself: missing, unreadable, a pattern that matches nothing
    ├── LimitError         more than a limit allows: bytes, characters, nesting, time, memory
    ├── EmptyError         nothing to read: no bytes, white space only, no reports in a list
    ├── EncodingError      the bytes are not text, or no encoding reads them
    ├── FormatError        the text is not the format that it seems to be, or lacks a field
    │   └── DateError      a date that is no date
    └── ExtractionError    a page from which no text was got

`read_text` raises them; `read_sources` hands each on as a `Failure` and goes on with the next report.
"""

from __future__ import annotations

from dataclasses import dataclass


class IntakeError(ValueError):
    """A report could not be taken in. The message is one sentence for a person."""


class SourceError(IntakeError):
    """The file, folder or pattern cannot be read at all."""


class LimitError(IntakeError):
    """The source is larger, deeper or slower than the limits allow."""


class EmptyError(IntakeError):
    """There are no words to read."""


class EncodingError(IntakeError):
    """The bytes are not text, or in no encoding that is known here."""


class FormatError(IntakeError):
    """Broken JSON, a missing field, a field of the wrong type."""


class DateError(FormatError):
    """A date of publication that is no date."""


class ExtractionError(IntakeError):
    """A page gave no text: the reason is in the message, never an empty report."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One report that could not be read.

    `source` is the path as given or found (`-` for standard input), `line` the line of a JSON Lines file,
    counted from 1, `reason` one sentence for a person.
    """

    source: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{where}: {self.reason}"
