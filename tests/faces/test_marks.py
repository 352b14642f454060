"""Cutting a text at its marks: nothing is lost, and every mark is where it belongs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.faces.marks import KINDS, Mark, actor_labels, cut, marks_of, visible
from communique.records.json import from_dict
from communique.records.reading import Actor, Reading
from communique.records.report import Report
from reading_strategies import readings


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(max_size=20))
    place = st.integers(0, len(text))
    mark = st.builds(
        Mark, place, place, st.sampled_from(KINDS), st.sampled_from(["1", "2", "e1"]), st.just("tip")
    )
    return text, draw(st.lists(mark, max_size=8))


@given(marked_texts())
def test_pieces_are_the_text(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    assert "".join(piece.text for piece in cut(text, marks)) == text


@given(marked_texts())
def test_each_mark_covers_its_characters(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    at = 0
    for piece in cut(text, marks):
        end = at + len(piece.text)
        inside = [m for m in marks if not m.is_empty]
        assert sorted(piece.marks, key=id) == sorted(
            (m for m in inside if m.start <= at and end <= m.end), key=id
        )
        assert sorted(piece.starting, key=id) == sorted((m for m in inside if m.start == at), key=id)
        assert sorted(piece.ending, key=id) == sorted((m for m in inside if m.end == end), key=id)
        at = end


def test_the_inner_mark_ends_first() -> None:
    outer, inner = Mark(0, 5, "actor", "1", ""), Mark(3, 5, "actor", "2", "")
    pieces = list(cut("МО РК.", [inner, outer]))
    assert [piece.text for piece in pieces] == ["МО ", "РК", "."]
    assert pieces[1].marks == (outer, inner)
    assert pieces[1].ending == (inner, outer)


@given(readings())
def test_every_mark_of_a_reading_lies_in_its_text(reading: Reading) -> None:
    assert all(0 <= mark.start < mark.end <= len(reading.report.text) for mark in marks_of(reading))


LABELS = [  # ids of actors, the numbers that stand for them
    (["a1", "a3"], ["1", "3"]),
    (["x", "a3"], ["1", "2"]),
    (["a"], ["1"]),
]


@pytest.mark.parametrize(("ids", "numbers"), LABELS)
def test_actor_numbers(ids: list[str], numbers: list[str]) -> None:
    actors = tuple(Actor(id, "имя", "state", ()) for id in ids)
    assert list(actor_labels(Reading(Report("r", "т"), "", actors=actors)).values()) == numbers


SHOWN = [  # as received, as shown
    ("одна\r\nдве\tтри", "одна\nдве\tтри"),
    ("\x1b[31mкрасный", "␛[31mкрасный"),
    ("\x00\x7f\r", "␀␡␍"),
    ("\u202eзадом", "\N{REPLACEMENT CHARACTER}задом"),
    ("\x9b1m", "\N{REPLACEMENT CHARACTER}1m"),
]


@pytest.mark.parametrize(("received", "shown"), SHOWN)
def test_what_would_act_on_a_terminal_is_made_visible(received: str, shown: str) -> None:
    assert visible(received) == shown


def test_words_of_a_trigger_within_others_are_marked_once() -> None:
    event = {"kind": "meeting", "stage": "done", "trigger": [[0, 7], [3, 7], [8, 10]], "evidence": [[0, 10]]}
    reading = from_dict({"id": "1", "text": "принять их", "events": [{"id": "e1", **event}]})
    assert [(mark.start, mark.end) for mark in marks_of(reading)] == [(0, 7), (8, 10)]
