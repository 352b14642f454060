"""Questions to a register: plain functions over a `View` that give an `Answer`.

    dossier(view, "KAZ", "BLR")              what stands between two states
    timeline(view, Filter(kinds=("visit",))) happenings in the order of their time
    actor(view, "Адильбек Джаксыбеков")      everything about one actor
    who(view, "министр обороны", "KAZ", day) who held a post
    promises(view, pair, status="overdue")   commitments with the words of both ends
    search(view, "ремонт вертолётов")        reports that hold words in any form
    network(view, filter)                    who met whom, as a graph
    merges(view, "Джаксыбеков")              why mentions are one actor
    history(register, id)                    the life of one record
    stats(view)                              what the register holds, counted

Nothing here writes, and nothing knows how answers look; `communique.queries.frames` makes tables of them.
"""

from communique.gazetteer.countries import UnknownCountry, country_code, country_name
from communique.queries.actor import UnknownActor, actor
from communique.queries.answer import Answer, Quote, Section, Side, Source
from communique.queries.dossier import dossier
from communique.queries.history import history
from communique.queries.merges import merges
from communique.queries.network import network
from communique.queries.promises import promises
from communique.queries.search import search
from communique.queries.stats import stats
from communique.queries.timeline import timeline
from communique.queries.who import who
from communique.register.view import Filter

__all__ = [
    "Answer",
    "Filter",
    "Quote",
    "Section",
    "Side",
    "Source",
    "UnknownActor",
    "UnknownCountry",
    "actor",
    "country_code",
    "country_name",
    "dossier",
    "history",
    "merges",
    "network",
    "promises",
    "search",
    "stats",
    "timeline",
    "who",
]
