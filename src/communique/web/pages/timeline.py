"""Happenings in the order of their time."""

from __future__ import annotations

from communique.queries import timeline as ask_timeline
from communique.web.ask import Ask, Shown
from communique.web.charts import timeline_chart
from communique.web.spans import zoom

MOST = 100


def timeline(ask: Ask) -> Shown:
    """Raises: UnknownCountry, BadQuestion, NoRegister."""
    pair = ask.pair()
    wanted = ask.filter(pair)
    answer = ask_timeline(ask.known, wanted, ask.number("most", MOST, least=1))
    chart = timeline_chart(ask.known.happenings(wanted), wanted.since, wanted.until)
    values = {
        "pair": pair,
        "wanted": wanted,
        "chart": chart,
        "zoom": zoom(chart.span if chart else None, wanted.since, wanted.until),
    }
    return Shown("timeline.html.j2", ask.t("timeline.title"), values, answer=answer)
