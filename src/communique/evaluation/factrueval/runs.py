"""A folder of FactRuEval documents read, answered and measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from communique.evaluation.factrueval.books import Book, book_names, load_book
from communique.evaluation.factrueval.names import reader_names, score_names, slovnet_names
from communique.evaluation.factrueval.response import Response, load_response, write_response
from communique.evaluation.factrueval.search import Best, Tally
from communique.evaluation.factrueval.tracks import score_entities, score_facts, score_mentions
from communique.evaluation.spans import SpanScores, render_spans

Track = Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Measures:
    """Strict names, and for each track and mode the tallies by type.

    `inexact` numbers the searches of all tracks that were too large to be whole; their scores may be too low.
    """

    names: SpanScores | None
    tracks: Mapping[str, Track]
    inexact: int

    def to_dict(self) -> dict[str, Any]:
        names = {"names": self.names.to_dict()} if self.names else {}
        tracks = {
            name: {type: tally.to_dict() for type, tally in [*track.items(), ("overall", _total(track))]}
            for name, track in self.tracks.items()
        }
        return {**names, **tracks, "inexact": self.inexact}


def measure(
    folder: Path, out: Path | None, response: Path | None, tagger: Literal["reader", "slovnet"] = "reader"
) -> Measures:
    """Answer the documents of `folder` and score the answers, or those that lie in `response`.

    The answers are written to `out`, which is made where it is missing. Answers of others have no names.

    Raises:
        BookError: gold files are missing or broken.
        OSError: a response file is missing, or `out` cannot be written.
    """
    books = [load_book(folder, name) for name in book_names(folder)]
    if response is not None:
        return _tracks(books, None, response)
    names = score_names(books, reader_names if tagger == "reader" else slovnet_names)
    with TemporaryDirectory() as scratch:
        target = out or Path(scratch)
        _answer(books, target)
        return _tracks(books, names, target)


def _answer(books: Iterable[Book], out: Path) -> None:
    from communique.evaluation.factrueval.answers import answers

    out.mkdir(parents=True, exist_ok=True)
    for book in books:
        write_response(out, book.name, answers(book.text))


def _tracks(books: list[Book], names: SpanScores | None, folder: Path) -> Measures:
    responses = [load_response(folder, book.name) for book in books]
    searches = {name: list(bests) for name, bests in _searches(books, responses)}
    tracks = {name: _sums(bests) for name, bests in searches.items()}
    return Measures(names, tracks, sum(not best.exact for bests in searches.values() for best in bests))


def _searches(books: list[Book], responses: list[Response]) -> Iterator[tuple[str, Iterator[Best]]]:
    """Each track in its two modes, named as the comparator's options call them."""
    pairs = list(zip(books, responses, strict=True))
    yield "track 1", (score_mentions(book, response) for book, response in pairs)
    yield "track 1 -l", (score_mentions(book, response, locorg=False) for book, response in pairs)
    yield "track 2", (score_entities(book, response) for book, response in pairs)
    yield "track 2 -m", (score_entities(book, response, lenient=True) for book, response in pairs)
    for name, hard in (("track 3", False), ("track 3 -m", True)):
        yield name, (best for pair in pairs for best in score_facts(*pair, hard=hard).values())


def _sums(bests: Iterable[Best]) -> Track:
    sums: dict[str, Tally] = {}
    for best in bests:
        for type, tally in best.tallies.items():
            sums[type] = sums.get(type, Tally()) + tally
    return dict(sorted(sums.items()))


def _total(track: Track) -> Tally:
    return sum(track.values(), Tally())


def render_measures(measures: Measures) -> str:
    """Tables for a terminal."""
    return "\n".join(_lines(measures))


def _lines(measures: Measures) -> Iterator[str]:
    if measures.names is not None:
        yield from ("names", render_spans(measures.names), "")
    for name, track in measures.tracks.items():
        yield f"{name:20}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}{'found':>8}"
        for type, tally in [*track.items(), ("overall", _total(track))]:
            rates = "".join(f"{rate:8.4f}" for rate in (tally.precision, tally.recall, tally.f1))
            yield f"  {type:18}{rates}{tally.gold:8}{tally.found:8}"
    if measures.inexact:
        yield f"{measures.inexact} searches were not whole: their scores may be too low"
