"""From what a page shows to HTML, JSON or CSV."""

from __future__ import annotations

import csv
import json
import re
from functools import cache, partial
from importlib.resources import files
from io import StringIO
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from communique.faces.marks import visible
from communique.faces.register.data import safe, write_csv, write_json
from communique.web import lines
from communique.web.ask import Ask, Attachment, Redirect, Shown
from communique.web.messages import languages
from communique.web.static import static_url
from communique.web.times import spoken

Made = Shown | Redirect | Attachment
# Characters that `visible` changes: looking for one is far quicker than translating every string of a page.
ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def respond(ask: Ask, made: Made, form: str) -> Response:
    if isinstance(made, Redirect):
        return RedirectResponse(made.to, 303)
    if isinstance(made, Attachment):
        return _attachment(made)
    writer = {"": _html, ".json": _json, ".csv": _csv}[form]
    return writer(ask, made)


def _attachment(made: Attachment) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(made.name)}"}
    return Response(made.content, headers=headers, media_type=made.media_type)


def _json(ask: Ask, shown: Shown) -> Response:
    out = StringIO()
    if shown.answer is not None:
        write_json(shown.answer, out)
    else:
        json.dump(shown.data, out, ensure_ascii=False, allow_nan=False, indent=2)
        out.write("\n")
    return Response(
        out.getvalue().encode("utf-8", "backslashreplace"), shown.status, media_type="application/json"
    )


def _csv(ask: Ask, shown: Shown) -> Response:
    out = StringIO()
    if shown.answer is not None:
        write_csv(shown.answer, out)
    elif shown.table is not None:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(shown.table.head)
        writer.writerows(
            [safe(cell) if isinstance(cell, str) else cell for cell in row] for row in shown.table.rows
        )
    return Response(out.getvalue().encode("utf-8", "backslashreplace"), shown.status, media_type="text/csv")


def _html(ask: Ask, shown: Shown) -> Response:
    template = environment().get_template(shown.template)
    page = template.render(**_globals(ask), **shown.values, title=shown.title, answer=shown.answer)
    headers = {"cache-control": "private, no-cache", "vary": "accept-language, cookie"}
    return HTMLResponse(page.encode("utf-8", "backslashreplace"), shown.status, headers)


def _globals(ask: Ask) -> dict[str, Any]:
    words = ask.words
    return {
        "ask": ask,
        "t": words.text,
        "term": words.term,
        "country": words.country,
        "said": words.said,
        "num": words.number,
        "spoken": partial(spoken, words=words),
        "url": ask.url,
        "here": ask.here,
        "language": words.language,
        "languages": languages(),
        "lines": lines,
    }


@cache
def environment() -> Environment:
    """Everything written out is escaped, and what would act on a page is made visible first."""
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals |= {"static": static_url}
    made.filters |= {"flat": flat}
    return made


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    return visible(value) if isinstance(value, str) and ODD.search(value) else value


def flat(text: object) -> str:
    return " ".join(str(text).split())


def _template(name: str) -> str:
    return (files("communique.web") / "templates" / name).read_text(encoding="utf-8")
