"""Stories with their mentions drawn into the text: `[p:министр *Антон Серов*|1]`.

A letter tells the actor type, stars hold a person's name (what stands before it is the position), the number
the actor, and a code after a second bar the country. Mentions nest.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.reading.layers import Reference, Text
from communique.reading.ru.text import analyse
from communique.records.report import Report

TYPES = {"p": "person", "s": "state", "b": "body", "g": "group", "e": "enterprise"}
PRONOUNS = re.compile(
    r"он[аи]?|тот|его|е[её]|их|ему|ей|им|я|мы|вы|[вн]ас|[вн]ам|мне|меня|мною", re.IGNORECASE
)


class Mark(NamedTuple):
    start: int
    end: int
    type: str
    actor: str
    countries: tuple[str, ...]
    name: tuple[int, int] | None


class Story(NamedTuple):
    text: Text
    references: tuple[Reference, ...]
    actors: dict[int, str]  # start of a reference, then its end where two share a start -> actor drawn


def read_marks(drawn: str) -> tuple[str, list[Mark]]:
    """The text without its drawing, and the marks in order of their ends."""
    plain: list[str] = []
    open_marks: list[list[object]] = []
    marks: list[Mark] = []
    i = 0
    while i < len(drawn):
        if drawn[i] == "[":
            open_marks.append([len(plain), TYPES[drawn[i + 1]], None, None])
            i += 3
        elif drawn[i] == "*":
            mark = open_marks[-1]
            mark[3 if mark[2] is not None else 2] = len(plain)
            i += 1
        elif drawn[i] == "|":
            stop = drawn.index("]", i)
            actor, *codes = drawn[i + 1 : stop].split("|")
            start, kind, first, last = open_marks.pop()
            name = (first, last) if isinstance(first, int) and isinstance(last, int) else None
            assert isinstance(start, int)
            marks.append(Mark(start, len(plain), str(kind), actor, tuple(codes), name))
            i = stop + 1
        else:
            plain.append(drawn[i])
            i += 1
    return "".join(plain), marks


def story(drawn: str) -> Story:
    plain, marks = read_marks(drawn)
    text = analyse(Report("story", plain), (), None)
    references = sorted((reference(text, m) for m in marks), key=lambda r: (r.first, -r.last))
    actors = {hash_of(reference(text, m)): m.actor for m in marks}
    return Story(text, tuple(references), actors)


def hash_of(reference: Reference) -> int:
    return reference.span.start * 10_000 + reference.span.end


def words_of(text: Text, start: int, end: int) -> tuple[int, int]:
    inside = [w.index for w in text.words if w.start < end and start < w.end]
    return inside[0], inside[-1] + 1


def reference(text: Text, mark: Mark) -> Reference:
    first, last = words_of(text, mark.start, mark.end)
    head = next((i for i in range(first, last) if not first <= text.words[i].head < last), first)
    name = words_of(text, *mark.name) if mark.name else None
    told = text.span(first, last).text
    form = "pronoun" if PRONOUNS.fullmatch(told) else "name" if told[:1].isupper() or name else "description"
    position = (first, name[0]) if name and first < name[0] else None
    if mark.type == "person" and name is None and form != "pronoun":
        position = (first, last)
    return Reference(
        text.span(first, last),
        first,
        last,
        head,
        mark.type,
        form,
        "drawn",
        None,
        mark.countries,
        (),
        name,
        position,
    )
