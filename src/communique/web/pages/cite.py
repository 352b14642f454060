"""A page or a report as a citation: footnote, BibTeX, CSL-JSON, each with the address that stays the same."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote, urlencode

from communique.export.bibliography import csl, entry
from communique.queries.answer import Source
from communique.queries.desk import Desk
from communique.register.moments import stamp
from communique.web.ask import Ask, BadQuestion, Shown

KINDS = ("report", "page")
DAY = re.compile(r"\[\s+(\d+),\s+(\d+),\s+(\d+)\s+\]")  # written on one line
OWN = ("as_of", "lang", "title")  # parameters that are not asked of the page that is cited


def cite(ask: Ask) -> Shown:
    """Raises: UnknownRecord, BadQuestion, NoRegister."""
    kind, id = ask.parts["kind"], ask.parts["id"]
    if kind not in KINDS:
        raise BadQuestion("kind", kind)
    moment, today = _moment(ask), datetime.now(UTC).date()
    permalink = _permalink(ask, f"/report/{id}" if kind == "report" else f"/{id}", moment)
    source = Desk(ask.known).source(id) if kind == "report" else _page(ask, id, moment, permalink)
    told = {
        "note": f"communique report {id}: {permalink}" if kind == "report" else None,
        "version": ask.t("cite.version", generation=ask.version.generation, moment=moment),
    }
    values = {
        "source": source,
        "is_report": kind == "report",
        "permalink": permalink,
        "version": told["version"],
        "visited": today.isoformat(),
        "bibtex": entry(source, **told, urldate=today.isoformat()),
        "csl": DAY.sub(
            r"[\1, \2, \3]", json.dumps([_csl(source, kind, told, today)], ensure_ascii=False, indent=2)
        ),
    }
    return Shown("cite.html.j2", ask.t("cite.title"), values)


def _moment(ask: Ask) -> str:
    """The instant as of which the page says what it says: the one asked for, else when the register was last
    sealed. A day that is not over may still bring something, so it counts up to now."""
    given = ask.known.as_of
    if given is None:
        return ask.version.sealed_at or ""
    asked = datetime.fromisoformat(
        f"{given}T23:59:59.999+00:00" if len(given) == len("2024-03-06") else given
    )
    return stamp(min(asked, datetime.now(UTC)))


def _permalink(ask: Ask, path: str, moment: str) -> str:
    """The whole address, with what was asked of the page."""
    asked = [pair for pair in ask.query.multi_items() if pair[0] not in OWN and pair[1]]
    query = urlencode([*asked, ("as_of", moment)] if moment else asked, safe=":")
    return ask.site + quote(path, safe="/:") + (f"?{query}" if query else "")


def _page(ask: Ask, path: str, moment: str, permalink: str) -> Source:
    return Source(_key(path), moment[:10] or None, "communique", ask.text("title") or f"/{path}", permalink)


def _csl(source: Source, kind: str, told: dict[str, str | None], today: date) -> dict[str, Any]:
    accessed = {"date-parts": [[today.year, today.month, today.day]]}
    if kind == "report":
        return csl(source, **told, accessed=accessed)
    return csl(source, **told, accessed=accessed, type="webpage", language=None)


def _key(path: str) -> str:
    return (
        "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in path).split())[:60] or "register"
    )
