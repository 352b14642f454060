"""`bibtex`, `csl`, `ris`: the reports as citations.

A key is the site, the year and the report's own key (`kremlin.ru2009-8fe016b490218835`): it stays the same
whatever else is in the register. Cyrillic stays Cyrillic (biber, BibTeX 8 and all citation managers read
UTF-8); what TeX would take for a command is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.export.files import plain, text_out, write_json_list
from communique.export.names import web_address
from communique.export.scope import Scope
from communique.queries.answer import Source
from communique.queries.desk import NOWHERE
from communique.records.when import Point, When

Json = dict[str, Any]
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_",
    "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_CONTROLS = re.compile("[\x00-\x1f\x7f]")
LANGUAGES = {"ru": "russian", "kk": "kazakh", "en": "english", "be": "belarusian", "uk": "ukrainian"}
# biblatex reads these of EDTF; times with missing years or of one-of sets it does not.
_BIBLATEX = re.compile(r"[0-9]{3,4}X?(-[0-9]{2}(-[0-9]{2})?)?[~?%]?")


def cited(scope: Scope) -> Iterator[Source]:
    return (scope.desk.source(key) for key in scope.reports)


def key_of(source: Source) -> str:
    """ASCII without anything that BibTeX, TeX or a shell reads otherwise."""
    site = re.sub(r"[^a-z0-9.-]", "", source.publisher.lower()) or "report"
    site = "report" if source.publisher == NOWHERE else site
    year = (source.published or "")[:4]
    return f"{site}{year if year.isdecimal() else 'nd'}-{source.report}"


def write_bibtex(scope: Scope, path: Path) -> None:
    with text_out(path) as out:
        out.write(f"% Reports of the register as of {scope.as_of}\n")
        for source in cited(scope):
            out.write("\n" + entry(source))


def entry(source: Source, **others: str | None) -> str:
    """`@online` with a `date` for biblatex, and `year` for what knows no `date`.

    Args:
        others: fields in place of those of the report, or beside them, as texts.
    """
    when = source.published or ""
    fields = {
        "title": f"{{{tex(source.title or 'Untitled')}}}",
        "organization": None if source.publisher == NOWHERE else f"{{{tex(source.publisher)}}}",
        "date": when if _BIBLATEX.fullmatch(when) else None,
        "year": when[:4] if when[:4].isdecimal() else None,
        "url": tex_address(source.url),
        "langid": LANGUAGES.get(source.language),
        "note": f"communique report {source.report}",
        **{name: tex(value) if value else None for name, value in others.items()},
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@online{{{key_of(source)},\n{''.join(lines)}}}\n"


def tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _one_line(text))


def _one_line(text: str) -> str:
    """Without line ends and controls, which neither format has a way to write."""
    printable = "".join(
        " " if ord(character) < 32 or character == "\x7f" else character for character in plain(text)
    )
    return " ".join(printable.split())


def tex_address(url: str | None) -> str | None:
    """biblatex takes a url as it is; only braces and backslashes would end it too early."""
    if web_address(url) is None:
        return None
    return re.sub(r"[{}\\]", lambda match: f"%{ord(match[0]):02X}", str(url))


def write_csl(scope: Scope, path: Path) -> None:
    with text_out(path) as out:
        write_json_list(out, map(csl, cited(scope)))
        out.write("\n")


def csl(source: Source, **others: Any) -> Json:
    """Args: others: variables in place of those of the report, or beside them."""
    found: Json = {
        "id": key_of(source),
        "type": "article-newspaper",
        "title": source.title,
        "container-title": None if source.publisher == NOWHERE else source.publisher,
        "issued": issued(source.published),
        "URL": web_address(source.url),
        "language": source.language,
        "note": f"communique report {source.report}",
        **others,
    }
    return {name: value for name, value in found.items() if value}


def issued(edtf: str | None) -> Json | None:
    """As numbers where it is a plain day, month or year, else in the words of EDTF."""
    if not edtf:
        return None
    point = When.parse(edtf).point
    if point is None or not _is_plain(point):
        return {"literal": edtf}
    return {"date-parts": [[int(part) for part in (point.year, point.month, point.day) if part]]}


def _is_plain(point: Point) -> bool:
    parts = [part for part in (point.year, point.month, point.day) if part]
    return not point.qualifier and all(part.isdecimal() for part in parts) and int(point.month or 1) <= 12


def write_ris(scope: Scope, path: Path) -> None:
    """Tags of two letters, two spaces, a hyphen, a space; the format has Windows line ends."""
    with path.open("w", encoding="utf-8", newline="\r\n") as out:
        for source in cited(scope):
            out.write(ris(source))


def ris(source: Source) -> str:
    parts = (issued(source.published) or {}).get("date-parts", [[]])[0]
    tags = {
        "TY": "NEWS",
        "ID": key_of(source),
        "TI": _one_line(source.title or "Untitled"),
        "T2": None if source.publisher == NOWHERE else _one_line(source.publisher),
        "PY": f"{parts[0]:04}" if parts else None,
        "DA": "/".join([*(f"{part:02}" for part in parts), *[""] * (4 - len(parts))]) if parts else None,
        "UR": web_address(source.url),
        "LA": source.language,
        "N1": f"communique report {source.report}",
    }
    return "".join(f"{tag}  - {value}\n" for tag, value in tags.items() if value) + "ER  - \n\n"
