"""Names as the tagger found them, tidied: cut at the ends of sentences, marks and stray words taken off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.reading.layers import Name, Word
from communique.reading.nets import NameSpan
from communique.reading.ru import morphology

NO_NAME = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "VERB"})
OUTSIDE = frozenset('.,:;!?…—–"»”')  # marks no name ends in
PAIRS = {"«": "»", "(": ")", "“": "”", "„": "“"}


def tidy(spans: Iterable[NameSpan], words: Sequence[Word]) -> Iterator[Name]:
    """Names of the words; every rule keeps the tagger's label.

    A name that runs over the end of a sentence becomes two, a last stop or comma is left off, a quotation
    mark that the name opens is closed, and a single function word («На») is no name.
    """
    for span in spans:
        for first, last in _within_sentences(span, words):
            last = _trimmed(first, last, words)
            if first < last and not (last - first == 1 and _stray(words[first])):
                yield Name(first, _closed(first, last, words), span.label)


def _within_sentences(span: NameSpan, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    first = span.first
    for last in range(first + 1, span.last + 1):
        if last == span.last or words[last].sentence != words[first].sentence:
            yield first, last
            first = last


def _trimmed(first: int, last: int, words: Sequence[Word]) -> int:
    """Without marks at the end, unless they close what the name opens, or follow an initial («Орлов А.»)."""
    while last > first and words[last - 1].text in OUTSIDE:
        before = "".join(word.text for word in words[first : last - 1])
        opened = any(before.count(a) > before.count(b) for a, b in PAIRS.items())
        initial = words[last - 1].text == "." and last - first > 1 and len(words[last - 2].text) == 1
        if opened or initial or before.count('"') % 2 == 1:
            break
        last -= 1
    return last


def _closed(first: int, last: int, words: Sequence[Word]) -> int:
    """The name with the mark that closes its own opening mark, where that is the next word."""
    inside = "".join(word.text for word in words[first:last])
    following = words[last].text if last < len(words) else ""
    pending = any(inside.count(a) > inside.count(b) and following == b for a, b in PAIRS.items())
    return last + (pending and words[last].sentence == words[first].sentence)


def _stray(word: Word) -> bool:
    """A function word or verb of the dictionary, or a mark, printed with a capital."""
    if word.pos == "PUNCT":
        return True
    readings = morphology.parses(word.text)
    proper = any(grammeme in p.tag for p in readings for grammeme in morphology.PROPER)
    return word.pos in NO_NAME and morphology.in_dictionary(word.text) and not proper
