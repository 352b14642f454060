from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import layers

from communique.reading.ru.events.features import DOUBTFUL, in_doubt
from communique.reading.ru.events.model import EVERYTHING, load_model
from communique.reading.ru.regression import Regression

SHIPPED = files("communique.reading.ru").joinpath("data", "models", "events.json")


def test_the_shipped_model_has_its_card() -> None:
    card = json.loads(SHIPPED.read_text(encoding="utf-8"))["card"]
    assert {"what", "data", "command", "reports", "reliability", "reliability of fields"} <= set(card)
    assert 0 < load_model().threshold < 1


@given(st.dictionaries(st.sampled_from(["a", "b", "unknown"]), st.floats(-4, 4)), st.floats(-3, 3))
def test_confidence_is_a_probability(features: dict[str, float], bias: float) -> None:
    assert 0 <= Regression({"a": 1.0, "b": -2.0}, bias).confidence(features) <= 1


def test_weights_move_the_confidence_their_way() -> None:
    model = Regression({"a": 1.5}, -1.0)
    assert model.confidence({"a": 1.0}) > 0.5 > model.confidence({})


def test_what_is_in_doubt_must_be_surer() -> None:
    model = load_model()
    assert model.threshold < model.doubtful
    sure = (model.threshold + model.doubtful) / 2
    known = {"rule meeting.met": 1.0, "states of report": 2.0}
    assert model.takes(sure, known) and not model.takes(sure, known | {DOUBTFUL: 1.0})


def test_totals_are_ruled_to_be_events() -> None:
    model = load_model()
    total = {"rule visit.mutual_visits": 1.0, "states of report": 2.0}
    assert model.takes(0.0, total) and not model.takes(0.0, total | {"states of report": 1.0})
    assert not model.takes(0.0, {"rule visit.visit_noun": 1.0, "states of report": 2.0})


@pytest.mark.parametrize(
    ("seen", "doubted"),
    [
        ({"states of report": 0}, True),
        ({"states of report": 1}, True),
        ({"states of report": 2}, False),
        ({"states of report": 2, DOUBTFUL: 1.0}, True),
    ],
)
def test_what_is_told_of_one_state_alone_is_in_doubt(seen: dict[str, float], doubted: bool) -> None:
    assert in_doubt(seen) is doubted


def test_a_model_of_nothing_takes_everything() -> None:
    assert EVERYTHING.confidence({"a": -9.0}) >= EVERYTHING.threshold


def test_every_event_carries_its_confidence() -> None:
    found = layers("Иран призвал Ирак открыть границу.")["events"]
    assert found.events
    assert all(set(event.decision.fields) == {"stage", "mode", "sides", "when"} for event in found.events)
    assert all(0 <= sure <= 1 for event in found.events for sure in event.decision.fields.values())
    assert all(load_model().threshold <= round(event.decision.confidence, 2) <= 1 for event in found.events)
