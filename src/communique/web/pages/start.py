"""The first page: what the register holds, the ways into it, and a place to paste a report."""

from __future__ import annotations

from communique.queries import stats
from communique.web.ask import Ask, Shown

PAIRS = 12  # pairs of states that are offered


def start(ask: Ask) -> Shown:
    if ask.library is None:
        return Shown(
            "read.html.j2", ask.t("read.title"), {"problem": "", "given": {}}, data={"register": None}
        )
    answer = ask.library.held("stats", _generation(ask), lambda: stats(ask.known))
    counts = {section.name: section for section in answer.sections}
    values = {"counts": answer.summary, "sections": counts, "pairs": top_pairs(ask)}
    return Shown("start.html.j2", ask.t("start.title"), values, answer=answer)


def _generation(ask: Ask) -> int:
    return ask.known.generation


def top_pairs(ask: Ask) -> list[tuple[str, str, int]]:
    """Pairs of states with most happenings."""
    return ask.shelf.held("pairs", _generation(ask), lambda: _pairs(ask))


def _pairs(ask: Ask) -> list[tuple[str, str, int]]:
    from communique.queries.facets import pairs_of

    return pairs_of(ask.known)[:PAIRS]
