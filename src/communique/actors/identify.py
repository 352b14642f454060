"""Persons known to the gazetteer of office-holders: which of them a profile is, by name and office or state.

A name alone identifies nobody. The office must be theirs, or the state together with a day of their term or
of the years around it; where two office-holders fit, neither is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.actors.evidence import Score
from communique.actors.letters import script
from communique.actors.links import Board, Link
from communique.actors.person_names import Agreement, PersonName, agreement, parse_person, skeletons
from communique.actors.profiles import Profile
from communique.gazetteer.office_holders import OfficeHolder, office_holders
from communique.records.register import Name

DAYS_AROUND = 10 * 365  # before and after a term in which its holder is likely to be in the news


@dataclass(frozen=True, slots=True)
class Holder:
    """One person of the gazetteer with all terms."""

    wikidata: str
    names: tuple[str, ...]
    parsed: tuple[PersonName, ...]
    terms: tuple[OfficeHolder, ...]


def identify(board: Board, full: list[Profile]) -> None:
    """Join the profiles of one office-holder, and note whom each cluster is on the board."""
    found = {profile.index: holder for profile in full if (holder := holder_of(profile)) is not None}
    first: dict[str, int] = {}
    links = []
    for index, holder in sorted(found.items()):
        head = first.setdefault(holder.wikidata, index)
        if head != index:
            links.append(Link(head, index, Score(0.85, _why(holder)), "office_holder"))
    board.settle(links)
    board.known = {index: holder.wikidata for index, holder in found.items()}


def _why(holder: Holder) -> str:
    term = holder.terms[0]
    return f"both fit {holder.names[0]} ({holder.wikidata}), {term.post} of {term.country}"


def holder_of(profile: Profile) -> Holder | None:
    surname = profile.person.surname or ""
    bearers = {holder.wikidata: holder for key in skeletons(surname) for holder in _by_surname().get(key, ())}
    fitting = [holder for _, holder in sorted(bearers.items()) if _fits(profile, holder)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(profile: Profile, holder: Holder) -> bool:
    named = any(agreement(profile.person, name)[0] is Agreement.FULL for name in holder.parsed)
    return named and (_by_office(profile, holder) or _by_state(profile, holder))


def _by_office(profile: Profile, holder: Holder) -> bool:
    return any((term.post, term.country) in profile.posts for term in holder.terms)


def _by_state(profile: Profile, holder: Holder) -> bool:
    if profile.common:
        return False
    return any(
        term.country == profile.country and first - DAYS_AROUND <= day <= last + DAYS_AROUND
        for term in holder.terms
        for first, last in (_days(term),)
        for day in (profile.days[:1] + profile.days[-1:])
    )


def _days(term: OfficeHolder) -> tuple[int, int]:
    """First and last day of a term as numbers; an end that is not known is far off."""
    start, end = term.days
    return (start.toordinal() if start else 0, end.toordinal() if end else 10**6)


def gazetteer_names(wikidata: str) -> Iterator[Name]:
    """The names that the gazetteer has for the person, printed in no report."""
    for name in _by_id()[wikidata].names:
        yield Name(name, script(name), 0, "gazetteer")


@cache
def _by_id() -> dict[str, Holder]:
    terms: dict[str, list[OfficeHolder]] = {}
    for term in office_holders():
        terms.setdefault(term.wikidata, []).append(term)
    return {wikidata: _holder(wikidata, rows) for wikidata, rows in terms.items()}


def _holder(wikidata: str, terms: list[OfficeHolder]) -> Holder:
    listed = (name for term in terms for name in (term.name_en, *term.names_ru, *term.names_be))
    names = tuple(dict.fromkeys(name for name in listed if name))
    return Holder(wikidata, names, tuple(parse_person(name) for name in names), tuple(terms))


@cache
def _by_surname() -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = {}
    for _, holder in sorted(_by_id().items()):
        for skeleton in sorted({s for name in holder.parsed for s in skeletons(name.surname or "")}):
            found.setdefault(skeleton, []).append(holder)
    return found
