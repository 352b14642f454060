"""HTML for notebooks: escaped, well-formed, and the text is whole."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings

from communique.faces.marks import visible
from communique.faces.notebook import page
from communique.records.json import from_dict
from communique.records.reading import Reading
from reading_strategies import readings
from sample_readings import sample_reading

VOID = {"br"}


class Outline(HTMLParser):
    """Checks that tags close in order; collects the text of the report, and the tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.titles: list[str] = []
        self.text = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.titles += [value or "" for name, value in attrs if name == "title"]
        if tag not in VOID:
            self.open.append(tag)
        if dict(attrs).get("class") == "cq-text":
            self._depth = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if len(self.open) < self._depth:
            self._depth = 0

    def handle_data(self, data: str) -> None:
        if self._depth and self.open[-1] != "sup":
            self.text += data


def outline(reading: Reading) -> Outline:
    parser = Outline()
    parser.feed(page(reading))
    parser.close()
    assert parser.open == []
    return parser


@given(readings())
@settings(max_examples=30, deadline=None)
def test_the_text_is_whole_and_tags_close(reading: Reading) -> None:
    assert outline(reading).text == visible(reading.report.text)


def test_nothing_of_a_report_becomes_markup() -> None:
    hostile = '</div><script>alert("1")</script>\'"><img src=x onerror=y>&amp;'
    reading = from_dict(
        {
            "id": hostile,
            "title": hostile,
            "text": hostile,
            "actors": [{"id": "a1", "name": hostile, "type": hostile, "mentions": [[0, 9]]}],
            "noise": [[3, 12]],
            "noise_rules": [hostile],
        }
    )
    found = outline(reading)
    assert found.text == hostile
    assert not found.tags & {"script", "img"}
    assert any(hostile in title for title in found.titles)


def test_records_are_numbered_and_explained_by_tooltips() -> None:
    html = sample_reading()._repr_html_()
    assert "<sup>e1</sup>" in html and "<sup>1</sup>" in html
    assert "Асан Токтосунов: person, KGZ, GOV, MIL" in html
    assert "http" not in html.replace("https://example.org/1", "")


def test_numbers_that_end_together_stay_apart() -> None:
    """Actors 1 and 3 at one place are not actor 13."""
    actors = [
        {"id": f"a{number}", "name": "МО", "type": "body", "mentions": [[start, 5]]}
        for number, start in ((1, 3), (3, 0))
    ]
    assert "<sup>1·3</sup>" in page(from_dict({"id": "1", "text": "МО РК.", "actors": actors}))


def test_a_reading_without_events_says_so() -> None:
    assert "No events" in page(from_dict({"id": "1", "text": "Погода."}))
