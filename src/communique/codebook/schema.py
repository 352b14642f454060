"""The reading format as a JSON Schema (draft 2020-12), with the codebook's words as its enumerations.

`python -m communique.codebook.schema > docs/reading.schema.json` writes the published copy.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from communique import codebook

Schema = dict[str, Any]

_ADDRESS = "https://json-schema.org/draft/2020-12/schema"
_ID: Schema = {"type": "string", "description": "the id of an actor of this reading"}
_TEXT: Schema = {"type": ["string", "null"]}
_REASONS: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
_IDS: Schema = {"type": "array", "items": _ID}
_SPAN: Schema = {"$ref": "#/$defs/span"}
_SPANS: Schema = {"type": "array", "items": _SPAN}
_COUNTRY: Schema = {"$ref": "#/$defs/country"}
_DECISION: Schema = {"$ref": "#/$defs/decision"}
_WHEN: Schema = {"anyOf": [{"$ref": "#/$defs/when"}, {"type": "null"}]}


def reading_schema() -> Schema:
    """What a reading looks like as JSON, gold or made by the reader."""
    return {
        "$schema": _ADDRESS,
        "title": "Reading",
        "description": "What one press report asserts, every record tied to the characters that say it.",
        **_object(_reading_fields(), required=["id", "language", "text", "actors", "events"]),
        "$defs": {
            "span": _span(),
            "when": {
                "type": "string",
                "description": "EDTF (ISO 8601-2), for instance XXXX-07-10",
                "minLength": 1,
            },
            "country": _country(),
            "decision": _decision(),
            "dateline": _dateline(),
            "actor": _actor(),
            "office": _office(),
            "event": _event(),
            "statement": _statement(),
        },
    }


def _object(fields: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": fields, "required": required, "additionalProperties": False}


def _enum(words: Iterable[str]) -> Schema:
    return {"enum": list(words)}


def _maybe(words: Iterable[str]) -> Schema:
    return {"enum": [*words, None]}


def _array(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _reading_fields() -> Schema:
    return {
        "id": {"type": "string"},
        "language": {"type": "string", "description": "BCP 47"},
        "title": _TEXT,
        "text": {"type": "string", "description": "as received; all spans point into it"},
        "report": _object({"published": _WHEN, "url": _TEXT, "metadata": _REASONS}, required=[]),
        "origin": {**_REASONS, "description": "where a gold text came from"},
        "reader": {"type": "string", "description": "version of the reader that made this"},
        "dateline": {"anyOf": [{"$ref": "#/$defs/dateline"}, {"type": "null"}]},
        "published": _WHEN,
        "published_why": {"type": "string"},
        "sources": {**_IDS, "description": "who told whom, nearest first"},
        "noise": {**_SPANS, "description": "characters that are no part of the report"},
        "noise_rules": {
            "type": "array",
            "items": {"type": "string"},
            "description": "one for each span of noise",
        },
        "actors": _array("actor"),
        "offices": _array("office"),
        "events": _array("event"),
        "statements": _array("statement"),
        "rejected": {"type": "array", "items": _DECISION, "description": "what was weighed and dropped"},
    }


def _span() -> Schema:
    return {
        "description": "[start, end), half-open, in Unicode code points of `text`",
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": 2,
        "maxItems": 2,
    }


def _country() -> Schema:
    code = {"type": "string", "pattern": "^[A-Z]{3}$"}
    return {
        "description": "ISO 3166-1 alpha-3, or IGO; a list for several states",
        "anyOf": [code, {"type": "array", "items": code}, {"type": "null"}],
    }


def _decision() -> Schema:
    sentences = {"type": "array", "items": {"type": "string"}}
    confidence = {"type": "number", "minimum": 0, "maximum": 1}
    fields = {"type": "object", "additionalProperties": confidence}
    values = {"why": sentences, "rejected": sentences, "confidence": confidence, "fields": fields}
    return _object({"rule": {"type": "string"}} | values, ["rule"])


def _dateline() -> Schema:
    fields = {"place": _TEXT, "date": _WHEN, "agency": _TEXT, "span": _SPAN}
    return _object(fields | {f"{name}_span": _SPAN for name in ("place", "date", "agency")}, ["span"])


def _actor() -> Schema:
    detail = _object({"head": _SPAN, "form": {"type": "string"}, "rule": {"type": "string"}}, ["head"])
    return _object(
        {
            "id": {"type": "string"},
            "name": {"type": "string"},
            "type": _enum(codebook.actor_types()),
            "country": _COUNTRY,
            "sector": {"type": "array", "items": _enum(codebook.sectors())},
            "mentions": _SPANS,
            "mention_details": {"type": "array", "items": detail, "description": "one for each mention"},
            "part_of": {"type": ["string", "null"]},
            "inferred": _REASONS,
        },
        ["id", "name", "type"],
    )


def _office() -> Schema:
    return _object(
        {
            "person": _ID,
            "position": {"type": "string"},
            "body": _TEXT,
            "country": _COUNTRY,
            "phase": _enum(codebook.phases()),
            "span": _SPAN,
            "rule": {"type": "string"},
        },
        ["person", "position", "phase", "span"],
    )


def _event() -> Schema:
    return {
        **_object(_event_fields(), ["id", "kind", "stage", "roles", "trigger", "evidence"]),
        "allOf": [_of_kind(kind) for kind in codebook.kinds().values()],
    }


def _event_fields() -> Schema:
    by_actor = {"type": "object", "additionalProperties": _SPANS}
    values = dict.fromkeys(("place", "topic", "object", "instrument", "value"), _TEXT)
    return {
        "id": {"type": "string"},
        "kind": _enum(codebook.kinds()),
        "mode": _TEXT,
        "stage": _enum(codebook.stages()),
        "step": _maybe(codebook.steps()),
        "roles": {"type": "object", "additionalProperties": _IDS},
        "proposer": _IDS,
        "when": _WHEN,
        **values,
        "count": {"type": ["string", "integer", "null"]},
        "said_by": {"anyOf": [_ID, _IDS, {"type": "null"}]},
        "trigger": _SPANS,
        "evidence": _SPANS,
        "plover": _plover(),
        "inferred": {**_REASONS, "description": "field, or role:actor, to the reason"},
        "citations": {
            "type": "object",
            "additionalProperties": {"anyOf": [_SPANS, by_actor]},
            "description": "field to spans; for roles, proposer and said_by field to actor to spans",
        },
        "decision": _DECISION,
    }


def _plover() -> Schema:
    context = {"type": "array", "items": {"type": "string"}}
    return _object({"event": _maybe(codebook.plover_events()), "mode": _TEXT, "context": context}, [])


def _of_kind(kind: codebook.Kind) -> Schema:
    """An event of this kind has its modes and its roles."""
    return {
        "if": {"properties": {"kind": {"const": kind.name}}},
        "then": {"properties": {"mode": _maybe(kind.modes), "roles": {"propertyNames": _enum(kind.roles)}}},
    }


def _statement() -> Schema:
    return _object(
        {
            "speaker": _TEXT,
            "manner": _enum(codebook.manners()),
            "verb": _TEXT,
            "content": _SPAN,
            "verb_span": _SPAN,
            "rule": {"type": "string"},
        },
        ["manner", "content"],
    )


def schema_text() -> str:
    return json.dumps(reading_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
