"""One happening with all that is told of it, and the life of any record."""

from __future__ import annotations

from communique.queries.record import happening
from communique.web.ask import Ask, Shown


def event(ask: Ask) -> Shown:
    """Raises: UnknownRecord, NoRegister."""
    answer = happening(ask.known, ask.parts["id"])
    line = answer.sections[0].rows[0]
    sources = {source.report: source for source in answer.sources}
    values = {"line": line, "members": ask.known.happening(line.id).members, "sources": sources}
    return Shown("event.html.j2", ask.words.term("kind", line.kind), values, answer=answer)


def history(ask: Ask) -> Shown:
    """Raises: UnknownRecord, NoRegister."""
    answer = ask.shelf.history(ask.parts["id"])
    return Shown(
        "answer.html.j2", ask.t("history.title", id=ask.parts["id"]), {"lead": "history.lead"}, answer
    )
