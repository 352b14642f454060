"""From the profiles of one cluster to the record of an entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from communique.actors.letters import script
from communique.actors.place_names import former_names
from communique.gazetteer import plain
from communique.records.register import Entity, Member, Name, entities_by_member
from communique.register.seen import ActorSeen, ReportSeen

if TYPE_CHECKING:
    from communique.actors.links import Board
    from communique.actors.profiles import Profile

ID_LENGTH = 12  # hexadecimal digits of the hash in an id
LETTERS = {"person": "p", "body": "b", "enterprise": "e", "group": "g", "place": "l", "state": "s"}
MOST_NAMES = 40  # shown of one entity, those of most reports


class Local(NamedTuple):
    """One actor of one reading, with the report it stands in."""

    report: ReportSeen
    actor: ActorSeen

    @property
    def member(self) -> Member:
        return Member(self.report.key, self.actor.id)

    def order(self) -> tuple[str, str, str]:
        """The earliest published first; undated last."""
        return (self.report.published or "~", self.report.key, self.actor.id)


def entities_of(board: Board) -> tuple[Entity, ...]:
    """One for each cluster, by id. The id is made of the earliest member, so it stays while that does."""
    clusters = board.clusters.sets(range(len(board.profiles)))
    entities = {
        root: _entity([board.profiles[index] for index in indexes], _known(board, indexes))
        for root, indexes in clusters.items()
    }
    of_member = entities_by_member(entities.values())
    whole = (_with_whole(entity, board, clusters[root], of_member) for root, entity in entities.items())
    return tuple(sorted(whole, key=lambda entity: entity.id))


def _known(board: Board, indexes: Sequence[int]) -> str | None:
    """The Wikidata id that most of the cluster's profiles have."""
    found = [board.known[index] for index in indexes if index in board.known]
    return _most(found) if found else None


def _entity(profiles: Sequence[Profile], wikidata: str | None) -> Entity:
    members = sorted((member for profile in profiles for member in profile.members), key=Local.order)
    state = next((profile.place.state for profile in profiles if profile.place.state), None)
    type = "state" if state else _type(members)
    country = (state,) if state else _country(members, profiles)
    from communique.actors.identify import gazetteer_names

    names = (*_names(members, type), *(gazetteer_names(wikidata) if wikidata else ()))
    return Entity(
        id=state or f"{LETTERS[type]}{_digest(members[0])}",
        type=type,
        name=_shown(names, members, type),
        names=names,
        members=tuple(sorted(member.member for member in members)),
        country=country,
        sector=tuple(sorted({sector for member in members for sector in member.actor.sector})),
        external=_external(state, wikidata),
    )


def _external(state: str | None, wikidata: str | None) -> dict[str, str]:
    if state:
        return {"iso": state}
    return {"wikidata": wikidata} if wikidata else {}


def _digest(head: Local) -> str:
    return sha256(str(head.member).encode()).hexdigest()[:ID_LENGTH]


def _type(members: Sequence[Local]) -> str:
    return members[0].actor.type if len(members) == 1 else _most(member.actor.type for member in members)


def _most(values: Iterable[str]) -> str:
    """The value that occurs oftenest, the first by its letters where several do."""
    return min(Counter(values).items(), key=lambda item: (-item[1], item[0]))[0]


def _country(members: Sequence[Local], profiles: Sequence[Profile]) -> tuple[str, ...]:
    """What the names say counts before what readings infer from the words around."""
    said = [code for profile in profiles if (code := profile.body.country) for _ in profile.members]
    if said:
        return (_most(said),)
    if len(members) == 1:
        return members[0].actor.country
    listed = Counter(member.actor.country for member in members if member.actor.country)
    return min(listed.items(), key=lambda item: (-item[1], item[0]))[0] if listed else ()


def _names(members: Sequence[Local], type: str) -> tuple[Name, ...]:
    reports: dict[tuple[str, str], set[str]] = {}
    for report, actor in members:
        for text, kind in _called(actor, type):
            reports.setdefault((text, kind), set()).add(report.key)
    ranked = sorted(reports.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Name(text, script(text), len(keys), kind) for (text, kind), keys in ranked[:MOST_NAMES])


def _called(actor: ActorSeen, type: str) -> Iterable[tuple[str, str]]:
    """The name in the nominative, and abbreviations as printed; other printed forms are in any case."""
    yield actor.name, "former" if type == "place" and plain(actor.name) in former_names() else "name"
    for index in actor.abbreviations:
        if actor.names[index] != actor.name:
            yield actor.names[index], "abbreviation"


def _shown(names: Sequence[Name], members: Sequence[Local], type: str) -> str:
    """The fullest of the names that many use: a full name stands above a surname that more print."""
    if type != "person":
        return names[0].text
    usual = [name for name in names if name.kind == "name" and name.reports * 10 >= names[0].reports] or list(
        names
    )
    return min(
        usual, key=lambda name: (-min(len(name.text.split()), 2), "." in name.text, -name.reports, name.text)
    ).text


def _with_whole(entity: Entity, board: Board, indexes: Sequence[int], of_member: dict[Member, str]) -> Entity:
    """With the entity that most members are part of."""
    from dataclasses import replace

    wholes = Counter(
        whole
        for index in indexes
        for report, actor in board.profiles[index].members
        if actor.part_of
        and (whole := of_member.get(Member(report.key, actor.part_of))) not in (None, entity.id)
    )
    if not wholes:
        return entity
    return replace(
        entity, part_of=_most(code for code, number in wholes.items() for _ in range(number) if code)
    )
