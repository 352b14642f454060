"""The description of all pages for programs (OpenAPI 3.1), made from the table of pages itself."""

from __future__ import annotations

import re
from typing import Any

from communique import __version__
from communique.web.ask import Ask, Shown

_PART = re.compile(r"\{(\w+)(?::\w+)?\}")
# Parameters of each address beside those in its path; all are optional unless marked by a star.
_FILTER = ("since", "until", "kind", "stage", "most")
_PAIR = ("a", "b")
PARAMETERS = {
    "/dossier": ("a*", "b*"),
    "/dossier/{a}/{b}": _FILTER,
    "/timeline": (*_PAIR, "country", "actor", *_FILTER),
    "/actors": ("name*",),
    "/actor/{id}": ("since", "until", "most"),
    "/who": ("position*", "country*", "day"),
    "/search": ("q*", *_PAIR, "country", "since", "until", "kind", "stage", "limit", "offset"),
    "/promises": (*_PAIR, "status", "since", "until", "most"),
    "/network": (*_PAIR, "country", "type", "since", "until"),
    "/compare": ("then*", *_PAIR, "most"),
    "/report/{key}": ("at",),
    "/review": ("offset", "limit"),
    "/review/merges": ("offset", "limit"),
}
LISTS = ("kind", "stage", "type", "at")
NUMBERS = ("most", "limit", "offset")
DAYS = ("since", "until", "day")


def openapi(ask: Ask) -> Shown:
    return Shown("error.html.j2", "", data=description())


def description() -> dict[str, Any]:
    from communique.web.pages import PAGES

    paths: dict[str, dict[str, Any]] = {}
    for page in PAGES:
        forms = ("", ".json", ".csv") if page.has_forms else ("",)
        for form in forms:
            path = f"/index{form}" if page.path == "/" and form else page.path + form
            plain = _PART.sub(r"{\1}", path)
            for method in page.methods:
                paths.setdefault(plain, {})[method.lower()] = _operation(page, plain, method, form)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "communique",
            "version": __version__,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": dict(sorted(paths.items())),
    }


def _operation(page: Any, path: str, method: str, form: str) -> dict[str, Any]:
    summary = (page.make.__doc__ or page.make.__module__).split("Raises:")[0].strip().splitlines()
    parts = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PART.findall(page.path)
    ]
    asked = (
        [_parameter(name) for name in (*PARAMETERS.get(page.path, ()), "as_of")] if method == "GET" else []
    )
    operation = {
        "operationId": f"{method.lower()}_{page.make.__name__}{form.replace('.', '_')}",
        "summary": (summary[0] if summary else page.make.__name__).rstrip("."),
        "parameters": parts + asked,
        "responses": {
            "200": _response(path),
            "400": {"description": "a parameter says nothing clear"},
            "404": {"description": "there is no such record"},
        },
    }
    if method == "POST":
        operation["requestBody"] = _body(page.path)
    return operation


def _parameter(name: str) -> dict[str, Any]:
    bare = name.rstrip("*")
    schema: dict[str, Any] = {"type": "integer" if bare in NUMBERS else "string"}
    if bare in DAYS:
        schema["format"] = "date"
    if bare in LISTS:
        schema = {"type": "array", "items": schema}
    found: dict[str, Any] = {"name": bare, "in": "query", "schema": schema}
    return {**found, "required": True} if name.endswith("*") else found


def _response(path: str) -> dict[str, Any]:
    types = {".json": "application/json", ".csv": "text/csv", "jsonl": "application/jsonl"}
    media = next((value for ending, value in types.items() if path.endswith(ending)), "text/html")
    return {"description": "the page", "content": {media: {"schema": {}}}}


def _body(path: str) -> dict[str, Any]:
    names: tuple[str, ...] = ("text", "title", "published", "language", "file")
    if path.startswith("/review"):
        names = ("action", "target", "other", "field", "value", "span", "why", "saw", "reviewer")
    properties: dict[str, Any] = {name: {"type": "string"} for name in names}
    if "file" in properties:
        properties["file"]["format"] = "binary"
    return {"content": {"multipart/form-data": {"schema": {"type": "object", "properties": properties}}}}
