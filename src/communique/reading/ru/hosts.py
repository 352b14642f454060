"""The state that somebody from home is visiting, for whom he meets there.

«Премьер Кавказии находится с визитом в Эльбии. Он встретился с министром труда Петром Юртом»: the report of
the visitor's press leaves out whose minister that is.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.gazetteer import names, plain
from communique.reading.layers import Text, Word
from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.coref.profile import Profile
from communique.reading.ru.coref.story import Story
from communique.reading.ru.regions import place_at

REACH = 8  # words after a word of travel in which the place follows
ABROAD = frozenset({"в", "во", "на"})


def visited_state(story: Story) -> str | None:
    """The one foreign state that words of travel of the report lead to."""
    travel = (word for word in story.text.words if word.lemma in word_class("travel"))
    found = {code for word in travel for code in led_to(story, word)}
    found.discard(story.home or "")
    return found.pop() if len(found) == 1 else None


def led_to(story: Story, travel: Word) -> Iterator[str]:
    """The state or city after «в» behind a word of travel, or the object of «посетил»."""
    text = story.text
    stop = min(text.sentences[travel.sentence].last, travel.index + REACH)
    for at in range(travel.index + 1, stop):
        word = text.words[at]
        direct = word.head == travel.index and word.rel == "obj"
        code = state_at(text, at) if direct or text.words[at - 1].lemma in ABROAD else None
        if code is not None:
            yield code
            return


def state_at(text: Text, at: int) -> str | None:
    """The state of the first name from a word on, «Республику Чили» included."""
    forms = [plain(w.text) for w in text.words[at : at + 4]]
    for i, word in enumerate(text.words[at : at + 4]):
        _, entries = names().longest(forms, i)
        state = next((e.country for e in entries if e.type == "state"), None)
        code = state or place_at(forms, i, word)
        if code is not None:
            return code
        if word.lemma not in word_class("realm"):
            return None
    return None


def is_met(story: Story, p: Profile) -> bool:
    """«встретился с министром»: somebody is met, and nothing beside him says whose he is."""
    text, first = story.text, p.reference.first
    if first == 0 or text.words[first - 1].lemma not in ("с", "со"):
        joined = text.words[first - 1].text in ("и", ",") if first else False
        return joined and any(is_met(story, story.profiles[i]) for i in story.ending(first - 1))
    up = text.words[p.head.index].head
    for _ in range(3):
        if up < 0:
            return False
        if text.words[up].lemma in word_class("meet"):
            return True
        up = text.words[up].head
    return False
