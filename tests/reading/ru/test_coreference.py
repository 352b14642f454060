"""Small stories with the actors drawn in; every mention must come to the actor drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_stories import hash_of, story

from communique.reading.ru.countries import home_of
from communique.reading.ru.entities import find_entities
from communique.reading.ru.references import find_references
from communique.reading.ru.text import analyse
from communique.records.report import Report

STORIES = {
    "surname, initials, office and pronoun": (
        "[p:Министр обороны [s:Сербии|2|SRB] *Милан Йорич*|1|SRB] принял делегацию. [p:*М. "
        "Йорич*|1] отметил успехи. "
        "[p:Министр|1] показал гостям музей. По [p:его|1] словам, работа продолжится."
    ),
    "two ministers of one office": (
        "[p:Министр обороны [s:Сербии|3|SRB] *Милан Йорич*|1|SRB] встретился с [p:министром "
        "обороны [s:Армении|4|ARM] "
        "*Ашотом Бекяном*|2|ARM]. [p:*Бекян*|2] пригласил [p:*Йорича*|1] в гости."
    ),
    "office with the country told as an adjective": (
        "[p:Президент [s:Грузии|2|GEO] *Леван Каладзе*|1|GEO] прибыл в Баку. [p:Грузинский президент|1|GEO] "
        "возложил цветы. [p:Глава государства|1] пробудет здесь два дня."
    ),
    "state by name, abbreviation and common noun": (
        "[s:Республика Казахстан|1|KAZ] поставит зерно. [s:РК|1|KAZ] собрала большой урожай. "
        "В [s:стране|1] довольны."
    ),
    "body by name and abbreviation": (
        "[b:Министерство обороны [s:Республики Казахстан|2|KAZ]|1|KAZ] купило самолёты. "
        "Об этом сообщили в [b:МО [s:РК|2|KAZ]|1|KAZ]."
    ),
    "abbreviation in brackets": ("[b:Совет северных портов (СНП)|1] собрался в Осло. [b:СНП|1] принял план."),
    "a lawyer in the nominative is no one else's": (
        "[p:Адвокат *Анна Лозич*|1] ждёт. По [p:её|1] словам, суд закрыт."
    ),
    "two foreign ministries": (
        "[b:МИД [s:Армении|3|ARM]|1|ARM] направил ноту. [b:МИД [s:Грузии|4|GEO]|2|GEO] ответил."
    ),
    "organisations under two names": (
        "[b:Европейский союз|1|IGO] выделит средства. [b:ЕС|1|IGO] уже помогал. "
        "[b:Евросоюз|1|IGO] поможет и впредь."
    ),
    "ministry told of as department": (
        "[b:Министерство энергетики|1|MDA] подготовило закон. [b:Ведомство|1] опубликовало его."
    ),
    "a colleague of another country": (
        "[p:Министр обороны [s:Сербии|3|SRB] *Милан Йорич*|1|SRB] встретился с "
        "[p:грузинским коллегой|2|GEO]. [p:*Йорич*|1] поблагодарил [p:грузинского коллегу|2|GEO]."
    ),
    "a colleague told of before": (
        "[p:Президент [s:Грузии|3|GEO] *Леван Каладзе*|1|GEO] принял [p:президента [s:Сербии|4|SRB] "
        "*Милана Йорича*|2|SRB]. [p:*Каладзе*|1] поздравил [p:сербского коллегу|2|SRB]."
    ),
    "diplomat and politician": (
        "[p:Посол [s:Турции|2|TUR] *Кемаль Озан*|1|TUR] выступил в университете. "
        "[p:Дипломат|1] ответил на вопросы."
    ),
    "office before a name with the state between": (
        "[p:Послом|1] [s:Турции|2|TUR] [p:*Кемалем Озаном*|1] подписан договор."
    ),
    "pronoun behind a long quotation": (
        "[p:Депутат *Олег Ватров*|1] приехал утром. «Порт открыт весь год. Суда ходят каждый день. Грузят "
        "ночью. Утром корабли уходят. Всё готово», — сказал [p:он|1]."
    ),
    "I in a quotation": (
        "[p:Депутат *Олег Ватров*|1] приехал утром. «[p:Я|1] рад видеть вас всех здесь "
        "снова», — сказал [p:он|1]."
    ),
    "she": (
        "[p:Министр культуры *Анна Лозовая*|1] встретила [p:посла *Ивана Круглова*|2]. "
        "[p:Она|1] показала музей."
    ),
    "the wife is not the man": ("[p:*Пётр Лядов*|1] уехал. [p:Жена *Лядова*|2] осталась дома."),
    "bare brand and brand with its noun": (
        "[e:Компания «Северный ветер»|1] строит порт. [e:«Северный ветер»|1] начал работу в мае."
    ),
    "his office is the body's": (
        "Гостей [b:Комитета портов|1|SRB] принял мэр. Во главе гостей был [b:его|1] "
        "[p:председатель *Милан Йорич*|2]."
    ),
    "he at the very beginning": ("[p:Он|1] уезжает завтра. Об этом сказал сам [p:депутат *Олег Ватров*|1]."),
    "home president told by office": (
        "[p:*Владимир Путин*|1] провёл встречу. [p:Президент [s:Сербии|3|SRB] *Милан "
        "Йорич*|2|SRB] тоже был там. "
        "[p:Глава государства [s:Сербии|3|SRB]|2|SRB] улетел вечером."
    ),
    "greeted ones": (
        "Встреча с [g:членами совета|1]. [p:*В. Озанов*|2]: [g:Уважаемые коллеги|1]! [p:Я|2] рад."
    ),
    "head of a state": (
        "[p:Президент [s:Сербии|2|SRB] *Милан Йорич*|1|SRB] ждёт. [p:Глава [s:Сербии|2|SRB]|1|SRB] молчит."
    ),
    "his state": (
        "[s:Грузия|3|GEO] довольна. [p:Министр [s:Сербии|2|SRB] *Милан Йорич*|1|SRB] сказал, "
        "что [s:его страна|2] ждёт."
    ),
    "a delegation is she": (
        "[p:*Антон Серов*|1] уехал. Порт посетила [g:делегация [s:Сербии|3|SRB]|2|SRB]. [g:Она|2] довольна."
    ),
    "that one": "[p:*Антон Серов*|1] пригласил [p:*Милана Йорича*|2], и [p:тот|2] согласился.",
    "people of a state told two ways": (
        "[g:Рыбаки [s:Сербии|2|SRB]|1|SRB] ждут. Вчера [g:сербские рыбаки|1|SRB] вышли в море."
    ),
    "ministry with its state as adjective": (
        "[p:Министр обороны [s:Сербии|2|SRB] *Милан Йорич*|1|SRB] прибыл. "
        "[p:Глава [b:сербского оборонного ведомства|3|SRB]|1|SRB] доволен."
    ),
    "customs service": "[b:Таможня [s:Сербии|2|SRB]|1|SRB] и [b:Таможенная служба [s:Сербии|2|SRB]|1|SRB].",
    "a state told two ways inside a body": (
        "[b:Комитет лесов [s:Сербии|2|SRB]|1|SRB] закрыт. [b:Сербский комитет лесов|1|SRB] ждёт."
    ),
    "attributes left out": (
        "[b:Сербское лесное агентство|1|SRB] открыто. [b:Сербское агентство|1|SRB] ждёт гостей."
    ),
    "foreign colleagues are not each other": (
        "[g:Сербские рыбаки|1|SRB] ждут. [p:*Антон Серов*|3] поблагодарил [g:грузинских коллег|2|GEO]."
    ),
    "head of an organisation by several words": (
        "[p:Глава [b:ООН|2|IGO] *Милан Йорич*|1|IGO] прибыл. [p:Генеральный секретарь [b:ООН|2|IGO]|1|IGO] "
        "выступил. [p:Генсек|1] доволен."
    ),
    "given name and patronymic alone": (
        "[p:*Антон Серов*|1] принял [p:*Олега Ватрова*|2]. «[p:*Антон Ильич*|1], порт открыт и суда "
        "готовы», — сказал [p:*Ватров*|2]. [p:*Антон Ильич*|1] доволен."
    ),
    "a surname that looks like a patronymic": (
        "[p:*Виктор Серов*|1] уехал. [p:*Виктор Барсукевич*|2] остался дома."
    ),
    "any office behind a name": (
        "[p:*Антон Серов*|1], [p:начальник порта|1], уехал. [p:*Олег Ватров*|2] остался."
    ),
    "he is not the subject of his clause": (
        "[p:*Антон Серов*|1] принял [p:*Олега Ватрова*|2]. [p:*Серов*|1] поздравил [p:его|2] в мае."
    ),
    "joined verbs have one subject": (
        "[p:*Антон Серов*|1] позвонил [p:*Олегу Ватрову*|2] и поздравил [p:его|2]."
    ),
    "a politician is the subject told before": (
        "[p:*Антон Серов*|1] отказался от встречи с [p:*Олегом Ватровым*|2]. Об этом [p:политик|1] сказал."
    ),
    "state told once": (
        "[b:Комитет лесов и рек [s:Сербии|2|SRB]|1|SRB] закрыт. [b:Комитет лесов и рек|1] ждёт."
    ),
    "short name in brackets": "[b:Северный банк развития|1] («[b:Севбанк|1]») открыт. [b:Севбанк|1] ждёт.",
    "ministries of one field": (
        "[b:Министерство энергетики [s:Сербии|2|SRB]|1|SRB] открыто. [b:Минэнерго [s:Сербии|2|SRB]|1|SRB]."
    ),
    "deputy head of government": (
        "[p:Вице-премьер *Антон Серов*|1|MDA] уехал. [p:Заместитель премьер-министра|1] вернётся."
    ),
    "neighbours are others": (
        "[s:Сербия|1|SRB] ждёт. Визит [s:Грузии|2|GEO] в [s:соседнюю страну|1] прошёл."
    ),
    "full name after surname": (
        "[p:*Озанов*|1] подписал закон. Позже [p:президент *Рустам Озанов*|1] улетел в Вену."
    ),
}


@pytest.mark.parametrize("drawn", STORIES.values(), ids=STORIES.keys())
def test_clusters(drawn: str) -> None:
    told = story(drawn)
    found = {hash_of(r): e.id for e in find_entities(told.text, told.references) for r in e.references}
    pairs = {(told.actors[at], found[at]) for at in found}
    assert len(pairs) == len(set(told.actors.values())) == len(set(found.values())), sorted(pairs)


COUNTRIES = [
    (
        "От [s:Сербии|1|SRB] – [p:министр портов *Милан Йорич*|2].",
        "2",
        ("SRB",),
        "RUS",
    ),
    (
        "Гости из [b:Комитета портов [s:Сербии|3|SRB]|1|SRB] во главе с [p:*Миланом Йоричем*|2] уехали.",
        "2",
        ("SRB",),
        "KAZ",
    ),
    ("[s:Сербия|1|SRB] отозвала [p:своего посла|2] из Баку.", "2", ("SRB",), "KAZ"),
    ("Послом [s:Сербии|1|SRB] в [s:Грузии|3|GEO] назначен [p:*Милан Йорич*|2].", "2", ("SRB",), "GEO"),
    (
        "Уедет [p:посол [s:Сербии|3|SRB] *Милан Йорич*|1|SRB], [p:его|1] сменит [p:*Анна Лозич*|2].",
        "2",
        ("SRB",),
        "GEO",
    ),
    (
        "Мэр принял [g:делегацию [s:Сербии|3|SRB]|1|SRB], которую возглавил [p:*Милан Йорич*|2].",
        "2",
        ("SRB",),
        "GEO",
    ),
    ("[s:Сербия|1|SRB], [s:Грузия|2|GEO]: [b:совместная комиссия|3].", "3", ("GEO", "SRB"), "GEO"),
    ("[s:Сербия|1|SRB] направит [g:40 наблюдателей|2].", "2", ("SRB",), None),
    (
        "В [b:МИД [s:Сербии|2|SRB]|3|SRB] ждут. "
        "Это сказал [p:заместитель министра иностранных дел *Милан Йорич*|1].",
        "1",
        ("SRB",),
        None,
    ),
    ("[s:Сербия|1|SRB] ждёт. Это сказал [p:министр обороны *Милан Йорич*|2].", "2", ("SRB",), "GEO"),
    ("[g:Предприятия двух стран|3] ждут. [s:Сербия|1|SRB] и [s:Грузия|2|GEO] решат.", "3", (), None),
    ("[s:Сербия|1|SRB], [s:Грузия|2|GEO]: [g:предприятия двух стран|3].", "3", ("GEO", "SRB"), None),
    ("[e:Завод «Маяк»|1] закрыт.", "1", ("RUS",), "RUS"),
    ("[e:Фирма Lantern|1] закрыта.", "1", (), "RUS"),
    ("[b:Акимат Алматы|1] открыт.", "1", ("KAZ",), "RUS"),
    ("[b:Тбилисский университет|1] открыт.", "1", ("GEO",), None),
    (
        "[b:Министерство иностранных дел|1] ответило [b:МИД [s:Грузии|4|GEO]|2|GEO]. В [b:МИД|3] ждут.",
        "3",
        ("MDA",),
        "MDA",
    ),
    (
        "[b:Министерство иностранных дел|1] ждёт. [b:МИД [s:Грузии|4|GEO]|2|GEO] ответил.",
        "1",
        ("MDA",),
        "MDA",
    ),
    ("[s:Сербия|1|SRB] и [s:Грузия|2|GEO] ждут. [b:Правительство|3] молчит.", "3", ("GEO",), "MDA"),
    (
        "[s:Сербия|1|SRB] ждёт. [s:Сербия|1|SRB] и [s:Грузия|2|GEO] молчат. Пришёл [p:*Милан Йорич*|3].",
        "3",
        ("SRB",),
        "MDA",
    ),
    ("[s:Сербия|1|SRB] и [s:Молдова|2|MDA] ждут. [b:Правительство|3] молчит.", "3", ("MDA",), "MDA"),
    (
        "[s:Грузия|1|GEO] молчит. [b:Суд [s:Сербии|3|SRB]|2|SRB], [b:МИД [s:Сербии|3|SRB]|4|SRB] ждут. "
        "Приехал [p:*Милан Йорич*|5].",
        "5",
        ("SRB",),
        None,
    ),
    ("[p:Жена [p:*Лукашенко*|2]|1] молчит.", "1", ("BLR",), "MDA"),
    ("[b:Полиция|1] ждёт. Груз ушёл в [s:Сербию|2|SRB].", "1", ("SRB",), "KAZ"),
    ("В Актобе [b:полиция|1] ждёт. Груз ушёл в [s:Сербию|2|SRB].", "1", ("KAZ",), "KAZ"),
    ("[b:Режим [p:*Лукашенко*|2]|1] молчит.", "1", ("BLR",), "MDA"),
    ("[g:Члены совета|1] ждут. «[g:Мы|2] просим открыть порт и мост», — говорится в письме.", "2", (), "MDA"),
    ("Прибыл [p:мэр Киева *Остап Бойко*|1].", "1", ("UKR",), "MDA"),
    ("[g:Жители Донбасса|1] ждут.", "1", ("UKR",), None),
    ("[g:Участники протеста|1] ждут.", "1", ("MDA",), "MDA"),
    ("[g:Иностранные депутаты|1] ждут.", "1", (), "MDA"),
    ("[s:Сербия|1|SRB], [s:Грузия|2|GEO]: [g:министры из 43 стран|3].", "3", (), None),
    ("Об этом сказал [p:еврокомиссар *Йорн Хольт*|1].", "1", ("IGO",), "MDA"),
    ("В [s:Грузии|2|GEO] довольны [p:президентом *Леваном Каладзе*|1].", "1", ("GEO",), "KAZ"),
    ("[p:Посол [s:Турции|2|TUR] в [s:Сербии|3|SRB] *Кемаль Озан*|1|TUR|SRB] выступил.", "1", ("TUR",), None),
    ("[s:Сербия|2|SRB] ждёт гостей. Приедет [p:президенту [s:Грузии|3|GEO]|1|GEO].", "1", ("GEO",), None),
    ("[b:Парламент|1] принял закон.", "1", ("MDA",), "MDA"),
    ("[p:*Владимир Путин*|1] прибыл в столицу.", "1", ("RUS",), None),
    (
        "[s:Сербия|1|SRB] и [s:Грузия|2|GEO] заключили договор. [g:Обе страны|3] довольны.",
        "3",
        ("GEO", "SRB"),
        None,
    ),
    (
        "[g:Министры [s:Сербии|2|SRB] и [s:Грузии|3|GEO]|1|SRB|GEO] [p:*Йорич*|4] и "
        "[p:*Каладзе*|5] беседовали.",
        "5",
        ("GEO",),
        None,
    ),
]


@pytest.mark.parametrize(("drawn", "actor", "countries", "home"), COUNTRIES)
def test_countries(drawn: str, actor: str, countries: tuple[str, ...], home: str | None) -> None:
    told = story(drawn)
    entities = find_entities(told.text, told.references, home)
    found = next(e for e in entities if any(told.actors[hash_of(r)] == actor for r in e.references))
    assert found.countries == countries


SECTORS = [  # a story, an actor drawn in it, a sector that it has, one that it has not
    ("[p:*Владимир Путин*|1] прибыл в столицу.", "1", "GOV", "MIL"),
    ("[p:Глава [s:Абхазии|2|GEO] *Антон Серов*|1|GEO] прибыл.", "1", "REB", "GOV"),
    ("[s:Сербия|1|SRB] ждёт гостей.", "1", "GOV", "REB"),
]


@pytest.mark.parametrize(("drawn", "actor", "sector", "other"), SECTORS)
def test_sectors(drawn: str, actor: str, sector: str, other: str) -> None:
    told = story(drawn)
    references = [replace(r, sectors=("REB",)) if r.span.text == "Абхазии" else r for r in told.references]
    entities = find_entities(told.text, tuple(references))
    found = next(e for e in entities if any(told.actors[hash_of(r)] == actor for r in e.references))
    assert sector in found.sectors
    assert other not in found.sectors


ADDRESSES = [
    ("https://news.example.kz/1", "KAZ"),
    ("example.md", "MDA"),
    ("https://example.com/kz/", None),
    (None, None),
]


@pytest.mark.parametrize(("url", "home"), ADDRESSES)
def test_home_of(url: str | None, home: str | None) -> None:
    assert home_of(url) == home


NAMES = [
    ("[p:Министра обороны *Милана Йорича*|1] ждут.", "Милан Йорич"),
    ("Беседа с [p:*Касым-Жомартом Серовым*|1] окончена.", "Касым-Жомарт Серов"),
    ("Мэр ждёт [p:посла *Самира Бенгадду*|1]. [p:*С. Бенгадду*|1] прибыл.", "Самир Бенгадду"),
    ("Ушла [p:министр *Грейс Фири*|1]. Ждут [p:министра *Грейс Фири*|1].", "Грейс Фири"),
    ("Беседа с [p:министром *Сергеем Шойгу*|1] окончена.", "Сергей Шойгу"),
    ("Указ о [p:*Серове Антоне Ильиче*|1] издан.", "Антон Ильич Серов"),
    ("Мэр ждёт [p:президента *Майю Санду*|1].", "Майя Санду"),
    ("[s:Белград|1|SRB] попросил о помощи. [s:Сербия|1|SRB] ждёт.", "Сербия"),
    ("Партию выпустит [e:компания «Маяк»|1].", "«Маяк»"),
    ('Партию выпустит [e:компания "Маяк"|1].', "Маяк"),
    ("Учатся [g:40 сербских рыбаков|1|SRB].", "сербские рыбаки"),
    ("Учения [g:двух армий|1] окончены.", "две армии"),
    (
        "Уволен глава [b:администрации [p:президента *Милана Йорича*|2]|1].",
        "администрация президента Милана Йорича",
    ),
    ("Он говорил со [g:служащими|1].", "служащие"),
    ("[p:*А. Йорич*|1] был рад. Гости ждали [p:*Андрея Йорича*|1].", "Андрей Йорич"),
]


@pytest.mark.parametrize(("drawn", "name"), NAMES)
def test_canonical_name(drawn: str, name: str) -> None:
    told = story(drawn)
    assert find_entities(told.text, told.references)[0].name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Сербские партнеры ждут ночи.", "сербские партнеры"),
        ("Правительство Сербии ждет ночи.", "правительство Сербии"),
        ("Министерство обороны Сербии ждет ночи.", "Министерство обороны Сербии"),
    ],
)
def test_common_nouns_at_the_head_of_a_sentence(text: str, name: str) -> None:
    analysed = analyse(Report("own", text), (), None)
    assert find_entities(analysed, find_references(analysed))[0].name == name


ALL = tuple(STORIES.values())


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_every_reference_has_one_entity(data: st.DataObject) -> None:
    told = story(data.draw(st.sampled_from(ALL)))
    chosen = data.draw(st.lists(st.sampled_from(told.references), unique_by=hash_of))
    references = tuple(sorted(chosen, key=lambda r: (r.first, -r.last)))
    entities = find_entities(told.text, references)
    kept = {hash_of(r) for e in entities for r in e.references}
    assert len(kept) == sum(len(e.references) for e in entities)
    # Left out are pronouns of nobody, and what lies inside a mention of the same actor.
    assert kept <= set(map(hash_of, references))
    outer = [r for e in entities for r in e.references]
    for left in (r for r in references if hash_of(r) not in kept):
        inside = any(r.first <= left.first and left.last <= r.last for r in outer)
        assert left.form == "pronoun" or inside
    assert [e.id for e in entities] == [f"a{n}" for n in range(1, len(entities) + 1)]
    assert all(e.why[r.span.start] for e in entities for r in e.references)
    starts = [e.references[0].span.start for e in entities]
    assert starts == sorted(starts)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet='абвг ABC.«»\n"—', max_size=60))
def test_any_text_without_references(words: str) -> None:
    assert find_entities(story(words).text, ()) == ()


def test_parts_form_no_circle() -> None:
    """The mission and the forces are each named inside a mention of the other."""
    text, references, _ = story(
        "[b:Миссия [b:Временных сил портов|2] (МВС)|1] осталась. [b:Временные силы портов [b:МВС|1]|2] ушли."
    )
    first, second = find_entities(text, references)
    assert (first.part_of, second.part_of) == (second.id, None)
