"""The reader's own nets, with weights drawn at random: what holds whatever it has learned."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from communique.reading.nets.inputs import AFFIXES, BUCKETS, Inputs, affixes
from communique.reading.nets.own import EntityNet, EntitySpan, EventNet, Weights
from communique.reading.nets.packs import Embedding, Floats, Vocabulary
from communique.reading.nets.shapes import word_shape

WORDS = ("встреча", "прошла", "в", "Астане", ".", "министр", "Орлов", "«", "»", "2024")
WIDTH, WORD, SHAPE, AFFIX = 16, 6, 3, 4
REPORTS = st.lists(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), max_size=4), max_size=4)


def labels(*names: str) -> NDArray[np.str_]:
    return np.array("\n".join(names))


def weights(seed: int) -> Mapping[str, NDArray[np.generic]]:
    rng = np.random.default_rng(seed)

    def some(*shape: int) -> NDArray[np.float32]:
        return rng.normal(scale=0.6, size=shape).astype(np.float32)

    sizes = {"gate": 2, "start": 5, "end": 5, "inside": 5, "events": 4}
    found: dict[str, NDArray[np.generic]] = {
        "first.weight": some(3, WORD + SHAPE + AFFIX, WIDTH), "first.bias": some(WIDTH),
        "shape": some(9, SHAPE),
        "affix": np.concatenate([np.zeros((1, AFFIX), np.float32), some(BUCKETS - 1, AFFIX)]),
        "dilations": np.array([1, 2]), "wide.weight": some(24, 5),
        "types.weight": some(3, 5), "types.bias": some(3),
        "labels.types": labels("", "PERSON", "CITY"), "labels.kinds": labels("meeting", "visit"),
        "labels.stages": labels("done", "planned"),
    }  # fmt: skip
    for n in range(2):
        found[f"layer{n}.taps"], found[f"layer{n}.bias"] = some(WIDTH, 3 * WIDTH), some(WIDTH)
    for name, size in sizes.items():
        found[f"{name}.weight"], found[f"{name}.bias"] = some(size, WIDTH), some(size)
    return found


def parts(seed: int) -> tuple[Weights, Inputs, Embedding]:
    numbers = {word.lower(): n for n, word in enumerate(WORDS)} | {"<unk>": len(WORDS)}
    vocabulary = Vocabulary(numbers, np.ones(len(numbers), np.uint32), len(numbers))
    rng = np.random.default_rng(seed)
    codes = rng.normal(size=(WORD, 11, 1)).astype(np.float32)
    embedding = Embedding(np.tile(np.arange(11, dtype=np.uint8)[:, None], (1, WORD)), codes)
    shapes = {shape: n for n, shape in enumerate(sorted({word_shape(word) for word in WORDS}))}
    return Weights(weights(seed)), Inputs(vocabulary, shapes), embedding


@cache
def entity_net(seed: int = 1) -> EntityNet:
    return EntityNet(*parts(seed))


@cache
def event_net(seed: int = 1) -> EventNet:
    return EventNet(*parts(seed))


def places(found: list[EntitySpan]) -> list[tuple[int, int, str]]:
    return [(e.first, e.last, e.label) for e in found]


@settings(deadline=None, max_examples=60)
@given(REPORTS)
def test_a_report_is_read_alike_alone_and_among_others(reports: list[list[list[str]]]) -> None:
    entities, events = entity_net().read(reports), event_net().read(reports)
    assert len(entities) == len(events) == len(reports)
    for report, spans, told in zip(reports, entities, events, strict=True):
        assert places(entity_net().read([report])[0]) == places(spans)
        assert event_net().read([report])[0].keys() == told.keys()


@settings(deadline=None, max_examples=60)
@given(REPORTS)
def test_results_fit_the_report(reports: list[list[list[str]]]) -> None:
    found = zip(reports, entity_net(2).read(reports), event_net(2).read(reports), strict=True)
    for report, spans, told in found:
        ends = np.cumsum([0, *map(len, report)]).tolist()
        for span in spans:
            assert any(a <= span.first < span.last <= b for a, b in pairwise(ends))
            assert 0 < span.probability <= 1
        assert all(0 <= token < ends[-1] for token in told)


@settings(deadline=None, max_examples=60)
@given(REPORTS)
def test_entities_do_not_cross(reports: list[list[list[str]]]) -> None:
    for found in entity_net(3).read(reports):
        for a in found:
            assert not any(a.first < b.first < a.last < b.last for b in found)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), max_size=4))
def test_what_is_found_is_what_weighs_most(report: list[list[str]]) -> None:
    net = entity_net(4)
    weighed: dict[tuple[int, int], Floats] = {}
    for at, (first, last, said) in zip(np.cumsum([0, *map(len, report)]), net.weigh(report), strict=False):
        assert np.allclose(np.exp(said).sum(1), 1, atol=1e-4)
        spans = zip((first + at).tolist(), (last + at + 1).tolist(), strict=True)
        weighed |= dict(zip(spans, said, strict=True))
    for span in net.read([report])[0]:
        said = weighed[span.first, span.last]
        assert net.labels[said.argmax()] == span.label
        assert np.exp(said.max()) == pytest.approx(span.probability, abs=1e-4)


def test_nothing_is_read_from_nothing() -> None:
    assert entity_net().read([]) == []
    assert event_net().read([]) == []
    assert entity_net().read([[]]) == [[]]
    assert event_net().read([[]]) == [{}]


@pytest.mark.parametrize("word", ["", "я", "он", "дом", "министр"])
def test_affixes_are_buckets(word: str) -> None:
    found = affixes(word)
    assert len(found) == AFFIXES and all(0 <= bucket < BUCKETS for bucket in found)


def test_words_with_one_ending_share_its_bucket() -> None:
    assert affixes("встречами")[4] == affixes("речами")[4] != affixes("речам")[4]
