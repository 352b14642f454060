"""What a question to the register is answered with: sections of lines, each line with the words that say it.

Every query gives an `Answer`; the lines of its sections are the frozen records of `communique.queries.lines`.
Faces and data frames only write down what stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Quote(NamedTuple):
    """Words [start, end) of a report, exactly as received; `marks` are the spans within them that tell it."""

    report: str
    start: int
    end: int
    words: str
    marks: tuple[tuple[int, int], ...] = ()


class Side(NamedTuple):
    """One who takes part: the actor's id, shown name and countries, and its office as a report prints it."""

    role: str
    id: str
    name: str
    country: tuple[str, ...] = ()
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one kind. `total` counts them all, also those that `rows` leaves out by the limit asked for.

    `name` is for programs and fixed; `title` is for people; `note` says what they should know of the section.
    """

    name: str
    title: str
    rows: tuple[Any, ...]
    total: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A report that the answer cites: what is needed to find it again."""

    report: str
    published: str | None
    publisher: str
    title: str | None
    url: str | None
    language: str = "und"
    reprint_of: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`asked` repeats the question's arguments; `as_of` and `today` say what knowledge it is answered from.

    `sources` are the reports that its lines cite, in the order in which they are first cited.
    """

    question: str
    title: str
    asked: Mapping[str, str]
    as_of: str | None
    today: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = ()
    summary: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Section:
        """Raises: KeyError when the answer has no section of that name."""
        for section in self.sections:
            if section.name == name:
                return section
        raise KeyError(name)

    @property
    def rows(self) -> Iterator[tuple[str, Any]]:
        """Every line with the name of its section, in order."""
        return ((section.name, row) for section in self.sections for row in section.rows)
