"""Mentions: every `yes` and `no` of the table, phrases with their edges, and what holds for any text."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.reading.layers import Reference, Text
from communique.reading.ru.references import find_references
from communique.reading.ru.references_lexicon import heads, load_table
from communique.reading.ru.text import analyse
from communique.records.report import Report

TYPES = {"office": "person", "person": "person"}
BRACKETS = re.compile(r"\[([^\]]*)\]")


def read(text: str) -> Text:
    return analyse(Report(id="own", text=text), (), None)


@cache
def found(text: str) -> tuple[Reference, ...]:
    return find_references(read(text))


def marked(sentence: str) -> tuple[str, list[str]]:
    return BRACKETS.sub(r"\1", sentence), BRACKETS.findall(sentence)


def lines(answer: str) -> list[tuple[str, str]]:
    return [(entry["kind"], line) for entry in load_table()["head"] for line in entry[answer]]


@pytest.mark.parametrize(("kind", "sentence"), lines("yes"))
def test_yes(kind: str, sentence: str) -> None:
    text, spans = marked(sentence)
    got = {(r.span.text, r.type) for r in found(text)}
    assert {(span, TYPES.get(kind, kind)) for span in spans} <= got


@pytest.mark.parametrize(("kind", "sentence"), lines("no"))
def test_no(kind: str, sentence: str) -> None:
    text, spans = marked(sentence)
    got = {(r.span.text, r.type) for r in found(text)}
    assert not {(span, TYPES.get(kind, kind)) for span in spans} & got


def test_each_entry_has_a_yes_and_a_no() -> None:
    assert all(entry["yes"] and entry["no"] for entry in load_table()["head"])
    assert heads()["министр"].keys() == {"office", "group"}


# Brackets nest as mentions do; a letter before the words gives the type.
MENTIONS = [
    "[p Исполняющий обязанности директора порта Олег Сомов] открыл линию.",
    "[p Представитель завода в группе по мирному урегулированию пошлин Олег Сомов] открыл линию.",
    "[p Мастер цеха] рассказал, что порт открыт.",
    "[g Рыбаки] утверждают, что порт открыт.",
    "Рыбаки вышли в море.",
    "В [b Белом доме] заявили о пошлинах.",
    "Об этом говорится в сообщении [b Белого дома].",
    "Гости были в Белом доме.",
    "Экспорт вырос в западные страны.",
    "[p Глава порта Олег Сомов], член комитета [s Сербии], открыл линию.",
    "[p Министра обороны [s РК] Асана Серикова] приняли в [b Минобороны [s Сербии]].",
    "[p Председатель [b Комитета [b Сената] по обороне и безопасности] Олег Сомов] выступил.",
    "[p Специальный представитель Президента по делам экологии, транспорта и связи Олег Сомов] прибыл.",
    "[b Пресс-служба [b Министерства обороны [s Республики Казахстан]]] сообщила о визите.",
    "[s Казахстанская сторона] ответила [s Российской Федерации].",
    "[s Минск] и [s Астана] договорились о поставках.",
    "[p Посол [s Норвегии] в [s Сербии] Ларс Хауген] покинул Белград.",
    "Встретились [g президенты [s Чили], [s Перу] и [s Кубы]].",
    "[p Генеральный директор [e компании «Ромашка»] Иван Лунин] подписал договор.",
    "Об этом пишет [e Reuters].",
    "Новость передаёт [e primer.md].",
    "[p Он] поблагодарил [g участников встречи].",
    "[s Российская] и [s американская стороны] условились о встрече.",
    "[p Губернатор [b Омской области] Пётр Серов] посетил [s Казахстан].",
    "[p Президент [s Киргизской Республики] Асан Токтосунов] прибыл в Баку.",
    "[p И.Серов] позвонил [p Асану Токтосунову].",
    "[g Шведские рыбаки] помогли [g спасателям [s Норвегии]].",
    "[g Норвежские и шведские врачи] приехали ночью.",
    "Обучение прошли [g 40 шведских рыбаков].",
    "[g Сотни рыбаков] вышли на площадь.",
    "[g Группа норвежских методистов] прибыла ночью.",
    "Прошли учения [g норвежского и шведского флотов].",
    "[b Армии [s Норвегии]] и [b Швеции] начали отход.",
    "[g Делегация [s Норвегии]] во главе с [p Ларсом Хаугеном] прибыла ночью.",
    "[p Его норвежский коллега Ларс Хауген] промолчал.",
    "Заказ выполнит [e норвежский судоремонтный завод].",
    "[e Компания «Ромашка»] поставит насосы. В июле [e компания] пришлёт ещё.",
    "[b Таможенная служба [s Норвегии]] закрыла пост. Почему, [b служба] не сообщила.",
    "[p Он] пригласил [p Ларса Хаугена], и [p тот] согласился.",
    "[b Министерству транспорта [s Норвегии]] 60 тракторов не продали.",
    "Патруль задержал [e траулер «Чайка»].",
    "Премии удостоен стадион «Берег». Ему дали орден Серова.",
    "[e Банк развития [s Норвегии]] открылся.",
    "Ждут [p начальника отдела лесов [b агентства] Олега Сомова].",
    "[p Олега Сомова] назначили чрезвычайным и полномочным послом [s Норвегии].",
    "Газ поставит [e российский «Газпром»].",
    "[p Министр экономического развития и торговли Думитру Алайба] прибыл.",
    "На встрече с [p норвежским коллегой] [p Олег Сомов] промолчал.",
    "[g Ведомства] готовят план, его утвердят в мае.",
    "[e Компания «Ромашка»] построит мост и передаст [b заказчику] осенью.",
    "Растёт товарооборот [g двух стран]. Вчера [g страны] начали поставки.",
    "[p Он] был там в качестве [p министра обороны [s Норвегии]].",
    "[g Сборная [s Норвегии]] уехала домой. Аппарат взлетел ночью.",
    "Течёт Иртыш. Обмелела Обь.",
    "Пришли [g представители партий [b «Берег»]].",
    "[p Мэр] осмотрел [b консульство [s Норвегии] в [s Сербии]] в начале апреля.",
    "Письмо ушло в [b совет [b ЕС]] [s Бельгии].",
    "[b Министерство иностранных дел и северного сотрудничества [s Норвегии]] закрыто.",
    "[b Министерство иностранных дел] и [p посол [s Норвегии]] молчат.",
    "Решение приняли в демократической стране. В [s соседней стране] ждут.",
    "Прибыла [p чрезвычайный и полномочный посол [s Норвегии] в [s Сербии] Ларс Хауген].",
    "Ждут [p экс-премьер-министра [s Норвегии]] и [g коллег из [b правительства]].",
    "Об этом сказал [p глава [b российского МИДа] Олег Сомов].",
    "Об этом сказал [p глава дипломатии [b Евросоюза] Ларс Хауген].",
    "Об этом сообщил [b Комитет по борьбе с пожарами].",
    "[p Врио главы [b Якутии]] выделил 5 млн долларов США.",
    "[p И.о. директора порта Олег Сомов] открыл линию.",
    "[g Они] усилили давление на [s Осло].",
    "Укрепились связи между [g странами].",
    "[g Они], будучи президентами, стали примером.",
    "Отставка стала следствием ошибки.",
    "Об этом сообщает [e primer8.md].",
    "В [b Кремле] слухи не комментируют.",
    "[b МАГАТЭ] закрылось. В [b организации] ждут.",
    "В мае [b Фонд лесов «Берег»] открылся. Осенью [b фонд] закроют.",
    "Повесть, в которой 33 главы, вышла в мае.",
    "Их ждут на [s Родине].",
]  # fmt: skip
LETTERS = {"p": "person", "s": "state", "b": "body", "g": "group", "e": "enterprise"}


def unmark(line: str) -> tuple[str, set[tuple[str, str]]]:
    """The sentence without its marks, and (words, type) of every mark."""
    text, open_at, spans = "", list[tuple[int, str]](), set[tuple[str, str]]()
    i = 0
    while i < len(line):
        if line[i] == "[":
            open_at.append((len(text), LETTERS[line[i + 1]]))
            i += 3
        elif line[i] == "]":
            start, type = open_at.pop()
            spans.add((text[start:], type))
            i += 1
        else:
            text += line[i]
            i += 1
    return text, spans


@pytest.mark.parametrize("line", MENTIONS)
def test_mentions(line: str) -> None:
    text, spans = unmark(line)
    assert {(r.span.text, r.type) for r in found(text)} == spans


def test_countries_and_sectors_are_read_off_the_words() -> None:
    by_text = {
        r.span.text: r for r in found("Министр обороны РК Асан Сериков встретил посла Норвегии в Сербии.")
    }
    minister = by_text["Министр обороны РК Асан Сериков"]
    assert minister.countries == ("KAZ",)
    assert "GOV" in minister.sectors
    assert by_text["посла Норвегии в Сербии"].countries == ("NOR",)


def test_name_and_position_of_a_person() -> None:
    text = read("Министр обороны РК Асан Сериков прибыл.")
    person = next(r for r in find_references(text) if r.type == "person")
    assert person.name is not None and person.position is not None
    assert text.span(*person.name).text == "Асан Сериков"
    assert text.span(*person.position).text == "Министр обороны РК"


WORDS = st.sampled_from(
    [
        *[
            "Министр",
            "министром",
            "обороны",
            "РК",
            "России",
            "и",
            ",",
            ".",
            "«",
            "»",
            "(",
            ")",
            "его",
            "он",
            "Сомов",
        ],
        *[
            "Асан",
            "в",
            "по",
            "при",
            "страны",
            "стороны",
            "МИД",
            "Минобороны",
            "республика",
            "Беларусь",
            "Москва",
        ],
        *["сообщил", "@kanal", "15", "февраля", "имени", "А.", "комитета", "граждане", "президента", "\n\n"],
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=25))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_spans_hold_their_words_and_never_cross(words: list[str]) -> None:
    text = " ".join(words)
    references = found(text)
    for r in references:
        assert text[r.span.start : r.span.end] == r.span.text
        assert r.first <= r.head < r.last
    for one in references:
        for other in references:
            apart = one.last <= other.first or other.last <= one.first
            nested = one.first <= other.first and other.last <= one.last
            assert apart or nested or (other.first <= one.first and one.last <= other.last)
