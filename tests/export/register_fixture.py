"""A small register of reports written for these tests; persons, plants and deeds are invented."""

# ruff: noqa: E501

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from communique.intake import read_text
from communique.reading import read_report
from communique.records.reading import Reading
from communique.records.when import When
from communique.register.memory import Memory

TODAY = date(2024, 8, 1)

# Address, day of publication, text. The names of persons and plants are invented.
REPORTS = (
    (
        "https://wire.example/1",
        "2024-03-04",
        "БИШКЕК. 3 марта. АГЕНТСТВО — Министр обороны Кыргызстана Асан Токтосунов принял министра обороны Сербии "
        "Милоша Йовича. Стороны обсудили подготовку кадров. М. Йович пригласил А. Токтосунова посетить Белград "
        "в апреле 2024 года. Подписан меморандум о сотрудничестве.\n",
    ),
    (
        "https://paper.example/kg-rs",
        "2024-03-05",
        "Министр обороны Кыргызстана Асан Токтосунов 3 марта встретился в Бишкеке с министром обороны Сербии Милошем "
        "Йовичем, сообщила пресс-служба Минобороны Кыргызстана.\n",
    ),
    (
        "https://wire.example/2",
        "2024-04-12",
        "БЕЛГРАД. 12 апреля. АГЕНТСТВО — Министр обороны Кыргызстана Асан Токтосунов посетил Белград с официальным "
        "визитом. Министерство обороны Кыргызстана подписало с заводом «Утва-Сервис» контракт на ремонт двух "
        "вертолётов Ми-8 стоимостью 12 млн долларов. 😀 Сербия передала Кыргызстану гуманитарную помощь.\n",
    ),
    (
        None,
        "2024-05-02",
        "=2+3 МИНСК. 2 мая. — Президент Беларуси Алесь Ворона заявил, что Минск поддерживает Ере\u0301ван. "
        "Армения и Беларусь подписали соглашение о военном сотрудничестве. Армения купит у Беларуси десять "
        "бронемашин «Кайман». <b>&amp;\n",
    ),
    (
        "https://wire.example/2-copy",
        "2024-04-13",
        "БЕЛГРАД. 12 апреля. АГЕНТСТВО — Министр обороны Кыргызстана Асан Токтосунов посетил Белград с официальным "
        "визитом. Министерство обороны Кыргызстана подписало с заводом «Утва-Сервис» контракт на ремонт двух "
        "вертолётов Ми-8 стоимостью 12 млн долларов. 😀 Сербия передала Кыргызстану гуманитарную помощь.\n",
    ),
    (
        "https://paper.example/?a=1&b={2}",
        "2024-05-12",
        "ЕРЕВАН. 10 мая. — Министерство обороны Армении подписало с белорусским заводом «Кайман» контракт на поставку "
        "двенадцати бронемашин. Министр обороны Армении Тигран Вардумян совершит визит в Минск 20 мая 2024 года.\n",
    ),
    (
        "https://paper.example/july",
        "2024-07-15",
        "15 июля министр обороны Кыргызстана Асан Токтосунов поблагодарил Сербию за помощь.\n",
    ),
)


@cache
def readings() -> tuple[Reading, ...]:
    return tuple(_read(number, *report) for number, report in enumerate(REPORTS, 1))


def _read(number: int, url: str | None, published: str, text: str) -> Reading:
    report = read_text(text, id=f"r{number}", published=When.parse(published))
    return read_report(replace(report, url=url))


@cache
def register() -> Memory:
    return Memory(readings(), today=TODAY)
