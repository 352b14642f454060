"""`happening`: one event with all that is told of it."""

from __future__ import annotations

from communique.queries.answer import Answer, Section
from communique.queries.assemble import answer
from communique.queries.desk import Desk
from communique.queries.events import event_line
from communique.queries.promises import commitment_line
from communique.register.view import View


def happening(view: View, id: str) -> Answer:
    """The event, then the commitments that it opened or moved.

    Raises:
        UnknownRecord: there is none of that id.
    """
    desk = Desk(view)
    item = view.happening(id)
    codes = item.countries[:2]
    near = view.commitments((codes[0], codes[1])) if len(codes) == 2 else view.commitments()
    touched = [
        promise
        for promise in near
        if promise.opened == id or any(step.happening == id for step in promise.steps)
    ]
    promised = tuple(commitment_line(desk, promise) for promise in touched)
    sections = [Section("event", "Event", (event_line(desk, item),), 1)]
    if promised:
        sections.append(Section("commitments", "Commitments", promised, len(promised)))
    return answer(desk, "event", id, {"id": id}, sections)
