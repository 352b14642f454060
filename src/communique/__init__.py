"""Reads press reports about relations between states into cited, checkable records.

    import communique

    reading = communique.read(text, published="2024-03-06")
    reading.events                  # a tuple of events; .to_frame() gives a data frame
    reading.to_dict()               # what is written as JSON

    with communique.open("press.db", write=True) as register:
        list(register.ingest(communique.reports("news/")))
        register.derive()
        with register.view() as view: ...       # what `communique.queries` asks

Names are imported when first asked for, so that `import communique` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.2.0"

__all__ = [
    "Actor",
    "Event",
    "Failure",
    "IntakeError",
    "Office",
    "Reading",
    "Register",
    "RegisterError",
    "Report",
    "Span",
    "Statement",
    "When",
    "load_readings",
    "open",
    "read",
    "read_files",
    "reports",
]

_HOMES = {
    "Actor": "communique.records.reading",
    "Event": "communique.records.reading",
    "Failure": "communique.intake.errors",
    "IntakeError": "communique.intake.errors",
    "Office": "communique.records.reading",
    "Reading": "communique.records.reading",
    "Register": "communique.register.register",
    "RegisterError": "communique.register.errors",
    "Report": "communique.records.report",
    "Span": "communique.records.span",
    "Statement": "communique.records.reading",
    "When": "communique.records.when",
    "load_readings": "communique.records.json",
    "open": "communique.api",
    "read": "communique.api",
    "read_files": "communique.api",
    "reports": "communique.api",
}

if TYPE_CHECKING:
    from communique.api import open, read, read_files, reports
    from communique.intake.errors import Failure, IntakeError
    from communique.records.json import load_readings
    from communique.records.reading import Actor, Event, Office, Reading, Statement
    from communique.records.report import Report
    from communique.records.span import Span
    from communique.records.when import When
    from communique.register.errors import RegisterError
    from communique.register.register import Register


def __getattr__(name: str) -> object:
    if (home := _HOMES.get(name)) is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted((*globals(), *__all__))
