from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from communique.reading.nets import load_encoders, load_event_net, load_words
from communique.reading.nets.inputs import Inputs
from communique.training.student.told import KIND_NAMES, STAGE_NAMES, Coded, coded, scores

TEXT = "Послы встретились в Лиме.\n\nОни обсудят визит министра. Перу поблагодарило Чили за помощь."


def event(kind: str, stage: str, *words: str) -> dict[str, Any]:
    spans = [[TEXT.index(w), TEXT.index(w) + len(w)] for w in words]
    return {"kind": kind, "stage": stage, "trigger": spans}


EVENTS = [
    event("meeting", "done", "встретились", "обсудят"),
    event("visit", "planned", "визит"),
    event("support", "done", "поблагодарило"),
]


@pytest.fixture(scope="module")
def report() -> Coded:
    inputs = Inputs(load_words()[0], load_encoders().tokens.shapes)
    (found,) = coded([{"id": "one", "text": TEXT, "events": EVENTS}], inputs)
    return found


def told(report: Coded) -> dict[int, tuple[set[str], str]]:
    assert report.rows.told is not None
    kinds = len(KIND_NAMES)
    return {
        int(row): ({KIND_NAMES[k] for k in np.flatnonzero(p[:kinds])}, STAGE_NAMES[int(p[kinds:].argmax())])
        for row, p in zip(*report.rows.told, strict=True)
    }


def test_words_of_a_trigger_tell_its_kind_and_stage(report: Coded) -> None:
    assert list(told(report).values()) == [
        ({"meeting"}, "done"),
        ({"meeting"}, "done"),
        ({"visit"}, "planned"),
        ({"support"}, "done"),
    ]


def test_rows_that_tell_are_words_and_no_separators(report: Coded) -> None:
    rows = list(told(report))
    assert (report.rows.sentence[rows] >= 0).all()
    assert (report.rows.word[report.rows.sentence < 0] == report.rows.word[0]).all()


def test_a_sentence_tells_every_kind_that_a_trigger_in_it_has(report: Coded) -> None:
    assert report.truth == {(0, "meeting"), (1, "meeting"), (1, "visit"), (2, "support")}


def test_scores_count_kinds_of_sentences_not_words(report: Coded) -> None:
    given = np.zeros((len(report.rows.word), len(KIND_NAMES)), np.float32)
    assert report.rows.told is not None
    rows, target = report.rows.told
    given[rows] = target[:, : len(KIND_NAMES)]
    assert scores([report], [given])[0.5] == (1.0, 1.0, 1.0)
    given[rows[0] + 1, KIND_NAMES.index("accuse")] = 0.45
    assert scores([report], [given])[0.4] == pytest.approx((0.8, 1.0, 8 / 9))
    assert scores([report], [given])[0.5] == (1.0, 1.0, 1.0)


def test_the_net_that_ships_has_the_kinds_and_stages_of_the_codebook() -> None:
    (heard,) = load_event_net().read([[["Послы", "встретились", "в", "Лиме", "."]]])
    kinds = {kind for one in heard.values() for kind in one.kinds}
    assert "meeting" in kinds <= set(KIND_NAMES)
    assert all(list(one.stages) == list(STAGE_NAMES) for one in heard.values())
