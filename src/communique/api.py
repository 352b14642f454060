"""What `import communique` offers: one text, many files, saved readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from communique.batch import read_reports
from communique.intake.errors import Failure
from communique.records.reading import Reading
from communique.records.report import Report
from communique.records.when import When

if TYPE_CHECKING:
    from communique.register.register import Register


def read(
    text: str,
    *,
    published: When | date | str | None = None,
    title: str | None = None,
    language: str | None = None,
    id: str = "text",
) -> Reading:
    """Read one report.

    Args:
        text: as received; all offsets of the reading point into it.
        published: calendar day at the publisher's seat, as EDTF («2024-03-06»), a date or a `When`. Without
            it, relative words («сегодня») resolve against the dateline alone.
        title: the headline, where it is not printed in the text.
        language: BCP 47; when None, Russian (`ru`), unless the letters say that it is another.
        id: what the report is called.
    Raises:
        IntakeError: the text is blank, too long, or holds NUL or half a surrogate pair; or the date is no
            date, or the language no language tag.
        ValueError: there is no reader for the language.
    """
    from communique.intake import read_text
    from communique.reading import read_report

    return read_report(read_text(text, published=_edtf(published), title=title, language=language, id=id))


def read_files(
    paths: Iterable[str | Path] | str | Path,
    *,
    published: When | date | str | None = None,
    language: str | None = None,
    jobs: int = 1,
) -> Iterator[Reading | Failure]:
    """Read files, folders and patterns; each report gives a reading, or a failure with the reason, in order.

    Args:
        published: for the reports that bring no date of their own; likewise `language`.
        jobs: processes that read; see `communique.batch.read_reports`.
    Raises:
        IntakeError: `published` is no date or `language` no language tag; at once, before anything is read.
    """
    return read_reports(reports(paths, published=published, language=language), jobs)


def reports(
    paths: Iterable[str | Path] | str | Path,
    *,
    published: When | date | str | None = None,
    language: str | None = None,
) -> Iterator[Report | Failure]:
    """The reports of files, folders and patterns, not yet read, in order; arguments as for `read_files`.

    Raises:
        IntakeError: `published` is no date or `language` no language tag; at once, before anything is opened.
    """
    from communique.intake import read_sources

    sources = [paths] if isinstance(paths, str | Path) else paths
    names = [str(path) for path in sources]
    return read_sources(names, published=_edtf(published), language=language)


def open(path: str | Path, *, write: bool = False, durable: bool = False) -> Register:
    """Open a register; with `write`, make it where there is none.

    Args:
        durable: what is acknowledged survives loss of power, not only of the process; slower.
    Raises:
        RegisterError: there is no such file, it is no register, is damaged, or may not be written.
    """
    from communique.register.register import Register

    return Register.open(path, write=write, durable=durable)


def _edtf(published: When | date | str | None) -> When | str | None:
    """A date with a clock time counts as its day."""
    return (
        When.day(published.year, published.month, published.day) if isinstance(published, date) else published
    )
