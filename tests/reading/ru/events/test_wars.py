"""Sides of known wars that a report names elsewhere: the examples of `data/wars.toml`."""

from __future__ import annotations

import pytest
from sentences import people

from communique.reading.ru.events.find import find_happenings
from communique.reading.ru.wordlists import load_table

EXAMPLES = [
    line.split(" => ") for war in load_table("wars.toml")["war"] for line in (*war["yes"], *war["no"])
]


@pytest.mark.parametrize(("text", "told"), EXAMPLES)
def test_sides_of_a_known_war(text: str, told: str) -> None:
    kind, sides = told.split()
    found = [h for h in find_happenings(people(text), ())[0] if h.kind == kind]
    assert ["+".join(sorted({c for r in h.roles for c in r.who.entity.countries})) for h in found] == [sides]
