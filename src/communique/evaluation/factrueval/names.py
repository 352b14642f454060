"""The strict reading of FactRuEval mentions as names, three types, none inside another.

PER is a person's whole extent; ORG each `org_name` of an Org; LOC each `loc_name` of a LocOrg or Location.
Of names that overlap the one that begins first counts, of those that begin together the longest.
"""

from __future__ import annotations

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

    from communique.reading.nets import load_nets

    words = list(tokenize(text))
    (found,) = load_nets().names.tag([[word.text for word in words]])
    return [(words[span.first].start, words[span.last - 1].stop, span.label) for span in found]


def reader_names(text: str) -> list[TypedSpan]:
    """The names that the reader goes by."""
    from communique.evaluation.factrueval.answers import layers_of

    found = layers_of(text)["text"]
    return [
        (found.words[name.first].start, found.words[name.last - 1].end, name.label) for name in found.names
    ]
