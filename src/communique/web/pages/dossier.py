"""What stands between two states."""

from __future__ import annotations

from dataclasses import replace

from communique.gazetteer.countries import country_code
from communique.queries import dossier as ask_dossier
from communique.queries import timeline as ask_timeline
from communique.queries.answer import Answer
from communique.queries.lines import EventLine
from communique.register.view import Filter
from communique.web.ask import Ask, BadQuestion, Redirect, Shown
from communique.web.charts import timeline_chart, visits_chart
from communique.web.spans import zoom

MOST = 12  # lines of a section at first; a link shows all


def to_pair(ask: Ask) -> Redirect:
    """From the form, which takes names in any language, to the page of the two codes."""
    pair = ask.pair()
    if pair is None:
        raise BadQuestion("a", "")
    return Redirect(ask.url(f"/dossier/{pair[0]}/{pair[1]}"))


def dossier(ask: Ask) -> Shown:
    """Raises: UnknownCountry, BadQuestion, NoRegister."""
    a, b = country_code(ask.parts["a"]), country_code(ask.parts["b"])
    if a == b:
        raise BadQuestion("b", ask.parts["b"])
    wanted = ask.filter((a, b))
    most = ask.number("most", MOST, least=1)
    answer = ask_dossier(ask.known, a, b, wanted.since, wanted.until, most)
    if wanted.kinds or wanted.stages:
        answer = _narrowed(ask, answer, wanted, most)
    items = ask.known.happenings(wanted)
    chart = timeline_chart(items, wanted.since, wanted.until)
    names = (ask.words.country(a), ask.words.country(b))
    values = {
        "a": a,
        "b": b,
        "wanted": wanted,
        "most": most,
        "chart": chart,
        "zoom": zoom(chart.span if chart else None, wanted.since, wanted.until),
        "visits": visits_chart(answer, a, b),
        "kinds": sorted({item.kind for item in ask.known.happenings(Filter(pair=(a, b)))}),
    }
    return Shown("dossier.html.j2", ask.t("dossier.title", a=names[0], b=names[1]), values, answer=answer)


def _narrowed(ask: Ask, answer: Answer, wanted: Filter, most: int) -> Answer:
    """With a filter of kinds or stages, its events stand in one section in place of those by kind."""
    events = ask_timeline(ask.known, wanted, most)
    section = replace(events.sections[0], rows=tuple(reversed(events.sections[0].rows)))
    others = [item for item in answer.sections if not (item.rows and isinstance(item.rows[0], EventLine))]
    place = sum(item.name in ("open_commitments", "announced_measures") for item in others)
    sections = (*others[:place], section, *others[place:])
    sources = dict.fromkeys((*answer.sources, *events.sources))
    return replace(answer, sections=sections, sources=tuple(sources))
