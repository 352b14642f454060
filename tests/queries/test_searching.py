"""Reports by words, and the snippets shown of them."""

from __future__ import annotations

from datetime import date

import pytest

from communique.queries import Filter, search
from sample_register import KEYS, SampleRegister


@pytest.fixture(scope="module")
def view() -> SampleRegister:
    return SampleRegister()


def found(view: SampleRegister, words: str, wanted: Filter = Filter()) -> set[str]:  # noqa: B008
    names = {key: name for name, key in KEYS.items()}
    return {names[line.report] for line in search(view, words, wanted)["reports"].rows}


def test_any_form_of_a_word(view: SampleRegister) -> None:
    assert found(view, "учение") == {"drill", "fixed"}


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Filter(kinds=("activity",)), {"drill"}),
        (Filter(stages=("done",)), set()),
        (Filter(pair=("KGZ", "SRB")), {"drill"}),
        (Filter(since=date(2024, 11, 2), until=date(2024, 11, 30)), {"fixed"}),
        (Filter(since=date(2025, 5, 1)), {"drill"}),  # what it tells is then, though it was printed before
    ],
)
def test_filters(wanted: Filter, names: set[str], view: SampleRegister) -> None:
    assert found(view, "учения", wanted) == names


def test_snippets_hold_the_words_found(view: SampleRegister) -> None:
    rows = search(view, "сербы")["reports"].rows
    for line in rows:
        for quote in line.quotes:
            marked = [view.report(quote.report).text[start:end] for start, end in quote.marks]
            assert marked and quote.words == quote.words.strip()


def test_pages(view: SampleRegister) -> None:
    both = [line.report for line in search(view, "учения")["reports"].rows]
    first = search(view, "учения", limit=1)["reports"]
    second = search(view, "учения", limit=1, offset=1)["reports"]
    assert [line.report for line in (*first.rows, *second.rows)] == both
    assert first.note == "there are more: ask from 1 on" and second.note is None
