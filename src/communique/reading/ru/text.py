"""Words and sentences with grammar: the layer that all later stages read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from communique.reading.layers import Sentence, Text, Word
from communique.reading.nets import Analysis, Arcs, Tag, load_reader
from communique.reading.nets.trees import is_tree
from communique.reading.ru import morphology, segment
from communique.reading.ru.agreement import agreed
from communique.reading.ru.cleaning import Clean, clean
from communique.reading.ru.glue import known
from communique.reading.ru.memo import TagMemo
from communique.reading.ru.nominative import nominative
from communique.reading.ru.segment import Token
from communique.reading.ru.tagged import found_names
from communique.records.reading import Noise
from communique.records.report import Dateline, Report

__all__ = ["analyse", "analyse_many", "nominative", "tree"]
TITLE_LENGTH = 300  # characters; a longer first line is a paragraph
LONGEST = 400  # tokens of a sentence; a table without stops is cut, since heads cost the square of its length
AFTER_DATELINE = re.compile(r"[\s.,:;/|–—−-]*")
Parts = tuple[Report, Sequence[Noise], "Dateline | None"]


class _Draft(NamedTuple):
    """A sentence before its analysis: its tokens, in characters of the clean text, and its section."""

    tokens: tuple[Token, ...]
    section: str


def analyse(report: Report, noise: Sequence[Noise], dateline: Dateline | None) -> Text:
    """Cut the report's text into words and sentences and analyse them. Raises: nothing."""
    return analyse_many([(report, noise, dateline)])[0]


def analyse_many(reports: Iterable[Parts]) -> list[Text]:
    """Analyse reports together, in one pass of the nets; each result is what `analyse` gives for it alone."""
    cleaned, drafts = [], []
    for report, noise, dateline in reports:
        cleaned.append((report, _cleaned(report, noise)))
        drafts.append(tuple(_drafts(report, cleaned[-1][1], dateline)))
    found = load_reader().read([[[token.text for token in draft.tokens] for draft in own] for own in drafts])
    return [
        _text(report, read, own, analysis)
        for (report, read), own, analysis in zip(cleaned, drafts, found, strict=True)
    ]


def _cleaned(report: Report, noise: Sequence[Noise]) -> Clean:
    return clean(report.text, (n.span for n in noise), known)


def _drafts(report: Report, read: Clean, dateline: Dateline | None) -> Iterator[_Draft]:
    """Sentences in order, with their sections."""
    title_end, names = _title_end(report, read, dateline), segment.capitalised(read.text)
    lead: int | None = None
    for number, (start, end, section) in enumerate(_parts(read, title_end, dateline)):
        if section == "body" and (lead is None or lead == number):
            lead, section = number, "lead"
        cuts = [(start, end)] if section == "dateline" else segment.sentences(read.text, start, end)
        for first, last in cuts:
            found = tuple(segment.tokens(read.text, first, last, names))
            for begin in range(0, len(found), LONGEST):
                yield _Draft(found[begin : begin + LONGEST], section)


def _parts(read: Clean, title_end: int, dateline: Dateline | None) -> Iterator[tuple[int, int, str]]:
    """Paragraphs [start, end) of the clean text: title, dateline and body apart."""
    place, place_end = _dateline_range(read, dateline)
    for start, end in segment.paragraphs(read.text):
        cuts = sorted({start, end, *(cut for cut in (title_end, place, place_end) if start < cut < end)})
        for first, last in itertools.pairwise(cuts):
            if read.text[first:last].strip():
                inside = place <= first < place_end
                yield first, last, "dateline" if inside else "title" if first < title_end else "body"


def _dateline_range(read: Clean, dateline: Dateline | None) -> tuple[int, int]:
    """The dateline in the clean text, with the marks that close it; (-1, -1) without one."""
    if dateline is None:
        return -1, -1
    span = dateline.span
    inside = [i for i, at in enumerate(read.starts) if span.start <= at < span.end]
    if not inside:
        return -1, -1
    close = AFTER_DATELINE.match(read.text, inside[-1] + 1)
    stop = close.end() if close else inside[-1] + 1
    return inside[0], _not_past_line(read.text, inside[-1] + 1, stop)


def _not_past_line(text: str, start: int, stop: int) -> int:
    line_end = text.find("\n", start, stop)
    return stop if line_end < 0 else line_end


def _title_end(report: Report, read: Clean, dateline: Dateline | None) -> int:
    """Where the title ends in the clean text; 0 when there is none.

    The title is `report.title` when the text starts with it, else the first line when more lines follow and
    it does not end in a full stop.
    """
    text = read.text
    start = len(text) - len(text.lstrip())
    if report.title and text.startswith(report.title.strip(), start) and report.title.strip():
        return start + len(report.title.strip())
    first = next(segment.paragraphs(text), None)
    if first is None or not text[first[1] :].strip() or first[1] - first[0] > TITLE_LENGTH:
        return 0
    if text[first[0] : first[1]].rstrip().endswith((".", ",", ":", ";")):
        return 0
    if dateline is not None and dateline.span.start < read.starts[first[1] - 1]:
        return 0
    return first[1]


def _text(report: Report, read: Clean, drafts: Sequence[_Draft], found: Analysis) -> Text:
    tokens = [token.text for draft in drafts for token in draft.tokens]
    right = agreed(tokens, [tag for sentence in found.tags for tag in sentence], found.names)
    words: list[Word] = []
    sentences: list[Sentence] = []
    for draft, arc in zip(drafts, found.arcs, strict=True):
        first, last = len(words), len(words) + len(draft.tokens)
        own = right[first:last]
        words += _words(read, draft.tokens, own, tree(arc, own), first, len(sentences))
        sentences.append(
            Sentence(len(sentences), first, last, words[first].start, words[-1].end, draft.section)
        )
    names = found_names(found.names, words)
    return Text(report.text, tuple(words), tuple(sentences), names, _children(words), found.told)


def _words(
    read: Clean, tokens: Sequence[Token], tags: Sequence[Tag], arcs: Arcs, first: int, sentence: int
) -> Iterator[Word]:
    starts, ends = read.starts, read.ends
    tagged = zip(tokens, tags, arcs.heads, arcs.rels, strict=True)
    for index, ((start, end, text), tag, head, rel) in enumerate(tagged, first):
        yield Word(
            index,
            starts[start],
            ends[end - 1],
            text,
            _lemma(text, tag),
            tag.pos,
            tag.feats,
            -1 if head < 0 else first + head,
            rel,
            sentence,
        )


_lemma = TagMemo(lambda word, tag: morphology.lemma(word, tag.pos, tag.feats))


def _children(words: Sequence[Word]) -> tuple[tuple[int, ...], ...]:
    below: list[tuple[int, ...]] = [()] * len(words)
    for word in words:
        if word.head >= 0:
            below[word.head] += (word.index,)
    return tuple(below)


def tree(arcs: Arcs, tags: Sequence[Tag]) -> Arcs:
    """The same arcs where they form a tree; else repaired: one root, no cycle.

    Of several roots the first verb, else the first root, stays; others hang from it as parataxis. Of words in
    a cycle the one nearest the start hangs from the root.
    """
    if is_tree([head + 1 for head in arcs.heads]):
        return arcs
    heads, rels = list(arcs.heads), list(arcs.rels)
    root = _root(heads, rels, tags)
    for i in range(len(heads)):
        if i != root and heads[i] < 0:
            heads[i], rels[i] = root, "parataxis"
    for i in range(len(heads)):
        if _circles(heads, i):
            heads[i], rels[i] = root, rels[i] if rels[i] != "root" else "parataxis"
    return Arcs(tuple(heads), tuple(rels))


def _root(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> int:
    roots = [i for i, head in enumerate(heads) if head < 0] or list(range(len(heads)))
    root = next((i for i in roots if tags[i].pos == "VERB"), roots[0] if roots else 0)
    if heads:
        heads[root], rels[root] = -1, "root"
    return root


def _circles(heads: Sequence[int], start: int) -> bool:
    """Whether the way up from a word comes back to it."""
    at, steps = heads[start], 0
    while at >= 0 and at != start and steps <= len(heads):
        at, steps = heads[at], steps + 1
    return at == start
