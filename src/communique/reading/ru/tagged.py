"""Names as the tagger found them, tidied: cut at the ends of sentences, marks and stray words taken off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.reading.layers import Name, Word
from communique.reading.nets import NameSpan
from communique.reading.ru import morphology

NO_NAME = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "VERB"})
OUTSIDE = frozenset('.,:;!?…—–"»”')  # marks no name ends in
PAIRS = {"«": "»", "(": ")", "“": "”", "„": "“"}


def found_names(spans: Iterable[NameSpan], words: Sequence[Word]) -> tuple[Name, ...]:
    """The tagger's names, tidied, with the initialled names and surnames that it missed, in order."""
    names = list(tidy(spans, words))
    names += _initialled(names, words)
    names += _surnames_alone(names, words)
    return tuple(sorted(names, key=lambda name: name.first))


def _initialled(names: Sequence[Name], words: Sequence[Word]) -> list[Name]:
    """One or two initials and a capitalised word outside names («А.Орлов:»)."""
    taken = {i for name in names for i in range(name.first, name.last)}
    found: list[Name] = []
    for word in words:
        first = word.index
        while _initial(words, first - 2):
            first -= 2
        inside = range(first, word.index + 1)
        if first < word.index and _capitalised_name(word) and not any(i in taken for i in inside):
            found.append(Name(first, word.index + 1, "PER"))
    return found


def _initial(words: Sequence[Word], i: int) -> bool:
    """A capital letter and a full stop, in the sentence of the word behind them."""
    if i < 0 or words[i].sentence != words[i + 2].sentence:
        return False
    return len(words[i].text) == 1 and words[i].text.isupper() and words[i + 1].text == "."


def _surnames_alone(names: Sequence[Name], words: Sequence[Word]) -> Iterator[Name]:
    """Words outside names that repeat the surname of a full name («Ерлан Серов» … «Серов»)."""
    surnames = {
        words[n.last - 1].lemma
        for n in names
        if n.label == "PER" and n.last - n.first > 1 and _surname(words, n)
    }
    taken = {i for name in names for i in range(name.first, name.last)}
    for word in words:
        if word.index not in taken and word.lemma in surnames and _capitalised_name(word):
            yield Name(word.index, word.index + 1, "PER")


def _surname(words: Sequence[Word], name: Name) -> bool:
    """The last word of the name is one, and no patronymic or common word of the dictionary."""
    last = words[name.last - 1]
    known = [p for p in morphology.parses(last.text) if p.is_known]
    return _capitalised_name(last) and not any("Patr" in p.tag for p in known)


def _capitalised_name(word: Word) -> bool:
    return word.pos == "PROPN" and len(word.text) > 3 and word.text[0].isupper() and word.text[1:].islower()


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
