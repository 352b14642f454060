"""What was said in a text, and which word names the one who said it: rules over verbs and marks of speech.

Every rule is a small function from a `Speech` (the text with its quotations and verbs of speech) to
utterances; `RULES` lists them, strongest first, and where two find the same words the first one keeps them.
Who the speaker is, as an actor, is found afterwards (`communique.reading.ru.statements`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from communique.reading.layers import Text
from communique.reading.ru.said.dialogue import dialogue
from communique.reading.ru.said.phrases import (
    about_phrases,
    infinitives,
    inverted_phrases,
    names,
    noun_phrases,
    passives,
)
from communique.reading.ru.said.quoted import (
    attributed_quotations,
    bare_quotations,
    interrupted_quotations,
    introduced_quotations,
)
from communique.reading.ru.said.reported import (
    by_words,
    claims,
    clauses_alone,
    colons,
    inverted_clauses,
    leads,
    parentheses,
    that_clauses,
)
from communique.reading.ru.said.speech import Speech, Utterance, make_speech
from communique.reading.ru.said.turns import turns

SHARING = ({"that_clause"}, {"parenthesis"}, {"by_words"})
"""Rules whose words may stand before a quotation of the same verb or phrase."""

Rule = Callable[[Speech], Iterator[Utterance]]


RULES: tuple[Rule, ...] = (
    turns,
    attributed_quotations,
    introduced_quotations,
    interrupted_quotations,
    dialogue,
    that_clauses,
    inverted_clauses,
    clauses_alone,
    colons,
    leads,
    claims,
    by_words,
    parentheses,
    names,
    infinitives,
    noun_phrases,
    about_phrases,
    inverted_phrases,
    passives,
    bare_quotations,
)


def _iou(a: Utterance, b: Utterance) -> float:
    both = max(0, min(a.last, b.last) - max(a.first, b.first))
    return both / ((a.last - a.first) + (b.last - b.first) - both)


def _untitled(speech: Speech, said: Utterance) -> bool:
    return speech.sentence(said.first).section != "title"


def _may_share(rule: str, others: set[str]) -> bool:
    """One verb reports one thing, but for «отметил, что порт готов: «Ждём суда»»."""
    reported = {rule, *others} - {"verb_then_quotation"}
    return not others - {rule} or (reported != {rule, *others} and reported in SHARING)


def find_utterances(text: Text, weak: bool = False) -> tuple[Utterance, ...]:
    """Everything that is said in the text, in its order; what is said in the title only is left out.

    With `weak` also what is only now and then a statement, and has to be weighed.
    """
    speech = make_speech(text)
    found = [said for rule in RULES for said in rule(speech) if _untitled(speech, said)]
    found = [said for said in found if not said.weak] + [said for said in found if said.weak and weak]
    kept: list[Utterance] = []
    over: dict[int, list[Utterance]] = {}  # word -> what is kept over it
    verbs: dict[int, set[str]] = {}  # verb of speech -> the rules that used it
    for said in found:
        # Two that share more than half of their words share the middle word of each.
        near = over.get((said.first + said.last) // 2, ())
        if any(_iou(said, k) > 0.5 for k in near):
            continue
        if said.verb and not _may_share(said.rule, verbs.get(said.verb[0], set())):
            continue
        kept.append(said)
        for i in range(said.first, said.last):
            over.setdefault(i, []).append(said)
        if said.verb:
            verbs.setdefault(said.verb[0], set()).add(said.rule)
    return tuple(sorted(kept, key=lambda said: (said.first, -said.last)))
