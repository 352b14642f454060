"""Forms of datelines, each with the examples of its own entry; publication; the day to count from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.ru.dateline import (
    MONTHS,
    Form,
    anchor,
    fill_year,
    find_dateline,
    find_published,
    load_forms,
)
from communique.reading.ru.noise import find_noise
from communique.records.report import Dateline, Report
from communique.records.span import Span
from communique.records.when import When

FORMS = load_forms()
YES = [pytest.param(f, line, id=f"{f.name}-{i}") for f in FORMS for i, line in enumerate(f.yes)]
NO = [pytest.param(f, line, id=f"{f.name}-{i}") for f in FORMS for i, line in enumerate(f.no)]


def read(text: str, published: str | None = None) -> Dateline | None:
    report = Report(id="r", text=text, published=When.parse(published) if published else None)
    return find_dateline(report, find_noise(report))


@pytest.mark.parametrize(("form", "line"), YES)
def test_form(form: Form, line: str) -> None:
    marked, _, wanted = line.partition("=>")
    text = marked.strip().replace("⟦", "").replace("⟧", "")
    found = read(f"Посол приехал в столицу\n\n{text}")
    parts = [part.strip() for part in wanted.split("|")]
    assert found is not None
    assert [found.place or "", str(found.date or ""), found.agency or ""] == parts
    assert found.span.text == marked.split("⟦")[1].split("⟧")[0]


@pytest.mark.parametrize(("form", "text"), NO)
def test_head_without_dateline(form: Form, text: str) -> None:
    assert read(f"Посол приехал в столицу\n\n{text}") is None


PAGE = (
    "Беседа с мэром Осло\n\nГлава края принял мэра.\nСобытия Беседа с мэром Осло Глава края принял мэра. "
    "3 марта 2025 года 10:00 Сочи П.Орлов: Добрый день! Темы Наука Статус материала "
    "Опубликован в разделе: Новости Дата публикации: 4 марта 2025 года, 16:15 Текстовая версия"
)


def test_stamp_behind_a_repeated_head() -> None:
    found = read(PAGE)
    assert found is not None
    assert (found.span.text, found.place) == ("3 марта 2025 года 10:00 Сочи", "Сочи")


def published_of(text: str, metadata: str | None = None) -> tuple[str | None, str | None]:
    report = Report(id="r", text=text, published=When.parse(metadata) if metadata else None)
    noise = find_noise(report)
    when, why = find_published(report, noise, find_dateline(report, noise))
    return str(when) if when else None, why


@pytest.mark.parametrize(
    ("text", "metadata", "published"),
    [
        ("АСТАНА. 10 июля. ВЕСТНИК - Посол приехал.", "2009-07-11", ("2009-07-11", "metadata")),
        ("АСТАНА. 10 июля. ВЕСТНИК - Посол приехал.", None, ("XXXX-07-10", "dateline")),
        ("Пенза, 18 ноября 2019. ВЕСТНИК. Посол приехал.", None, ("2019-11-18", "dateline")),
        (PAGE, None, ("2025-03-03", "dateline")),
        (PAGE.replace("10:00", ""), None, ("2025-03-04", "date printed in the page's furniture")),
        ("Посол приехал 10 июля.", None, (None, None)),
    ],
)
def test_published(text: str, metadata: str | None, published: tuple[str | None, str | None]) -> None:
    assert published_of(text, metadata) == published


@pytest.mark.parametrize(
    ("day", "published", "filled"),
    [
        ("XXXX-07-10", date(2009, 7, 11), date(2009, 7, 10)),
        ("XXXX-12-31", date(2010, 1, 1), date(2009, 12, 31)),
        ("XXXX-01-01", date(2009, 12, 31), date(2010, 1, 1)),
        ("XXXX-07-10", date(2009, 7, 1), date(2008, 7, 10)),
        ("XXXX-02-29", date(2010, 3, 1), date(2008, 2, 29)),
    ],
)
def test_year_of_the_dateline(day: str, published: date, filled: date) -> None:
    assert fill_year(When.parse(day), published) == filled


def test_relative_words_count_from_the_dateline_first() -> None:
    day = Span(0, 7, "10 июля")
    printed = Dateline(span=day, date=When.parse("XXXX-07-10"), date_span=day)
    assert anchor(When.parse("2009-07-12"), printed)[0] == date(2009, 7, 10)
    assert anchor(When.parse("2009-07-12"), None)[0] == date(2009, 7, 12)
    assert anchor(None, printed) == (None, When.parse("XXXX-07-10"))


GAPS = ["Москва (Россия), вторник. ВЕСТНИК - Посол приехал.", "Вестник, Минск - Посол приехал."]


@pytest.mark.parametrize("text", [pytest.param(g, marks=pytest.mark.xfail(strict=True)) for g in GAPS])
def test_gap(text: str) -> None:
    assert read(text) is not None


@given(
    place=st.sampled_from(["МИНСК", "Астана", "Нижний Новгород"]),
    day=st.integers(1, 28),
    month=st.sampled_from(MONTHS),
    year=st.none() | st.integers(1990, 2030),
    agency=st.sampled_from(["ВЕСТНИК", "Вестник.ru", "ТАСС"]),
    tail=st.text(max_size=30),
)
def test_spans_hold_their_words(
    place: str, day: int, month: str, year: int | None, agency: str, tail: str
) -> None:
    head = f"{place}, {day} {month}{f' {year}' if year else ''}. {agency}"
    found = read(f"{head} - Посол {tail}")
    assert found is not None and found.span.text == head
    assert found.place_span is not None and found.place_span.text == place
    assert found.date is not None and found.date.has_year == (year is not None)
    for span in (found.place_span, found.date_span, found.agency_span):
        assert span is not None and found.span.covers(span) and head[span.start : span.end] == span.text
