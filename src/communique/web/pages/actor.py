"""One person, body, enterprise or state."""

from __future__ import annotations

from communique.queries import actor as ask_actor
from communique.queries.actor import find_actors
from communique.queries.lines import TermLine
from communique.register.view import Filter
from communique.web.ask import Ask, BadQuestion, Redirect, Shown
from communique.web.charts import terms_chart, timeline_chart
from communique.web.spans import zoom

MOST = 20  # lines of a section at first; a link shows all


def find(ask: Ask) -> Redirect:
    """From a name as people type it to the page of the actor that it fits best. Raises: UnknownActor."""
    name = ask.text("name")
    if not name:
        raise BadQuestion("name", name)
    return Redirect(ask.url(f"/actor/{find_actors(ask.known, name)[0].id}"))


def actor(ask: Ask) -> Shown:
    """Raises: UnknownActor, BadQuestion, NoRegister."""
    since, until = ask.day("since"), ask.day("until")
    answer = ask_actor(ask.known, ask.parts["id"], since, until, ask.number("most", MOST, least=1))
    line = answer.sections[0].rows[0]
    terms = [row for _, row in answer.rows if isinstance(row, TermLine)]
    items = ask.known.happenings(Filter(actor=line.id, since=since, until=until))
    chart = timeline_chart(items, since, until)
    values = {
        "line": line,
        "terms": terms_chart(terms),
        "chart": chart,
        "zoom": zoom(chart.span if chart else None, since, until),
        "names": [row for name, row in answer.rows if name == "names"],
    }
    return Shown("actor.html.j2", answer.title, values, answer=answer)
