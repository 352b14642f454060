"""The same lines as text, Markdown, a page, JSON, CSV and Parquet; nothing that a report says runs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import queries
from communique.faces.register import data, html, markdown, text
from communique.faces.register.entries import entry, has_entry
from communique.faces.register.excerpts import GAP, excerpt
from communique.faces.register.layout import printed, wrapped
from communique.faces.register.parquet import write_parquet
from communique.faces.register.write import FORMS, write_text
from communique.faces.tables import Bit
from communique.queries import Answer, Quote
from sample_register import DRILL, KEYS, SampleRegister

VIEW = SampleRegister()
ANSWERS: dict[str, Callable[[], Answer]] = {
    "dossier": lambda: queries.dossier(VIEW, "KGZ", "SRB"),
    "measures": lambda: queries.dossier(VIEW, "MNG", "SRB"),
    "actor": lambda: queries.actor(VIEW, "p1"),
    "who": lambda: queries.who(VIEW, "министр обороны", "KGZ"),
    "search": lambda: queries.search(VIEW, "учения"),
    "stats": lambda: queries.stats(VIEW),
    "network": lambda: queries.network(VIEW),
    "merges": lambda: queries.merges(VIEW, "p1"),
    "nothing": lambda: queries.dossier(VIEW, "KGZ", "MNG"),
}


def text_of(key: str) -> str:
    return VIEW.report(key).text


def squeezed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("width", [20, 60, 100, 200])
def test_text_keeps_to_its_width_and_cuts_nothing(name: str, width: int) -> None:
    answer = ANSWERS[name]()
    shown = text.render(answer, width)
    assert all(len(line) <= max(width, 40) and line == line.rstrip() for line in shown.splitlines())
    flowing = squeezed(shown)
    for _, line in answer.rows:
        if has_entry(line):
            for words in entry(line).words:
                assert all(squeezed(quote.words) in flowing for quote in words.quotes[:1])


@pytest.mark.parametrize("name", ANSWERS)
def test_colours_change_no_word(name: str) -> None:
    answer = ANSWERS[name]()
    bare = re.sub(r"\x1b\[[0-9;]*m", "", text.render(answer, 100, colour=True))
    assert squeezed(bare.replace("━", "")) == squeezed(text.render(answer, 100).replace("=" * 100, ""))


def test_nothing_is_known_and_that_is_said() -> None:
    answer = ANSWERS["nothing"]()
    for shown in (text.render(answer, 80), markdown.render(answer), html.render(answer, text_of)):
        assert "The register knows nothing of this." in shown


@given(st.lists(st.text(max_size=30), max_size=8), st.integers(5, 40))
def test_wrapping_keeps_every_letter(texts: list[str], width: int) -> None:
    from communique.faces.marks import visible

    lines = list(wrapped([Bit(part) for part in texts], width))
    given = "".join(visible(part) for part in texts)
    assert squeezed(printed(lines, colour=False)) == squeezed(given)


class Page(HTMLParser):
    """What a browser would see of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.marked: dict[str, str] = {}
        self._open: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.links += [given["href"] or ""] if "href" in given else []
        self.ids += [given["id"] or ""] if "id" in given else []
        assert not any(name.startswith("on") or name == "src" for name in given)
        if tag == "mark":
            self._open.append(given.get("id"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open.pop()

    def handle_data(self, words: str) -> None:
        self.words.append(words)
        for id in filter(None, self._open):
            self.marked[id] = self.marked.get(id, "") + words


def page_of(name: str) -> Page:
    page = Page()
    page.feed(html.render(ANSWERS[name](), text_of))
    return page


@pytest.mark.parametrize("name", ANSWERS)
def test_the_page_stands_by_itself_and_runs_nothing(name: str) -> None:
    page = page_of(name)
    assert not page.tags & {"script", "img", "link", "iframe", "object"}
    assert len(page.ids) == len(set(page.ids))
    outside = [link for link in page.links if not link.startswith("#")]
    assert all(link.startswith("https://") for link in outside)
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))


@pytest.mark.parametrize("name", ["dossier", "measures", "actor", "search", "merges"])
def test_every_quote_leads_to_its_marked_words(name: str) -> None:
    page, answer = page_of(name), ANSWERS[name]()
    numbers = {source.report: number for number, source in enumerate(answer.sources, 1)}
    shown = [entry(line) for _, line in answer.rows if has_entry(line)]
    quotes = [quote for item in shown for words in item.words for quote in words.quotes]
    assert quotes
    for quote in quotes:
        place = f"r{numbers[quote.report]}-{quote.start}-{quote.end}"
        assert f"#{place}" in page.links
        assert squeezed(page.marked[place]) == squeezed(quote.words)


def test_attacks_are_shown_as_text() -> None:
    page = page_of("measures")
    assert "<script>alert('Монголия')</script>" in "".join(page.words)
    titles = "".join(page_of("dossier").words)
    assert '-"><img src=x onerror=alert(1)>' in titles and "javascript:alert(1)" in titles


def test_long_reports_are_excerpted() -> None:
    quote = Quote("r", 0, 10, DRILL[:10])
    shown = ["".join(token.value for token in part.tokens if token.kind == "text") for part in
             excerpt(DRILL, 1, [quote])]  # fmt: skip
    assert shown[0].startswith("Сербия") and shown[-1] == GAP


@given(st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=6))
def test_marks_may_overlap_at_will(spans: list[tuple[int, int]]) -> None:
    report = "Первая строка отчёта.\nВторая строка, подлиннее.\nТретья."
    quotes = [
        Quote("r", start, min(start + size, len(report)), report[start : start + size], ((start, start + 1),))
        for start, size in spans
        if start < len(report)
    ]
    depth, words = 0, ""
    for paragraph in excerpt(report, 1, quotes):
        for token in paragraph.tokens:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            words += token.value if token.kind == "text" else ""
            assert depth >= 0
        assert depth == 0
    assert squeezed(words) == squeezed(report)


def test_markdown_holds_no_markup_of_reports() -> None:
    shown = markdown.render(ANSWERS["measures"]())
    assert "\\<script\\>" in shown and "<script>" not in shown
    assert shown.startswith("# Mongolia and Serbia\n")


@pytest.mark.parametrize(
    ("given", "escaped"),
    [("# a", "\\# a"), ("- a", "\\- a"), ("1. a", "\\1. a"), ("a|b", "a\\|b"), ("[x](y)", "\\[x\\](y)")],
)
def test_markdown_escapes(given: str, escaped: str) -> None:
    assert markdown.escaped(given) == escaped


def table_of(answer: Answer) -> list[dict[str, str]]:
    out = io.StringIO()
    data.write_csv(answer, out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.mark.parametrize("name", ANSWERS)
def test_the_same_lines_in_json_jsonl_and_csv(name: str) -> None:
    answer = ANSWERS[name]()
    whole, lines = io.StringIO(), io.StringIO()
    data.write_json(answer, whole)
    data.write_jsonl(answer, lines)
    by_line = [json.loads(line) for line in lines.getvalue().splitlines()]
    sections = json.loads(whole.getvalue())["sections"]
    assert by_line == [{"section": part["name"], **line} for part in sections for line in part["rows"]]
    assert [line["section"] for line in table_of(answer)] == [line["section"] for line in by_line]


def test_csv_says_where_the_words_stand() -> None:
    (line,) = (line for line in table_of(ANSWERS["dossier"]()) if line["id"] == "h3")
    assert line["quotes"] == text_of(KEYS["went"])
    assert line["quotes_at"] == f"{KEYS['went']}:0-{len(text_of(KEYS['went']))}"
    assert line["sides_ids"] == "visitor=p1; host=SRB"
    assert line["confidence"] == "0.3"


@pytest.mark.parametrize("start", data.FORMULA_STARTS)
def test_no_cell_is_a_formula(start: str) -> None:
    assert data.safe(f"{start}1+1").startswith("'")


def test_a_formula_in_a_topic_is_text() -> None:
    topics = {line["topic"] for line in table_of(ANSWERS["dossier"]())}
    assert "'=СУММ(A1)" in topics


def test_parquet_tells_what_was_asked(tmp_path: Path) -> None:
    from pyarrow import parquet

    write_parquet(ANSWERS["dossier"](), tmp_path / "dossier.parquet")
    table = parquet.read_table(tmp_path / "dossier.parquet")
    assert table.num_rows == len(list(ANSWERS["dossier"]().rows))
    assert table.schema.metadata[b"communique.question"] == b"dossier"
    assert table.schema.metadata[b"communique.today"] == b"2026-01-15"


@pytest.mark.parametrize("form", [form for form in FORMS if form != "parquet"])
def test_the_same_answer_gives_the_same_bytes(form: str) -> None:
    shown = []
    for _ in range(2):
        out = io.StringIO()
        write_text(ANSWERS["dossier"](), form, out, text_of)  # type: ignore[arg-type]
        shown.append(out.getvalue())
    assert shown[0] == shown[1] and shown[0].endswith("\n")
