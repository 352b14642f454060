"""Small stories of our own: what the reader must make of them, whole."""

from __future__ import annotations

import pytest
from sentences import layers, told

STORIES = [
    (
        "Министр обороны Сербии Горан Милич встретился с министром обороны Алжира Фаридом Бенсалемом. "
        "Министры обсудили подготовку кадров.",
        [("meeting", "done", "DZA+SRB")],
    ),
    (
        "Глава МИД Непала Рам Тапа пригласил министра иностранных дел Японии Кэна Мори посетить Катманду.",
        [("visit", "proposed", "JPN+NPL")],
    ),
    (
        "Министр торговли Вьетнама Ле Ван Хай прибыл в Словакию с официальным визитом.",
        [("visit", "under_way", "SVK+VNM")],
    ),
    (
        "Правительства Чили и Перу подписали соглашение о таможне.",
        [("agreement", "done", "CHL+PER")],
    ),
    (
        "МИД Греции обвинил Турцию в нарушении договора.",
        [("accuse", "done", "GRC+TUR")],
    ),
    (
        "Иран призвал Ирак открыть границу.",
        [("request", "done", "IRN+IRQ")],
    ),
    (
        "Президент Кении Джон Мвангисса поблагодарил Норвегию за помощь.",
        [("support", "done", "KEN+NOR"), ("aid", "done", "KEN+NOR")],
    ),
    (
        "Норвегия поддерживает предоставление Кении статуса наблюдателя.",
        [("support", "done", "KEN+NOR")],
    ),
    (
        "Чили и Перу обвинили друг друга в нарушении границы.",
        [("accuse", "done", "CHL+PER")],
    ),
    (
        "Президент Кении Джон Мвангисса сообщил, что отправится в Норвегию.",
        [("visit", "planned", "KEN+NOR")],
    ),
    (
        "Чили и Перу провели совместные учения. Следующие учения состоятся в октябре.",
        [("activity", "done", "CHL+PER"), ("activity", "planned", "CHL+PER")],
    ),
    (
        "Президент Чили прибыл в Перу с визитом. Очередной визит запланирован на 2025 год.",
        [("visit", "under_way", "CHL+PER"), ("visit", "planned", "CHL+PER")],
    ),
    (
        "Президент Чили Луис Мора и президент Перу Хуан Пас провели встречу в Лиме. "
        "Мора предложил Пасу провести ещё одну встречу в Сантьяго.",
        [("meeting", "done", "CHL+PER"), ("meeting", "proposed", "CHL+PER")],
    ),
    (  # of several earlier talks those of the state that proposes more
        "Министры Чили и Перу провели встречу. Президенты Сербии и Алжира подписали соглашение. "
        "Перуанская сторона предложила провести следующую встречу в Сантьяго.",
        [
            ("meeting", "done", "CHL+PER"),
            ("agreement", "done", "DZA+SRB"),
            ("meeting", "proposed", "CHL+PER"),
        ],
    ),
    (
        "Министр обороны Чили посетил Перу. Он пригласил перуанского коллегу посетить Сантьяго.",
        [("visit", "done", "CHL+PER"), ("visit", "proposed", "CHL+PER")],
    ),
    (
        "Министр обороны Чили встретился в Лиме с перуанским визави.",
        [("meeting", "done", "CHL+PER")],
    ),
    (
        "Президент Чили обсудил с коллегой из Перу торговлю.",
        [("meeting", "done", "CHL+PER")],
    ),
    (
        "Дожди в Монголии продлятся до конца недели.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "events"), STORIES, ids=lambda v: v[:30] if isinstance(v, str) else "")
def test_story(text: str, events: list[tuple[str, str, str]]) -> None:
    found = told(text)

    assert found == events


def test_collectives_stay_without_a_role_where_members_are_named() -> None:
    text = (
        "Министр обороны Сербии Горан Милич провёл переговоры с министром обороны Алжира Фаридом Бенсалемом. "
        "В ходе встречи стороны обсудили учения."
    )
    found = layers(text)
    (event,) = [e for e in found["events"].events if e.kind == "meeting"]
    types = {e.id: e.type for e in found["entities"]}
    assert {types[f.actor] for f in event.roles["participant"]} == {"person"}


def test_title_is_evidence_not_an_event_of_its_own() -> None:
    text = (
        "Чили и Перу подписали соглашение о таможне\n\n"
        "Правительства Чили и Перу подписали соглашение о таможне в Лиме."
    )
    (event,) = layers(text)["events"].events
    assert len(event.evidence) == 2


def test_the_decision_is_stored() -> None:
    (event,) = layers("Иран призвал Ирак открыть границу.")["events"].events
    assert event.decision.rule.startswith("request.")
    assert any(why.startswith("stage done") for why in event.decision.why)


def test_what_was_rejected_is_stored_with_its_reason() -> None:
    rejected = layers("Если министры встретятся, договор подпишут.")["events"].rejected
    assert any("is hypothetical" in decision.rejected for decision in rejected)


def test_a_dated_head_dates_what_it_tells() -> None:
    text = (
        "ТИРАНА. 3 марта. АГЕНТСТВО - Министр обороны Албании Арбен Хоти встретился с министром обороны "
        "Италии Марко Росси."
    )
    (event,) = layers(text, None)["events"].events
    assert str(event.when.value) == "XXXX-03-03"
    assert event.when.inferred == "dateline"
    assert event.place.value == "Тирана"


def test_each_other_puts_both_sides_into_both_roles() -> None:
    (event,) = layers("Чили и Перу обвинили друг друга в нарушении границы.")["events"].events
    assert {f.actor for f in event.roles["actor"]} == {f.actor for f in event.roles["recipient"]}


def test_possessive_pronoun_names_the_visitor() -> None:
    found = layers(
        "Министр торговли Вьетнама Ле Ван Хай рассказал о планах. "
        "Во время его визита в Словакию подписали план."
    )
    (visit,) = [e for e in found["events"].events if e.kind == "visit"]
    assert {who.actor for who in visit.roles["visitor"]} == {
        e.id for e in found["entities"] if e.type == "person"
    }


def test_words_said_at_a_meeting_have_its_time() -> None:
    found = layers(
        "10 мая министр торговли Вьетнама Ле Ван Хай встретился с послом Кении Джоном Мвангиссой. "
        "В ходе беседы посол поблагодарил Вьетнам за помощь."
    )
    times = {e.kind: str(e.when.value) for e in found["events"].events if e.when}
    assert times["support"] == times["meeting"] == "2024-05-10"


def test_what_is_done_has_no_time_to_come() -> None:
    found = layers("Проведены переговоры между Кенией и Чили, а 1 июля начнутся полёты.")
    (event,) = [e for e in found["events"].events if e.kind == "meeting"]
    assert event.stage == "done" and event.when is None
