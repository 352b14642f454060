"""The process that opens pages: one request after another from standard input, one JSON line each out.

    request    `page 1234\\n` or `fragment 1234\\n`, then 1234 bytes of UTF-8
    answer     {"text": …, "title": …, "published": [[field, words], …], …} or {"error": …, "limit": true}

Run as `python -m communique.intake.html_worker MEMORY SECONDS DEPTH NODES`; it says `ready` once trafilatura
is loaded. It holds itself to MEMORY bytes of address space and SECONDS of processor time a page, opens no
socket, starts no process and writes no file. `communique.intake.html` starts it, and kills it when late.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import tomllib
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any, BinaryIO, NamedTuple

_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r" *\n[ \n]*")
_XML_HEAD = re.compile(r"\s*<\?xml[^>]*\?>")
PROSE = 80  # words in one cell of a table
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.system",
    "ftplib.",
)


_WORDS = tomllib.loads(files("communique.intake").joinpath("data/pages.toml").read_text("utf-8"))
_BLOCKS, _SILENT = frozenset(_WORDS["blocks"]), frozenset(_WORDS["silent"])


class Bounds(NamedTuple):
    memory: int
    seconds: int
    depth: int
    nodes: int


class Refused(Exception):
    """The page is over a bound."""


def main(arguments: list[str]) -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints, prints to the error stream
    bounds = Bounds(*(int(argument) for argument in arguments))
    logging.disable(logging.CRITICAL)
    import trafilatura  # noqa: F401  (loaded before the bounds hold)

    sys.dont_write_bytecode = True
    _bound_memory(bounds.memory)
    sys.addaudithook(_forbid)
    _answer(answers, {"ready": True})
    for kind, data in _requests(sys.stdin.buffer):
        _bound_time(bounds.seconds)
        _answer(answers, _open(kind, data, bounds))


def _requests(stream: BinaryIO) -> Iterator[tuple[str, bytes]]:
    while line := stream.readline():
        kind, size = line.split()
        yield kind.decode(), stream.read(int(size))


def _answer(stream: BinaryIO, answer: dict[str, Any]) -> None:
    # ASCII, so that lone surrogates and line breaks of any kind pass
    stream.write(json.dumps(answer).encode("ascii") + b"\n")
    stream.flush()


def _open(kind: str, data: bytes, bounds: Bounds) -> dict[str, Any]:
    reader: Callable[[str, Bounds], dict[str, Any]] = {"page": read_page, "fragment": read_fragment}[kind]
    try:
        return reader(data.decode("utf-8"), bounds)
    except Refused as error:
        return {"error": str(error), "limit": True}
    except MemoryError:
        return {"error": "out of memory while reading the page", "limit": True}
    except Exception as error:  # a page must not end the process
        return {"error": f"reading the page failed: {type(error).__name__}: {error}"[:300]}


def _bound_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # not POSIX: the time limit alone guards
        return
    for kind, value in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        try:
            resource.setrlimit(kind, (value, value))
        except (ValueError, OSError):  # macOS knows no bound on the address space
            continue


def _bound_time(seconds: int) -> None:
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, hard))


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not allowed here")


def read_page(html: str, bounds: Bounds) -> dict[str, Any]:
    """The main text of a page and its metadata.

    The headline is put first where the page prints it as a first-level heading that the extraction left out.

    Raises:
        Refused: the page is nested too deep or has too many elements.
    """
    from trafilatura import bare_extraction

    html = _XML_HEAD.sub("", html, count=1)
    tree = _parse(html, bounds)
    source = _without_layout(tree) or html
    found = bare_extraction(source, include_comments=False, include_tables=True, with_metadata=False)
    text = (getattr(found, "text", None) or "").strip()
    if not text:
        words = len(" ".join(tree.itertext("p", "div", "td", "li", "h1", "body")).split())
        return {"error": f"no main text found in the page ({words} words in all)"}
    title, heading = _title(tree)
    added = heading is not None and _plain(heading) not in _plain(text)[:1000]
    return {
        "text": f"{heading}\n{text}" if added else text,
        "heading_added": added,
        "title": title,
        "published": _dates(tree),
        "url": _address(tree),
        "language": _languages(tree),
    }


def read_fragment(html: str, bounds: Bounds) -> dict[str, Any]:
    """All words of a fragment of HTML, a line for each block. Raises: Refused as `read_page` does."""
    if not html.strip():
        return {"text": ""}
    tree = _parse(f"<div>{_XML_HEAD.sub('', html, count=1)}</div>", bounds)
    return {"text": _BREAKS.sub("\n", "".join(_pieces(tree))).strip()}


def _parse(html: str, bounds: Bounds) -> Any:
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    # With the bound of libxml2 itself in force, whatever is deeper than 256 is cut off without a word.
    parser = HTMLParser(huge_tree=True, encoding="utf-8", no_network=True)
    tree = document_fromstring(html.encode("utf-8"), parser=parser)
    level = nodes = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        nodes += event == "start"
        if level > bounds.depth:
            raise Refused(f"HTML nested deeper than {bounds.depth}")
        if nodes > bounds.nodes:
            raise Refused(f"HTML of more than {bounds.nodes:,} elements")
    return tree


def _without_layout(tree: Any) -> str | None:
    """The page with blocks for tables that only place things on it; None where there is no such table.

    Of a table trafilatura takes every cell, so that on pages laid out by tables the menus would come too.
    """
    layout = [table for table in tree.iter("table") if _is_layout(table)]
    if not layout:
        return None
    from lxml.html import tostring

    for table in layout:
        for part in list(_own_parts(table)):
            part.tag = "div"
    return str(tostring(tree, encoding="unicode"))


def _is_layout(table: Any) -> bool:
    """A cell holds another table, or as many words as no cell of data does."""
    cells = (part for part in _own_parts(table) if part.tag in ("td", "th"))
    return any(cell.find(".//table") is not None or _has_prose(cell) for cell in cells)


def _own_parts(table: Any) -> Iterator[Any]:
    """The table, its rows and cells, without those of tables within."""
    todo = [table]
    while todo:
        part = todo.pop()
        yield part
        todo += [child for child in part if child.tag in ("tbody", "thead", "tfoot", "tr", "td", "th")]


def _has_prose(cell: Any) -> bool:
    words = 0
    for piece in cell.itertext():
        words += len(piece.split())
        if words >= PROSE:
            return True
    return False


def _pieces(tree: Any) -> Iterator[str]:
    from lxml import etree

    silent = 0
    # A comment gives one event; what stands behind it is its tail.
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        start = event == "start"
        if node.tag in _SILENT:
            silent += 1 if start else -1
        if node.tag in _BLOCKS:
            yield "\n"
        words = node.text if start else node.tail
        if words and not silent:
            yield _SPACES.sub(" ", words)


def _plain(words: str) -> str:
    """On one line, and composed as trafilatura composes."""
    return unicodedata.normalize("NFC", " ".join(words.split()))


def _title(tree: Any) -> tuple[str | None, str | None]:
    """The title of the page's metadata, and the first-level heading that prints it.

    A heading counts when the metadata begin with its words: a page may also set its own name as one.
    """
    metas = [
        *_metas(tree, {"og:title", "twitter:title"}),
        *(words for node in tree.iter("title") for words in [_words(node)]),
    ]
    titles = [plain for title in metas if (plain := _plain(title))]
    for node in tree.iter("h1"):
        heading = _words(node)
        if heading and any(title.startswith(heading) for title in titles):
            return heading, heading
    return (titles[0] if titles else None), None


def _words(node: Any) -> str:
    return _plain("".join(map(str, node.itertext())))


def _metas(tree: Any, names: set[str]) -> list[str]:
    return [content for name, content in _named(tree) if name in names]


def _named(tree: Any) -> Iterator[tuple[str, str]]:
    for node in tree.iter("meta"):
        content = node.get("content")
        for key in ("property", "name", "itemprop", "http-equiv"):
            if (name := node.get(key)) and content and content.strip():
                yield name.strip().lower(), content.strip()


def _dates(tree: Any) -> list[tuple[str, str]]:
    linked = [("JSON-LD datePublished", words) for words in _linked_dates(tree)]
    named = list(_named(tree))
    metas = [
        (f"meta {wanted}", content) for wanted in _WORDS["dates"] for name, content in named if name == wanted
    ]
    marked = [("itemprop datePublished", words) for words in _marked_dates(tree)]
    times = {
        node.get("datetime").strip()[:10]: node.get("datetime")
        for node in tree.iter("time")
        if node.get("datetime")
    }
    single = [("time element", words) for words in times.values()] if len(times) == 1 else []
    return [*metas, *linked, *marked, *single][:20]


def _linked_dates(tree: Any) -> Iterator[str]:
    for node in tree.iter("script"):
        if (node.get("type") or "").strip().lower() == "application/ld+json" and node.text:
            try:
                yield from _published_in(json.loads(node.text, strict=False))
            except (ValueError, RecursionError):
                continue


def _published_in(value: Any) -> Iterator[str]:
    """`datePublished` of the articles in linked data, outer ones first."""
    todo = deque([value])
    while todo:
        item = todo.popleft()
        if isinstance(item, list):
            todo.extend(item)
        elif isinstance(item, dict):
            kind = str(item.get("@type", "")).lower()
            if isinstance(item.get("datePublished"), str) and any(
                name in kind for name in _WORDS["articles"]
            ):
                yield item["datePublished"]
            todo.extend(part for part in item.values() if isinstance(part, (dict, list)))


def _marked_dates(tree: Any) -> Iterator[str]:
    for node in tree.iter("time", "span", "div", "p"):
        if (node.get("itemprop") or "").lower() == "datepublished":
            yield (node.get("datetime") or node.get("content") or _words(node)).strip()


def _address(tree: Any) -> str | None:
    links = [
        node.get("href", "") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"
    ]
    for address in [*links, *_metas(tree, {"og:url"})]:
        if address.strip().startswith(("http://", "https://")):
            return str(address.strip())
    return None


def _languages(tree: Any) -> list[str]:
    root = tree.getroottree().getroot()
    declared = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
    ]
    return [words for words in [*declared, *_metas(tree, {"content-language", "og:locale"})] if words]


if __name__ == "__main__":
    main(sys.argv[1:])
