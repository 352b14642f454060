"""Who met whom, drawn as a circle by state, with a slider of years."""

from __future__ import annotations

from dataclasses import replace

from communique.codebook import actor_types
from communique.queries import network as ask_network
from communique.queries.lines import MetLine
from communique.web.ask import Ask, Shown
from communique.web.charts import network_chart

NODES = 48
EDGES = 300  # lines of the table


def network(ask: Ask) -> Shown:
    """Raises: UnknownCountry, BadQuestion, NoRegister."""
    pair, types = ask.pair(), ask.chosen("type", actor_types()) or ("person",)
    wanted = ask.filter(pair)
    answer = ask_network(ask.known, wanted, types)
    chart = network_chart([row for row in answer["edges"].rows if isinstance(row, MetLine)], NODES)
    shown = [replace(section, rows=section.rows[:EDGES]) for section in answer.sections]
    values = {"pair": pair, "wanted": wanted, "types": types, "chart": chart, "shown": shown}
    return Shown("network.html.j2", ask.t("network.title"), values, answer=answer)
