"""Each pattern finds what its `yes` lines mark and nothing in its `no` lines; rules on pages are tabled here."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.ru.noise import NoisePattern, find_noise, load_patterns, match_pattern
from communique.records.report import Report

PATTERNS = load_patterns()
YES = [pytest.param(p, line, id=f"{p.name}-{i}") for p in PATTERNS for i, line in enumerate(p.yes)]
NO = [pytest.param(p, line, id=f"{p.name}-{i}") for p in PATTERNS for i, line in enumerate(p.no)]


def unmark(marked: str) -> tuple[str, list[str]]:
    """Text without ⟦ ⟧, and what stood between them."""
    text = marked.replace("⟦", "").replace("⟧", "")
    return text, [part.split("⟧")[0] for part in marked.split("⟦")[1:]]


def noise(text: str) -> list[str]:
    return [n.span.text for n in find_noise(Report(id="r", text=text))]


@pytest.mark.parametrize(("pattern", "marked"), YES)
def test_pattern_finds_what_is_marked(pattern: NoisePattern, marked: str) -> None:
    text, wanted = unmark(marked)
    assert [text[slice(*found)] for found in match_pattern(pattern, text)] == wanted


@pytest.mark.parametrize(("pattern", "text"), NO)
def test_pattern_leaves_report_text(pattern: NoisePattern, text: str) -> None:
    assert list(match_pattern(pattern, text)) == []


def test_every_pattern_has_examples_and_its_own_name() -> None:
    assert all(p.yes and p.no for p in PATTERNS)
    assert len({p.name for p in PATTERNS}) == len(PATTERNS)


# ruff: noqa: E501
PAGES = {
    "head, lead and title again": (
        "Беседа с мэром Осло\n\nГлава края принял мэра.\n"
        "⟦События Беседа с мэром Осло Глава края принял мэра.⟧ 3 марта 2025 года 10:00 Сочи "
        "⟦Беседа с мэром Осло⟧ П.Орлов: Добрый день!"
    ),
    "copy of the title as a line": "В порту открыт причал\n\n⟦В порту открыт причал.⟧\n\nОб этом сообщил мэр.",
    "lead that only opens like the title": "В порту открыт причал\n\nВ порту открыт причал. Его строили год.",
    "short title": "Новости дня\n\nНовости дня обсудили в порту.",
    "list that repeats glued items": (
        "План таков:\n\nПорт получит новый причал.Мэр получит отпуск на неделю.\n\n"
        "⟦- Порт получит новый причал.⟧\n⟦- Мэр получит отпуск на неделю.⟧"
    ),
    "biography before a mark": (
        "Приехали губернатор края Пётр Орлов ⟦Орлов Пётр Ильич губернатор Южного края⟧ , министр труда "
        "Анна Лис ⟦Лис Анна Павловна Министр труда и занятости⟧ и судья."
    ),
    "biography before a verb": "Иво Петков ⟦Петков Иво Президент Республики Болгария⟧ поблагодарил гостей.",
    "biography in another case": "Беседа с Петром Орловым ⟦Орлов Пётр Ильич мэр Сочи⟧ . Она была долгой.",
    "biography after an initial": "П.Орлов ⟦Орлов Пётр Ильич мэр Сочи⟧ : Да, начнём.",
    "two posts of two persons": "Министр Пётр Орлов и министр Анна Лис уехали в Сочи.",
    "name twice, no post": "Там был Пётр Орлов. Орлов Пётр сказал, что уедет.",
    "link in a quotation's clothes": "Он уехал.\n\n⟦> В порту сгорел большой склад⟧\n\n> «Я вернусь», — сказал он.",
    "post in another language": (
        "Мэр поблагодарил гостей за помощь городу, и гости ответили ему тем же.\n\n⟦Thank you, dear friends, for all the help that you gave "
        "to our city this year⟧\n\n«Спасибо, друзья, за помощь городу», — сказал он на встрече в ратуше, добавив, что ждёт их снова."
    ),
    "headline between glued sentences": "Он уехал в Рим.⟦Мэр принял делегацию из Осло⟧Потом он вернулся.",
    "headlines below the end": "Он уехал.\n\nПотом вернулся.\n\n⟦Почему мэр уехал из города⟧\n\n⟦В порту сгорел склад⟧",
    "heading of a section": "Он уехал.\n\n## Что известно о порте\n\nСклад сгорел.",
}


@pytest.mark.parametrize("marked", PAGES.values(), ids=PAGES.keys())
def test_page(marked: str) -> None:
    text, wanted = unmark(marked)
    assert noise(text) == wanted


def test_title_that_the_text_leaves_out() -> None:
    page = "Глава края принял мэра.\nСобытия Беседа с мэром Осло Глава края принял мэра. 3 марта 2025 года 10:00 Сочи Он рад."
    report = Report(id="r", text=page, title="Беседа с мэром Осло")
    assert [n.span.text for n in find_noise(report)] == [
        "События Беседа с мэром Осло Глава края принял мэра."
    ]


GAPS = {
    "caption without a credit": "Заголовок о порте\n\n⟦Мэр и гости у причала.⟧\n\nПричал открыли во вторник.",
    "promised programme": "Он уехал. ⟦Полная версия — в вечернем выпуске.⟧",
}


@pytest.mark.parametrize(
    "marked", [pytest.param(g, id=k, marks=pytest.mark.xfail(strict=True)) for k, g in GAPS.items()]
)
def test_gap(marked: str) -> None:
    text, wanted = unmark(marked)
    assert noise(text) == wanted


PIECES = st.sampled_from(
    ["None", "Читайте также:", "* * *", "> Мэр уехал", "Фото: соцсети", "Пётр ИВАНОВ", "Смотрите также", "Он уехал.",
     "3 марта 2025 года", "Статус материала", "Темы Наука", "Продолжение■", "\u00a0", "\n", "\n\n", " ", "😀"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=20), max_size=12).map("".join))
def test_spans_hold_their_words_in_order(text: str) -> None:
    spans = [n.span for n in find_noise(Report(id="r", text=text))]
    assert all(text[s.start : s.end] == s.text and s.text == s.text.strip() for s in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
