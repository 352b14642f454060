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
    ("[p:Бывший посол *Иван Круглов*|1|RUS] написал книгу.", [("1", "посол", None, "former")]),
    (
        "[p:Посол [b:ЕС|2|IGO] в [s:Сербии|3|SRB] *Иван Круглов*|1|IGO] написал книгу.",
        [("1", "Посол ЕС в Сербии", "2", "holds")],
    ),
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
    (
        "Уедет [p:посол [s:Сербии|3|SRB] *Милан Йорич*|1|SRB], [p:его|1] сменит [p:*Анна Лозич*|2].",
        [("1", "посол Сербии", "3", "leaves"), ("2", "посол Сербии", "3", "gains")],
    ),
    (
        "Ушла [p:министр культуры *Анна Лозич*|1|SRB]. [p:Её|1] обязанности исполняет [p:*Милан Йорич*|2].",
        [("1", "министр культуры", None, "holds"), ("2", "министр культуры", None, "acting")],
    ),
    (
        "[p:Прежний министр *Милан Йорич*|1|SRB] ушёл в отставку в мае.",
        [("1", "министр", None, "leaves")],
    ),
    (
        "Новым послом [s:Сербии|3|SRB] в [s:Грузии|4|GEO] назначен [p:*Милан Йорич*|1].",
        [("1", "посол Сербии в Грузии", "3", "gains")],
    ),
    (
        "План подписали [g:премьеры двух стран|7] [p:*Милан Йорич*|1] и [p:*Леван Каладзе*|2].",
        [("1", "премьер страны", None, "holds"), ("2", "премьер страны", None, "holds")],
    ),
    (
        "План скрепили [b:Таможня [s:Сербии|3|SRB]|5|SRB] и [b:Комитет [s:Грузии|4|GEO]|6|GEO]. "
        "Его подписали [g:руководители ведомств|7] [p:*Милан Йорич*|1] и [p:*Леван Каладзе*|2].",
        [("1", "руководитель ведомства", "5", "holds"), ("2", "руководитель ведомства", "6", "holds")],
    ),
    (
        "Мэр принял [g:гостей из [b:Комитета портов|3|SRB]|2] во главе с "
        "[p:его председателем *Миланом Йоричем*|1].",
        [("1", "председатель Комитета портов", "3", "holds")],
    ),
    (
        "[p:Министр культуры [s:Грузии|3|GEO] *Леван Каладзе*|1|GEO] и "
        "[p:его сербский коллега *Милан Йорич*|2|SRB] ушли. "
        "В [b:министерстве культуры [s:Сербии|4|SRB]|5|SRB] довольны.",
        [("1", "Министр культуры Грузии", "3", "holds"), ("2", "сербский коллега", "5", "holds")],
    ),
    (
        "[p:Министр цифрового развития и торговли *Думитру Сырбу*|1|MDA] прибыл.",
        [("1", "Министр цифрового развития и торговли", None, "holds")],
    ),
    (
        "[p:Глава [b:ООН|2|IGO] *Милан Йорич*|1|IGO] прибыл. [p:Генсек [b:ООН|2|IGO]|1|IGO] доволен.",
        [("1", "Глава ООН", "2", "holds")],
    ),
    (
        "[p:Министр портов и рек *Олег Ватров*|1|MDA] уехал. [b:Министерство портов и рек|2|MDA] ждёт.",
        [("1", "Министр портов и рек", "2", "holds")],
    ),
    (
        "[p:Заместитель министра портов *Олег Ватров*|1|MDA] уехал. [b:Министерство портов|2|MDA] ждёт.",
        [("1", "Заместитель министра портов", "2", "holds")],
    ),
    (
        "[p:Министр портов [s:Сербии|2|SRB] *Милан Йорич*|1|SRB] уехал.",
        [("1", "Министр портов Сербии", "2", "holds")],
    ),
    ("[p:Экс-башкан *Олег Ватров*|1|MDA] уехал.", [("1", "Экс-башкан", None, "former")]),
    ("[p:*Олег Ватров*|1|MDA] работал послом.", [("1", "посол", None, "former")]),
    ("[p:*Олег Ватров*|1|MDA] занимал должность посла.", [("1", "посол", None, "former")]),
    ("[p:*Олег Ватров*|1|MDA] был министром.", [("1", "министр", None, "former")]),
    (
        "[p:*Олег Ватров*|1|MDA] возглавляет [b:комитет портов|2|MDA].",
        [("1", "глава комитет портов", "2", "holds")],
    ),
    (
        "[p:Председатель [b:совета директоров|3] [e:«Севера»|2] *Олег Ватров*|1] уехал.",
        [("1", "Председатель совета директоров «Севера»", "2", "holds")],
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
