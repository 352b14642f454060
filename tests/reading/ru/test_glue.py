"""Every `yes` and `no` line of data/glue.toml, and words that must stay whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.ru.glue import split_glued
from communique.reading.ru.wordlists import load_table

TABLE = load_table("glue.toml")
ENTRIES = [*TABLE["short"], TABLE["compound"], TABLE["words"], TABLE["telling"]]


def _yes() -> Iterator[tuple[str, str, str]]:
    for entry in ENTRIES:
        for line in entry.get("yes", ()):
            printed, _, read = line.partition("=")
            words = read.split()
            rest = words[printed_words(printed, words) :]
            yield printed, read, rest[0] if rest else ""


def printed_words(printed: str, words: list[str]) -> int:
    """How many of the words make up the printed form; what remains is the printed word that follows."""
    for n in range(len(words) + 1):
        if "".join(words[:n]) == printed:
            return n
    raise ValueError(f"{printed} is not made of {words}")


@pytest.mark.parametrize(("printed", "read", "following"), list(_yes()))
def test_cut(printed: str, read: str, following: str) -> None:
    found = split_glued(printed, following)
    assert [*found, *([following] if following else [])] == read.split()


@pytest.mark.parametrize("word", [word for entry in ENTRIES for word in entry.get("no", ())])
def test_whole(word: str) -> None:
    for following in ("", "министром", "Москву", "столице"):
        assert split_glued(word, following) == (word,)


@pytest.mark.parametrize(
    ("word", "following", "names", "parts"),
    [
        ("Ширхановуточнил", "что", ["Ширханов"], ["Ширханов", "уточнил"]),
        ("Мергенбаевас", "министром", ["Мергенбаев"], ["Мергенбаевас"]),
        ("Мергенбаевас", "министром", ["Мергенбаева"], ["Мергенбаева", "с"]),
        ("Ширхановна", "столицу", ["Ширханов"], ["Ширхановна"]),
        ("Ширхановский", "район", ["Ширханов"], ["Ширхановский"]),
        ("Ширхановуточнил", "что", [], ["Ширханов", "уточнил"]),
        ("НорвегииВерлухана", "прибыл", [], ["Норвегии", "Верлухана"]),
        ("ЕвроВерлухан", "прибыл", [], ["ЕвроВерлухан"]),
        ("МакВерлухан", "прибыл", [], ["МакВерлухан"]),
        ("Ширхановпостроил", "дом", [], ["Ширхановпостроил"]),
    ],
)
def test_names_of_the_report(word: str, following: str, names: list[str], parts: list[str]) -> None:
    assert list(split_glued(word, following, frozenset(names))) == parts


@given(
    st.text("абвгдежзиклмнопрстуфхцчшщыьэюяёАСВ", max_size=14), st.sampled_from(["", "столице", "министром"])
)
def test_parts_make_up_the_word(word: str, following: str) -> None:
    assert "".join(split_glued(word, following)) == word
