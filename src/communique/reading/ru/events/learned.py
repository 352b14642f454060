"""Candidates where no rule finds one: words that the net takes to tell of an event.

The net names the kind and the stage; who takes part is read from the grammar by the slots that the rules of
the kind use most. The model that weighs happenings decides about them as about all others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from communique.reading.layers import Text
from communique.reading.ru.events.candidates import Candidate, mode_of, pos_of, roles_of
from communique.reading.ru.events.frames import People, fillers, frame_of
from communique.reading.ru.events.rules import Rules, Trigger, load_rules
from communique.reading.ru.events.stages import load_stage_words, stage_of

LEAST = 0.3  # probability of the kind
RULE = "learned"
NONE: frozenset[str] = frozenset()


@cache
def learned_rule(kind: str) -> Trigger:
    """A rule without words: each slot fills the role that most rules of the kind give it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for trigger in load_rules().triggers:
        if trigger.kind == kind:
            for slot, role in trigger.roles.items():
                votes[slot][role] += 1
    roles = {slot: counter.most_common(1)[0][0] for slot, counter in votes.items()}
    return Trigger(
        f"{kind}.{RULE}", kind, NONE, NONE, NONE, NONE, NONE, NONE, NONE, None, None, None, roles,
        frozenset({"actor"}), True, NONE, (), (),
    )  # fmt: skip


def likely(text: Text, taken: Mapping[int, frozenset[str]]) -> Iterator[tuple[int, str]]:
    """Words and kinds: the likeliest word of each sentence for a kind that no rule found there."""
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for word, told in text.told.items():
        sentence = text.words[word].sentence
        for kind, probability in told.kinds.items():
            if probability >= LEAST and kind not in taken.get(sentence, NONE) and pos_of(text, word):
                best[sentence, kind] = max(best.get((sentence, kind), (0.0, 0)), (probability, word))
    for (_, kind), (_, word) in sorted(best.items(), key=lambda item: item[1][1]):
        yield word, kind


def learned_candidates(text: Text, people: People, found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates beside those that rules found, in order of text."""
    taken: dict[int, set[str]] = defaultdict(set)
    for candidate in found:
        taken[candidate.sentence].add(candidate.kind)
    kinds = {sentence: frozenset(own) for sentence, own in taken.items()}
    rules = load_rules()
    return [_candidate(text, people, word, kind, rules) for word, kind in likely(text, kinds)]


def _candidate(text: Text, people: People, word: int, kind: str, rules: Rules) -> Candidate:
    rule = learned_rule(kind)
    frame = frame_of(text, word, load_stage_words().light)
    roles = tuple(roles_of(rule, fillers(people, frame)))
    stage, why = stage_of(text, frame, kind)
    used = {word} if frame.support is None else {word, frame.support}
    mode = mode_of(text, rule, frame, rules)
    return Candidate(rule, frame, stage, why, mode, roles, tuple(sorted(used)), text.words[word].sentence)
