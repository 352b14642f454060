"""Nested entities of plain text, by both models."""

from __future__ import annotations

import json
import sys
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reading.nested import MODELS, accurate, nested_entities
from communique.reading.nested.pieces import Pieces
from communique.reading.nested.types import TYPES
from communique.reading.nested.words import Words

TEXT = (
    "Министр иностранных дел Сербии Милош Йович 12 мая посетил Астану. "
    "Он передал президенту Казахстана письмо."
)
CARDS = (
    ("communique.reading.nets", "events"),
    ("communique.reading.nets", "entities"),
    ("communique.reading.nested", "entities"),
)


@pytest.mark.parametrize("model", MODELS)
def test_entities_of_an_easy_text(model: str) -> None:
    found = {(TEXT[start:end], kind) for start, end, kind in nested_entities(TEXT, model)}
    assert {("Милош Йович", "PERSON"), ("Сербии", "COUNTRY"), ("12 мая", "DATE"), ("Астану", "CITY")} <= found


@pytest.mark.parametrize("model", MODELS)
def test_entities_lie_within_others(model: str) -> None:
    found = nested_entities(TEXT, model)
    kinds = {(TEXT[start:end], kind) for start, end, kind in found}
    assert {("Министр иностранных дел Сербии", "PROFESSION"), ("Министр", "PROFESSION")} <= kinds
    assert ("Сербии", "COUNTRY") in kinds


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "text", ["", " \n\n ", "…", "а" * 3000, "Рига\u00ad \U0001f600 и\u0301", "слово " * 700]
)
def test_any_text_can_be_read(model: str, text: str) -> None:
    for start, end, kind in nested_entities(text, model):
        assert 0 <= start < end <= len(text) and kind in TYPES


@settings(deadline=None, max_examples=40)
@given(st.text(st.sampled_from("Рига министр, 2024 г. «»\n-()АБв"), max_size=200))
def test_spans_are_of_the_text(text: str) -> None:
    for start, end, _ in nested_entities(text):
        assert text[start:end].strip() == text[start:end] != ""


@settings(max_examples=60)
@given(st.text(st.sampled_from("Рига министр, 2024 г. «»\n-()АБв"), max_size=200))
def test_sentences_cover_all_tokens(text: str) -> None:
    words = Words.of(text)
    covered = [token for first, last in words.sentences for token in range(first, last)]
    assert covered == list(range(len(words.tokens)))


def test_another_model_is_refused() -> None:
    with pytest.raises(ValueError, match="fast, accurate"):
        nested_entities(TEXT, "better")


def test_the_accurate_model_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.reading.nested.accurate import Model

    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ImportError, match=r"communique\[accurate\]"):
        Model()


def test_two_models_that_agree_say_the_same_together() -> None:
    scores = np.random.default_rng(1).normal(size=(4, 4, 3)).astype(np.float32)
    alone = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    first, last = np.nonzero(accurate.allowed(4))
    assert np.allclose(accurate._joined(scores, first, last, alone[first, last]), alone, atol=1e-5)


def test_a_sure_second_model_settles_a_doubt() -> None:
    scores = np.zeros((2, 2, 2), np.float32)
    scores[..., 1] = 0.1  # a little likelier that each span is an entity
    one = np.array([0])
    joined = accurate._joined(scores, one, one, np.log(np.array([[0.9, 0.1]], np.float32)))
    assert joined[0, 0].argmax() == 0  # where the other has an opinion
    assert joined[0, 1].argmax() == 1


def test_a_word_falls_into_its_likeliest_pieces() -> None:
    pieces = Pieces(
        ["?", "▁при", "▁", "ём", "п", "р", "и", "▁приём"], [-9, -2, -3, -2, -4, -4, -4, -3.5], {"е": "ё"}, 0
    )
    assert pieces.of("приём", True) == (7,)
    assert pieces.of("прием", True) == (7,)
    assert pieces.of("при", True) == (1,)
    assert pieces.of("при", False) == (4, 5, 6)
    assert pieces.of("x", False) == (0,)


@pytest.mark.parametrize(("package", "name"), CARDS)
def test_weights_have_a_card(package: str, name: str) -> None:
    card = json.loads(files(package).joinpath("data", f"{name}.json").read_text(encoding="utf-8"))
    assert {"what", "data", "licences", "command", "time", "scores"} <= set(card)
