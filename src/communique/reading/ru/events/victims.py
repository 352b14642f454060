"""Who suffers a deed that is blamed: «осудил агрессию против Чили» blames somebody else than Chile."""

from __future__ import annotations

from communique.reading.layers import Text
from communique.reading.ru.events.frames import Who, highest, slot_name

# Deeds whose genitive is who suffers them: «оккупация Молдовы»; «удары Ирана» are Iran's own.
SUFFERED = frozenset(
    {"агрессия", "аннексия", "блокада", "бомбардировка", "взятие", "вторжение", "высылка", "депортация",
     "задержание", "захват", "избиение", "нарушение", "обстрел", "оккупация", "оскорбление",
     "подрыв", "похищение", "преследование", "расстрел", "уничтожение", "убийство", "дестабилизация"}
)  # fmt: skip
# Deeds of force whoever suffers them: what is done about these is done to who does them.
OF_FORCE = SUFFERED | {
    "атака", "авиаудар", "война", "интервенция", "налет", "нападение", "наступление", "операция",
    "спецоперация", "удар", "штурм",
}  # fmt: skip
AGAINST = frozenset({"против+gen", "на+acc", "к+dat", "в отношение", "в+acc", "от+gen"})
AT = AGAINST | {"по+dat", "в+loc", "над+ins"}  # where force strikes: «удары по Чили», «война в Чили»
BLAMED = frozenset({"accuse"})
ANSWERED = frozenset({"accuse", "sanction", "reject", "request"})  # kinds that answer a deed of force


def suffers(text: Text, kind: str, word: int) -> bool:
    """The word names who suffers what its head names."""
    head = text.words[word].head
    if kind not in ANSWERED or head < 0 or text.words[head].pos not in ("NOUN", "PROPN"):
        return False
    slot, deed = slot_name(text, word, False), text.words[head].lemma
    if deed in OF_FORCE and slot in AT:
        return True
    return (kind in BLAMED and slot in AGAINST) or (slot == "gen" and deed in SUFFERED)


def is_victim(text: Text, kind: str, who: Who) -> bool:
    return who.reference is not None and suffers(text, kind, highest(text, who.reference))
