"""Harm that is announced for the case that somebody does something: a threat, not a plan (codebook 4.1)."""

from __future__ import annotations

from dataclasses import replace

from communique.reading.layers import Entity, Text
from communique.reading.ru.events.candidates import Candidate, countries
from communique.reading.ru.events.frames import preposition

NAME = "threaten.if_then"
# What is threatened, by the kind of the harm.
MODES = {"sanction": "restrict", "coerce": "arrest", "assault": "violence"}
CONDITIONS = frozenset({"если", "коли"})
CASE = "случай"


def as_threat(text: Text, candidate: Candidate, speaker: Entity | None) -> Candidate:
    """«введёт санкции, если Чили …»: harm under a condition is threatened by who says so.

    Only the side that would do it threatens (note 18); what another foretells stays what it is.
    """
    if candidate.kind not in MODES or candidate.stage != "planned" or not is_conditional(text, candidate):
        return candidate
    doers = countries([r for r in candidate.roles if r.role == "actor"])
    if speaker is not None and doers and not speaks_for(speaker, doers):
        return candidate
    rule = replace(candidate.rule, name=NAME, kind="threaten", mode=MODES[candidate.kind], need=frozenset())
    roles = candidate.roles
    if speaker is not None:
        roles = tuple(r for r in roles if r.role != "actor")  # he who speaks is put there (note 2)
    why = "harm under a condition"
    return replace(candidate, rule=rule, stage="done", stage_why=why, mode=rule.mode, roles=roles)


def speaks_for(speaker: Entity, doers: frozenset[str]) -> bool:
    """A member may speak for a union of states."""
    return bool(set(speaker.countries) & doers) or "IGO" in doers


def is_conditional(text: Text, candidate: Candidate) -> bool:
    """A clause with «если», or «в случае …», hangs on the verb of the deed."""
    verb = candidate.frame.support if candidate.frame.support is not None else candidate.frame.word
    heads = {verb, text.words[verb].head} - {-1}
    return any(is_condition(text, child) for head in heads for child in text.children[head] if child != verb)


def is_condition(text: Text, word: int) -> bool:
    if text.words[word].lemma == CASE:
        return preposition(text, word) in ("в", "во")
    marked = any(text.words[c].lemma in CONDITIONS for c in text.children[word])
    return text.words[word].rel == "advcl" and marked
