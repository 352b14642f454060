"""What stands above an answer and below it: what was asked, as of when, and the reports cited."""

from __future__ import annotations

from collections.abc import Iterator

from communique.faces.register.entries import flat
from communique.faces.register.times import spoken
from communique.queries.answer import Answer, Section, Source

NOTHING = "The register knows nothing of this."


def head_lines(answer: Answer) -> Iterator[str]:
    known = f"as known on {answer.as_of}" if answer.as_of else f"as known today, {answer.today}"
    asked = (f"{name.replace('_', ' ')} {value}" for name, value in answer.asked.items())
    yield f"{answer.question}: {', '.join(asked)}" if answer.asked else answer.question
    yield known
    told = [f"{section.title} {section.total}" for section in answer.sections if section.total]
    if len(told) > 1:
        yield " · ".join(told)
    elif not told:
        yield NOTHING


def section_title(section: Section) -> str:
    if len(section.rows) < section.total:
        return f"{section.title} ({len(section.rows)} of {section.total})"
    return f"{section.title} ({section.total})"


def numbered(answer: Answer) -> dict[str, int]:
    """Report -> its number among those cited."""
    return {source.report: number for number, source in enumerate(answer.sources, 1)}


def marks_for(words: str) -> tuple[str, str]:
    """Quotation marks that do not run into those of the words."""
    return ("“", "”") if "«" in words or "»" in words else ("«", "»")


def source_line(source: Source) -> str:
    parts = (
        source.publisher,
        spoken(source.published) or "day not known",
        f"«{flat(source.title)}»" if source.title else None,
        source.url,
        f"reprints {source.reprint_of}" if source.reprint_of else None,
        f"report {source.report}",
    )
    return ", ".join(filter(None, parts))
