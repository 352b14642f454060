"""Spans: the characters of a report that say something, kept with their words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of one report's text as received, in Unicode code points.

    The words come along, so that a record can be read, and checked, without the report beside it.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")
        if len(self.text) != self.end - self.start:
            raise ValueError(f"[{self.start}, {self.end}) does not hold {len(self.text)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut the span out of a report's text.

        Raises:
            ValueError: the range is empty, negative, or runs past the end of the text.
        """
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def to_list(self) -> list[int]:
        return [self.start, self.end]
