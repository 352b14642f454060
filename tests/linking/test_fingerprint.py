"""Stems, and what a fingerprint keeps of a text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from news_texts import BRIDGE, BRIDGE_TITLE, FERRY

from communique.linking.fingerprint import IN_LEAD, NAME, NUMBER, TERMS, TITLE, _code, fingerprint, parse
from communique.linking.fingerprint_words import LONG, stem, terms
from communique.linking.reprints import shared_runs

FORMS = [
    "встреча встречи встречу встречей",
    "президент президента президентом",
    "джаксыбеков джаксыбекова джаксыбековым",
    "казахстан казахстана казахстане",
    "предъявил предъявили предъявлено",
    "министерство министерства министерством",
]


@pytest.mark.parametrize("forms", FORMS)
def test_forms_of_one_word_meet(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("минск", "минута"), ("визит", "вина"), ("10", "11"), ("сша", "снг")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text(max_size=40))
def test_stems_are_short_and_of_any_text(text: str) -> None:
    assert all(term.number or len(term.stem) <= LONG for term in terms(text))


def test_a_capital_inside_a_sentence_is_a_name() -> None:
    found = {term.stem: term.name for term in terms("Мэр Кравцунов уехал. Мост «Тихвица» стоит")}
    assert found[stem("кравцунов")] and not found[stem("мост")] and not found["мэр"]


def test_marks_of_a_term() -> None:
    made = parse(fingerprint(BRIDGE, BRIDGE_TITLE))
    assert made is not None
    flags = dict(zip(made.codes.tolist(), made.flags.tolist(), strict=True))
    assert flags[_code(stem("мост"))] & TITLE
    assert flags[_code(stem("кравцунов"))] == NAME | IN_LEAD
    assert flags[_code("1974")] & NUMBER


def test_noise_is_stepped_over() -> None:
    text = BRIDGE + " Читайте также: паром «Ладья» вышел в рейс"
    noise = [(len(BRIDGE), len(text))]
    assert fingerprint(text, None, noise) == fingerprint(BRIDGE + " " * (len(text) - len(BRIDGE)), None)


def test_marks_and_spaces_say_nothing_of_exactness() -> None:
    one, other = (
        parse(fingerprint(BRIDGE, None)),
        parse(fingerprint(BRIDGE.replace(". ", ".\n\n").upper(), None)),
    )
    assert one is not None and other is not None
    assert one.exact == other.exact


def test_runs_estimate_what_texts_share() -> None:
    whole, half, none = (
        parse(fingerprint(text, None))
        for text in (BRIDGE + " " + FERRY, BRIDGE, "Совсем другой текст о погоде")
    )
    assert whole is not None and half is not None and none is not None
    assert 0.3 < shared_runs(whole, half) < 0.7
    assert shared_runs(half, none) < 0.05


@given(st.text(max_size=200), st.none() | st.text(max_size=40))
def test_any_text_has_one(text: str, title: str | None) -> None:
    made = parse(fingerprint(text, title))
    assert made is not None
    assert sorted(made.codes.tolist()) == made.codes.tolist()
    assert len(made.codes) <= TERMS


def test_size_and_other_versions() -> None:
    long = " ".join(f"слово{number} {'абвгд'[number % 5] * 4}{number}" for number in range(900))
    assert len(fingerprint(long, None)) < 1024
    assert parse(b"") is None
    assert parse(b"\x00" + fingerprint(BRIDGE, None)[1:]) is None


def test_cost_of_one_report() -> None:
    """Two milliseconds a report of usual length; the bound leaves room for a busy machine."""
    fingerprint(BRIDGE, BRIDGE_TITLE)
    start = time.process_time()
    for _ in range(50):
        fingerprint(BRIDGE * 6, BRIDGE_TITLE)
    assert (time.process_time() - start) / 50 < 0.008
