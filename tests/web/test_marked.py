"""The text of a report as pieces: all of it, in order, with offsets in code points."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.faces.marks import Mark
from communique.reading import read_report
from communique.records.report import Report
from communique.web.marked import HitMark, excerpt, field_marks, marked_text, one_to_one
from hostile import HOSTILE
from press import REPORTS
from sample_readings import TEXT, sample_reading


class Pieces(HTMLParser):
    """Offset, text and attributes of each piece, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert tag == "span"
        self.found.append((int(given.get("data-o") or 0), "", given))

    def handle_data(self, data: str) -> None:
        offset, text, given = self.found[-1]
        self.found[-1] = (offset, text + data, given)


def check(html: str, text: str, start: int = 0) -> None:
    at = start
    for offset, shown, _ in Pieces(html).found:
        assert offset == at
        at += len(shown)
    assert at - start == len(text)


@pytest.mark.parametrize("report", [*REPORTS, *HOSTILE], ids=lambda report: report.id)
def test_pieces_are_the_whole_text(report: Report) -> None:
    check(str(marked_text(read_report(report), [(3, 9), (5, 12)])), report.text)


@given(
    st.text(alphabet=st.sampled_from("ab\r\n\t<>&\"'\u202e\x1b😀е\u0301"), min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), max_size=6),
)
def test_any_marks_leave_the_text_whole(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [HitMark(a, a + b, "event", "hit", "") for a, b in spans if a + b <= len(text)]
    check(str(excerpt(text, 0, len(text), marks)), text)


@given(st.text(alphabet="a\r\n\u202e\x07", max_size=20))
def test_characters_are_shown_one_for_one(text: str) -> None:
    assert len(one_to_one(text)) == len(text)


def test_an_excerpt_counts_from_the_start_of_the_report() -> None:
    html = str(excerpt(TEXT, 20, 60, [Mark(10, 30, "actor", "1", ""), Mark(50, 99, "event", "e1", "")]))
    check(html, TEXT[20:60], 20)
    assert [piece[2].get("data-r") for piece in Pieces(html).found] == ["a1", None, "e1"]


def test_overlapping_records_are_all_named() -> None:
    reading = sample_reading()
    found = [piece[2] for piece in Pieces(str(marked_text(reading))).found]
    ties = [str(given.get("data-r") or "").split() for given in found]
    assert any(len(tie) > 1 for tie in ties)
    known = {tie for group in ties for tie in group}
    assert {mark.label for mark in field_marks(reading)} <= known


def test_the_first_hit_bears_the_anchor() -> None:
    html = str(marked_text(sample_reading(), [(40, 44), (4, 9)]))
    assert html.count('id="hit"') == 1
    first = next(piece for piece in Pieces(html).found if piece[2].get("id") == "hit")
    assert first[0] == 4
