"""The report while its actors are being made: drafts, and what stands before and after a reference."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from operator import itemgetter

from communique.reading.layers import Text
from communique.reading.ru.coref.profile import TELLING_NOTHING, Profile, bare_content
from communique.reading.ru.holders import Holder, known
from communique.reading.ru.names import PersonName
from communique.reading.ru.portfolios import without_states
from communique.reading.ru.speech import Speech


@dataclass(slots=True, eq=False)
class Draft:
    """An actor in the making; `countries` in order of their first mention."""

    type: str
    members: list[Profile] = field(default_factory=list)
    why: dict[int, str] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    inferred: dict[str, str] = field(default_factory=dict)
    names: dict[PersonName, None] = field(default_factory=dict)  # of its members, each once, in order
    bodies: frozenset[str] = frozenset()  # fields of government of its members
    lemmas: set[str] = field(default_factory=set)  # of its members, pronouns left out
    heads: set[str] = field(default_factory=set)  # lemmas of the heads of its members
    at: list[int] = field(default_factory=list)  # indices of its members, in order of text
    outer: list[Profile] = field(default_factory=list)  # members that others lie inside of
    placed: list[Profile] = field(default_factory=list)  # members with a printed position
    _printed: frozenset[str] = frozenset()
    _genders: Counter[str] = field(default_factory=Counter)

    def add(self, profile: Profile, why: str) -> None:
        self.members.append(profile)
        self.why[profile.start] = why
        if not self.countries and profile.reference.form != "pronoun":
            self.countries = profile.reference.countries
        self.bodies |= profile.bodies
        self._printed |= profile.offices
        self.heads.add(profile.head.lemma)
        if profile.reference.position is not None:
            self.placed.append(profile)
        if profile.name:
            self.names[profile.name] = None
        if profile.reference.form == "pronoun":
            return
        self.lemmas.update(profile.lemmas)
        if profile.gender:
            self._genders[profile.gender] += 1

    @property
    def gender(self) -> str | None:
        """The gender most of its names show; None when they show none."""
        return self._genders.most_common(1)[0][0] if self._genders else None

    @property
    def offices(self) -> frozenset[str]:
        """Fields of the offices printed for it, else of those the table of office-holders knows."""
        return self._printed or frozenset(h.portfolio for h in self.terms)

    @property
    def terms(self) -> tuple[Holder, ...]:
        """Known terms of office of this person; running ones only, where there are any."""
        found = known(frozenset(self.names)) if self.type == "person" else ()
        found = tuple(h for h in found if not self.countries or h.country in self.countries)
        return tuple(h for h in found if not h.until) or found


@dataclass(eq=False)
class Story:
    """The report as coreference sees it: profiles in order of text, drafts made so far."""

    text: Text
    profiles: tuple[Profile, ...]
    speech: Speech
    home: str | None
    drafts: list[Draft] = field(default_factory=list)
    owner: dict[int, Draft] = field(default_factory=dict)  # index of a profile -> its draft
    _by_type: dict[str, list[Draft]] = field(default_factory=dict)
    _given: dict[str, list[int]] = field(default_factory=dict)  # type of draft -> profiles, in order of text
    _alike: dict[Alike, list[int]] = field(
        default_factory=dict
    )  # the same for descriptions that may be alike
    posts: dict[Profile, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)  # of positions
    _inside: dict[Profile, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def prints_yo(self) -> bool:
        """Whether the report prints «ё» at all."""
        return "ё" in self.text.text or "Ё" in self.text.text

    @cached_property
    def index(self) -> dict[Profile, int]:
        """The index of each profile."""
        return {p: i for i, p in enumerate(self.profiles)}

    @cached_property
    def index_of(self) -> dict[int, int]:
        """The index of the profile of each reference, by its `id`."""
        return {id(p.reference): i for i, p in enumerate(self.profiles)}

    @cached_property
    def widest(self) -> int:
        """Words of the longest reference: how far back one can begin that reaches a word."""
        return max((p.reference.last - p.reference.first for p in self.profiles), default=0)

    @cached_property
    def _firsts(self) -> list[int]:
        return [p.reference.first for p in self.profiles]

    @cached_property
    def _ending(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for i, p in enumerate(self.profiles):
            found.setdefault(p.reference.last, []).append(i)
        return found

    def ending(self, word: int) -> list[int]:
        """Indices of the profiles whose words end right before this word, in order."""
        return self._ending.get(word, [])

    def inside(self, p: Profile) -> tuple[int, ...]:
        """Indices of the other profiles that lie within the words of this one, in order."""
        if p not in self._inside:
            first, last = p.reference.first, p.reference.last
            near = ((i, self.profiles[i]) for i in self.starting(first, last))
            self._inside[p] = tuple(i for i, q in near if q.reference.last <= last and q is not p)
        return self._inside[p]

    @cached_property
    def _headed(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for i, p in enumerate(self.profiles):
            found.setdefault(p.head.index, []).append(i)
        return found

    def headed(self, words: Iterable[int]) -> list[int]:
        """Indices of the profiles that have one of these words as head, in order."""
        return sorted(i for word in set(words) for i in self._headed.get(word, ()))

    def starting(self, first: int, last: int) -> range:
        """Indices of the profiles that begin at words [first, last)."""
        return range(bisect_left(self._firsts, first), bisect_left(self._firsts, last))

    def reaching(self, word: int) -> int:
        """An index before which no profile holds this word, follows it, or ends right before it."""
        return bisect_left(self._firsts, word - self.widest)

    def typed(self, *types: str) -> list[Draft]:
        """Drafts of one type, or of several, in the order in which they were made."""
        if len(types) == 1:
            return self._by_type.get(types[0], [])
        return [d for d in self.drafts if d.type in types]

    def new(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        self._by_type.setdefault(draft.type, []).append(draft)
        return draft

    def give(self, index: int, draft: Draft | None, why: str) -> Draft:
        if draft is None:
            draft = self.new(Draft(self.profiles[index].reference.type))
        p = self.profiles[index]
        draft.add(p, why)
        self.owner[index] = draft
        insort(draft.at, index)
        insort(self._given.setdefault(draft.type, []), index)
        if self.inside(p):
            draft.outer.append(p)
        if p.reference.form != "pronoun" and draft.type != "person":
            for words in set(alike(self, p, draft.type)):
                insort(self._alike.setdefault(words, []), index)
        return draft

    def merge(self, one: Draft, other: Draft, why: str) -> None:
        """Give all that `one` has, but its names, to `other` of the same type; `one` is no draft any more."""
        names = dict(other.names)
        for index in one.at:
            p = self.profiles[index]
            other.add(p, why)
            self.owner[index] = other
            insort(other.at, index)
            if self.inside(p):
                other.outer.append(p)
        other.names = names
        self.drafts.remove(one)
        self._by_type[one.type].remove(one)

    def before(self, index: int, start: int = 0) -> Iterable[tuple[Profile, Draft]]:
        """Profiles from `start` up to this one that have a draft, nearest first; those that hold it are left
        out."""
        at = self.profiles[index].reference
        for i in range(index - 1, start - 1, -1):
            if i in self.owner and self.profiles[i].reference.last <= at.first:
                yield self.profiles[i], self.owner[i]

    def after(self, index: int) -> Iterable[tuple[Profile, Draft]]:
        for i in range(index + 1, len(self.profiles)):
            if i in self.owner:
                yield self.profiles[i], self.owner[i]

    def told(self, type: str) -> Iterator[tuple[Profile, Draft]]:
        """Profiles of drafts of one type, in order of text."""
        for i in self._given.get(type, []):
            yield self.profiles[i], self.owner[i]

    def before_of(self, type: str, index: int) -> Iterator[tuple[Profile, Draft]]:
        """The same as `before`, of drafts of one type."""
        at, given = self.profiles[index].reference, self._given.get(type, [])
        for n in range(bisect_left(given, index) - 1, -1, -1):
            if self.profiles[given[n]].reference.last <= at.first:
                yield self.profiles[given[n]], self.owner[given[n]]

    def after_of(self, type: str, index: int) -> Iterator[tuple[Profile, Draft]]:
        """The same as `after`, of drafts of one type."""
        given = self._given.get(type, [])
        for n in range(bisect_right(given, index), len(given)):
            yield self.profiles[given[n]], self.owner[given[n]]

    def nearest(self, index: int, *types: str) -> Iterator[Draft]:
        """Drafts of these types, each once: by the nearest mention before, then by the first that follows."""
        before, after = [], []
        for draft in self.typed(*types):
            if (last := self._last_before(draft, index)) is not None:
                before.append((last, draft))
            elif (n := bisect_right(draft.at, index)) < len(draft.at):
                after.append((draft.at[n], draft))
        for _, draft in sorted(before, key=itemgetter(0), reverse=True) + sorted(after, key=itemgetter(0)):
            yield draft

    def _last_before(self, draft: Draft, index: int) -> int | None:
        at = self.profiles[index].reference
        for n in range(bisect_left(draft.at, index) - 1, -1, -1):
            if self.profiles[draft.at[n]].reference.last <= at.first:
                return draft.at[n]
        return None

    def alike_before(self, index: int) -> Iterator[tuple[Profile, Draft]]:
        """Of `before`, those that are no pronouns, of this type and these countries, that may be alike."""
        p = self.profiles[index]
        given = [self._alike.get(words, []) for words in set(alike(self, p, p.reference.type))]
        for i in merge(*(_down(each, index) for each in given), key=lambda i: -i):
            if self.profiles[i].reference.last <= p.reference.first:
                yield self.profiles[i], self.owner[i]


Alike = tuple[str, frozenset[str], int, str]


def alike(story: Story, p: Profile, type: str) -> Iterator[Alike]:
    """What descriptions share that are told the same: of words the beginning, as cases alter the rest."""
    countries = frozenset(p.reference.countries)
    for words in (bare_content(p), *([described(story, p)] if countries else [])):
        yield type, countries, len(words), words[0][:2] if words else ""


def described(story: Story, p: Profile) -> tuple[str, ...]:
    """The words without those that tell the state: «шведские рыбаки», «рыбаки Швеции»."""
    inside = (story.profiles[i].reference for i in story.inside(p))
    states = [(r.first, r.last) for r in inside if r.type == "state"]
    kept = [w for w in p.words if not any(first <= w.index < last for first, last in states)]
    return tuple(w.lemma for w in without_states(kept) if w.pos not in TELLING_NOTHING)


def _down(ordered: list[int], index: int) -> Iterator[int]:
    """Of indices in order those before this one, the last first."""
    return (ordered[n] for n in range(bisect_left(ordered, index) - 1, -1, -1))


Found = tuple[Draft | None, str] | None


Rule = Callable[[Story, int], Found]


def state_draft(story: Story, country: str) -> Draft | None:
    return next((d for d in story.typed("state") if d.countries == (country,)), None)


def new_state(story: Story, country: str) -> Draft:
    """A state that is spoken of without being named."""
    return story.new(Draft("state", countries=(country,), inferred={"country": "speaker or publication"}))


def country_of(story: Story, draft: Draft) -> str | None:
    if len(draft.countries) >= 1 and draft.type != "group":
        return draft.countries[0]
    if draft.type == "person":
        nested = (c for m in draft.outer for c in nested_countries(story, m))
        return next(nested, story.home)
    return story.home


def nested_countries(story: Story, p: Profile, groups: bool = False) -> Iterable[str]:
    """Countries of the states, bodies and enterprises named inside this reference, and of groups if asked."""
    wanted = ("state", "body", "enterprise", *(["group"] if groups else []))
    for i in story.inside(p):
        if i in story.owner and story.owner[i].type in wanted:
            yield from story.owner[i].countries


def speaker_of(story: Story, index: int) -> Draft | None:
    """Who speaks the words this reference stands in; None outside of speech."""
    at = story.profiles[index].reference
    mention = story.speech.speaker(at.span.start)
    return None if mention is None else story.owner.get(story.index_of[id(mention)])
