"""Names of office-holders compared, by `actors.person_names`; words of positions (`data/terms.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from communique.actors.person_names import Agreement, agreement, parse_person

BEGINNING = 4  # letters of a surname that are enough where a report cut or glued it


@cache
def table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / "terms.toml").read_text(encoding="utf-8"))


def fit(name: str, spellings: Iterable[str]) -> int:
    """How well a name fits the spellings of one person: 0 not, 1 by surname alone, 2 with a given name or its
    initial. Coarse, and enough only between holders of one post in one state."""
    ours = parse_person(name)
    return max((_LEVELS.get(agreement(ours, parse_person(other))[0], 0) for other in spellings), default=0)


_LEVELS = {Agreement.SURNAME: 1, Agreement.INITIAL: 2, Agreement.FULL: 2}


def same_name(one: str, other: str) -> bool:
    """Two names that are likely of one person, in one post: by surname, or the beginning of one."""
    if fit(one, [other]):
        return True
    short, long = sorted((parse_person(name).surname or "" for name in (one, other)), key=len)
    return len(short) >= BEGINNING and long.startswith(short)
