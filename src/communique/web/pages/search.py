"""Reports by words in any of their forms, with what they tell by kind, stage, state and year."""

from __future__ import annotations

from communique.queries import search as ask_search
from communique.web.ask import Ask, Shown
from communique.web.warm import held

ON_PAGE = 20


def search(ask: Ask) -> Shown:
    """Raises: EmptyQuestion, UnknownCountry, BadQuestion, NoRegister."""
    words, wanted = ask.text("q"), ask.filter(ask.pair())
    limit, offset = ask.number("limit", ON_PAGE, 1, 200), ask.number("offset", 0, most=100_000)
    if not words:
        ask.known  # noqa: B018  raises without a register
        values = {"q": "", "wanted": wanted, "facets": None, "offset": 0, "limit": limit, "more": False}
        return Shown("search.html.j2", ask.t("search.title"), values, data={"reports": []})
    answer = ask_search(ask.known, words, wanted, limit, offset)
    index = held(ask.shelf, ask.known, "facets")
    matches = ask.known.matches(words)
    values = {
        "q": words,
        "wanted": wanted,
        "facets": index.count(matches),
        "counted": len(matches),
        "offset": offset,
        "limit": limit,
        "more": answer.sections[0].total > offset + len(answer.sections[0].rows),
    }
    return Shown("search.html.j2", ask.t("search.for", words=words), values, answer=answer)
