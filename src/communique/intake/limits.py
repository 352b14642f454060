"""How much one source may ask for."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one source. Sizes are bytes, except `characters`; times are seconds of wall clock.

    `file_bytes` holds for a file that is read whole, `line_bytes` for one line of JSON Lines, which may be
    of any length. Pages have bounds of their own, because extraction costs far more than reading:
    trafilatura gives nothing, without a word, for a page nested 300 deep, and needs minutes for 200,000
    paragraphs in a row.

    Raises:
        ValueError: a bound that is not greater than zero.
    """

    file_bytes: int = 64 * 2**20
    line_bytes: int = 64 * 2**20
    characters: int = 1_000_000
    json_depth: int = 64
    html_bytes: int = 20 * 2**20
    html_depth: int = 200
    html_nodes: int = 100_000
    html_seconds: float = 20.0
    html_memory: int = 2**30

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name) > 0:
                raise ValueError(f"limit {field.name} must be greater than zero")


def shown_size(size: int) -> str:
    """Bytes as a person says them: whole MiB or KiB where they are whole."""
    for unit, name in ((2**20, "MiB"), (2**10, "KiB")):
        if size >= unit and size % unit == 0:
            return f"{size // unit} {name}"
    return f"{size:,} bytes"
