"""JSON values to drafts: our own shape, a gold reading, a row of a corpus, and IPTC ninjs 1 to 3.

ninjs (iptc.org/standards/ninjs): 1.x has `headline`, `body_text`, `body_xhtml`, `body_html`; 2.x has
`headlines` and `bodies` with `role`, `contenttype` and `value`; 3.x writes the same names in camelCase.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from communique.intake.dates import parse_published
from communique.intake.drafts import Draft
from communique.intake.errors import EmptyError, FormatError
from communique.records.when import When

Item = Mapping[str, Any]
Render = Callable[[str], str]
"""The words of an HTML fragment, block by block."""

_LISTS = ("reports", "items")
_NINJS = frozenset({"bodies", "headlines", "versioncreated", "firstcreated", "pubstatus", "body_text"})
_PLAIN = ("text/plain", "text", "plain")
_NAMES = {str: "a string", bool: "true or false", int: "a number", float: "a number", list: "a list"}


def list_items(value: Any) -> list[Any] | None:
    """The reports of a list, or of an object that holds one as `reports` or `items`; None for one report.

    Raises:
        EmptyError: the list is empty.
        FormatError: the value is neither list nor object.
    """
    if isinstance(value, dict) and "text" not in value and not is_ninjs(value):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), value)
    if isinstance(value, dict):
        return None
    if not isinstance(value, list):
        raise FormatError(f"not a report: {_kind(value)} where an object should be")
    if not value:
        raise EmptyError("empty: a list without reports")
    return value


def draft_of(value: Any, render: Render) -> Draft:
    """Read one report.

    Args:
        render: turns the HTML body of a ninjs item into text.
    Raises:
        FormatError: not an object, no text, or a field of the wrong type.
        DateError: `published` is no date.
        ExtractionError, LimitError: from `render`.
    """
    if not isinstance(value, dict):
        raise FormatError(f"not a report: {_kind(value)} where an object should be")
    if is_ninjs(value):
        return _ninjs_draft({name.lower(): part for name, part in value.items()}, render)
    return _plain_draft(value)


def is_ninjs(value: Item) -> bool:
    names = {name.lower() for name in value}
    return "text" not in names and bool(_NINJS & names or any(name.startswith("body_") for name in names))


def _plain_draft(value: Item) -> Draft:
    text = _string(value, "text")
    if text is None:
        raise FormatError(f"no text: the object has {_list_names(value)}")
    return Draft(
        text=text,
        id=_identifier(value),
        title=_string(value, "title"),
        published=_published(value, "published"),
        url=_string(value, "url"),
        language=_string(value, "language", "lang"),
        metadata=_why(value, "published"),
    )


def _ninjs_draft(value: Item, render: Render) -> Draft:
    text, from_field = _body(value, render)
    dates = ("versioncreated", "firstcreated", "contentcreated")
    metadata = {"profile": "IPTC ninjs", "text_from": from_field, **_why(value, *dates)}
    if status := _string(value, "pubstatus"):
        metadata["pubstatus"] = status
    return Draft(
        text=text,
        id=_string(value, "uri") or _identifier(value),
        title=_headline(value),
        published=_published(value, *dates),
        url=_web_address(value),
        language=_string(value, "language"),
        metadata=metadata,
    )


def _body(value: Item, render: Render) -> tuple[str, str]:
    """The body as text, and the field it came from; a plain body goes before a marked-up one."""
    bodies = [*_new_bodies(value), *_old_bodies(value)]
    for field, kind, words in bodies:
        if kind in _PLAIN and words.strip():
            return words, field
    for field, _, words in bodies:
        if words.strip():
            return render(words), f"{field}, without its HTML tags"
    what = _string(value, "type")
    raise FormatError(f"ninjs item{f' of type {what}' if what else ''} without a body")


def _new_bodies(value: Item) -> list[tuple[str, str, str]]:
    """ninjs 2 and 3, role `main` first; without a content type a body is plain unless it has tags."""
    found = []
    for body in _objects(value, "bodies"):
        if (words := _string(body, "value")) is not None:
            kind = (_string(body, "contenttype") or ("text/html" if "</" in words else "text/plain")).lower()
            found.append((_string(body, "role") != "main", "bodies", kind.split(";")[0].strip(), words))
    return [(field, kind, words) for _, field, kind, words in sorted(found, key=lambda body: body[0])]


def _old_bodies(value: Item) -> list[tuple[str, str, str]]:
    names = sorted(name for name in value if name.startswith("body_"))
    bodies = [(name, "text/plain" if "text" in name else "text/html", _string(value, name)) for name in names]
    return [(name, kind, words) for name, kind, words in bodies if words is not None]


def _headline(value: Item) -> str | None:
    headlines = _objects(value, "headlines")
    main = [line for line in headlines if _string(line, "role") == "main"]
    for line in [*main, *headlines]:
        if words := _string(line, "value"):
            return words
    return _string(value, "headline") or _string(value, "title")


def _objects(value: Item, name: str) -> list[Item]:
    """The objects of a list, their own names in lower case. Raises: FormatError when it is no such list."""
    items = value.get(name) or []
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FormatError(f"{name}: not a list of objects")
    return [{key.lower(): part for key, part in item.items()} for item in items]


def _web_address(value: Item) -> str | None:
    for name in ("url", "uri"):
        address = _string(value, name)
        if address and address.startswith(("http://", "https://")):
            return address
    return None


def _string(value: Item, *names: str) -> str | None:
    """The first of the fields that is there; null and blanks count as absent, except for `text`."""
    for name in names:
        found = value.get(name)
        if found is not None and not isinstance(found, str):
            raise FormatError(f"{name}: {_kind(found)} where a string should be")
        if found is not None and (name == "text" or found.strip()):
            return found
    return None


def _identifier(value: Item) -> str | None:
    found = value.get("id")
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    return _string(value, "id")


def _published(value: Item, *names: str) -> When | None:
    for name in names:
        if words := _string(value, name):
            return parse_published(words, name)
    return None


def _why(value: Item, *names: str) -> dict[str, str]:
    for name in names:
        if words := _string(value, name):
            return {"published_why": f"{name}: {words}"}
    return {}


def _kind(value: Any) -> str:
    return "null" if value is None else _NAMES.get(type(value), "an object")


def _list_names(value: Item) -> str:
    names = ", ".join(sorted(value)[:8])
    return f"only {names[:120]}" if names else "no fields"
