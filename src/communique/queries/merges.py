"""`merges`: why mentions are, or are not, one actor."""

from __future__ import annotations

from communique.queries.actor import actor_line, find_actors, merge_line
from communique.queries.answer import Answer, Section
from communique.queries.assemble import answer
from communique.queries.desk import Desk
from communique.register.view import View


def merges(view: View, name_or_id: str, most: int | None = None) -> Answer:
    """Every decision about the actor, the least sure first; then the actor itself.

    Raises:
        UnknownActor: there is none of that id or name.
    """
    desk = Desk(view)
    entity = find_actors(view, name_or_id)[0]
    found = sorted(view.merges(entity.id), key=lambda item: (abs(item.score), item.left, item.right))
    lines = tuple(merge_line(desk, item) for item in found[:most])
    sections = (
        Section("actor", "Actor", (actor_line(desk, entity),), 1),
        Section("merges", "Decisions, the least sure first", lines, len(found)),
    )
    return answer(desk, "merges", entity.name, {"actor": name_or_id}, sections)
