"""Frozen records of one report, every field with the words that say it.

`Report` goes in, `Reading` comes out; `When` is a time in EDTF, `Span` the characters behind a field.
`communique.records.json` writes readings as JSON and reads them back.
"""

from communique.records.reading import (
    Actor,
    Cited,
    CitedWhen,
    Decision,
    Event,
    Events,
    Filler,
    Mention,
    Noise,
    Office,
    Plover,
    Reading,
    Statement,
)
from communique.records.report import Dateline, Report
from communique.records.span import Span
from communique.records.when import Edge, Point, Range, When, WhenError

__all__ = [
    "Actor",
    "Cited",
    "CitedWhen",
    "Dateline",
    "Decision",
    "Edge",
    "Event",
    "Events",
    "Filler",
    "Mention",
    "Noise",
    "Office",
    "Plover",
    "Point",
    "Range",
    "Reading",
    "Report",
    "Span",
    "Statement",
    "When",
    "WhenError",
]
