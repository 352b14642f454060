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
AGAINST = frozenset({"против+gen", "на+acc", "к+dat", "в отношение", "в+acc", "от+gen"})


def suffers(text: Text, kind: str, word: int) -> bool:
    """The word names who suffers what its head names."""
    head = text.words[word].head
    if kind != "accuse" or head < 0 or text.words[head].pos not in ("NOUN", "PROPN"):
        return False
    slot = slot_name(text, word, False)
    return slot in AGAINST or (slot == "gen" and text.words[head].lemma in SUFFERED)


def is_victim(text: Text, kind: str, who: Who) -> bool:
    return who.reference is not None and suffers(text, kind, highest(text, who.reference))
