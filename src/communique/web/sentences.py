"""Sentences of the program's rules in the words of a language.

A message file lists them under `sentences`: what a rule writes, with {places} for what differs, and the same
in this language with the same places. The name of a place, up to a digit, says what stands there:

    n               a number
    time, times     EDTF, as people say it; several, parted by commas
    state           the code of a state, shown by its name
    kind, stage, …  a term of the table of that name
    post, title     a post of the gazetteer, by its key or by its English title
    why, before     another sentence; `before` reaches as far as it can
    list, choices   sentences or names, parted by commas or strokes
    anything else   words, shown as they are

What fits no sentence as a whole is looked for in the parts between semicolons, then between commas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from communique.gazetteer.posts import post_of_title
from communique.web.times import spoken

if TYPE_CHECKING:
    from communique.web.messages import Messages

MEMO = 20_000  # sentences of a language
NOTHING = "–"  # stands for a field that is empty
PLACE = re.compile(r"\{([a-z]+)\d*\}")
TABLES = ("kind", "stage", "step", "mode", "promised", "act", "ruling", "role", "field", "post")
SHAPES = {
    "n": r"[+-]?\d+(?:\.\d+)?",
    "time": r"\S+",
    "state": "[A-Z]{3}",
    "before": ".+",
    **dict.fromkeys(TABLES, r"[\w:–]+"),
}


class Sentence(NamedTuple):
    """`fixed` is the longest piece that stands there whatever differs: looking for it first is quick."""

    fixed: str
    pattern: re.Pattern[str]
    words: str


class Sentences:
    """Args: own: whether rules write this language anyway, so that what fits no sentence stands as it is."""

    def __init__(self, table: Mapping[str, str], words: Messages, own: bool) -> None:
        self._sentences = [_compiled(said, told) for said, told in table.items()]
        self._words, self._own = words, own
        self.say = lru_cache(MEMO)(self._said)
        self._values: dict[str, Callable[[str], str | None]] = {
            "time": lambda value: spoken(value, words),
            "times": lambda value: ", ".join(spoken(part, words) for part in value.split(", ")),
            "state": words.country,
            "title": lambda value: self._term("post", post_of_title(value)) or value,
            "why": self.say,
            "before": self.say,
            "list": lambda value: self._each(value, ", "),
            "choices": lambda value: self._each(value, " / "),
        }

    def _said(self, sentence: str) -> str | None:
        """None where it, or a part of it, cannot be said."""
        for one in self._sentences:
            if one.fixed in sentence and (found := one.pattern.fullmatch(sentence)):
                values = {name: self._value(name, str(value)) for name, value in found.groupdict().items()}
                if None not in values.values():
                    return one.words.format_map(values)
        return self._by_parts(sentence) or (sentence if self._own else None)

    def _by_parts(self, sentence: str) -> str | None:
        for between in ("; ", ", "):
            if between in sentence:
                parts = [self.say(part) for part in sentence.split(between)]
                if None not in parts:
                    return between.join(part or "" for part in parts)
        return None

    def _value(self, name: str, value: str) -> str | None:
        kind = name.rstrip("0123456789")
        if kind in TABLES:
            return self._term(kind, value)
        return self._values.get(kind, str)(value)

    def _term(self, table: str, term: str) -> str | None:
        """A term of the table; ambassadors bear the state, heads of regions the region in their key."""
        if term == NOTHING:
            return term
        word, colon, where = term.partition(":")
        name = f"{table}.{word}_of" if colon else f"{table}.{word}"
        try:
            return self._words.text(name, where=self._words.country(where))
        except KeyError:
            return None

    def _each(self, value: str, between: str) -> str:
        return between.join(self.say(part) or part for part in value.split(between))


def _compiled(said: str, words: str) -> Sentence:
    pieces = PLACE.split(said)[::2]
    names = [place.group()[1:-1] for place in PLACE.finditer(said)]
    pattern = re.escape(pieces[0])
    for name, piece in zip(names, pieces[1:], strict=True):
        pattern += f"(?P<{name}>{SHAPES.get(name.rstrip('0123456789'), '.+?')}){re.escape(piece)}"
    return Sentence(max(pieces, key=len), re.compile(pattern, re.DOTALL), words)
