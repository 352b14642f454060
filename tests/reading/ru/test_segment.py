"""Tokens and sentences are razdel's, by shorter ways."""

from hypothesis import given, settings
from hypothesis import strategies as st
from razdel import sentenize, tokenize

from communique.reading.ru import segment

LETTERS = st.sampled_from([*"АБвгеёЯ.,:;!?…«»\"“”„'()[]-–—−=_/*12aZΔ%№", "г.", "т.д.", "И.", "...", " - "])
CHUNKS = st.lists(LETTERS, min_size=1, max_size=9).map(lambda parts: "".join("".join(parts).split()))
TEXTS = st.lists(st.one_of(LETTERS, st.sampled_from([" ", ". ", "? Он", "\u00a0", "! "])), max_size=40).map(
    "".join
)


@given(CHUNKS)
@settings(max_examples=500, deadline=None)
def test_tokens_of_a_chunk(chunk: str) -> None:
    printed = [segment.Token(token.start, token.stop, token.text) for token in tokenize(chunk)]
    assert list(segment._cut(chunk)) == list(segment._clock_times(printed))


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_cuts_between_sentences(text: str) -> None:
    cuts = [text[start:end].strip() for start, end in segment._cut_at_stops(text)]
    assert [cut for cut in cuts if cut] == [found.text for found in sentenize(text) if found.text]


def test_a_sentence_begins_behind_blanks() -> None:
    text = "Он ушёл.   Она осталась. \n"
    assert [text[a:b] for a, b in segment.sentences(text, 0, len(text))] == ["Он ушёл.", "Она осталась."]
