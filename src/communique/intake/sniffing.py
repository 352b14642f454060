"""What a source is: by its content first, by its name where the content leaves it open."""

from __future__ import annotations

import json
import re
from typing import Literal, NamedTuple

from communique.intake.errors import FormatError

Kind = Literal["text", "html", "json", "jsonl"]
MEDIA_TYPES: dict[Kind, str] = {
    "text": "text/plain",
    "html": "text/html",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
}
LINE_SUFFIXES = frozenset({".jsonl", ".ndjson", ".ldjson"})
_PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_PAGE_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_TAG = re.compile(
    r"<(?:html|head|body|meta|title|div|p|article|section|main|header|h[1-6]|span|table|ul|ol|a|br|img|script"
    r"|style|link|strong|b|em|i)\b[^<]{0,2000}>",
    re.I,
)
_XML_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")
_NAMESPACE = re.compile(r"<[^<>]{1,2000}\sxmlns(?::\w+)?\s*=")  # in the root element: SVG, feeds, NewsML
_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.S)
_OBJECT = re.compile(r'\{\s*["}]')
_LIST = re.compile(r"\[\s*(?:\{|\])")


class Sniffed(NamedTuple):
    """`why` is kept in the report's metadata."""

    kind: Kind
    why: str


def sniff(head: str, suffix: str = "", *, whole: bool = True) -> Sniffed:
    """Tell the format of a source.

    Args:
        head: the beginning of the source as text; a long source need not be there wholly.
        suffix: of the file's name, in lower case with its dot.
        whole: nothing comes after `head`.
    Raises:
        FormatError: XML of a kind that is not read here.
    """
    text = head.lstrip("\ufeff \t\r\n\f\v")
    if text.startswith(("{", "[")) and (found := _sniff_json(text, suffix, whole)):
        return found
    if text.startswith("<") and (found := _sniff_markup(text)):
        return found
    return _by_suffix(text, suffix)


def _sniff_json(text: str, suffix: str, whole: bool) -> Sniffed | None:
    lines = text.split("\n")
    complete = lines if whole else lines[:-1]
    first = lines[0].strip()
    if first not in ("{", "[", "[{") and suffix in LINE_SUFFIXES:
        return Sniffed("jsonl", f"begins with {first[0]} in a {suffix} file")
    if any(line.strip() for line in lines[1:]) and (_is_object(first) or _shaped(complete[:5]) >= 2):
        return Sniffed("jsonl", "one object a line")
    if _OBJECT.match(text) or _LIST.match(text):
        return Sniffed("json", "begins as a JSON object" if text[0] == "{" else "begins as a JSON list")
    return None


def _is_object(line: str) -> bool:
    if not (line.startswith("{") and line.endswith("}")):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _shaped(lines: list[str]) -> int:
    return sum(line.strip().startswith("{") and line.strip().endswith("}") for line in lines)


def _sniff_markup(text: str) -> Sniffed | None:
    start = _BEFORE_ROOT.match(text)
    root = text[start.end() if start else 0 :]
    if _PAGE_START.match(root):
        return Sniffed("html", "begins as an HTML page")
    if _TAG.match(root):
        return Sniffed("html", "begins with an HTML tag")
    name = _XML_ROOT.match(root)
    if name and (text.startswith("<?xml") or _NAMESPACE.match(root)):
        raise FormatError(f"XML of kind <{name[1]}> is not read here")
    return None


def _by_suffix(text: str, suffix: str) -> Sniffed:
    if suffix in _PAGES and _TAG.search(text):
        return Sniffed("html", f"tags in a {suffix} file")
    if suffix in LINE_SUFFIXES:
        return Sniffed("jsonl", f"a {suffix} file")
    if suffix == ".json":
        return Sniffed("json", "a .json file")
    if suffix in _PAGES:
        return Sniffed("text", f"no HTML tag in this {suffix} file")
    return Sniffed("text", "neither JSON nor HTML")
