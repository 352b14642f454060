"""A reading as HTML, for notebooks: the text in colour with tooltips, then the tables.

Every string passes through `_tag`, which escapes whatever is not HTML already, so that nothing a report says
can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from communique.faces.explain import explain_tables
from communique.faces.marks import LEGEND, SEPARATOR, Piece, cut, labels_of, marks_of, visible
from communique.faces.tables import NO_EVENTS, Cell, Line, Table, head_table, record_tables
from communique.records.reading import Reading

# Each type of record has a property of its own (colour, ground, line, slant, …), so that overlaps show both.
_STYLE = """
.communique { font-size: 14px; line-height: 1.5; max-width: 72em }
.communique .cq-text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .8em 0; font-size: 15px }
.communique .cq-actor { color: #0c8599 }
.communique .cq-event { font-weight: bold; background: rgba(190, 75, 219, .18) }
.communique .cq-office { text-decoration: underline #2b8a3e; text-underline-offset: 3px }
.communique .cq-statement { font-style: italic }
.communique .cq-time { border-bottom: 2px dotted #e67700 }
.communique .cq-noise { opacity: .45; text-decoration: line-through }
.communique sup { font: 10px sans-serif; margin-left: 1px; opacity: .8 }
.communique table { border-collapse: collapse; margin: .3em 0 1em }
.communique th, .communique td { text-align: left; vertical-align: top; padding: .15em .7em .15em 0 }
.communique th, .communique td { white-space: normal }
.communique tr { border-top: 1px solid rgba(128, 128, 128, .25) }
.communique .cq-key, .communique .cq-note { opacity: .6 }
.communique summary { font-weight: bold; cursor: pointer }
"""


class Html(str):
    """A string that is markup already."""


def page(reading: Reading) -> str:
    """One self-contained block of HTML: no scripts, nothing loaded from elsewhere."""
    return _tag(
        "div",
        _tag("style", Html(_STYLE)),
        _tag("strong", reading.report.id),
        _table(head_table(reading)),
        _text(reading),
        _tag("p", *_legend()),
        *([] if reading.events else [_tag("p", NO_EVENTS)]),
        *(_section(table, shown=True) for table in record_tables(reading)),
        *(_section(table, shown=False) for table in explain_tables(reading)),
        css="communique",
    )


def _text(reading: Reading) -> Html:
    return _tag(
        "div", *(_piece(piece) for piece in cut(reading.report.text, marks_of(reading))), css="cq-text"
    )


def _piece(piece: Piece) -> Html:
    numbers = [_tag("sup", SEPARATOR.join(labels))] if (labels := labels_of(piece)) else []
    if not piece.marks:
        return Html(escape(visible(piece.text)))
    css = " ".join(dict.fromkeys(f"cq-{mark.kind}" for mark in piece.marks))
    tip = "\n".join(f"{mark.label} {mark.tip}".strip() for mark in reversed(piece.marks))
    return _tag("span", visible(piece.text), *numbers, css=css, title=tip)


def _legend() -> Iterable[Html]:
    for word, kind in LEGEND:
        yield _tag("span", word, css=f"cq-{kind}")
        yield Html(" &nbsp; ")


def _section(table: Table, shown: bool) -> Html:
    content = (_tag("summary", table.title), _table(table))
    return Html(f"<details{' open' if shown else ''}>{''.join(content)}</details>")


def _table(table: Table) -> Html:
    rows = [_tag("tr", *(_tag("td", *_lines(cell)) for cell in row)) for row in table.rows]
    head = [_tag("tr", *(_tag("th", column) for column in table.columns))] if any(table.columns) else []
    return _tag("table", *head, *rows)


def _lines(cell: Cell) -> Iterable[Html]:
    for place, line in enumerate(cell):
        yield Html("<br>" * bool(place) + _line(line))


def _line(line: Line) -> str:
    return "".join(
        _tag("span", visible(bit.text), css=f"cq-{bit.style}") if bit.style else escape(visible(bit.text))
        for bit in line
    )


def _tag(name: str, *children: str, css: str = "", title: str = "") -> Html:
    attributes = "".join(
        f' {key}="{escape(value)}"' for key, value in (("class", css), ("title", title)) if value
    )
    inside = "".join(child if isinstance(child, Html) else escape(visible(child)) for child in children)
    return Html(f"<{name}{attributes}>{inside}</{name}>")
