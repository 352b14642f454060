"""Which profiles are of one person.

Full names are compared first, within blocks of one surname. What says less than a full name (an initial, a
surname, an office alone) is then looked for among the persons that this gave: it joins one that the same
report names, else the only one that its country, office, company and time leave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from communique.actors.body_names import parse_body
from communique.actors.evidence import Piece, Score, by_company, by_country, by_days, total
from communique.actors.identify import identify
from communique.actors.letters import sounds
from communique.actors.links import Board, Link
from communique.actors.person_names import Agreement, Alike, PersonName, agreement, skeletons
from communique.actors.profiles import Post, Profile, gap

MOST_COMPARED = (
    400  # neighbours in a block: a name that more profiles share is compared with the nearest in time
)
MARGIN = 0.1  # by which the best of several candidates must stand above the next
NAMED_OFTEN = 5  # reports: a person whom so many name is known by the surname alone
TIMES_AS_OFTEN = 10  # as all others of the surname together: then the surname alone means this one
OFFICE_DAYS = 180  # from a report that says who holds an office: so long it may be named by the office alone

NAME = {Alike.FORM: 0.5, Alike.SOUND: 0.45, Alike.BONES: 0.35, Alike.OTHER: 0.0}
SPELT = {Alike.FORM: "the same name", Alike.SOUND: "one name in two spellings", Alike.BONES: "like names"}


def link_persons(board: Board) -> None:
    persons = [profile for profile in board.profiles if profile.kind == "person"]
    full = [profile for profile in persons if profile.person.given and profile.person.surname]
    board.settle(_between(full))
    identify(board, full)
    crowd = Crowd.of(full, board)
    short = [p for p in persons if p.person.surname and not p.person.given]
    board.settle(link for profile in short for link in crowd.place(profile))
    nameless = [
        profile for profile in persons if not profile.person.words and profile.posts and _plausible(profile)
    ]
    board.settle(link for profile in nameless for link in crowd.by_office(profile))


def _plausible(profile: Profile) -> bool:
    """«генеральный прокурор США» of Ukraine is a slip of the reading."""
    said = parse_body(profile.head.actor.name).country
    return said is None or any(country == said for _, country in profile.posts)


# -- full names -----------------------------------------------------------------------------------------


def _between(full: list[Profile]) -> Iterator[Link]:
    seen: set[tuple[int, int]] = set()
    for block in _blocks(full):
        for position, one in enumerate(block):
            for other in block[position + 1 : position + 1 + MOST_COMPARED]:
                pair = (one.index, other.index)
                if pair not in seen:
                    seen.add(pair)
                    if (score := _weigh_full(one, other)) is not None:
                        yield Link(*pair, score, "same_person")


def _blocks(full: list[Profile]) -> Iterator[list[Profile]]:
    blocks: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for profile in full:
        for key in sorted(_block_keys(profile.person)):
            blocks[key].append(profile)
    return (block for _, block in sorted(blocks.items()) if len(block) > 1)


def _block_keys(name: PersonName) -> set[tuple[str, str]]:
    """Consonants of the surname with the first sound of the given name; for two words in either order."""
    surname, given = name.surname or "", name.given or ""
    keys = {(skeleton, first) for skeleton in skeletons(surname) for first in _first_sounds(given)}
    if len(name.words) == 2:
        keys |= {(skeleton, first) for skeleton in skeletons(given) for first in _first_sounds(surname)}
    return keys


def _first_sounds(word: str) -> set[str]:
    """Vowels at the beginning change between languages: «Олена», «Елена»; so do г and х."""
    return {_FIRST.get(reading[0], reading[0]) for reading in sounds(word) if reading}


_FIRST = dict.fromkeys("aeiou", "a") | {"h": "g", "m": "m", "n": "m"}  # «Николай», «Микола»


def _weigh_full(one: Profile, other: Profile) -> Score | None:
    level, spelt = agreement(one.person, other.person)
    if level is not Agreement.FULL or len(one.person.initials) > 1 < len(other.person.initials):
        return None
    return total(
        (Piece(NAME[spelt], SPELT[spelt]), _rare(one), _patronymic(one, other), *_circumstances(one, other))
    )


def _rare(profile: Profile) -> Piece:
    return Piece(-0.3, "a common name") if profile.common else Piece(0.0, "")


def _patronymic(one: Profile, other: Profile) -> Piece:
    both = one.person.patronymic and other.person.patronymic
    return Piece(0.25, "the same patronymic") if both else Piece(0.0, "")


def _circumstances(one: Profile, other: Profile) -> tuple[Piece, ...]:
    against = -0.15 if one.common or other.common else -0.05
    return (
        by_country(one.country, other.country, against),
        _by_post(one.posts.keys(), other.posts.keys()),
        by_company(len(one.company & other.company), len(one.abroad & other.abroad)),
        by_days(gap(one.days, other.days)),
    )


def _by_post(one: Iterable[Post], other: Iterable[Post]) -> Piece:
    shared = sorted(set(one) & set(other))
    if not shared:
        return Piece(0.0, "")
    post, country = shared[0]
    return Piece(0.3, f"both {post} of {country}")


# -- names that say less --------------------------------------------------------------------------------


@dataclass(slots=True)
class Person:
    """What the full names of one cluster tell together. `index` is its first profile."""

    index: int
    profiles: list[Profile]
    names: tuple[PersonName, ...]
    reports: int
    countries: dict[str, int]
    days: list[int] = field(default_factory=list)
    posts: dict[Post, list[int]] = field(default_factory=dict)
    company: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, profiles: list[Profile]) -> Person:
        person = cls(
            profiles[0].index,
            profiles,
            tuple(dict.fromkeys(profile.person for profile in profiles)),
            sum(len(profile.members) for profile in profiles),
            {},
        )
        for profile in profiles:
            person.days += profile.days
            person.company |= profile.company
            if profile.country:
                person.countries[profile.country] = person.countries.get(profile.country, 0) + len(
                    profile.members
                )
            for post, days in profile.posts.items():
                person.posts.setdefault(post, []).extend(days)
        person.days.sort()
        return person

    @property
    def country(self) -> str | None:
        return max(sorted(self.countries), key=lambda code: self.countries[code], default=None)


@dataclass(slots=True)
class Crowd:
    """The persons known by a full name, found by surname, given name, report and office."""

    board: Board
    by_surname: dict[str, list[Person]]
    by_report: dict[str, list[Person]]
    by_post: dict[Post, list[Person]]

    @classmethod
    def of(cls, full: list[Profile], board: Board) -> Crowd:
        crowd = cls(board, defaultdict(list), defaultdict(list), defaultdict(list))
        of_index = {profile.index: profile for profile in full}
        for _, indexes in sorted(board.clusters.sets(of_index).items()):
            crowd._add(Person.of([of_index[index] for index in indexes]))
        return crowd

    def _add(self, person: Person) -> None:
        surnames = {skeleton for name in person.names for skeleton in skeletons(name.surname or "")}
        for skeleton in sorted(surnames):
            self.by_surname[skeleton].append(person)
        for report in sorted({report for profile in person.profiles for report in profile.reports}):
            self.by_report[report].append(person)
        for post in sorted(person.posts):
            self.by_post[post].append(person)

    def place(self, profile: Profile) -> Iterator[Link]:
        """The person whom a surname, an initial with it, or a given name alone means; at most one link."""
        here = [(person, level) for person in self._in_reports(profile) if (level := _level(profile, person))]
        if any(level > Agreement.GIVEN for _, level in here):
            here = [(person, level) for person, level in here if level > Agreement.GIVEN]
        elif self._bearers(profile):
            here = []  # a word that is somebody's surname stands for nobody's given name
        if len(here) == 1:
            yield Link(here[0][0].index, profile.index, _named_beside(profile, *here[0]), "named_in_report")
        elif not here:
            yield from self._elsewhere(profile)

    def _in_reports(self, profile: Profile) -> list[Person]:
        found = {person.index: person for report in profile.reports for person in self.by_report[report]}
        return [found[index] for index in sorted(found)]

    def _elsewhere(self, profile: Profile) -> Iterator[Link]:
        bearers = self._bearers(profile)
        weighed = [(_weigh_short(profile, person, bearers), person) for person in bearers]
        ranked = sorted(weighed, key=lambda pair: (-pair[0].value, pair[1].index))
        if ranked:
            (best, person), *others = ranked
            if not others or best.value - others[0][0].value >= MARGIN:
                yield Link(person.index, profile.index, best, "known_by_surname")

    def _bearers(self, profile: Profile) -> list[Person]:
        found = {
            p.index: p for s in skeletons(profile.person.surname or "") for p in self.by_surname.get(s, ())
        }
        return [found[index] for index in sorted(found) if _bears(found[index], profile)]

    def by_office(self, profile: Profile) -> Iterator[Link]:
        """«министр обороны Казахстана» with no name: the only one whom reports of that time call so."""
        holders = {
            person.index: (person, post)
            for post in sorted(profile.posts)
            for person in self.by_post.get(post, ())
            if (days := gap(sorted(person.posts[post]), profile.days)) is not None and days <= OFFICE_DAYS
        }
        if len(holders) == 1:
            [(person, (post, country))] = holders.values()
            name = person.profiles[0].head.actor.name
            why = f"{name} is the only {post} of {country} named within {OFFICE_DAYS} days"
            yield Link(person.index, profile.index, Score(0.7, why), "known_by_office")


def _level(profile: Profile, person: Person) -> Agreement:
    return max((agreement(profile.person, name)[0] for name in person.names), default=Agreement.NONE)


def _bears(person: Person, profile: Profile) -> bool:
    """Whether the surname is the person's, in form, or in sound where it is written in other letters."""
    surname = profile.person.surname or ""
    own_letters = not surname.isascii()
    return any(
        level in (Agreement.SURNAME, Agreement.INITIAL)
        and (spelt is Alike.FORM or (spelt is Alike.SOUND and own_letters == (name.surname or "").isascii()))
        for name in person.names
        for level, spelt in (agreement(profile.person, name),)
    )


def _named_beside(profile: Profile, person: Person, level: Agreement) -> Score:
    name = person.profiles[0].head.actor.name
    value = {Agreement.INITIAL: 0.9, Agreement.SURNAME: 0.85}.get(level, 0.7)
    if _of_other_gender(profile.person, person):
        value -= 0.1
    return Score(
        round(value, 2), f"{name} is the only one in the same report whom «{profile.head.actor.name}» fits"
    )


def _weigh_short(profile: Profile, person: Person, bearers: list[Person]) -> Score:
    level = _level(profile, person)
    return total(
        (
            Piece(0.25, "surname and initial agree")
            if level is Agreement.INITIAL
            else Piece(0.1, "surname alone"),
            _alone(person, bearers),
            Piece(-0.5, "surname of the other gender") if _of_other_gender(profile.person, person) else None,
            by_country(profile.country, person.country),
            _by_post(profile.posts, person.posts),
            by_company(len(profile.company & person.company), 0),
            by_days(gap(profile.days, person.days)),
        )
    )


def _alone(person: Person, bearers: list[Person]) -> Piece | None:
    """A surname means one person where nobody else bears it, or hardly ever."""
    others = sum(other.reports for other in bearers if other is not person)
    if person.reports < NAMED_OFTEN or person.reports < TIMES_AS_OFTEN * others:
        return Piece(0.1, "no other of the surname") if not others else None
    return Piece(0.25, f"named in full by {person.reports} reports, others of the surname by {others}")


_FEMININE = ("ова", "ева", "ина", "ына", "ская", "цкая", "ая")


def _of_other_gender(name: PersonName, person: Person) -> bool:
    """«Иванова» in the nominative is not Иванов; in another case it may be, so this only speaks against."""
    surname = name.surname or ""
    if not surname.endswith(_FEMININE):
        return False
    theirs = [name.surname or "" for name in person.names]
    return surname not in theirs and not any(word.endswith(_FEMININE) for word in theirs)
