"""Reading a report: `read_report` runs the stages of the report's language and assembles the reading.

A reading is a pure function of the report and of the reader's version: no clock, no network, no other report.
"""

from __future__ import annotations

from communique.records.reading import Reading
from communique.records.report import Report

LANGUAGES = ("ru",)


class UnsupportedLanguage(ValueError):
    """There is no reader yet for the report's language."""


def read_report(report: Report) -> Reading:
    """Read one report.

    Raises:
        UnsupportedLanguage: no reader for `report.language`.
    """
    if report.language.split("-")[0] not in LANGUAGES:
        why = report.metadata.get("language_why")
        raise UnsupportedLanguage(
            f"no reader for the language {report.language!r}{f' ({why})' if why else ''}; "
            f"known: {', '.join(LANGUAGES)}"
        )
    from communique import __version__
    from communique.reading.assembly import assemble
    from communique.reading.pipeline import run
    from communique.reading.ru.stages import STAGES

    return assemble(report, run(STAGES, {"report": report}), f"communique {__version__} ru")


__all__ = ["LANGUAGES", "UnsupportedLanguage", "read_report"]
