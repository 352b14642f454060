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
        raise UnsupportedLanguage(f"{report.id}: {_refusal(report)}")
    from communique.reading.assembly import assemble
    from communique.reading.pipeline import run
    from communique.reading.ru.stages import STAGES

    return assemble(report, run(STAGES, {"report": report}), reader_name("ru"))


def reader_name(language: str) -> str:
    """The version of the reader, as readings carry it."""
    from communique import __version__

    return f"communique {__version__} {language}"


def _refusal(report: Report) -> str:
    unknown = report.language == "und"
    what = "an unknown language" if unknown else f"the language {report.language!r}"
    why = report.metadata.get("language_why")
    return f"no reader for {what}{f' ({why})' if why else ''}; known: {', '.join(LANGUAGES)}"


__all__ = ["LANGUAGES", "UnsupportedLanguage", "read_report", "reader_name"]
