"""The strict reading of FactRuEval mentions as names, three types, none inside another.

PER is a person's whole extent; ORG each `org_name` of an Org; LOC each `loc_name` of a LocOrg or Location.
Of names that overlap the one that begins first counts, of those that begin together the longest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from communique.evaluation.factrueval.books import Book, GoldMention
from communique.evaluation.spans import SpanScores, TypedSpan, outermost, score_spans

NameFinder: TypeAlias = Callable[[str], Iterable[TypedSpan]]
"""From a text to its PER, LOC and ORG names."""

_NAMES = {"org": ("org_name", "ORG"), "locorg": ("loc_name", "LOC"), "loc": ("loc_name", "LOC")}


def gold_names(book: Book) -> list[TypedSpan]:
    """The names of a document, from the left."""
    return outermost(name for mention in book.mentions for name in _names(mention))


def _names(mention: GoldMention) -> Iterator[TypedSpan]:
    if mention.tag == "per":
        yield (*mention.extent, "PER")
    elif mention.tag in _NAMES:
        wanted, label = _NAMES[mention.tag]
        yield from ((span.start, span.end, label) for span in mention.spans if span.tag == wanted)


def score_names(books: Iterable[Book], names: NameFinder) -> SpanScores:
    return score_spans((gold_names(book), names(book.text)) for book in books)


def slovnet_names(text: str) -> list[TypedSpan]:
    """The names that slovnet's net finds in a text, cut into words by razdel; the peer to compare with."""
    from razdel import tokenize

    from communique.reading.nets import load_slovnet

    words = list(tokenize(text))
    (found,) = load_slovnet().names.tag([[word.text for word in words]])
    return [(words[span.first].start, words[span.last - 1].stop, span.label) for span in found]


def reader_names(text: str) -> list[TypedSpan]:
    """The names that the reader goes by, those of bodies in the extent that FactRuEval gives a name."""
    from communique.evaluation.factrueval.answers import layers_of

    found = layers_of(text)["text"]
    return [
        (start, end, name.label)
        for name in found.names
        for start, end in _extents(
            text, found.words[name.first].start, found.words[name.last - 1].end, name.label
        )
    ]


# A legal form, a kind of body or initials, then the name proper in quotation marks: «ОАО «Вымпел»».
QUOTED = re.compile(r"(?P<before>[^«\"„“]*?)\s*[«\"„“](?P<name>.+?)[»\"”“]")
ALIAS = re.compile(r"(?P<name>.+?)\s*\((?P<alias>.+?)\)")
OPENED = ' («"„'  # marks that a name cut short leaves at its end


def _extents(text: str, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """FactRuEval's `org_name` is what stands in quotation marks, and two names where one is an alias."""
    if label != "ORG":
        yield start, end
    elif found := ALIAS.fullmatch(text, start, end):
        for part in ("name", "alias"):
            yield from _extents(text, *found.span(part), label)
    elif (found := QUOTED.fullmatch(text, start, end)) and _no_name(found["before"]):
        yield found.span("name")
    else:
        yield start, start + len(text[start:end].rstrip(OPENED))


def _no_name(words: str) -> bool:
    return not words or words.isupper() or words.islower()
