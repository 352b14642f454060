"""`ninjs`: each report as a ninjs 3.1 object (IPTC), its annotations beside it.

items/KEY.json             the report with who and what it tells of
annotations/KEY.jsonld     Web Annotations of its text
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique import __version__
from communique.export.evidence import evidence_of
from communique.export.files import write_json
from communique.export.names import headline, iri, web_address, wikidata_address
from communique.export.scope import Scope
from communique.export.w3c import annotation, collection
from communique.queries.desk import NOWHERE, publisher
from communique.records.reading import Reading
from communique.records.register import Entity, Happening, Member
from communique.records.when import When

Json = dict[str, Any]
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
# Types of actors by the list of the object that they stand in; groups are described, not named.
LISTS = {"people": ("person",), "organisations": ("body", "enterprise"), "places": ("state", "place")}
DAY_ONLY = "Only the day of publication is known; the time of day is none."


def write(scope: Scope, folder: Path) -> None:
    for part in ("items", "annotations"):
        (folder / part).mkdir()
    for key, reading in scope.readings():
        write_json(folder / "items" / f"{key}.json", item(scope, key, reading))
        url = web_address(reading.report.url)
        marked = evidence_of(scope, key, reading, all_mentions=True)
        page = {
            "id": iri("annotations", f"{key}/1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [annotation(one, url) for one in marked],
        }
        head = collection(key, f"What report {key} says") | {"total": len(marked), "first": page}
        write_json(folder / "annotations" / f"{key}.jsonld", head)


def item(scope: Scope, key: str, reading: Reading) -> Json:
    report, notes = reading.report, list(_notes(scope, key))
    created = _instant(reading.published)
    source = publisher(scope.desk.seen(key))
    found: Json = {
        "uri": iri("report", key),
        "type": "text",
        "representationType": "full",
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "language": report.language,
        "pubStatus": "canceled" if _is_retracted(scope, key) else "usable",
        "versionCreated": created,
        "edNote": " ".join([*notes, *([DAY_ONLY] if created else [])]),
        "located": reading.dateline.place if reading.dateline else None,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": report.title}]
        if report.title
        else [],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(report.text),
                "value": report.text,
            }
        ],
        "infoSources": [{"name": source, "role": "publisher"}] if source != NOWHERE else [],
        "altIds": [{"role": "url", "value": report.url}] if report.url else [],
        **_actors(scope, key, reading),
        "events": [_event(scope, happening) for happening in _happenings(scope, key, reading)],
        "subjects": list(_subjects(scope, key, reading)),
        "associations": [
            {
                "name": f"annotations/{key}.jsonld",
                "rel": "annotations",
                "uri": iri("annotations", key),
                "type": "component",
            }
        ],
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _instant(published: When | None) -> str | None:
    day = published.single_day if published else None
    return f"{day.isoformat()}T00:00:00Z" if day else None


def _is_retracted(scope: Scope, key: str) -> bool:
    return any(one.kind == "retraction" for one in scope.corrections_of.get(key, ()))


def _notes(scope: Scope, key: str) -> Iterator[str]:
    if (reprint := scope.reprint_of.get(key)) is not None:
        yield f"Reprint ({reprint.kind}) of {iri('report', reprint.of)}."
    for one in scope.corrections_of.get(key, ()):
        yield f"See the {one.kind} in {iri('report', one.citation.report)}."


def _actors(scope: Scope, key: str, reading: Reading) -> Json:
    ids = dict.fromkeys(scope.entity_of(Member(key, actor.id)) for actor in reading.actors)
    entities = [scope.actors[id] for id in ids if id is not None and id in scope.actors]
    return {
        name: [_concept(entity) for entity in entities if entity.type in types]
        for name, types in LISTS.items()
    }


def _concept(entity: Entity) -> Json:
    uri = wikidata_address(entity.external.get("wikidata")) or iri("actor", entity.id)
    return {"name": entity.name, "rel": "mentions", "uri": uri, "literal": entity.id}


def _happenings(scope: Scope, key: str, reading: Reading) -> Iterable[Happening]:
    ids = dict.fromkeys(scope.happening_of.get(Member(key, event.id)) for event in reading.events)
    return [scope.view.happening(id) for id in ids if id is not None]


def _event(scope: Scope, happening: Happening) -> Json:
    return {
        "id": happening.id,
        "name": headline(scope, happening),
        "rel": "mentions",
        "uri": iri("happening", happening.id),
    }


def _subjects(scope: Scope, key: str, reading: Reading) -> Iterator[Json]:
    """Kinds of happenings, each once, with the highest confidence."""
    sure: dict[str, float | None] = {}
    for happening in _happenings(scope, key, reading):
        sure[happening.kind] = max(sure.get(happening.kind) or 0, happening.confidence or 0) or None
    for kind, confidence in sure.items():
        found: Json = {"name": kind, "rel": "about", "literal": kind, "creator": f"communique {__version__}"}
        yield found | ({} if confidence is None else {"confidence": round(100 * confidence)})
