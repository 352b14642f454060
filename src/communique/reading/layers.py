"""What the stages hand to one another: words with grammar, mentions, times, and the clusters made of them.

Every stage is a pure function from earlier layers to one new layer (`communique.reading.pipeline`). Indices
of words are positions in `Text.words`; ranges of words are half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.records.span import Span
from communique.records.when import When


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark, with its analysis.

    `start`, `end` point into the text as received. `text` is the word as read: hyphenation at a line break
    and soft hyphens taken out, glued words cut in two. `head` is the index of the governing word in
    `Text.words`, -1 for the root of a sentence. `pos` and `feats` are Universal Dependencies tags (NOUN,
    PROPN, VERB, …; Case=Ins, Number=Plur, …), `rel` the UD relation. `lemma` is lower case with ё as е.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    feats: Mapping[str, str]
    head: int
    rel: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words [first, last) and characters [start, end). `section` is title, dateline, lead or body."""

    index: int
    first: int
    last: int
    start: int
    end: int
    section: str = "body"


@dataclass(frozen=True, slots=True)
class Name:
    """A span found by the net: words [first, last), `label` PER, LOC or ORG."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the net takes a word to tell: probabilities by kind of event, and by stage."""

    kinds: Mapping[str, float]
    stages: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Text:
    """The report without its noise, as words and sentences; `children` lists each word's dependents.

    `told` gives for words that may tell of an event the net's probabilities by kind and by stage.
    """

    text: str
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]
    told: Mapping[int, Told] = field(default_factory=dict)

    def span(self, first: int, last: int) -> Span:
        """The characters from the first to the last of words [first, last)."""
        return Span.of(self.text, self.words[first].start, self.words[last - 1].end)


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention before coreference: words [first, last) with head word `head` refer to something.

    `type` is an actor type; `form` is name, abbreviation, description or pronoun. `key` is the normalised
    identity where the words alone give one («россия», «мид:RUS»); `position` is the word range of an office
    inside a person's mention («министра обороны РК»), `name` that of the person's name. `countries` come from
    the words themselves (an adjective, a genitive, the gazetteer).
    """

    span: Span
    first: int
    last: int
    head: int
    type: str
    form: str
    rule: str
    key: str | None = None
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    name: tuple[int, int] | None = None
    position: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """References that are one actor, in order of text."""

    id: str
    name: str
    type: str
    references: tuple[Reference, ...]
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    part_of: str | None = None
    why: Mapping[int, str] = field(default_factory=dict)  # start of a reference -> why it was put here
    inferred: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time. `value` is None where they cannot be resolved («на днях»)."""

    span: Span
    first: int
    last: int
    value: When | None
    rule: str
    inferred: str | None = None
