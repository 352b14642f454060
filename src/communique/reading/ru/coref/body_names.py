"""What a printed name of a body is compared by, and a book of names that finds those worth comparing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.gazetteer import names, plain
from communique.reading.ru.coref.profile import Profile, alias_of, content
from communique.reading.ru.coref.story import Draft
from communique.reading.ru.portfolios import single_portfolios, without_states

Mark = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BodyName:
    """A reference to a body; `content`: the lemmas that tell bodies apart, `quoted`: those between marks,
    `title`: the printed words of a proper name without the common noun before it («газета Bereg»),
    `stateless`: those without the names and adjectives of states."""

    profile: Profile
    alias: str | None
    content: tuple[str, ...]
    quoted: tuple[str, ...]
    abbreviations: frozenset[str]
    initials: str
    countries: frozenset[str]
    stateless: tuple[str, ...]
    title: tuple[str, ...]

    @classmethod
    def of(cls, p: Profile) -> BodyName:
        return cls(
            p,
            alias_of(p),
            content(p),
            quoted(p),
            abbreviations(p),
            initials(p),
            frozenset(p.reference.countries),
            stateless(p),
            title(p),
        )

    def compatible(self, other: BodyName) -> bool:
        """Whether no country tells them apart."""
        return not self.countries or not other.countries or not self.countries.isdisjoint(other.countries)


TITLED = frozenset({"titled", "tagged_organisation", "cited_source"})


def title(p: Profile) -> tuple[str, ...]:
    """The key of a name that is no word of the dictionary; one in capitals alone is an abbreviation."""
    if p.reference.rule not in TITLED or p.reference.key is None:
        return ()
    return tuple(p.reference.key.split())


def stateless(p: Profile) -> tuple[str, ...]:
    """«комитет Рады Кавказии», «комитет кавказской Рады»: what is left without the state."""
    words = without_states([w for w in p.words if w.pos not in ("PUNCT", "ADP", "CCONJ")])
    printed = [plain(w.text) for w in words]
    kept, at = [], 0
    while at < len(words):
        end, entries = names().longest(printed, at)
        state = any(entry.type == "state" for entry in entries)
        kept += [] if state else [words[at].lemma]
        at = end if state else at + 1
    return tuple(kept)


def quoted(p: Profile) -> tuple[str, ...]:
    """The words between quotation marks in a name («Заря» of «движение „Заря“»)."""
    marks = [i for i, w in enumerate(p.words) if w.text in '«»"“”„']
    if len(marks) < 2:
        return ()
    return tuple(w.lemma for w in p.words[marks[0] + 1 : marks[-1]] if w.pos != "PUNCT")


def abbreviations(p: Profile) -> frozenset[str]:
    """Abbreviations printed in the reference: «МО» of «МО РК», «ПАСЕ» in brackets."""
    return frozenset(w.text for w in p.words if len(w.text) > 1 and w.text.isupper() and w.text.isalpha())


def initials(p: Profile) -> str:
    """First letters of the written-out words, without the words of a country and what is in brackets."""
    letters = []
    for word in p.words:
        if word.text == "(":
            break
        if word.pos not in ("PUNCT", "ADP"):
            letters.append(word.text[0].upper())
    return "".join(letters)


def marks(name: BodyName) -> Iterator[Mark]:
    """What names share that are one body's: beginnings of words, which case forms have in common, and so on.

    Two names by whose words `bodies.same_body` finds one body have a mark in common, or the abbreviation of
    one stands among the `written_out` of the other.
    """
    named = (name.quoted, name.title, name.stateless if len(name.stateless) > 1 else ())
    for words in (name.content, *filter(None, named)):
        starts = [word[:2] for word in words]
        yield ("words", len(starts), *starts[:1], *starts[-1:])
        if len(starts) > 1:
            yield ("first", *starts[:2])
            yield ("last", *starts[-2:])
    if len(name.content) > 1 and name.countries:
        yield "head", name.profile.head.lemma, name.profile.reference.countries
    if name.title and name.title[0].isascii():
        yield "title", name.title[0]
    if len(name.content) > 1:
        yield "owned", name.profile.head.lemma, name.content[-1][:3]
    if name.alias is not None:
        yield "alias", name.alias
    for token in name.abbreviations:
        yield "abbreviation", token
    for portfolio in name.profile.bodies & single_portfolios():
        yield from (("portfolio", portfolio, country) for country in name.countries)


def written_out(name: BodyName) -> Iterator[Mark]:
    """The abbreviations that the words of a name may have."""
    yield from (("abbreviation", name.initials[:n]) for n in range(2, len(name.initials) + 1))


def _words(p: Profile) -> tuple[object, ...]:
    """All that a name is compared by; what is printed so again need not be compared again."""
    words = tuple((w.text, w.lemma, w.pos) for w in p.words)
    return words, p.reference.head - p.reference.first, p.reference.countries, p.bodies


@dataclass(slots=True)
class Book:
    """Names of the bodies met so far, by their marks."""

    names: dict[Draft, list[BodyName]] = field(default_factory=dict)
    _told: set[tuple[object, ...]] = field(default_factory=set)
    _order: dict[Draft, int] = field(default_factory=dict)
    _printed: dict[Mark, dict[Draft, None]] = field(default_factory=dict)
    _written: dict[Mark, dict[Draft, None]] = field(default_factory=dict)

    def add(self, draft: Draft, name: BodyName) -> None:
        told = draft, *_words(name.profile)
        if told in self._told:
            return
        self._told.add(told)
        self._order.setdefault(draft, len(self._order))
        self.names.setdefault(draft, []).append(name)
        for mark in marks(name):
            self._printed.setdefault(mark, {})[draft] = None
        for mark in written_out(name):
            self._written.setdefault(mark, {})[draft] = None

    def near(self, name: BodyName) -> list[Draft]:
        """Drafts that can be the body of this name, in the order in which they were added."""
        own = list(marks(name))
        printed = (self._printed.get(mark, {}) for mark in (*own, *written_out(name)))
        written = (self._written.get(mark, {}) for mark in own)
        found = {draft for drafts in (*printed, *written) for draft in drafts}
        return sorted(found, key=self._order.__getitem__)
