from __future__ import annotations

import pytest
from seen_reports import actor, report

from communique.actors.resolve import resolve
from communique.actors.search import Names, find_named

ENTITIES = resolve(
    (
        report(
            "r1",
            actor("a1", "Асан Жаксыкулов", country="KAZ"),
            actor("a2", "Казахстан", "state", "KAZ"),
            actor("a3", "МИД Казахстана", "body", "KAZ"),
            actor("a4", "ООН", "body", "IGO"),
            actor("a5", "ПАО «Синий мост»", "enterprise", "RUS"),
            actor("a6", "Пётр Серов", country="RUS"),
            actor("a7", "министр", country="KAZ", names=()),
        ),
    ),
    (),
)[0]

ASKED = [
    ("Жаксыкулов", "Асан Жаксыкулов"),
    ("жаксыкулову", "Асан Жаксыкулов"),
    ("А. Жаксыкулов", "Асан Жаксыкулов"),
    ("Asan Zhaksykulov", "Асан Жаксыкулов"),
    ("Dzhaksykulov", "Асан Жаксыкулов"),
    ("Жақсықұлов", "Асан Жаксыкулов"),
    ("Jaqsyqulov", "Асан Жаксыкулов"),
    ("Қазақстан", "Казахстан"),
    ("Kazakhstan", "Казахстан"),
    ("Казахстаном", "Казахстан"),
    ("министерство иностранных дел РК", "МИД Казахстана"),
    ("United Nations", "ООН"),
    ("синего моста", "ПАО «Синий мост»"),
    ("Серову", "Пётр Серов"),
]


@pytest.mark.parametrize(("asked", "name"), ASKED)
def test_found_by_any_spelling(asked: str, name: str) -> None:
    assert find_named(asked, ENTITIES)[0].name == name
    assert Names(ENTITIES).find(asked)[0].name == name


@pytest.mark.parametrize("asked", ["", "  ", "«»", "Никто", "Сергей Жаксыкулов"])
def test_nobody(asked: str) -> None:
    assert find_named(asked, ENTITIES) == []
