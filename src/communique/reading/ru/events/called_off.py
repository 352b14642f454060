"""«Встреча была назначена на 5 июня, но отменена»: what was planned, and will not be."""

from __future__ import annotations

from collections.abc import Collection

from communique.reading.layers import Text

LINKS = frozenset({"conj", "parataxis"})
HAPPENS = frozenset({"состояться", "произойти", "случиться", "получиться"})
# Nouns that come back to the plan: «собирался приехать, но отменил поездку».
PLAN = frozenset(
    {"встреча", "переговоры", "визит", "поездка", "саммит", "план", "подписание", "заседание", "мероприятие"}
)  # fmt: skip


def called_off(text: Text, word: int | None, calling_off: Collection[str]) -> str | None:
    """The reason, where a clause joined to that of `word` calls the plan off; None where none does."""
    for verb in with_governors(text, word):
        for at in text.children[verb]:
            if text.words[at].rel in LINKS and at > verb and tells_that_it_is_off(text, at, calling_off):
                return f"called off by {text.words[at].lemma}"
    return None


def with_governors(text: Text, word: int | None) -> list[int]:
    """«должны были состояться»: the word, and what its infinitive or its subject hangs on."""
    out: list[int] = []
    while word is not None and word >= 0 and word not in out:
        out.append(word)
        up = text.words[word].rel in ("xcomp", "nsubj", "nsubj:pass", "obj", "csubj")
        word = text.words[word].head if up else None
    return out


def tells_that_it_is_off(text: Text, verb: int, calling_off: Collection[str]) -> bool:
    """«отменили её», «не состоялись»; not «отменили пошлины», not «отложили на 5 мая»."""
    w = text.words[verb]
    if w.feats.get("Tense") != "Past" and w.feats.get("Variant") != "Short":
        return False
    below = [text.words[c] for c in text.children[verb]]
    negated = any(c.lemma == "не" for c in below)
    if not (w.lemma in HAPPENS if negated else w.lemma in calling_off):
        return False
    passive = w.feats.get("Variant") == "Short" or w.lemma.endswith("ся")
    themes = [c for c in below if c.rel.startswith("nsubj" if passive else "obj")]
    if any(c.pos in ("NOUN", "PROPN") and c.lemma not in PLAN for c in themes):
        return False
    return not any(text.words[g].text.lower() == "на" for c in below for g in text.children[c.index])
