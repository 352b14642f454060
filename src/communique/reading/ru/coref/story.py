"""The report while its actors are being made: drafts, and what stands before and after a reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from communique.reading.layers import Text
from communique.reading.ru.coref.profile import Profile
from communique.reading.ru.holders import Holder, known
from communique.reading.ru.speech import Speech


@dataclass(slots=True, eq=False)
class Draft:
    """An actor in the making; `countries` in order of their first mention."""

    type: str
    members: list[Profile] = field(default_factory=list)
    why: dict[int, str] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    inferred: dict[str, str] = field(default_factory=dict)

    def add(self, profile: Profile, why: str) -> None:
        self.members.append(profile)
        self.why[profile.start] = why
        if not self.countries and profile.reference.form != "pronoun":
            self.countries = profile.reference.countries

    @property
    def gender(self) -> str | None:
        """The gender most of its names show; None when they show none."""
        seen = Counter(p.gender for p in self.members if p.gender and p.reference.form != "pronoun")
        return seen.most_common(1)[0][0] if seen else None

    @property
    def offices(self) -> frozenset[str]:
        """Fields of the offices printed for it, else of those the table of office-holders knows."""
        printed = frozenset().union(*(p.offices for p in self.members)) if self.members else frozenset()
        return printed or frozenset(h.portfolio for h in self.terms)

    @property
    def terms(self) -> tuple[Holder, ...]:
        """Known terms of office of this person; running ones only, where there are any."""
        names = [p.name for p in self.members if p.name]
        found = known(names) if self.type == "person" else ()
        found = tuple(h for h in found if not self.countries or h.country in self.countries)
        return tuple(h for h in found if not h.until) or found

    @property
    def bodies(self) -> frozenset[str]:
        return frozenset().union(*(p.bodies for p in self.members)) if self.members else frozenset()


@dataclass(slots=True)
class Story:
    """The report as coreference sees it: profiles in order of text, drafts made so far."""

    text: Text
    profiles: tuple[Profile, ...]
    speech: Speech
    home: str | None
    drafts: list[Draft] = field(default_factory=list)
    owner: dict[int, Draft] = field(default_factory=dict)  # index of a profile -> its draft

    def give(self, index: int, draft: Draft | None, why: str) -> Draft:
        if draft is None:
            draft = Draft(self.profiles[index].reference.type)
            self.drafts.append(draft)
        draft.add(self.profiles[index], why)
        self.owner[index] = draft
        return draft

    def before(self, index: int) -> Iterable[tuple[Profile, Draft]]:
        """Profiles before this one that have a draft, nearest first; those that hold it are left out."""
        at = self.profiles[index].reference
        for i in range(index - 1, -1, -1):
            if i in self.owner and self.profiles[i].reference.last <= at.first:
                yield self.profiles[i], self.owner[i]

    def after(self, index: int) -> Iterable[tuple[Profile, Draft]]:
        for i in range(index + 1, len(self.profiles)):
            if i in self.owner:
                yield self.profiles[i], self.owner[i]


Found = tuple[Draft | None, str] | None


Rule = Callable[[Story, int], Found]


def state_draft(story: Story, country: str) -> Draft | None:
    return next((d for d in story.drafts if d.type == "state" and d.countries == (country,)), None)


def new_state(story: Story, country: str) -> Draft:
    """A state that is spoken of without being named."""
    draft = Draft("state", countries=(country,), inferred={"country": "speaker or publication"})
    story.drafts.append(draft)
    return draft


def country_of(story: Story, draft: Draft) -> str | None:
    if len(draft.countries) >= 1 and draft.type != "group":
        return draft.countries[0]
    if draft.type == "person":
        nested = (c for m in draft.members for c in nested_countries(story, m))
        return next(nested, story.home)
    return story.home


def nested_countries(story: Story, p: Profile, groups: bool = False) -> Iterable[str]:
    """Countries of the states, bodies and enterprises named inside this reference, and of groups if asked."""
    wanted = ("state", "body", "enterprise", *(["group"] if groups else []))
    for i, inner in enumerate(story.profiles):
        inside = p.reference.first <= inner.reference.first and inner.reference.last <= p.reference.last
        if inner is not p and inside and i in story.owner and story.owner[i].type in wanted:
            yield from story.owner[i].countries


def speaker_of(story: Story, index: int) -> Draft | None:
    """Who speaks the words this reference stands in; None outside of speech."""
    at = story.profiles[index].reference
    mention = story.speech.speaker(at.span.start)
    if mention is None:
        return None
    return next(
        (story.owner[i] for i, p in enumerate(story.profiles) if p.reference is mention and i in story.owner),
        None,
    )
