"""The board of commitments: what was proposed or planned, and what became of it."""

from __future__ import annotations

from typing import Any

from communique.queries import promises as ask_promises
from communique.queries.answer import Answer
from communique.queries.promises import ASKED, SETTLED, WAITING
from communique.web.ask import Ask, BadQuestion, Shown

MOST = 60


def promises(ask: Ask) -> Shown:
    """Raises: UnknownCountry, BadQuestion, NoRegister."""
    status, pair = ask.text("status", "all") or "all", ask.pair()
    if status not in ASKED:
        raise BadQuestion("status", status)
    most = ask.number("most", MOST, least=1)
    answer = ask_promises(ask.known, pair, status, ask.day("since"), ask.day("until"), most)
    values: dict[str, Any] = {
        "pair": pair,
        "status": status,
        "statuses": ("all", "open", "overdue", "settled"),
        "most": most,
    }
    values["board"] = _columns(answer) if status == "all" else ()
    values["is_whole"] = all(len(part.rows) == part.total for part in answer.sections)
    return Shown("promises.html.j2", ask.t("promises.title"), values, answer=answer)


def _columns(answer: Answer) -> list[tuple[str, int]]:
    """How many lines stand in each state, of those shown."""
    rows = [row for _, row in answer.rows if hasattr(row, "state")]
    counts = {state: sum(row.state == state for row in rows) for state in (*WAITING, *SETTLED)}
    return [(state, count) for state, count in counts.items() if count]
