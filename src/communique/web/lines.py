"""Lines of answers as templates draw them: the shape of a line, its sides in order, its words in pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from string import ascii_lowercase
from typing import Any, NamedTuple

from communique.faces.register.entries import ARROWS, EVEN, TONES
from communique.queries.answer import Answer, Quote, Section, Side
from communique.queries.assemble import quotes_of

SHAPES = {
    "EventLine": "event",
    "CommitmentLine": "commitment",
    "StatementLine": "statement",
    "TermLine": "term",
    "CorrectionLine": "correction",
    "ActorLine": "actor",
    "MergeLine": "merge",
    "HitLine": "hit",
    "VersionLine": "version",
}
# Lines that sum up are drawn as tables: columns are names of messages and of fields.
TABLES: dict[str, tuple[str, ...]] = {
    "VisitYearLine": ("year", "direction", "made", "ahead", "dropped"),
    "MetLine": ("a", "b", "weight", "last_day"),
    "TopicLine": ("topic", "times", "last_day"),
    "PublisherLine": ("publisher", "report_count", "own_count", "first", "last"),
    "NameLine": ("name", "kind", "script", "report_count"),
    "CounterpartLine": ("name", "country", "times", "kinds", "last_day"),
    "CountLine": ("what", "number"),
    "NodeLine": ("name", "type", "country", "weight"),
    "ChangeLine": ("change", "record", "what"),
}
DAYS = ("first", "last", "first_day", "last_day", "on")
NUMBERS = ("times", "weight", "number", "report_count", "own_count", "made", "ahead", "dropped")
SAFE_SCHEMES = ("http://", "https://")


class Arrow(NamedTuple):
    """Who does it to whom; `is_mutual` where all do it to one another."""

    left: tuple[Side, ...]
    right: tuple[Side, ...]
    is_mutual: bool


class Sides(NamedTuple):
    arrow: Arrow | None
    even: tuple[tuple[Side, ...], ...]
    named: tuple[tuple[str, tuple[Side, ...]], ...]


def shape(line: Any) -> str:
    """The macro that draws a line; empty for lines of tables."""
    return SHAPES.get(type(line).__name__, "")


def columns(section: Section) -> tuple[str, ...]:
    return TABLES.get(type(section.rows[0]).__name__, ()) if section.rows else ()


def tone(word: str) -> str:
    return TONES.get(word, "plain")


def sides(given: Sequence[Side]) -> Sides:
    """Two sides about an arrow, then equal sides by country, then who else has a role."""
    roles = {role: tuple(group) for role, group in groupby(given, key=lambda side: side.role)}
    left, right = next((pair for pair in ARROWS if pair[0] in roles), ("", ""))
    arrow = _arrow(roles.pop(left), roles.pop(right, ())) if left else None
    even = [side for role in EVEN for side in roles.pop(role, ())]
    named = {side.id for role in (left, "proposer") for side in given if side.role == role}
    rest = {**roles, "said_by": tuple(side for side in roles.get("said_by", ()) if side.id not in named)}
    return Sides(
        arrow, tuple(_by_country(even)), tuple((role, group) for role, group in rest.items() if group)
    )


def _arrow(left: tuple[Side, ...], right: tuple[Side, ...]) -> Arrow:
    mutual = len(left) > 1 and {side.id for side in left} == {side.id for side in right}
    return Arrow(left, () if mutual else right, mutual)


def _by_country(given: Iterable[Side]) -> Iterator[tuple[Side, ...]]:
    groups: dict[tuple[str, ...], list[Side]] = {}
    sides = list(given)
    alone = all(is_state(side) for side in sides)  # states alone stand on one line
    for side in sides:
        groups.setdefault(() if alone else side.country, []).append(side)
    return (tuple(group) for group in groups.values())


def is_state(side: Side) -> bool:
    return side.country == (side.id,)


def pieces(quote: Quote) -> list[tuple[str, bool]]:
    """The words in pieces, each with whether it tells what happened."""
    found, at = [], 0
    for start, end in quote.marks:
        start, end = max(start - quote.start, at), end - quote.start
        if start < end:
            found += [(quote.words[at:start], False), (quote.words[start:end], True)]
            at = end
    found.append((quote.words[at:], False))
    return [(text, strong) for text, strong in found if text]


def place(quote: Quote) -> str:
    """What a link to the words in their report says of where they are."""
    return f"{quote.start}-{quote.end}"


def numbers(answer: Answer) -> dict[str, int]:
    """Report -> its number among those cited."""
    return {source.report: number for number, source in enumerate(answer.sources, 1)}


def labels(quotes: Sequence[Quote], numbers: dict[str, int] | None) -> list[tuple[Quote, str]]:
    """Each place once, called by the number of its report: 1, 1b, 1c, 2; counted through without numbers."""
    found: dict[tuple[str, int, int], tuple[Quote, str]] = {}
    counts: Counter[str] = Counter()
    for quote in quotes:
        key = (quote.report, quote.start, quote.end)
        if key not in found:
            number = (numbers or {}).get(quote.report)
            label = str(len(found) + 1) if number is None else f"{number}{_letter(counts[quote.report])}"
            found[key] = (quote, label)
            counts[quote.report] += 1
    return list(found.values())


def _letter(place: int) -> str:
    """Nothing for the first, then b to z, then numbers."""
    if place == 0:
        return ""
    return ascii_lowercase[place] if place < len(ascii_lowercase) else f".{place + 1}"


def short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def words_of(line: Any) -> list[Quote]:
    return list(quotes_of(line))


def link(url: str | None) -> str:
    """The address of a report on the web, where it is one; nothing else becomes a link."""
    return url if url and url.lower().startswith(SAFE_SCHEMES) else ""


def marks_for(words: str) -> tuple[str, str]:
    """Quotation marks that do not run into those of the words."""
    return ("“", "”") if "«" in words or "»" in words else ("«", "»")
