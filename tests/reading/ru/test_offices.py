"""Offices in small stories with the mentions drawn in (see `marked_stories`)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_stories import Story, hash_of, story

from communique.reading.ru.entities import find_entities
from communique.reading.ru.offices import find_offices
from communique.records.reading import Office

# story, then (person drawn, position, body drawn or None, phase)
Row = tuple[str, str, str | None, str]
STORIES: list[tuple[str, list[Row]]] = [
    (
        "[p:Президент [s:Сербии|2|SRB] *Милан Йорич*|1|SRB] выступил. [p:Президент|1] был краток.",
        [("1", "Президент Сербии", "2", "holds")],
    ),
    (
        "Встреча с [p:министром обороны [s:Сербии|2|SRB] *Миланом Йоричем*|1|SRB] прошла. "
        "В [b:министерстве обороны [s:Сербии|2|SRB]|3|SRB] довольны.",
        [("1", "министр обороны Сербии", "3", "holds")],
    ),
    (
        "[p:Вице-премьер, министр финансов *Олег Ватров*|1|MDA] подал отчёт.",
        [("1", "Вице-премьер", None, "holds"), ("1", "министр финансов", None, "holds")],
    ),
    ("[p:Бывший посол *Иван Круглов*|1|RUS] написал книгу.", [("1", "Бывший посол", None, "former")]),
    (
        "[p:Временно исполняющий обязанности губернатора *Олег Ватров*|1|RUS] провёл совещание.",
        [("1", "Временно исполняющий обязанности губернатора", None, "acting")],
    ),
    ("[p:*Олег Ватров*|1|RUS] назначен министром юстиции.", [("1", "министр юстиции", None, "gains")]),
    (
        "[p:*Олег Ватров*|1|RUS] освобождён от должности министра юстиции.",
        [("1", "министр юстиции", None, "leaves")],
    ),
    (
        "[p:Спикер [b:парламента|2|MDA] *Анна Лозовая*|1] открыла заседание.",
        [("1", "Спикер парламента", "2", "holds")],
    ),
    ("[p:Певица *Анна Лозовая*|1] дала концерт.", []),
    ("[p:Владелец завода *Олег Ватров*|1] доволен.", []),
    ("[p:Член семьи|1] рассказал о поездке.", []),
    (
        "[p:Посол [s:Турции|2|TUR] в [s:Сербии|3|SRB] *Кемаль Озан*|1|TUR|SRB] вручил грамоты.",
        [("1", "Посол Турции в Сербии", "2", "holds")],
    ),
    (
        "[p:Президент [e:компании «Северный ветер»|2|RUS] *Олег Ватров*|1] подписал договор.",
        [("1", "Президент компании «Северный ветер»", "2", "holds")],
    ),
]


def offices_of(told: Story) -> tuple[dict[str, str], tuple[Office, ...]]:
    """Entity id -> actor drawn, and the offices found."""
    entities = find_entities(told.text, told.references)
    drawn = {e.id: told.actors[hash_of(e.references[0])] for e in entities}
    return drawn, find_offices(told.text, entities)


@pytest.mark.parametrize(("drawn", "rows"), STORIES)
def test_offices(drawn: str, rows: list[Row]) -> None:
    actors, offices = offices_of(story(drawn))
    found = [(actors[o.person], o.position, actors.get(o.body or ""), o.phase) for o in offices]
    assert sorted(found, key=str) == sorted(rows, key=str)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from([drawn for drawn, _ in STORIES]), st.sampled_from([drawn for drawn, _ in STORIES]))
def test_spans_are_the_words(one: str, other: str) -> None:
    told = story(f"{one}\n{other}")
    _, offices = offices_of(told)
    for office in offices:
        assert told.text.text[office.span.start : office.span.end] == office.span.text
        assert office.rule
    assert list(offices) == sorted(offices, key=lambda o: o.span)
