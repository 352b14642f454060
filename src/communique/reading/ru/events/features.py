"""What a happening looks like, as named numbers: the input of the model that weighs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from communique.reading.ru.events.candidates import Candidate, countries, is_public
from communique.reading.ru.events.focus import pair_in_focus
from communique.reading.ru.events.frames import People, is_verb
from communique.reading.ru.events.merge import Happening

MOST = 4


def features(people: People, happening: Happening, others: Sequence[Happening]) -> Mapping[str, float]:
    """Features of one happening among all of its report; names are stable, values are 0 to 4."""
    out: dict[str, float] = {}
    for name in (*of_rule(people, happening), *of_sides(happening), *of_place(people, happening)):
        out[name] = 1.0
    out["citations"] = min(len({c.sentence for c in happening.candidates}), MOST)
    out["same kind"] = min(sum(other.kind == happening.kind for other in others), MOST)
    out["sides"] = min(len(happening.ids()), MOST)
    out["pair in focus"] = float(len(pair_in_focus(people)) == 2)
    return out


def of_rule(people: People, happening: Happening) -> Iterator[str]:
    """The rule, the words and the grammar of the trigger that stands for the happening."""
    lead, kind = happening.lead, happening.kind
    word = people.text.words[lead.frame.word]
    yield f"kind {kind}"
    yield f"rule {lead.rule.name}"
    yield f"lemma {kind} {word.lemma}"
    yield f"stage {kind} {happening.stage}"
    yield f"why {stage_reason(lead)}"
    yield f"carried {grammar(people, lead)}"
    yield f"relation {word.rel}"
    yield f"preposition {lead.frame.preposition}"


def stage_reason(candidate: Candidate) -> str:
    """The reason without its word: «governed by план» counts as «governed by»."""
    return " ".join(candidate.stage_why.split()[:2])


def grammar(people: People, candidate: Candidate) -> str:
    if is_verb(people.text, candidate.frame.word):
        return str(people.text.words[candidate.frame.word].feats.get("VerbForm", "verb"))
    return "carried noun" if candidate.frame.support is not None else "bare noun"


def of_sides(happening: Happening) -> Iterator[str]:
    """Who takes part, and how the roles came about."""
    kind, where = happening.kind, countries(happening.roles)
    yield f"states {min(len(where), 3)}"
    yield f"states {kind} {min(len(where), 3)}"
    yield f"subject {kind} {any(r.who.slot == 'subject' and r.who.how != 'above' for r in happening.roles)}"
    yield f"inferred {all(r.why is not None for r in happening.roles)}"
    yield f"public {any(is_public(r.who.entity) for r in happening.roles)}"
    for role in happening.roles:
        yield f"side {role.role} {role.who.entity.type}"


def of_place(people: People, happening: Happening) -> Iterator[str]:
    """Where in the report it is told."""
    sentences = people.text.sentences
    for section in {sentences[c.sentence].section for c in happening.candidates}:
        yield f"section {section}"
    first = happening.candidates[0].sentence
    yield f"early {first * 4 // max(1, len(sentences))}"
    yield f"long report {len(sentences) > 40}"
