"""Local actors gathered into profiles: members that bear one name, of one country.

A profile is the smallest unit that linking moves. Members whose name says too little (a surname alone, a
common noun, no name at all) and those that a ruling names have a profile of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from communique.actors.body_names import BodyName, parse_body
from communique.actors.entities import Local
from communique.actors.letters import sounds
from communique.actors.person_names import PersonName, heard, parse_person, skeletons
from communique.actors.place_names import PlaceName, parse_place, state_of_place
from communique.gazetteer.posts import is_single, post_of
from communique.records.register import Member
from communique.records.when import When
from communique.register.seen import ActorSeen, ReportSeen

MEMO = 200_000  # names of a large register
NO_PERSON = PersonName((), (), None)
NO_BODY = BodyName((), None, True)
NO_PLACE = PlaceName(None, ())
BETWEEN_STATES = "IGO"
HELD = ("holds", "acting")
NAMED_TYPES = ("person", "body", "enterprise")
MOST_CONTEXTS = 200  # reports whose company is remembered for one profile: more add nothing to go by

Key = tuple[object, ...]
Post = tuple[str, str]


@dataclass(slots=True)
class Profile:
    """`posts` are offices held, as (post, country) -> days of the reports that say so; `company` names of
    other actors of the same reports; `abroad` the states of those reports."""

    index: int
    kind: str
    members: list[Local]
    country: str | None = None
    person: PersonName = NO_PERSON
    body: BodyName = NO_BODY
    place: PlaceName = NO_PLACE
    days: list[int] = field(default_factory=list)
    posts: dict[Post, list[int]] = field(default_factory=dict)
    company: set[str] = field(default_factory=set)
    abroad: set[str] = field(default_factory=set)
    common: bool = False

    @property
    def head(self) -> Local:
        return self.members[0]

    @property
    def reports(self) -> set[str]:
        return {member.report.key for member in self.members}


def profiles_of(reports: Iterable[ReportSeen], apart: frozenset[Member]) -> list[Profile]:
    """All profiles, in the order of their earliest members. Args: apart: members that stand by themselves."""
    groups: dict[Key, list[Local]] = {}
    for report in reports:
        for actor in report.actors:
            local = Local(report, actor)
            groups.setdefault(_key(local, apart), []).append(local)
    ordered = sorted(
        (sorted(members, key=Local.order) for members in groups.values()), key=lambda m: m[0].order()
    )
    contexts: dict[str, Context] = {}
    return [_profile(index, members, contexts) for index, members in enumerate(ordered)]


def _key(local: Local, apart: frozenset[Member]) -> Key:
    actor = local.actor
    alone: Key = ("one", local.report.key, actor.id)
    if local.member in apart or actor.type == "group":
        return alone
    if actor.type == "person":
        return _person_key(local) or alone
    if actor.type in ("state", "place"):
        return _place_key(actor) or alone
    name = body_name(actor)
    if name.bare or not name.key:
        return alone
    country = _body_country(actor, name)
    return ("body", name.key, country) if country is not None or name.known else alone


def _person_key(local: Local) -> Key | None:
    name = person_name(local.actor)
    if name.surname is None or (len(name.words) < 2 and not name.initials):
        return None
    key: Key = ("person", name.words, name.initials, one_country(local.actor), local.report.language)
    says_enough = len(name.words) > 1 and not is_common(name) and one_country(local.actor) is not None
    return key if says_enough else (*key, local.report.key)


def _place_key(actor: ActorSeen) -> Key | None:
    if actor.type == "state" and len(actor.country) == 1 and actor.country[0] != BETWEEN_STATES:
        return ("state", actor.country[0])
    if actor.type == "state" and not actor.names:
        return None
    name = parse_place(actor.name)
    if name.state:
        return ("state", name.state)
    known = name.key[:1] and (name.key[0].startswith("@") or state_of_place(actor.name) is not None)
    return ("place", name.key, one_country(actor)) if known or (name.key and one_country(actor)) else None


def person_name(actor: ActorSeen) -> PersonName:
    """No name where the report calls the person by an office or a common noun alone."""
    return parse_person(actor.name) if actor.names and not actor.name.islower() else NO_PERSON


def body_name(actor: ActorSeen) -> BodyName:
    """The first of the actor's names that tells it from others."""
    return _body_name(actor.name, actor.names)


@lru_cache(MEMO)
def _body_name(shown: str, names: tuple[str, ...]) -> BodyName:
    name = parse_body(shown, bool(names))
    if not name.bare:
        return name
    others = (parse_body(printed, True) for printed in names)
    return next((other for other in others if not other.bare), name)


def _body_country(actor: ActorSeen, name: BodyName) -> str | None:
    return name.country or (None if name.known else one_country(actor))


def one_country(actor: ActorSeen) -> str | None:
    return actor.country[0] if len(actor.country) == 1 else None


@lru_cache(MEMO)
def is_common(name: PersonName) -> bool:
    """Whether several persons of one country are likely to bear the name; a patronymic tells them apart."""
    return name.patronymic is None and not heard(name.surname or "").isdisjoint(_common())


@cache
def _common() -> frozenset[str]:
    """What is heard of the common surnames; all forms of a printed surname are compared with it."""
    text = (files("communique.actors") / "data" / "common_surnames.txt").read_text(encoding="utf-8")
    words = (word for line in text.splitlines() if not line.startswith("#") for word in line.split())
    return frozenset(reading for word in words for reading in sounds(word))


# -- what a profile knows -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Context:
    """What one report says of all its actors: who is named (by rough keys), which states, who held what."""

    named: Mapping[str, frozenset[str]]
    company: frozenset[str]
    states: frozenset[str]
    posts: Mapping[str, tuple[Post, ...]]
    day: int | None


def _profile(index: int, members: list[Local], contexts: dict[str, Context]) -> Profile:
    head = members[0].actor
    profile = Profile(index, _kind(head), members)
    if profile.kind == "person":
        profile.person, profile.country = person_name(head), one_country(head)
        profile.common = is_common(profile.person)
    elif profile.kind == "body":
        profile.body = body_name(head)
        profile.country = _body_country(head, profile.body)
    elif profile.kind == "place":
        profile.place = parse_place(head.name)
        profile.country = one_country(head)
    own: set[str] = set()
    for local in members[:MOST_CONTEXTS]:
        own |= _add(profile, local, contexts)
    profile.company -= own
    profile.days.sort()
    return profile


def _kind(actor: ActorSeen) -> str:
    return {"enterprise": "body", "state": "place"}.get(actor.type, actor.type)


def _add(profile: Profile, local: Local, contexts: dict[str, Context]) -> frozenset[str]:
    """What the report of one member tells; gives back the keys of its own name."""
    key = local.report.key
    context = contexts.get(key) or contexts.setdefault(key, _context(local.report))
    if context.day is not None:
        profile.days.append(context.day)
    profile.company |= context.company
    profile.abroad |= context.states
    for post in context.posts.get(local.actor.id, ()):
        profile.posts.setdefault(post, []).extend([] if context.day is None else [context.day])
    return context.named.get(local.actor.id, frozenset())


def _context(report: ReportSeen) -> Context:
    named = {actor.id: _called(actor) for actor in report.actors if actor.type in NAMED_TYPES}
    return Context(
        named,
        frozenset().union(*named.values()),
        frozenset(code for actor in report.actors for code in _states(actor)),
        _posts(report),
        day_of(report.published),
    )


def states_named(report: ReportSeen) -> Counter[str]:
    """How many actors of the report are of which state, by what they are called or what the reading says."""
    return Counter(code for actor in report.actors for code in _states(actor))


def _states(actor: ActorSeen) -> Sequence[str]:
    if actor.type == "place":
        state = state_of_place(actor.name)
        return (state,) if state else ()
    if actor.type == "body":
        said = body_name(actor).country or one_country(actor)
        return (said,) if said and said != BETWEEN_STATES else ()
    return actor.country if actor.type == "state" else ()


def _called(actor: ActorSeen) -> frozenset[str]:
    """Rough keys of the names: what other reports may call it too."""
    if actor.type == "person":
        surname = person_name(actor).surname
        return frozenset(f"p:{skeleton}" for skeleton in skeletons(surname)) if surname else frozenset()
    name = body_name(actor)
    if name.bare or name.of_state:
        return frozenset()
    return frozenset({f"b:{' '.join(name.key)}"})


def _posts(report: ReportSeen) -> Mapping[str, tuple[Post, ...]]:
    found: dict[str, tuple[Post, ...]] = {}
    for office in report.offices:
        if office.phase in HELD and len(office.country) == 1:
            post = post_of(office.position)
            if post is not None and is_single(post):
                found[office.person] = (*found.get(office.person, ()), (post, office.country[0]))
    return found


@lru_cache(MEMO)
def day_of(edtf: str | None) -> int | None:
    """The day of publication as a number; None where it is not told to the day."""
    if not edtf:
        return None
    try:
        return date.fromisoformat(edtf[:10]).toordinal()
    except ValueError:
        earliest = When.parse(edtf).earliest if When.parse(edtf).has_year else None
        return earliest.toordinal() if earliest else None


def gap(one: Sequence[int], other: Sequence[int]) -> int | None:
    """Days between the nearest of two sorted rows of days."""
    if not one or not other:
        return None
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return min(_nearest(day, long) for day in short)


def _nearest(day: int, days: Sequence[int]) -> int:
    at = bisect_left(days, day)
    return min(abs(day - days[i]) for i in (at - 1, at) if 0 <= i < len(days))
