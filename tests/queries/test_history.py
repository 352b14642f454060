"""The life of one record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from communique.queries import history
from communique.register.view import UnknownRecord


class Life(NamedTuple):
    type: str
    id: str
    known_from: int
    since: str | None
    known_to: int | None
    until: str | None
    body: str


class Remembering:
    def history(self, id: str) -> Sequence[Life]:
        lives = [
            Life("happening", "h1", 1, "2024-03-03T08:00:00.000Z", 2, "2024-03-04T08:00:00.000Z",
                 '{"id": "h1", "stage": "planned", "members": ["a"], "place": null}'),
            Life("happening", "h1", 2, "2024-03-04T08:00:00.000Z", None, None,
                 '{"id": "h1", "stage": "done", "members": ["a", "b"], "place": "Бишкек"}'),
        ]  # fmt: skip
        return [life for life in lives if life.id == id]


def test_each_version_says_what_became_new() -> None:
    first, second = history(Remembering(), "h1")["versions"].rows
    assert first.changed == ("id: h1", 'members: ["a"]', "stage: planned")
    assert second.changed == ("members: +b", "place: Бишкек", "stage: planned → done")
    assert (second.known_from, second.known_to) == ("2024-03-04T08:00:00.000Z", None)


def test_no_such_record() -> None:
    with pytest.raises(UnknownRecord):
        history(Remembering(), "h2")
