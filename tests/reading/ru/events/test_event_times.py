"""When an event is: its own day, that of what is told around it, or none."""

from __future__ import annotations

import pytest
from sentences import layers

from communique.reading.ru.events import find
from communique.reading.ru.events.dates import goes_on
from communique.reading.ru.events.model import EVERYTHING
from communique.reading.ru.wordlists import load_table
from communique.records.reading import Event

PUBLISHED = "2024-05-15"
LEFT = "Сенат Чили в понедельник одобрил выход из двух соглашений, подписанных с Перу."
TIMES = [
    # The day of a decision, of words told, of a clause beside.
    ("Парламент Чили в понедельник призвал Перу провести переговоры с Чили.", "meeting", None),
    ("Кабинет министров Чили в среду утвердил подписание соглашения с Перу.", "agreement", None),
    ("Президент Чили 9 мая сообщил, что подписал соглашение с Перу.", "agreement", "../2024-05-09"),
    ("Президент Чили 9 мая подписал соглашение с Перу.", "agreement", "2024-05-09"),
    # The day of a document is that of its signing, and of nothing else.
    ("МИД Чили обвинил Перу в нарушении договора от 9 мая 2020 года.", "accuse", None),
    (
        "Стороны выполняют программу на 2022-2024 годы по Соглашению между Чили и Перу о торговле "
        "от 9 мая 2010 года.",
        "agreement",
        "2010-05-09",
    ),
    ("Чили и Перу подписали дорожную карту сотрудничества на 2021-2023 годы.", "agreement", None),
    ("Сенат Чили ратифицировал соглашение с Перу от 9 мая 2010 года.", "agreement", None),
    ("Посол Чили выразил недоумение по поводу подписания договора с Перу в 1992 году.", "accuse", None),
    ("Министр обороны Чили во вторник на встрече с послом Кубы говорил о вторжении Перу.", "assault", None),
    ("Созданное в 1999 году движение распалось, а послом Чили избран Хуан Рохас.", "appointment", None),
    ("Подписанное 9 мая соглашение Чили и Перу обнародовано.", "agreement", "2024-05-09"),
    ("Сенат Чили утвердил закон о ратификации соглашения с Перу, подписанного 9 мая.", "agreement", None),
    ("Посол Чили встретился с министром Перу для обсуждения бюджета за 2021 год.", "meeting", None),
    ("Чили отказала Перу в помощи (она получила её в мае 2023 года от Кубы).", "reject", None),
    ("Чили начала войну против Перу после того, как 7 мая боевики вошли в город.", "assault", None),
    ("В прошлом месяце Чили вышла из клуба из-за санкций Перу против Чили.", "sanction", None),
    (
        "Президент Чили на саммите Чили и Перу напомнил о том, что торговля составила в 2018 году 5 млрд.",
        "meeting",
        None,
    ),
    ("В прошлом месяце Чили вышла из клуба из-за санкций, введённых Перу.", "sanction", None),
    ("Парламент Чили одобрил переговоры Кубы с Перу 14 мая 2024 года.", "meeting", None),
    # What an organ decides is done that day (note 68).
    (LEFT, "sanction", "2024-05-13"),
    # A day without its year is near, unless a verb of its own tells otherwise.
    ("Президент Чили подтвердил участие во встрече с президентом Перу 9 июня.", "meeting", "2024-06-09"),
    ("Чили решила провести переговоры с Перу 9 июня.", "meeting", "2024-06-09"),
    ("Президент Чили 9 июня подписал соглашение с Перу.", "agreement", "2023-06-09"),
    ("Встреча президентов Чили и Перу состоится 3 мая.", "meeting", None),  # of 3 May gone, an old report
    # The day of the visit that is told just before.
    (
        "Президент Чили Хуан Рохас 10 мая прибыл с визитом в Перу.\n\n"
        "Хуан Рохас встретился с президентом Перу Марией Вега.",
        "meeting",
        "2024-05-10",
    ),
    (
        "Президент Чили Хуан Рохас посетил Перу в марте 2022 года.\n\n"
        "Хуан Рохас встретился с президентом Перу Марией Вега.",
        "meeting",
        "2022-03",
    ),
    # The day on which the speaker is told to speak.
    (
        "Об этом посол Чили Хуан Рохас заявил в понедельник.\n\n«Мы осуждаем Перу», — сказал Хуан Рохас.",
        "accuse",
        "2024-05-13",
    ),
    ("Об этом посол Чили Хуан Рохас заявил в понедельник.\n\nМария Вега осудила Перу.", "accuse", None),
    (
        "Чили осудила Перу\n\nДействия Перу вызывают тревогу, заявил в понедельник министр Чили Хуан Рохас.",
        "accuse",
        "2024-05-13",
    ),
    # The day on which the speaker is told to speak farther up, unless the report turns to what was before.
    (
        "Посол Чили Хуан Рохас 10 мая выступил на форуме в Лиме.\n\nФорум открылся концертом.\n\n"
        "Хуан Рохас поблагодарил Перу за помощь.",
        "support",
        "2024-05-10",
    ),
    (
        "Посол Чили Хуан Рохас 10 мая выступил на форуме в Лиме.\n\nФорум открылся концертом.\n\n"
        "Ранее Хуан Рохас поблагодарил Перу за помощь.",
        "support",
        None,
    ),
    (
        "Посол Чили Хуан Рохас 10 мая выступил на форуме в Лиме.\n\nФорум открылся концертом.\n\n"
        "Мария Вега осудила Перу.",
        "accuse",
        None,
    ),
    # The day in a clause on some other thing.
    ("Посол Чили встретился с послом Перу по пути в Лиму, где сегодня открылся форум.", "meeting", None),
    ("Посол Чили осудил Перу на форуме, который открылся 9 мая.", "accuse", "2024-05-09"),
    ("Встреча послов Чили и Перу в формате клуба, которая пройдёт 9 июня, важна.", "meeting", "2024-06-09"),
    # By when it is asked, for when it is ordered.
    ("Президент Чили призвал Перу вывести войска к концу года.", "request", None),
    ("Компания из Перу подписала с правительством Чили контракт на поставку газа на май.", "contract", None),
    # The day named in the sentence before, where this one goes on.
    (
        "Президент Чили Хуан Рохас 10 мая выступил в Лиме.\n\nОн поблагодарил Перу за помощь.",
        "support",
        "2024-05-10",
    ),
    (
        "Президент Чили Хуан Рохас 10 мая выступил в Лиме.\n\nМария Вега поблагодарила Чили за помощь.",
        "support",
        None,
    ),
    # Some time before, where the word is the verb's own.
    ("Ранее Чили ввела санкции против Перу.", "sanction", "../2024-05-15"),
    ("Чили отменила введённые ранее санкции против Перу.", "retreat", None),
    ("Ранее Чили и Перу уже заключали соглашение о перемирии.", "agreement", "../2024-05-15"),
    ("Послы обсудили итоги состоявшихся на днях переговоров Чили и Перу.", "meeting", "../2024-05-15"),
    ("Ранее министр Чили заявил, что армия Перу обстреляла Чили.", "assault", None),
    (
        "7 мая границу закрыли.\n\nС тех пор армии Чили и Перу ведут бои под Лимой.",
        "assault",
        "2024-05-07/..",
    ),
    ("Армия Перу сегодня подвергает обстрелу город в Чили.", "assault", "2024-05-15"),
    # A decision's day is that of what it decides.
    (
        "Решением Чили от 9 мая объявить посла Перу персоной нон грата возмутились в Лиме.",
        "sanction",
        "2024-05-09",
    ),
    # The scene, however it is parsed.
    (
        "Президент Чили 17 мая проведёт переговоры с президентом Перу.\n\n"
        "По завершении переговоров Чили и Перу подпишут договор.",
        "agreement",
        "2024-05-17",
    ),
    # How long it is to last, and what is agreed on, have times of their own.
    ("Чили и Перу продлили соглашение о торговле до 9 мая 2026 года.", "agreement", None),
    ("Чили и Перу договорились о разведении войск с 7 мая.", "agreement", None),
    # A day right behind the noun's phrase, however the parser hung it.
    (
        "Послы подчеркнули право Чили на защиту, стремясь не допустить повторения атак Перу на Чили 7 мая.",
        "assault",
        "2024-05-07",
    ),
    # What a saying, or a clause with a doer of its own, tells of its day is not carried on.
    (
        "Сегодня стало известно об отставке посла Чили.\n\nОн провёл переговоры с министром Перу.",
        "meeting",
        None,
    ),
    (
        "Требование включили в итоги переговоров Чили и Перу, а 9 мая посол Кубы выступил на митинге.",
        "meeting",
        None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "when"), TIMES)
def test_when(text: str, kind: str, when: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "load_model", lambda: EVERYTHING)  # times do not depend on how sure it is
    (event,) = [e for e in layers(text, PUBLISHED)["events"].events if e.kind == kind]
    assert (str(event.when.value) if event.when else None) == when


def test_a_day_after_a_noun_is_of_the_noun() -> None:
    """However the parser hung it: «обсудили подготовку к саммиту 9 июня» was not last June."""
    text = "Президенты Чили и Перу обсудили подготовку к саммиту 9 июня в Лиме."
    met = [e for e in layers(text, PUBLISHED)["events"].events if e.kind == "meeting"]
    assert {e.stage: str(e.when.value) if e.when else None for e in met} == {
        "done": None,
        "planned": "2024-06-09",
    }


DAYS = [
    # Deeds of one kind and the same sides: a day told twice is one, two days are two.
    (
        "Чили обстреляла Перу 9 мая.\n\n2 мая Чили обстреляла Перу.",
        "assault",
        ["2024-05-02", "2024-05-09"],
    ),
    ("Чили обстреляла Перу 9 мая.\n\nВ ночь на 9 мая Чили обстреляла Перу.", "assault", ["2024-05-09"]),
    ("Чили обстреляла Перу 9 мая.\n\nЧили обстреляла Перу.", "assault", ["2024-05-09"]),
    (
        "Посол Чили встретился с послом Перу в марте 2024 года.\n\n"
        "В 2022 году посол Чили встретился с послом Перу.",
        "meeting",
        ["2022", "2024-03"],
    ),
    (
        "Чили обстреляла Перу 9 мая.\n\n2 мая Чили обстреляла Перу.\n\n4 мая Чили обстреляла Перу.",
        "assault",
        ["2024-05-02", "2024-05-04", "2024-05-09"],
    ),
    ("Чили обстреляла Перу 9 мая.\n\nВ мае Чили обстреляла Перу.", "assault", ["2024-05-09"]),
]


@pytest.mark.parametrize(("text", "kind", "days"), DAYS)
def test_deeds_of_two_days_are_two(text: str, kind: str, days: list[str]) -> None:
    found = [e for e in layers(text, PUBLISHED)["events"].events if e.kind == kind]
    assert sorted(str(e.when.value) for e in found if e.when) == days


OPENERS = load_table("openers.toml")


@pytest.mark.parametrize("sentence", OPENERS["yes"])
def test_it_goes_on(sentence: str) -> None:
    assert goes_on(layers(sentence)["text"], 0)


@pytest.mark.parametrize("sentence", OPENERS["no"])
def test_it_opens_anew(sentence: str) -> None:
    assert not goes_on(layers(sentence)["text"], 0)


RESUMED = load_table("resumed.toml")


def first_of(kind: str, story: str) -> Event:
    """The first event of the kind in a report of two sentences."""
    events: list[Event] = layers(story.replace(". ", ".\n\n", 1), PUBLISHED)["events"].events
    return next(e for e in events if e.kind == kind)


@pytest.mark.parametrize("line", RESUMED["yes"])
def test_a_sentence_after_tells_the_day(line: str) -> None:
    story, _, wanted = line.partition(" => ")
    kind, day = wanted.split()
    first = first_of(kind, story)
    assert str(first.when and first.when.value) == day


@pytest.mark.parametrize("line", RESUMED["no"])
def test_a_sentence_after_tells_of_something_else(line: str) -> None:
    story, _, kind = line.partition(" => ")
    first = first_of(kind, story)
    assert first.when is None
