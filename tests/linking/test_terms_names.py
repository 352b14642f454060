"""Names of office-holders across spellings: who is one person in one post, and who is not."""

from __future__ import annotations

import pytest

from communique.linking.terms_names import agree, is_patronymic, parse_name, sounds

SAME_SOUNDS = [
    ("Жансеитов", "Dzhanseitov"),
    ("Жансеитов", "Zhanseitov"),
    ("Джансеитов", "Жансейітов"),
    ("Хрущаков", "Khrushchakov"),
    ("Чижик", "Čyžyk"),
    ("Ерлан", "Yerlan"),
    ("Максаков", "Maxakov"),
    ("Каримов", "Karimov"),
]


@pytest.mark.parametrize(("one", "other"), SAME_SOUNDS)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert sounds(one) == sounds(other)


def test_other_names_sound_otherwise() -> None:
    assert sounds("Серов") != sounds("Зеров") != sounds("Перов")


AGREE = [  # ours, theirs, how well
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


@pytest.mark.parametrize(("ours", "theirs", "score"), AGREE)
def test_agreement(ours: str, theirs: str, score: int) -> None:
    assert agree(parse_name(ours), [parse_name(theirs)]) == score


def test_patronymics() -> None:
    assert all(map(is_patronymic, ["Петрович", "Петровна", "Рыскельдинович", "Ильич", "Нурланулы"]))
    assert not any(map(is_patronymic, ["Жансеитов", "Антон", "Хренин"]))
