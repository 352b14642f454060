"""What the register knew on one day and did not on another."""

from __future__ import annotations

from communique.queries.compare import compare as ask_compare
from communique.web.ask import Ask, Shown

MOST = 200


def compare(ask: Ask) -> Shown:
    """Raises: AsOfError, UnknownCountry, BadQuestion, NoRegister."""
    then, pair = ask.text("then"), ask.pair()
    values = {"then": then, "pair": pair}
    ask.known  # noqa: B018  raises without a register
    if not then:
        return Shown("compare.html.j2", ask.t("compare.title"), values, data={"changes": []})
    with ask.shelf.view(then) as before:
        answer = ask_compare(before, ask.known, pair, ask.number("most", MOST, least=1))
    return Shown("compare.html.j2", ask.t("compare.title"), values, answer=answer)
