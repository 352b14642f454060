"""What a person sees: nothing lost, nothing wider than the terminal, colours only where asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from communique.faces.marks import visible
from communique.faces.terminal import GAP, NARROWEST, fit, marked_text, render
from communique.records.json import from_dict, to_dict
from communique.records.reading import Reading
from reading_strategies import readings
from sample_readings import sample_reading

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def squeezed(text: str) -> str:
    return "".join(text.split())


def values(value: Any) -> Iterator[str]:
    """Every string that a reading holds, but for the text (it is full of brackets) and ids (numbers)."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from values(item) if name != "text" else ()
    elif isinstance(value, list):
        for item in value:
            yield from values(item)
    elif isinstance(value, str) and not re.fullmatch(r"a\d", value):
        yield value


@pytest.mark.parametrize("width", [60, 100, 160, 1000])
def test_every_value_is_printed(width: int) -> None:
    """In columns the words of a value may stand on several lines: each word is looked for."""
    reading = sample_reading()
    shown = render(reading, width, explain=True)
    for value in values(to_dict(reading)):
        assert all(word in shown for word in re.findall(r"[\w.-]+", value)), value


def test_without_explaining_no_rule_is_printed() -> None:
    assert "meeting.receive" not in render(sample_reading(), 100)
    assert "meeting.receive" in render(sample_reading(), 100, explain=True)


def test_words_are_not_broken_in_tables() -> None:
    assert "Токтосунов" in render(sample_reading(), NARROWEST)


@given(readings(), st.sampled_from([NARROWEST, 60, 100, 160]), st.booleans())
@settings(max_examples=40, deadline=None)
def test_no_line_is_wider_than_the_terminal(reading: Reading, width: int, colour: bool) -> None:
    shown = ESCAPE.sub("", render(reading, width, colour, explain=True))
    assert all(cell_len(line) <= width for line in shown.split("\n"))


@given(readings())
@settings(max_examples=40, deadline=None)
def test_the_text_is_whole(reading: Reading) -> None:
    """Brackets and labels taken out, the text stands there; colours hold it without brackets."""
    plain = marked_text(reading, colour=True).plain
    numbers = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹ᵉᵒˢᵗ·]")
    if not numbers.search(reading.report.text) and all(event.id == "" for event in reading.events):
        assert numbers.sub("", plain) == visible(reading.report.text)


@given(readings())
@settings(max_examples=20, deadline=None)
def test_a_saved_reading_looks_the_same(reading: Reading) -> None:
    assert render(from_dict(to_dict(reading)), 100, explain=True) == render(reading, 100, explain=True)


def test_no_escape_without_colour_and_none_of_the_report_with_it() -> None:
    reading = from_dict({"id": "\x1b]0;t\x07", "text": "\x1b[2Jтекст\x9b", "actors": []})
    assert "\x1b" not in render(reading, 80)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", ESCAPE.sub("", render(reading, 80, colour=True)))


def test_spans_in_brackets_without_colour() -> None:
    shown = squeezed(render(sample_reading(), 100))
    assert "[[МинистробороныКыргызстана]o1" in shown.replace("[Кыргызстана]3", "Кыргызстана")
    assert "[принял]e1" in shown
    assert "[Читайтетакже]noise" in shown


def test_a_reading_without_events_says_so() -> None:
    assert "No events" in render(from_dict({"id": "1", "text": "Погода."}), 80)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60)), min_size=1, max_size=7), st.integers(1, 200)
)
def test_columns_fit(columns: list[tuple[int, int]], width: int) -> None:
    extents = [(least, least + more) for least, more in columns]
    widths = fit(extents, width)
    least = sum(least for least, _ in extents) + GAP * (len(extents) - 1)
    assert (widths is None) == (least > width)
    if widths is not None:
        assert sum(widths) + GAP * (len(widths) - 1) <= width
        assert all(least <= got <= natural for (least, natural), got in zip(extents, widths, strict=True))


def test_how_sure_an_event_is_stands_beside_its_kind() -> None:
    assert "meeting · in_person · 88% sure" in render(sample_reading(), 119)


@pytest.mark.parametrize(
    ("why", "shown"),
    [("metadata", "2024-03-03 · given by the caller"), ("dateline", "2024-03-03 · dateline")],
)
def test_a_day_that_came_with_the_report_says_from_where(why: str, shown: str) -> None:
    day = "2024-03-03"
    report = {"published": day, "metadata": {"published_why": "given by the caller"}}
    value = {"id": "1", "text": "Погода.", "report": report, "published": day, "published_why": why}
    assert shown in render(from_dict(value), 100)
