"""Which profiles are of one body or enterprise, and which of one state or place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from communique.actors.body_names import parse_body
from communique.actors.evidence import Piece, Score, by_company, by_country, by_days, total
from communique.actors.letters import bones, sounds
from communique.actors.links import Board, Link
from communique.actors.profiles import Profile, body_name, gap, states_named
from communique.actors.wordforms import bases
from communique.gazetteer import cities

MOST_COMPARED = 60  # profiles of one name and different countries
LEAST_SOUND = 5  # letters of what is heard: shorter names of enterprises are alike too easily
TOLD_OFTEN = 3  # reports that call a body by both names

Group = dict[tuple[str, ...], list[Profile]]


def link_bodies(board: Board) -> None:
    bodies = [profile for profile in board.profiles if profile.kind == "body"]
    named: Group = defaultdict(list)
    for profile in bodies:
        if profile.body.key and not profile.body.bare and (profile.country or not profile.body.of_state):
            named[profile.body.key].append(profile)
    board.settle(link for key in sorted(named) for link in _of_one_name(named[key]))
    board.settle(_heard_alike(named))
    board.settle(_by_abbreviation(named))
    board.settle(_in_reports(bodies))


def link_places(board: Board) -> None:
    places: Group = defaultdict(list)
    for profile in board.profiles:
        if profile.kind == "place" and profile.place.key:
            places[profile.place.key].append(profile)
    board.settle(link for key in sorted(places) for link in _places_of_one_name(places[key]))


# -- bodies of one name ---------------------------------------------------------------------------------


def _of_one_name(profiles: list[Profile]) -> Iterator[Link]:
    for position, one in enumerate(profiles):
        for other in profiles[position + 1 : position + 1 + MOST_COMPARED]:
            yield Link(one.index, other.index, _weigh(one, other), "same_body")


def _weigh(one: Profile, other: Profile) -> Score:
    if one.body.known:
        return Score(0.95, "an organisation known by these names")
    if one.body.of_state and one.country != other.country:
        return Score(-0.9, f"one of {one.country}, one of {other.country}")
    return total(
        (
            Piece(0.5, "the same name"),
            by_country(one.country, other.country),
            _of_kind(one, other),
            by_company(len(one.company & other.company), len(one.abroad & other.abroad)),
            by_days(gap(one.days, other.days)),
        )
    )


def _of_kind(one: Profile, other: Profile) -> Piece | None:
    """What many places have, by a name of one word («Заря», «Победа»), needs more than its name."""
    countries = one.country and other.country and one.country != other.country
    return Piece(-0.1, "") if countries and len(one.body.key) == 1 else None


# -- one name in two scripts ----------------------------------------------------------------------------


def _heard_alike(named: Group) -> Iterator[Link]:
    """«Рейтер» and "Reuters": names of one sound, where companions speak for it too."""
    heard: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in sorted(named):
        if not any(token[0] in "@#" for token in key):
            for sound in {bones(reading) for reading in sounds("".join(key))}:
                heard[sound].append(key)
    for sound, keys in sorted(heard.items()):
        if len(keys) > 1 and len(sound) >= LEAST_SOUND - 2:
            yield from _of_two_spellings(keys, named)


def _of_two_spellings(keys: list[tuple[str, ...]], named: Group) -> Iterator[Link]:
    for position, key in enumerate(keys[:MOST_COMPARED]):
        for other in keys[position + 1 : MOST_COMPARED]:
            if key[0].isascii() != other[0].isascii():
                one, two = named[key][0], named[other][0]
                yield Link(one.index, two.index, _weigh_spelt(one, two), "same_sound")


def _weigh_spelt(one: Profile, other: Profile) -> Score:
    exact = not set(sounds("".join(one.body.key))).isdisjoint(sounds("".join(other.body.key)))
    return total(
        (
            Piece(0.45 if exact else 0.3, "one name in two scripts"),
            by_country(one.country, other.country),
            by_company(len(one.company & other.company), len(one.abroad & other.abroad)),
            by_days(gap(one.days, other.days)),
        )
    )


# -- abbreviations --------------------------------------------------------------------------------------


def _by_abbreviation(named: Group) -> Iterator[Link]:
    """«ГБР» and «Государственное бюро расследований», where reports use both for one actor."""
    told: Counter[tuple[int, tuple[str, ...], str | None]] = Counter()
    for profiles in named.values():
        for profile in profiles:
            for local in profile.members:
                told.update({(profile.index, *alias) for alias in _aliases(local.actor, profile)})
    by_key = {(profile.body.key, profile.country): profile for group in named.values() for profile in group}
    owners = {profile.index: profile for profile in by_key.values()}
    for (index, key, country), times in sorted(
        told.items(), key=lambda item: (item[0][0], item[0][1], str(item[0][2]))
    ):
        other = by_key.get((key, country))
        if (
            other is not None
            and other.index != index
            and index in owners
            and not _two_kinds(owners[index], key)
        ):
            yield Link(index, other.index, _weigh_alias(owners[index], key, times), "two_names_in_report")


def _aliases(actor: object, profile: Profile) -> Iterable[tuple[tuple[str, ...], str | None]]:
    from communique.register.seen import ActorSeen

    assert isinstance(actor, ActorSeen)
    brackets = body_name(actor).abbreviation
    for printed in (*actor.names, *((brackets,) if brackets else ())):
        name = parse_body(printed, True)
        if name.key and not name.bare and name.key != profile.body.key:
            yield name.key, profile.country if name.country is None else name.country


def _weigh_alias(profile: Profile, key: tuple[str, ...], times: int) -> Score:
    if len(key) == 1 and _abbreviates(key[0], profile.body.key):
        return Score(0.85, f"its initials, used for it in {times} report{'s' * (times > 1)}")
    if times >= TOLD_OFTEN:
        return Score(0.75, f"{times} reports use both names for one")
    return Score(0.4, f"{times} report{'s' * (times > 1)} use both names for one")


def _two_kinds(profile: Profile, key: tuple[str, ...]) -> bool:
    """«ВС» is Верховный суд or вооружённые силы: what states have one of each is never one."""
    return profile.body.of_state is not None and len(key) == 1 and key[0][0] == "#"


def _abbreviates(short: str, words: tuple[str, ...]) -> bool:
    """Whether the letters are, in order, the first letters of the words, but for small words between."""
    initials = [word.lstrip("@#")[:1] for word in words]
    rest = iter(initials)
    return 2 <= len(short) <= len(initials) + 1 and all(letter in rest for letter in short[: len(initials)])


# -- what a report calls by a common noun or without its state ------------------------------------------


def _in_reports(bodies: list[Profile]) -> Iterator[Link]:
    """«МИД» alone is the one that the same report names with its state, else that of the report's state."""
    by_report: dict[str, list[Profile]] = defaultdict(list)
    of_state: dict[tuple[str | None, str | None], Profile] = {}
    for profile in bodies:
        of_state.setdefault((profile.body.of_state, profile.country), profile)
        for report in profile.reports:
            by_report[report].append(profile)
    for profile in bodies:
        if profile.body.of_state and profile.country is None:
            link = _beside(profile, by_report[profile.head.report.key]) or _of_spoken_state(profile, of_state)
            if link is not None:
                yield link


def _beside(profile: Profile, here: Iterable[Profile]) -> Link | None:
    fuller = [other for other in here if other.country and other.body.key == profile.body.key]
    if len({other.country for other in fuller}) != 1:
        return None
    why = f"the only one in the report is {fuller[0].head.actor.name}"
    return Link(fuller[0].index, profile.index, Score(0.8, why), "named_in_report")


def _of_spoken_state(
    profile: Profile, of_state: Mapping[tuple[str | None, str | None], Profile]
) -> Link | None:
    """Reports name the state that they mean oftener than all others together, or leave it open."""
    states = states_named(profile.head.report)
    (code, times), *_ = states.most_common() or [("", 0)]
    body = of_state.get((profile.body.of_state, code))
    if body is None or times <= sum(states.values()) - times:
        return None
    why = f"the report names {code} {times} times, other states {sum(states.values()) - times} times"
    return Link(body.index, profile.index, Score(0.7, why), "state_of_report")


# -- places ---------------------------------------------------------------------------------------------


def _places_of_one_name(profiles: list[Profile]) -> Iterator[Link]:
    for position, one in enumerate(profiles):
        for other in profiles[position + 1 : position + 1 + MOST_COMPARED]:
            yield Link(one.index, other.index, _weigh_places(one, other), "same_place")


def _weigh_places(one: Profile, other: Profile) -> Score:
    known = one.place.key[0].startswith("@") or _is_city(one.head.actor.name)
    return total(
        (
            Piece(0.8 if known else 0.55, "a city of the gazetteer" if known else "the same name"),
            by_country(one.country, other.country),
            by_company(len(one.company & other.company), len(one.abroad & other.abroad)),
            by_days(gap(one.days, other.days)),
        )
    )


def _is_city(name: str) -> bool:
    return not bases(name.lower()).isdisjoint(cities())
