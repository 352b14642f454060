"""Every page: its address, what makes it, and in which forms it can be had.

Without a suffix a page is HTML; `.json` and `.csv` under the same address are the same for programs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.web.ask import Ask, Attachment, Redirect, Shown
from communique.web.pages import (
    actor,
    cite,
    compare,
    dossier,
    event,
    network,
    openapi,
    promises,
    reading,
    review,
    search,
    start,
    timeline,
    who,
)

GET, POST = ("GET",), ("POST",)


@dataclass(frozen=True, slots=True)
class Page:
    """`is_lasting`: depends on the register and the address alone, so it may be kept."""

    path: str
    make: Callable[[Ask], Shown | Redirect | Attachment]
    methods: tuple[str, ...] = GET
    has_forms: bool = True
    is_lasting: bool = True


PAGES = (
    Page("/", start.start, is_lasting=False),
    Page("/read", reading.ask_for_text, has_forms=False, is_lasting=False),
    Page("/read", reading.take_text, POST, has_forms=False, is_lasting=False),
    Page("/read.json", reading.read_for_program, POST, has_forms=False, is_lasting=False),
    Page("/pasted/{key}", reading.pasted, is_lasting=False),
    Page("/report/{key}", reading.report, is_lasting=False),
    Page("/dossier", dossier.to_pair, has_forms=False),
    Page("/dossier/{a}/{b}", dossier.dossier),
    Page("/timeline", timeline.timeline),
    Page("/event/{id}", event.event),
    Page("/actors", actor.find, has_forms=False),
    Page("/actor/{id}", actor.actor),
    Page("/who", who.who),
    Page("/search", search.search),
    Page("/promises", promises.promises),
    Page("/network", network.network),
    Page("/compare", compare.compare),
    Page("/history/{id}", event.history, is_lasting=False),
    Page("/review", review.queue, is_lasting=False),
    Page("/review/merges", review.merges, is_lasting=False),
    Page("/review/rulings", review.rulings, is_lasting=False),
    Page("/review/record/{report}/{id}", review.record, is_lasting=False),
    Page("/review/rule", review.rule, POST, has_forms=False, is_lasting=False),
    Page("/review/rule.json", review.rule_for_script, POST, has_forms=False, is_lasting=False),
    Page("/review/gold.jsonl", review.gold, has_forms=False, is_lasting=False),
    Page("/cite/{kind}/{id:path}", cite.cite, has_forms=False, is_lasting=False),
    Page("/openapi.json", openapi.openapi, has_forms=False, is_lasting=False),
)
