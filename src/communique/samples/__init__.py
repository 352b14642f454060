"""A report that ships with the package, for the first look: own text, invented people."""

from __future__ import annotations

from importlib import resources


def sample_text() -> str:
    """The sample report as received. Raises: nothing."""
    return (resources.files(__name__) / "report.txt").read_text(encoding="utf-8")
