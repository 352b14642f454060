"""What pages need of a whole register (counts, facets, queues), made before anybody asks for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from communique.collector import settled
from communique.queries import stats
from communique.queries.facets import ReportIndex, pairs_of
from communique.queries.review import doubtful_events, doubtful_merges
from communique.register.errors import RegisterError
from communique.register.view import View
from communique.web.library import Library

# The most asked for first; each is made once for a generation of the register and held by this name.
MAKERS: dict[str, Callable[[View], Any]] = {
    "pairs": pairs_of,
    "facets": ReportIndex,
    "stats": stats,
    "doubts": doubtful_events,
    "merges": doubtful_merges,
}
log = logging.getLogger(__name__)


def held(library: Library, view: Any, name: str) -> Any:
    """What is held by that name for the view's generation and day. Raises: KeyError for another name."""
    make = MAKERS[name]
    return library.held(name, (view.generation, view.today), lambda: make(view))


def warm(library: Library) -> None:
    try:
        with library.view(None) as view:
            for name in MAKERS:
                held(library, view, name)
        settled()
    except RegisterError:
        log.exception("what pages need of the whole register could not be made beforehand")
