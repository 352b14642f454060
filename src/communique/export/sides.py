"""Who does it and to whom: the sides of a happening, for formats that know only an actor and a recipient."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from communique.export.scope import Scope
from communique.records.register import Happening

# Kind -> roles of those who act, roles of those it is done to. Who act together stand on the left.
ROLES = {
    "meeting": (("participant", "host", "mediator"), ()),
    "visit": (("visitor",), ("host",)),
    "agreement": (("party",), ()),
    "contract": (("supplier", "party"), ("customer",)),
    "activity": (("party", "host"), ()),
    "aid": (("giver",), ("recipient",)),
    "appointment": (("person",), ()),
}
DEFAULT = (("actor",), ("recipient",))
OFFERED = ("AGREE", "REQUEST")


class Sides(NamedTuple):
    """Actor ids. Without recipients, all actors do it to one another."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def sides_of(scope: Scope, item: Happening) -> Sides:
    """Of an offer, who makes it is the actor and the other side the recipient, as PLOVER has it."""
    if item.proposer and item.plover in OFFERED:
        own = {code for id in item.proposer for code in scope.desk.country(id)}
        others = _filled(item, item.roles)
        rest = [id for id in others if id not in item.proposer and not own & set(scope.desk.country(id))]
        return Sides(item.proposer, tuple(rest))
    left, right = ROLES.get(item.kind, DEFAULT)
    actors = _filled(item, left)
    return Sides(actors, tuple(id for id in _filled(item, right) if id not in actors))


def _filled(item: Happening, roles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for role in roles for id in item.roles.get(role, ())))
