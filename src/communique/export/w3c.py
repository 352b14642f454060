"""`w3c`: every citation as a Web Annotation (W3C Recommendation of 2017) with position and quote selectors.

The Recommendation counts in Unicode code points, as we do. The source of a target is the text as received,
`urn:communique:report:KEY`, not the web page that it came from, which is the scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique import __version__
from communique.export.evidence import Evidence, Use, evidence_of
from communique.export.files import dumps, text_out, write_json_list
from communique.export.names import iri, web_address
from communique.export.scope import Scope

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Json = dict[str, Any]


def write(scope: Scope, path: Path) -> None:
    """One AnnotationCollection whose only page holds all, in the order of reports and their texts."""
    head = collection("all", f"What reports say, as of {scope.as_of}")
    page = {"id": iri("annotations", "all/1"), "type": "AnnotationPage", "startIndex": 0}
    with text_out(path) as out:
        out.write(f'{dumps(head)[:-1]},"first":{dumps(page)[:-1]},"items":')
        write_json_list(out, all_of(scope))
        out.write("}}\n")


def collection(name: str, label: str) -> Json:
    return {
        "@context": CONTEXT,
        "id": iri("annotations", name),
        "type": "AnnotationCollection",
        "label": label,
        "generator": {
            "id": f"urn:communique:software:{__version__}",
            "type": "Software",
            "name": f"communique {__version__}",
        },
    }


def all_of(scope: Scope) -> Iterator[Json]:
    for key, reading in scope.readings():
        url = web_address(reading.report.url)
        for item in evidence_of(scope, key, reading, all_mentions=True):
            yield annotation(item, url)


def annotation(item: Evidence, url: str | None) -> Json:
    return {
        "id": iri("evidence", item.id),
        "type": "Annotation",
        "motivation": "linking",
        "body": list(bodies(item.uses)),
        "target": {
            "type": "SpecificResource",
            "source": iri("report", item.report),
            **({"scope": url} if url else {}),
            "selector": selectors(item),
        },
    }


def bodies(uses: Iterable[Use]) -> Iterator[Json]:
    """Each record that rests on the words, with the field, and what these are as tags."""
    tags: dict[str, None] = {}
    for use in uses:
        tags[f"{use.record} {use.field}"] = None
        yield {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": iri(use.record, use.id, use.field),
        }
    for tag in tags:
        yield {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": tag}


def selectors(item: Evidence) -> list[Json]:
    """Two ways to the same words: by place, and, should the text have moved, by the words themselves."""
    return [
        {"type": "TextPositionSelector", "start": item.start, "end": item.end},
        {
            "type": "TextQuoteSelector",
            "exact": item.quote,
            "prefix": item.prefix,
            "suffix": item.suffix,
        },
    ]
