"""Posts of state: every line of the table is tried on its own examples."""

from __future__ import annotations

import pytest

from communique.gazetteer.posts import is_single, post_of, post_of_title, posts, regions

YES = [(post.key, position) for post in posts() for position in post.yes]
NO = [(post.key, position) for post in posts() for position in post.no]

OTHERS = [
    ("посол Казахстана в Венгрии", "ambassador:HUN"),
    ("Чрезвычайный и Полномочный Посол Республики Казахстан в Республике Беларусь", "ambassador:BLR"),
    ("посол Казахстана", "ambassador"),
    ("посол Казахстана в Будапеште", "ambassador:HUN"),
    ("губернатор Саратовской области", "local:saratov"),
    ("глава Республики Алтай", "local:altai_republic"),
    ("мэр Перми", "local:perm_city"),
    ("губернатор Пермского края", "local:perm"),
    ("аким Астаны", "local:astana"),
    ("премьер-министр Крыма", "local:crimea"),
    ("президент Татарстана", None),
    ("депутат парламента", None),
    ("", None),
]

TITLES = [
    ("Minister of Defence", "defence_minister"),
    ("minister of health", "health_minister"),
    ("Ambassador to the United Kingdom", "ambassador:GBR"),
    ("ambassador to Hungary", "ambassador:HUN"),
    ("Governor of Saratov Oblast", "local:saratov"),
    ("Keeper of the Seals", "keeper_of_the_seals"),
]


@pytest.mark.parametrize(("key", "position"), YES)
def test_a_position_has_its_post(key: str, position: str) -> None:
    assert post_of(position) == key


@pytest.mark.parametrize(("key", "position"), NO)
def test_another_position_has_not(key: str, position: str) -> None:
    assert post_of(position) != key


@pytest.mark.parametrize(("position", "key"), OTHERS)
def test_places_and_ambassadors(position: str, key: str | None) -> None:
    assert post_of(position) == key


@pytest.mark.parametrize(("title", "key"), TITLES)
def test_english_titles(title: str, key: str) -> None:
    assert post_of_title(title) == key


def test_every_post_has_examples_for_and_against() -> None:
    assert [post.key for post in posts() if not (post.yes and post.no)] == []
    assert [post.key for post in (*posts(), *regions()) if not post.ru] == []


def test_keys_are_distinct() -> None:
    keys = [post.key for post in (*posts(), *regions())]
    assert len(keys) == len(set(keys))


def test_one_holder_at_a_time() -> None:
    assert is_single("defence_minister") and is_single("ambassador:HUN") and is_single("local:perm")
    assert not is_single("deputy_prime_minister") and not is_single("ambassador")
