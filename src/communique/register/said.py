"""Statements of a report, with who spoke as the register knows him."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.records.register import Citation, Member
from communique.register.seen import ReportSeen
from communique.register.view import Pair, Said


def statements(report: ReportSeen, entity_of: Mapping[Member, str]) -> Iterator[Said]:
    countries = {actor.id: actor.country for actor in report.actors}
    for item in report.statements:
        yield Said(
            member=report.member(item.id),
            speaker=None if item.speaker is None else entity_of.get(report.member(item.speaker)),
            countries=countries.get(item.speaker or "", ()),
            about=item.about,
            manner=item.manner,
            verb=item.verb,
            content=Citation(report.key, *item.content),
            on=report.published,
        )


def between(said: Said, pair: Pair) -> bool:
    """Whether one side speaks of the other."""
    return any(one in said.countries and other in said.about for one, other in (pair, pair[::-1]))
