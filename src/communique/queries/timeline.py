"""`timeline`: happenings in the order of their time."""

from __future__ import annotations

from collections.abc import Mapping

from communique.queries.answer import Answer, Section
from communique.queries.assemble import answer
from communique.queries.desk import Desk
from communique.queries.events import event_line, sure_enough
from communique.register.view import Filter, View

ALL = Filter()


def timeline(view: View, wanted: Filter = ALL, most: int | None = None, sure: float = 0) -> Answer:
    """Happenings that the filter lets through, oldest first.

    Args:
        most: the newest so many.
        sure: only those that the reading is at least so sure of, 0 to 1.
    """
    desk = Desk(view)
    items = sure_enough(view.happenings(wanted), sure)
    chosen = items if most is None else items[max(0, len(items) - most) :]
    section = Section("events", "Events", tuple(event_line(desk, item) for item in chosen), len(items))
    return answer(desk, "timeline", "Timeline", {**asked_of(wanted), "sure": sure}, [section])


def asked_of(wanted: Filter) -> Mapping[str, object]:
    return {
        "pair": " ".join(wanted.pair or ()),
        "country": wanted.country,
        "actor": wanted.actor,
        "kinds": " ".join(wanted.kinds),
        "stages": " ".join(wanted.stages),
        "since": wanted.since,
        "until": wanted.until,
    }
