from __future__ import annotations

import pytest
from sentences import frame

from communique.reading.ru.events.stages import load_stage_words, stage_of

STAGES = [
    # sentence, trigger, kind, stage
    ("Министры встретились в Праге.", "встретились", "meeting", "done"),
    ("Министры встретятся в Праге.", "встретятся", "meeting", "planned"),
    ("Президент посетит Кению в мае.", "посетит", "visit", "planned"),
    ("Соглашение будет подписано осенью.", "подписано", "agreement", "planned"),
    ("Соглашение было подписано осенью.", "подписано", "agreement", "done"),
    ("Стороны ведут переговоры о границе.", "переговоры", "meeting", "under_way"),
    ("Стороны вели переговоры о границе.", "переговоры", "meeting", "done"),
    ("Учения продолжатся до пятницы.", "Учения", "activity", "planned"),
    ("Визит завершится в среду.", "Визит", "visit", "under_way"),
    ("Министр предложил провести переговоры.", "переговоры", "meeting", "proposed"),
    ("Стороны договорились провести учения.", "учения", "activity", "planned"),
    ("Стороны намерены обсудить поставки газа.", "обсудить", "meeting", "planned"),
    ("Необходимо провести переговоры.", "переговоры", "meeting", "called_for"),
    ("Делегация прибыла в Рим с официальным визитом.", "прибыла", "visit", "under_way"),
    ("Визит министра отменён.", "Визит", "visit", "cancelled"),
    ("Стороны обсудили график предстоящих встреч.", "встреч", "meeting", "planned"),
    ("Об этом министр сказал на встрече с послом.", "встрече", "meeting", "done"),
    ("Стороны обсудили перспективы торговли на встрече.", "встрече", "meeting", "done"),
    ("Министр не приедет в Тбилиси.", "приедет", "visit", "cancelled"),
    ("Стороны не подписали соглашение.", "подписали", "agreement", "denied"),
    ("Министерство опровергло, что ведёт переговоры.", "переговоры", "meeting", "denied"),
    ("Министр поблагодарил посла.", "поблагодарил", "support", "done"),
    ("Кения будет поддерживать соседей.", "поддерживать", "support", "done"),
    ("Кения поддержит соседей.", "поддержит", "support", "planned"),
    ("Парламент обещал обратиться к соседям.", "обратиться", "request", "planned"),
    ("Министр пообещал соседям поддержку.", "поддержку", "support", "done"),
    ("Власти объявили чрезвычайное положение.", "положение", "coerce", "done"),
    ("О сделке было объявлено во время визита министра.", "визита", "visit", "done"),
    ("Страна находится в процессе выхода из договора.", "выхода", "sanction", "under_way"),
    ("Стороны сообщили о встрече, которая состоится в мае.", "встрече", "meeting", "planned"),
    ("Министр приехал в Рим на форум.", "приехал", "visit", "done"),
    ("Кения готовит нанесение удара по соседям.", "удара", "assault", "planned"),
    ("Они говорили о встрече в формате «3+1», которая состоится в мае.", "встрече", "meeting", "planned"),
    ("Согласно соглашению с Перу, рыбаки могут выйти в море.", "соглашению", "agreement", "done"),
    ("Министры обсудят взрыв на границе.", "взрыв", "assault", "done"),
    ("Президент приглашает соседей на саммит.", "саммит", "meeting", "planned"),
    ("Источники могли рассказать о договоренностях сторон.", "договоренностях", "agreement", "done"),
    ("Кения готова оказать соседям помощь.", "помощь", "aid", "proposed"),
    ("Кения готова подписать соглашение.", "подписать", "agreement", "planned"),
    ("Порты пустуют из-за санкций Кении.", "санкций", "sanction", "under_way"),
    ("Рыбаки говорят о наращивании войск на границе.", "наращивании", "mobilize", "under_way"),
    ("В программе указана совместная подготовка кадров.", "подготовка", "activity", "planned"),
    ("Король принял решение назначить посла.", "назначить", "appointment", "done"),
    ("Министерства согласуют график рейсов.", "согласуют", "agreement", "planned"),
    ("Перспективным направлением является подготовка кадров.", "подготовка", "activity", "under_way"),
]


@pytest.mark.parametrize(("sentence", "trigger", "kind", "stage"), STAGES)
def test_stage_by_form_and_governor(sentence: str, trigger: str, kind: str, stage: str) -> None:
    text, found = frame(sentence, trigger)
    assert stage_of(text, found, kind)[0] == stage


def test_words_of_one_place_give_one_stage() -> None:
    words = load_stage_words()
    assert set(words.governor.values()) <= {
        "planned", "called_for", "proposed", "declined", "cancelled", "under_way", "done", "denied",
    }  # fmt: skip
    assert set(words.attribute.values()) <= {"planned", "done", "under_way"}


def test_war_named_without_a_time_goes_on() -> None:
    text, found = frame("Страны живут в условиях агрессии.", "агрессии")
    assert stage_of(text, found, "assault")[0] == "under_way"
    text, found = frame("После вторжения страны закрыли границы.", "вторжения")
    assert stage_of(text, found, "assault")[0] == "done"
