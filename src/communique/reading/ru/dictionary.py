"""The dictionary of OpenCorpora as pymorphy3 carries it: readings of a word as light records, looked up fast.

pymorphy3 decides what a word can be; this module changes nothing of that. It walks the dictionary's automaton
(a double array, see S. Yata's dawgdic) in one loop instead of one call a byte, remembers what does not depend
on the word (grammemes of a tag, forms of a paradigm), and gives readings whose fields are there when asked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from re import compile as pattern
from typing import Any

CYRILLIC = pattern(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
LONGEST = 64  # letters; longer strings are no words, and their guesses by ending would take minutes
UNREADABLE = "\ufffd"
MEMO = 65_536
MEMO_PARSES = 32_768  # 1 KB a word: more are seldom asked for again
LEAF, HAS_LEAF, EXTENDED = 1 << 31, 1 << 8, 1 << 9  # bits of a unit of the automaton
LABEL = LEAF | 0xFF
VALUE = LEAF - 1
SEPARATOR = 1  # byte between a word and its values
YE, YO = "е".encode(), "ё".encode()


class Tag:
    """Grammemes of one reading; its POS, case, number and gender at hand, None where it has none."""

    __slots__ = ("POS", "case", "gender", "grammemes", "key", "number", "source")

    def __init__(self, source: Any) -> None:
        """`source` is the tag as pymorphy3 has it."""
        self.source = source
        self.key = str(source).encode()  # what the automaton of probabilities calls it
        self.grammemes: frozenset[str] = source.grammemes
        self.POS: str | None = source.POS and str(source.POS)
        self.case: str | None = source.case and str(source.case)
        self.number: str | None = source.number and str(source.number)
        self.gender: str | None = source.gender and str(source.gender)

    def __contains__(self, grammeme: str | frozenset[str] | set[str]) -> bool:
        if isinstance(grammeme, str):
            return grammeme in self.grammemes
        return grammeme <= self.grammemes

    def __str__(self) -> str:
        return str(self.source)


class Parse:
    """One reading of a word, as pymorphy3's of the same name: its fields are plain values."""

    __slots__ = ("_stack", "is_known", "normal_form", "score", "tag", "word")

    def __init__(
        self, word: str, tag: Tag, normal_form: str, score: float, stack: tuple[Any, ...], known: bool
    ) -> None:
        """`stack` are pymorphy3's methods: what read the word, first the dictionary."""
        self.word = word
        self.tag = tag
        self.normal_form = normal_form
        self.score = score
        self.is_known = known
        self._stack = stack

    @property
    def _source(self) -> Any:
        """The reading as pymorphy3 has it."""
        from pymorphy3.analyzer import Parse as Source

        return Source(self.word, self.tag.source, self.normal_form, self.score, self._stack)

    def inflect(self, wanted: Iterable[str]) -> Parse | None:
        """The form of the same lexeme with these grammemes that is most alike; None where it has none."""
        place = _place(self._stack)
        if place is None:
            found = _analyzer()._inflect(self._source, set(wanted))
            return _parse(found[0]) if found else None
        number = _form_like(place[0], self.tag, frozenset(wanted))
        return None if number is None else _at(self._source, place, number)

    @property
    def lexeme(self) -> list[Parse]:
        """All forms of the word, in the order of its paradigm."""
        return [_parse(form) for form in _analyzer().get_lexeme(self._source)]


_TAGS: dict[str, Tag] = {}  # a few thousand; each is made when a word first has it


def _tag(source: Any) -> Tag:
    name = str(source)
    found = _TAGS.get(name)
    if found is None:
        found = _TAGS[name] = Tag(source)
    return found


def _parse(source: tuple[Any, ...]) -> Parse:
    word, tag, normal_form, score, stack = source
    return Parse(word, _tag(tag), normal_form, score, stack, _known(source))


def _known(source: tuple[Any, ...]) -> bool:
    """Whether the form itself stands in the dictionary: surely, where the dictionary alone gave it."""
    stack = source[4]
    return (len(stack) == 1 and stack[0][0] is _analyzer()._units[0][0]) or bool(_entries(source[0]))


# -- looking up --------------------------------------------------------------------------------------


@cache
def _analyzer() -> Any:
    from pymorphy3 import MorphAnalyzer

    analyzer = MorphAnalyzer(lang="ru", result_type=None)
    quicken(analyzer)
    return analyzer


@lru_cache(MEMO_PARSES)
def parses(word: str) -> tuple[Parse, ...]:
    """All readings of a word, likeliest first; case of letters does not matter. Never empty for a word."""
    lower = _named(word.lower())
    return _of_dictionary(lower) or tuple(_parse(found) for found in _analyzer().parse(lower))


@lru_cache(MEMO)
def in_dictionary(word: str) -> bool:
    """Whether the form stands in the dictionary as it is (not guessed by its ending)."""
    return bool(_entries(_named(word.lower())))


@lru_cache(1024)  # asked twice in a row, then kept as what is made of them
def _entries(word: str) -> tuple[tuple[str, Sequence[tuple[int, int]]], ...]:
    """Spellings of a lower-case word in the dictionary, each with its paradigms and forms in them."""
    analyzer = _analyzer()
    return tuple(analyzer.dictionary.words.similar_items(word, analyzer.char_substitutes))


def _of_dictionary(word: str) -> tuple[Parse, ...]:
    """The readings of a lower-case word of the dictionary, as pymorphy3 orders and weighs them."""
    unit = _analyzer()._units[0][0]
    found = []
    for spelling, values in _entries(word):
        for paradigm, number in values:
            tag, cut, end, before, after = _form(paradigm, number)
            normal = before + spelling[cut : len(spelling) - end] + after if number else spelling
            found.append(Parse(spelling, tag, normal, 1.0, ((unit, spelling, paradigm, number),), True))
    return tuple(_weighed(word, found))


def _weighed(word: str, found: list[Parse]) -> list[Parse]:
    """By P(tag | word), the likeliest first; all alike where the corpus has none of the tags."""
    chances = _analyzer().prob_estimator.p_t_given_w.chances(word, [parse.tag for parse in found])
    known = sum(chances) > 0
    for parse, chance in zip(found, chances, strict=True):
        parse.score = chance if known else 1.0 / len(found)
    return sorted(found, key=lambda parse: parse.score, reverse=True) if known else found


def _named(word: str) -> str:
    """pymorphy3 asks each character's Unicode name, and fails on those that have none."""
    if len(word) > LONGEST:
        return UNREADABLE
    if CYRILLIC.fullmatch(word):
        return word
    return "".join(letter if unicodedata.name(letter, "") else UNREADABLE for letter in word)


# -- forms of a lexeme -------------------------------------------------------------------------------

Place = tuple[int, int]  # a paradigm, and a form in it


def _place(stack: tuple[Any, ...]) -> Place | None:
    """Where a reading stands in the dictionary; None for a word put together of parts."""
    from pymorphy3 import units

    (analyzer, *rest), *others = stack
    plain = isinstance(analyzer, units.DictionaryAnalyzer)
    if not plain or not all(isinstance(method[0], units.KnownSuffixAnalyzer) for method in others):
        return None
    _, paradigm, number = rest
    return paradigm, number


@lru_cache(4096)
def _paradigm(number: int) -> tuple[tuple[str, Any, str], ...]:
    """Prefix, tag and ending of each form."""
    return tuple(_analyzer().dictionary.build_paradigm_info(number))


@lru_cache(MEMO)
def _form(paradigm: int, number: int) -> tuple[Tag, int, int, str, str]:
    """Of a form: its tag, letters before and behind the stem, and what stands there in the first form."""
    forms = _paradigm(paradigm)
    before, tag, after = forms[number]
    return _tag(tag), len(before), len(after), forms[0][0], forms[0][2]


@lru_cache(MEMO)
def _form_like(paradigm: int, tag: Tag, wanted: frozenset[str]) -> int | None:
    """The form of a paradigm that pymorphy3 takes for these grammemes, of a word with this tag."""
    forms = _paradigm(paradigm)
    fitting = [i for i, form in enumerate(forms) if wanted <= form[1].grammemes]
    if not fitting:
        wanted = _analyzer().TagClass.fix_rare_cases(wanted)
        fitting = [i for i, form in enumerate(forms) if wanted <= form[1].grammemes]
    own = tag.source.updated_grammemes(wanted)

    def likeness(number: int) -> float:
        grammemes = forms[number][1].grammemes
        return len(own & grammemes) - 0.1 * len(own ^ grammemes)

    return max(fitting, key=likeness, default=None)


def _at(source: tuple[Any, ...], place: Place, number: int) -> Parse:
    """Another form of the same lexeme."""
    paradigm, own = place
    forms = _paradigm(paradigm)
    before, _, after = forms[own]
    stem = source[0][len(before) : len(source[0]) - len(after)]
    prefix, tag, ending = forms[number]
    form = prefix + stem + ending
    analyzer = source[4][0][0]
    stack = ((analyzer, form, paradigm, number), *source[4][1:])
    return _parse((form, tag, source[2], 1.0, stack))


# -- the automaton -----------------------------------------------------------------------------------


def quicken(analyzer: Any) -> None:
    """Give the automata of an analyzer quicker look-ups with the same results.

    Look-ups stay what they are where pymorphy3 uses its compiled extension, which is quick by itself.
    """
    dictionary, weights = analyzer.dictionary, analyzer.prob_estimator.p_t_given_w
    if not hasattr(dictionary.words, "dct"):
        weights.chances = lambda word, tags: [weights.prob(word, str(tag)) for tag in tags]
        return
    for automaton in (dictionary.words, *dictionary.prediction_suffixes_dawgs):
        walk = _Words(automaton)
        automaton.similar_items, automaton.similar_keys = walk.similar_items, walk.similar_keys
    chances = _Chances(weights)
    weights.chances, weights.prob = chances, chances.prob


class _Words:
    """Look-ups in a map from words to values, ё allowed for every е."""

    def __init__(self, automaton: Any) -> None:
        self._units: Sequence[int] = automaton.dct._units
        self._values = lru_cache(MEMO)(automaton._value_for_index)

    def similar_items(self, key: str, replaces: Mapping[bytes, Any]) -> list[tuple[str, Any]]:
        """The word and its spellings with ё that stand in the map, with their values."""
        found = self._spellings(key.encode(), 0, 0)
        return [(spelling.decode(), self._values(node)) for spelling, node in found]

    def similar_keys(self, key: str, replaces: Mapping[bytes, Any]) -> list[str]:
        return [spelling.decode() for spelling, _ in self._spellings(key.encode(), 0, 0)]

    def _spellings(self, key: bytes, at: int, node: int) -> list[tuple[bytes, int]]:
        """Spellings from byte `at` on, where `node` is reached, each with the node of its values.

        The spelling as it is comes first, then those with ё by the place of the first.
        """
        units = self._units
        others: list[tuple[bytes, int]] = []
        for place in range(at, len(key)):
            byte = key[place]
            if byte == YE[0] and key[place + 1] == YE[1]:
                changed = follow(units, YO, node)
                if changed:
                    spelling = key[:place] + YO + key[place + 2 :]
                    others += self._spellings(spelling, place + 2, changed)
            unit = units[node]
            node ^= ((unit >> 10) << ((unit & EXTENDED) >> 6)) ^ byte
            if units[node] & LABEL != byte:
                return others
        last = follow(units, bytes((SEPARATOR,)), node)
        return [(key, last), *others] if last else others


class _Chances:
    """P(tag | word): the word is walked once for all of its tags."""

    def __init__(self, automaton: Any) -> None:
        self._units: Sequence[int] = automaton.dct._units
        self._scale: int = automaton.MULTIPLIER

    def __call__(self, word: str, tags: Sequence[Tag]) -> list[float]:
        node = follow(self._units, f"{word}:".encode(), 0)
        return [self._at(node, tag.key) if node else 0.0 for tag in tags]

    def prob(self, word: str, tag: Any) -> float:
        """The same for one tag, as pymorphy3 asks it."""
        node = follow(self._units, f"{word}:".encode(), 0)
        return self._at(node, str(tag).encode()) if node else 0.0

    def _at(self, node: int, key: bytes) -> float:
        node = follow(self._units, key, node)
        unit = self._units[node]
        if not node or not unit & HAS_LEAF:
            return 0.0
        return (self._units[node ^ _offset(unit)] & VALUE) / self._scale


def _offset(unit: int) -> int:
    return (unit >> 10) << ((unit & EXTENDED) >> 6)


def follow(units: Sequence[int], key: bytes, node: int) -> int:
    """The node that the bytes lead to; 0, the root, where they lead nowhere."""
    for byte in key:
        unit = units[node]
        node ^= ((unit >> 10) << ((unit & EXTENDED) >> 6)) ^ byte
        if units[node] & LABEL != byte:
            return 0
    return node
