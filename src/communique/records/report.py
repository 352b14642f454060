"""The report: one piece of press text as received, with what is known of where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.records.span import Span
from communique.records.when import When


@dataclass(frozen=True, slots=True)
class Report:
    """Text as received; every offset anywhere in the project points into `text`.

    `metadata` says how the report was taken in: `path`, `media_type`, `encoding`, `encoding_why`, …
    """

    id: str
    text: str
    language: str = "ru"
    title: str | None = None
    published: When | None = None
    url: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place, date and agency printed at the head of a report; each part has its own span when printed."""

    span: Span
    place: str | None = None
    date: When | None = None
    agency: str | None = None
    place_span: Span | None = None
    date_span: Span | None = None
    agency_span: Span | None = None
