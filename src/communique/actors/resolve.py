"""Who is who over all reports: local actors joined to entities of the register, each step with its reason.

    profiles        members of one name and country         (`profiles`)
    links           proposals, each with score and reason   (`link_persons`, `link_bodies`)
    rulings         what people decided, before all else    (`ruled`)
    entities        one record for each cluster             (`entities`)

Nothing is joined by a name alone: `evidence` says what counts beside it. Groups known only by a description
stay one entity for each report that speaks of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.actors.entities import Local, entities_of
from communique.actors.link_bodies import link_bodies, link_places
from communique.actors.link_persons import link_persons
from communique.actors.links import Board, Link
from communique.actors.profiles import Profile, profiles_of
from communique.actors.ruled import Ruled
from communique.records.register import Entity, Merge, Ruling
from communique.register.seen import ReportSeen

KIND = "actor"


def resolve(
    reports: Sequence[ReportSeen], rulings: Sequence[Ruling]
) -> tuple[tuple[Entity, ...], tuple[Merge, ...]]:
    """Every local actor belongs to exactly one entity; the order of the reports says nothing."""
    ruled = Ruled.of(rulings)
    board = Board.of(profiles_of(sorted(reports, key=lambda report: report.key), ruled.members))
    ruled.put(board)
    link_places(board)
    link_bodies(board)
    link_persons(board)
    entities = entities_of(board)
    return entities, tuple(
        sorted(_merges(board, ruled), key=lambda merge: (merge.left, merge.right, merge.by))
    )


def _merges(board: Board, ruled: Ruled) -> Iterator[Merge]:
    yield from ruled.merges(board)
    for profile in board.profiles:
        yield from (_of_profile(profile, member) for member in profile.members[1:])
    for link in board.made:
        yield _of_link(board, link, True)
    for link in board.refused:
        if board.clusters.find(link.left) != board.clusters.find(link.right):
            yield _of_link(board, link, False)


def _of_profile(profile: Profile, member: Local) -> Merge:
    head = profile.head
    return Merge(
        KIND,
        head.member,
        member.member,
        True,
        0.8,
        _same_words(profile, member),
        "rule:same_name_and_country",
    )


def _same_words(profile: Profile, member: Local) -> str:
    if profile.kind == "place" and profile.place.state:
        return f"both are names of the state {profile.place.state}"
    one, other = profile.head.actor.name, member.actor.name
    names = f"both are called «{one}»" if one == other else f"«{one}» and «{other}» are forms of one name"
    return f"{names}, both of {profile.country}" if profile.country else f"{names}, no other country is known"


def _of_link(board: Board, link: Link, same: bool) -> Merge:
    one, other = board.profiles[link.left].head, board.profiles[link.right].head
    why = f"«{one.actor.name}» and «{other.actor.name}»: {link.score.why}"
    return Merge(KIND, one.member, other.member, same, link.score.value, why, f"rule:{link.rule}")
