"""Names of office-holders across spellings: who is one person in one post, and who is not."""

from __future__ import annotations

import pytest

from communique.linking.terms_names import fit, same_name

FIT = [  # ours, theirs, how well
    ("Антон Жансеитов", "Anton Dzhanseitov", 2),
    ("А. Жансеитов", "Жансеитов Антон Петрович", 2),
    ("А.П. Жансеитов", "Антон Петрович Жансеитов", 2),
    ("Жансеитов Антон", "Антон Жансеитов", 2),
    ("Жансеитов", "Антон Жансеитов", 1),
    ("Антоном Жансеитовым", "Антон Жансеитов", 2),
    ("Борис Жансеитов", "Антон Жансеитов", 0),
    ("Б. Жансеитов", "Антон Жансеитов", 0),
    ("Антон Петрович", "Антон Петрович Жансеитов", 0),
    ("Антон Серов", "Антон Жансеитов", 0),
    ("Антон Мицкевич", "Антон Петрович Мицкевич", 2),
    ("А. Мицкевич", "Anton Mitskevich", 2),
    ("Мицкевич Антон Петрович", "Антон Мицкевич", 2),
]


@pytest.mark.parametrize(("ours", "theirs", "score"), FIT)
def test_fit(ours: str, theirs: str, score: int) -> None:
    assert fit(ours, [theirs, "Иван Посторонний"]) == score


SAME = [
    ("Серов", "Антон Серов", True),
    ("Антон Серовподчеркнул", "Антон Серов", True),
    ("Борис Серов", "Антон Перов", False),
    ("Антон Серов", "Антон Перов", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_same_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same is same_name(other, one)
