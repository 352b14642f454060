"""Every page: its address, what makes it, and in which forms it can be had.

Without a suffix a page is HTML; `.json` and `.csv` under the same address are the same for programs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

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
    """`is_lasting`: depends on the register and the address alone, so it may be kept.

    `is_of_register`: is made of the register alone, so that another process can make it; pages that rest on
    what was pasted, or on what is held of the whole register for the start and the review, are not.
    """

    path: str
    make: Callable[[Ask], Shown | Redirect | Attachment]
    methods: tuple[str, ...] = GET
    has_forms: bool = True
    is_lasting: bool = True
    is_of_register: bool = True


_here = partial(Page, is_lasting=False, is_of_register=False)

PAGES = (
    _here("/", start.start),
    _here("/read", reading.ask_for_text, has_forms=False),
    _here("/read", reading.take_text, POST, has_forms=False),
    _here("/read.json", reading.read_for_program, POST, has_forms=False),
    _here("/pasted/{key}", reading.pasted),
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
    _here("/review", review.queue),
    _here("/review/merges", review.merges),
    _here("/review/rulings", review.rulings),
    _here("/review/record/{report}/{id}", review.record),
    _here("/review/rule", review.rule, POST, has_forms=False),
    _here("/review/rule.json", review.rule_for_script, POST, has_forms=False),
    _here("/review/gold.jsonl", review.gold, has_forms=False),
    _here("/cite/{kind}/{id:path}", cite.cite, has_forms=False),
    _here("/openapi.json", openapi.openapi, has_forms=False),
)
