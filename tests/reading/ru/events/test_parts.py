"""Parts of their own: mediators, hosts, members that a list names, whom talks were held with."""

from __future__ import annotations

import pytest
from sentences import people

from communique.reading.ru.events.find import find_happenings

OTHERS = "Гана и Непал ждут. "
ROLES = [  # text, kind, role, countries of its fillers in each happening of the kind
    ("Кения провела переговоры с Перу. Посредником выступил Катар.", "meeting", "mediator", ["QAT"]),
    ("Переговоры Кении и Перу прошли при посредничестве Катара.", "meeting", "participant", ["KEN+PER"]),
    ("Переговоры Кении и Перу прошли при посредничестве Катара.", "meeting", "mediator", ["QAT"]),
    ("Египет и Катар выступают посредниками в переговорах Кении и Перу.", "meeting", "mediator", ["EGY+QAT"]),
    (
        "Кения и Перу при посредничестве Катара заключили соглашение о торговле.",
        "agreement",
        "party",
        ["KEN+PER"],
    ),
    (
        "Президент Кении примет участие в саммите НАТО. Перу является принимающей стороной саммита.",
        "meeting",
        "host",
        ["PER"],
    ),
    ("Председательствующая в ЕС Чехия решила провести переговоры с Перу.", "meeting", "host", ["CZE"]),
    (OTHERS + "Кения провела переговоры с Перу.", "meeting", "host", [""]),
    (
        OTHERS + "Президент Кении принял участие во встрече. Во встрече также участвовал президент Перу.",
        "meeting",
        "participant",
        ["KEN+PER"],
    ),
    (
        OTHERS
        + "Президент Кении Джон Мбеки провёл телефонные переговоры. "
        + "Состоялись беседы с президентом Перу и премьером Кубы.",
        "meeting",
        "participant",
        ["KEN+PER", "CUB+KEN"],
    ),
    (
        OTHERS + "Экспорт и отношения Калу обсуждал с послами Перу и Кубы. Калу – президент Кении.",
        "meeting",
        "participant",
        ["CUB+KEN+PER"],
    ),
    (OTHERS + "Три страны (Кения, Перу и Куба) осудили Иран.", "accuse", "actor", ["CUB+KEN+PER"]),
    (OTHERS + "Страны «ядерной пятёрки» осудили Иран.", "accuse", "actor", ["CHN+FRA+GBR+RUS+USA"]),
    (
        OTHERS + "Политики говорили о встрече в формате Кения – Перу – Куба, которая состоится в мае.",
        "meeting",
        "participant",
        ["CUB+KEN+PER"],
    ),
    (
        "Перу и Кения ждут. Решение о переговорах с Перу примут на заседании Европейского совета.",
        "meeting",
        "participant",
        ["IGO+PER", "IGO"],  # the talks to come, and the session itself
    ),
    (
        "Перу и Кения ждут. Главы государств и правительств Евросоюза одобрили заявку Перу.",
        "support",
        "actor",
        ["IGO"],
    ),
    (OTHERS + "Иран ждёт. Чехия присоединилась к антииранским санкциям.", "sanction", "recipient", ["IRN"]),
    ("Перу ждёт. Мировые державы поддержали Чили.", "support", "actor", [""]),
    (
        OTHERS + "Группа из 12 стран, включая Чили, Перу и Кубу, осудила Иран.",
        "accuse",
        "actor",
        ["CHL+CUB+PER"],
    ),
    (OTHERS + "12 стран — Чили, Перу, Куба — осудили Иран.", "accuse", "actor", ["CHL+CUB+PER"]),
    ("Разведка Чили: Перу передала Ирану оружие", "aid", "giver", ["PER"]),
    ("МИД Ганы призывает стороны к сдержанности. Иран и Израиль воюют.", "request", "recipient", ["IRN+ISR"]),
    ("Власти обеих стран ведут переговоры. Чили и Перу сближаются.", "meeting", "participant", ["CHL+PER"]),
    ("Норвежский Красный Крест призвал Иран к диалогу.", "request", "actor", ["NOR"]),
    ("Чили и Перу выступили с совместным заявлением о торговле.", "agreement", "party", ["CHL+PER"]),
    (
        "Председатель парламента Молдовы Ион Калу находится с визитом в Австрии. "
        "Калу встретится с министром труда Мартином Берсоном. Молдпрес ждёт. point.md",
        "meeting",
        "participant",
        ["AUT+MDA"],
    ),
]


@pytest.mark.parametrize(("text", "kind", "role", "countries"), ROLES)
def test_parts(text: str, kind: str, role: str, countries: list[str]) -> None:
    found = [h for h in find_happenings(people(text), ())[0] if h.kind == kind]
    told = [{c for r in h.roles if r.role == role for c in r.who.entity.countries} for h in found]
    assert ["+".join(sorted(one)) for one in told] == countries
