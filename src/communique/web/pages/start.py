"""The first page: what the register holds, the ways into it, and a place to paste a report."""

from __future__ import annotations

from communique.web.ask import Ask, Shown
from communique.web.warm import held

PAIRS = 12  # pairs of states that are offered


def start(ask: Ask) -> Shown:
    if ask.library is None:
        return Shown(
            "read.html.j2", ask.t("read.title"), {"problem": "", "given": {}}, data={"register": None}
        )
    answer = held(ask.library, ask.known, "stats")
    counts = {section.name: section for section in answer.sections}
    values = {
        "counts": answer.summary,
        "sections": counts,
        "pairs": held(ask.library, ask.known, "pairs")[:PAIRS],
    }
    return Shown("start.html.j2", ask.t("start.title"), values, answer=answer)
