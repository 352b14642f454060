"""Who stands for whom in a role."""

from __future__ import annotations

from sentences import layers


def sides(text: str, kind: str, role: str) -> set[str]:
    """Names of the actors in a role of the only event of a kind."""
    found = layers(text)
    names = {e.id: e.name for e in found["entities"]}
    (event,) = [e for e in found["events"].events if e.kind == kind]
    return {names[who.actor] for who in event.roles.get(role, ())}


def test_leaders_are_the_persons_named_before() -> None:
    text = (
        "Президент Сербии Горан Милич встретился с президентом Алжира Фаридом Бенсалемом. "
        "Лидеры выразили удовлетворение сотрудничеством."
    )
    assert sides(text, "support", "actor") == {"Горан Милич", "Фарид Бенсалем"}
    assert sides(text, "support", "recipient") == {"Горан Милич", "Фарид Бенсалем"}


def test_state_beside_its_minister_is_no_second_side() -> None:
    text = (
        "Белград и Алжир обсудили экспорт\n\n"
        "Министр торговли Сербии Горан Милич обсудил экспорт с министром торговли Алжира Фаридом Бенсалемом."
    )
    assert sides(text, "meeting", "participant") == {"Горан Милич", "Фарид Бенсалем"}


def test_summoned_ambassador_stands_for_his_state() -> None:
    text = "МИД Перу вызвал посла Кении. Отношения Перу и Кении ухудшились."
    assert sides(text, "accuse", "recipient") == {"Кения"}


def test_who_signs_the_decree_appoints() -> None:
    text = "Президент Перу Хуан Кастро подписал указ. Марио Рохас назначен министром обороны Перу."
    assert sides(text, "appointment", "appointer") == {"Хуан Кастро"}


def test_who_speaks_for_his_state_is_the_actor() -> None:
    text = "«Перу поддерживает заявку Кении», – заявил министр иностранных дел Перу Хуан Кастро."
    assert sides(text, "support", "actor") == {"Хуан Кастро"}
