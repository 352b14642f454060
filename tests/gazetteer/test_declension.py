"""Case forms by endings: what must be among the forms of a name, and what must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.gazetteer import forms, plain

CASES = [  # dictionary form, forms in print, words that only look alike
    ("Турция", ["Турции", "Турцией", "Турцию"], ["турка"]),
    ("Казахстан", ["Казахстана", "Казахстаном", "Казахстане"], ["казахстанский"]),
    ("Чили", ["Чили"], ["Чиля"]),
    ("Израиль", ["Израиля", "Израилю", "Израилем"], ["израильский"]),
    ("Саудовская", ["Саудовской", "Саудовскую"], ["саудовец"]),
    ("Союзное", ["Союзного", "Союзном"], ["союз"]),
    ("Гвинея-Бисау", ["Гвинеи-Бисау", "Гвинее-Бисау"], ["Гвинея"]),
    ("Королёво", ["Королево", "Королева"], ["король"]),
    ("украинец", ["украинцы", "украинцам"], ["украинка"]),
    ("китаец", ["китайцы", "китайцев", "китайцам"], ["китайка"]),
    ("португалец", ["португальцы", "португальцев"], ["португалка"]),
    ("Египет", ["Египта", "Египту", "Египтом", "Египте"], ["Египетский"]),
    ("Маврикий", ["Маврикия", "Маврикию", "Маврикием", "Маврикии"], ["Маврикого"]),
    ("Ростов-на-Дону", ["Ростова-на-Дону", "Ростове-на-Дону"], ["Ростова"]),
    ("россиянин", ["россияне", "россиян", "россиянами"], ["россия"]),
    ("Эмираты", ["Эмиратов", "Эмиратам"], ["эмират-сити"]),
    ("МИД", ["МИДа", "МИДом", "МИД"], ["МИДЕИ"]),
    ("США", ["США"], ["СШАа"]),
    ("Reuters", ["Reuters"], ["Reutersа"]),
]


@pytest.mark.parametrize(("word", "printed", "other"), CASES)
def test_forms(word: str, printed: list[str], other: list[str]) -> None:
    found = forms(word)
    assert {plain(p) for p in printed} <= found
    assert not {plain(o) for o in other} & found


@given(st.text(alphabet="абвгдеёжзиклмнопрстуфхцчшщыьэюя-АБВ", min_size=1, max_size=12))
def test_a_word_is_one_of_its_forms(word: str) -> None:
    assert plain(word) in forms(word)
