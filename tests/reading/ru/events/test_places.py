"""Where an event is: by its own words, by its scene, by whom it strikes or visits, or nowhere."""

from __future__ import annotations

import pytest
from sentences import layers

from communique.reading.ru.wordlists import load_table

PLACES = load_table("places.toml")


def places(story: str, kind: str) -> list[str | None]:
    text = story.replace(". ", ".\n\n")
    events = [e for e in layers(text, "2024-05-15")["events"].events if e.kind == kind]
    return [e.place.value if e.place else None for e in events]


@pytest.mark.parametrize("line", PLACES["yes"])
def test_it_is_there(line: str) -> None:
    story, _, wanted = line.partition(" => ")
    kind, place = wanted.split(" ", 1)
    assert place in places(story, kind)


@pytest.mark.parametrize("line", PLACES["no"])
def test_it_is_nowhere(line: str) -> None:
    story, _, kind = line.partition(" => ")
    found = places(story, kind)
    assert found
    assert set(found) == {None}
