"""Where the words of a question stand in a text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from communique.register.words import folded, forms_of, marks

WORDS = st.sampled_from(
    ["визит", "Визита", "ВИЗИТОВ", "визитёр", "ёлка", "елки", "ИСТАНБУЛ", "İzmir", "a_визит", "2019"]
)
BETWEEN = st.sampled_from([" ", "-", "_", ".", "\n", "", "«", "\u0301"])
TEXTS = st.lists(st.tuples(WORDS, BETWEEN), max_size=12).map(lambda parts: "".join(map("".join, parts)))


@given(st.sampled_from(["визит", "ёлка", "визит елка", "«визит министра»", "2019 izmir", "istanbul"]), TEXTS)
def test_marks_are_the_runs_of_letters_that_are_forms(question: str, text: str) -> None:
    runs = (found.span() for found in re.finditer(r"[^\W_]+", text))
    wanted = tuple(span for span in runs if folded(text[slice(*span)]) in forms_of(question))
    assert marks(question, text) == wanted
