"""Phrases are found whole, the longest first, wherever they start."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.gazetteer import PhraseBook

LETTERS = st.lists(st.sampled_from("абвг"), min_size=1, max_size=4)


def test_longest_phrase_wins() -> None:
    book: PhraseBook[str] = PhraseBook()
    book.add([["совет", "совета"]], "any")
    book.add([["совет", "совета"], ["европы"]], "Europe")
    assert book.longest(["заседание", "совета", "европы"], 1) == (3, ["Europe"])
    assert book.longest(["совета", "мира"], 0) == (1, ["any"])
    assert book.longest(["мира"], 0) == (0, [])


@given(st.lists(LETTERS, min_size=1, max_size=6), LETTERS)
def test_finds_what_a_search_through_all_phrases_finds(phrases: list[list[str]], words: list[str]) -> None:
    book: PhraseBook[str] = PhraseBook()
    for phrase in phrases:
        book.add([[word] for word in phrase], "".join(phrase))
    fitting = [p for p in phrases if words[: len(p)] == p]
    end, values = book.longest(words, 0)
    assert end == max(map(len, fitting), default=0)
    assert set(values) == {"".join(p) for p in fitting if len(p) == end}
