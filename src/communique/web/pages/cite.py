"""A page or a report as a citation: footnote, BibTeX, CSL-JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from communique.export.bibliography import csl, entry
from communique.queries.answer import Source
from communique.queries.desk import Desk
from communique.web.ask import Ask, BadQuestion, Shown

KINDS = ("report", "page")


def cite(ask: Ask) -> Shown:
    """Raises: UnknownRecord, BadQuestion, NoRegister."""
    kind, id = ask.parts["kind"], ask.parts["id"]
    if kind not in KINDS:
        raise BadQuestion("kind", kind)
    version = ask.version
    moment = ask.text("as_of") or version.sealed_at or ""
    if kind == "report":
        source = Desk(ask.known).source(id)
        address = f"/report/{id}"
    else:
        address = f"/{id}"
        source = Source(_key(id), moment[:10] or None, "communique", ask.text("title") or address, None)
    values = {
        "source": source,
        "is_report": kind == "report",
        "permalink": ask.url(address, as_of=moment or None),
        "version": version,
        "visited": datetime.now(UTC).date().isoformat(),
        "bibtex": entry(source),
        "csl": json.dumps([csl(source)], ensure_ascii=False, indent=2),
    }
    return Shown("cite.html.j2", ask.t("cite.title"), values)


def _key(path: str) -> str:
    return (
        "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in path).split())[:60] or "register"
    )
