"""`plover`: PLOVER events as JSON Lines (manual, draft 2.0), with the offsets that `text_info` has room for.

One line a happening that PLOVER has a type for. `date` is the first day that it can have happened, or where
reports give no time the day of the first report, which `comment` then says. Beyond the standard's fields:
`when` (EDTF), `stage`, `kind`, `evidence` (ids), `confidence`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique import __version__
from communique.export.evidence import evidence_id
from communique.export.files import write_jsonl
from communique.export.scope import Scope
from communique.export.sides import sides_of
from communique.queries.desk import publisher
from communique.queries.events import quad
from communique.records.register import Citation, Happening
from communique.register.select import first_day, last_day

Json = dict[str, Any]
CODEBOOK = "PLOVER 2.0 draft"
# Our sectors follow CAMEO, where MED is the media; PLOVER has JRN for these and MED for health.
SECTORS = {"MED": "JRN", "HLH": "MED"}
COUNTRIES = {"XKX": "KOS"}


def write(scope: Scope, path: Path) -> None:
    write_jsonl(path, (record(scope, item) for item in scope.happenings if item.plover))


def record(scope: Scope, item: Happening) -> Json:
    sides, cited = sides_of(scope, item), list(_cited(scope, item))
    first, last = first_day(item), last_day(item)
    found = {
        "id": item.id,
        "has_event": True,
        "date": first.isoformat() if first else None,
        "enddate": last.isoformat() if last and last != first else None,
        "actor": list(entities(scope, sides.actors, item)),
        "recipient": list(entities(scope, sides.recipients, item)),
        "event": [item.plover],
        "mode": item.plover_mode,
        "context": list(item.context),
        "quad_code": quad(item),
        "event_loc": {"extracted_place": item.place} if item.place else None,
        "event_text": _words(scope, item),
        "text": _text(scope, cited[0]) if cited else None,
        "text_info": {"start": cited[0].start, "end": cited[0].end} if cited else None,
        "cite_info": cite_info(scope, cited[0].report) if cited else None,
        "coder": f"communique {__version__}",
        "comment": None if item.first_day or not first else "date is that of the first report",
        "when": item.when,
        "kind": item.kind,
        "stage": item.stage,
        "confidence": item.confidence,
        "evidence": [evidence_id(citation) for citation in cited],
    }
    # What is required stays, also where it is empty.
    kept = ("date", "actor", "recipient")
    return {name: value for name, value in found.items() if name in kept or value not in (None, [], "")}


def entities(scope: Scope, ids: Iterable[str], item: Happening) -> Iterator[Json]:
    """One object for each country of an actor, so that a group of two states is two."""
    for id in ids:
        entity = scope.actors.get(id)
        if entity is None:
            continue
        for code in entity.country or (None,):
            sectors = [SECTORS.get(sector, sector) for sector in entity.sector]
            found = {
                "code": COUNTRIES.get(code, code) if code else None,
                "sector": " ".join(sectors),
                "entity_text": entity.name,
                "identifier_id": entity.external.get("wikidata"),
                "office": scope.desk.office(id, item.reports),
            }
            yield {name: value for name, value in found.items() if value}


def _cited(scope: Scope, item: Happening) -> Iterator[Citation]:
    for member in scope.desk.by_day(item.members):
        event = scope.desk.event(member)
        for span in (event.evidence or event.trigger) if event else ():
            yield Citation(member.report, *span)


def _words(scope: Scope, item: Happening) -> list[str]:
    events = [scope.desk.event(member) for member in scope.desk.by_day(item.members)]
    return list(dict.fromkeys(event.words for event in events if event))


def _text(scope: Scope, citation: Citation) -> str:
    return scope.desk.text(citation.report)[citation.start : citation.end]


def cite_info(scope: Scope, key: str) -> Json:
    source, seen = scope.desk.source(key), scope.desk.seen(key)
    found = {
        "citation": key,
        "url": source.url,
        "title": source.title,
        "language": source.language,
        "publication": publisher(seen),
        "codebook": CODEBOOK,
        "version": __version__,
    }
    return {name: value for name, value in found.items() if value}
