"""Who held a post on a day."""

from __future__ import annotations

from communique.gazetteer.countries import country_code
from communique.queries import who as ask_who
from communique.web.ask import Ask, Shown


def who(ask: Ask) -> Shown:
    """Raises: UnknownCountry, BadQuestion, NoRegister."""
    position, country, day = ask.text("position"), ask.text("country"), ask.day("day")
    given = {"position": position, "country": country, "day": day}
    known = ask.known  # without a register there is nothing to ask
    answer = ask_who(known, position, country_code(country), day) if position and country else None
    return Shown("who.html.j2", ask.t("who.title"), {"given": given}, answer, data={"terms": []})
