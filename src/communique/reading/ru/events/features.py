"""What a happening looks like, as named numbers: the input of the model that weighs it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from communique.reading.layers import Told
from communique.reading.ru.events.candidates import Candidate, countries, is_public
from communique.reading.ru.events.focus import pair_in_focus
from communique.reading.ru.events.frames import People, is_verb
from communique.reading.ru.events.merge import Happening

MOST = 4
DOUBTFUL = "doubtful"
RULE = "rule "


def features(people: People, happening: Happening, others: Sequence[Happening]) -> Mapping[str, float]:
    """Features of one happening among all of its report; names are stable, values are 0 to 4."""
    out: dict[str, float] = {}
    for name in (*of_rule(people, happening), *of_sides(happening), *of_place(people, happening)):
        out[name] = 1.0
    out["citations"] = min(len({c.sentence for c in happening.candidates}), MOST)
    out["same kind"] = min(sum(other.kind == happening.kind for other in others), MOST)
    out["sides"] = min(len(happening.ids()), MOST)
    out |= of_net(people, happening)
    out["states of report"] = min(len({c for e in people.entities for c in e.countries}), MOST)
    out["pair in focus"] = float(len(pair_in_focus(people)) == 2)
    return out


def in_doubt(seen: Mapping[str, float]) -> bool:
    """A condition speaks against it, or the report names one state at most: what happens within a state is
    mostly nobody's affair but its own."""
    return DOUBTFUL in seen or seen["states of report"] <= 1


def rule_of(seen: Mapping[str, float]) -> str:
    """The rule that reads the happening."""
    return next((name.removeprefix(RULE) for name in seen if name.startswith(RULE)), "")


def of_rule(people: People, happening: Happening) -> Iterator[str]:
    """The rule, the words and the grammar of the trigger that stands for the happening."""
    lead, kind = happening.lead, happening.kind
    word = people.text.words[lead.frame.word]
    yield f"kind {kind}"
    yield f"{RULE}{lead.rule.name}"
    yield f"lemma {kind} {word.lemma}"
    yield f"stage {kind} {happening.stage}"
    yield f"stage {happening.stage}"
    yield f"stage {happening.stage} {stage_reason(lead)}"
    yield f"why {stage_reason(lead)}"
    yield f"carried {grammar(people, lead)}"
    yield f"relation {word.rel}"
    yield f"preposition {lead.frame.preposition}"


def of_net(people: People, happening: Happening) -> dict[str, float]:
    """What the net takes the happening's words and sentences to tell, as log odds within 4 of zero."""
    text, kind = people.text, happening.kind
    words = {word for c in happening.candidates for word in c.words}
    sentences = {c.sentence for c in happening.candidates}
    heard = [t for w, t in text.told.items() if w in words and kind in t.kinds]
    around = [t for w, t in text.told.items() if kind in t.kinds and text.words[w].sentence in sentences]
    best = max(heard or around, key=lambda told: told.kinds[kind], default=None)
    out = {
        "net word": odds(max((t.kinds[kind] for t in heard), default=0.0)),
        "net sentence": odds(max((t.kinds[kind] for t in around), default=0.0)),
    }
    out[f"net {kind}"] = out["net sentence"]
    return out | (of_stages(happening, best) if best else {"net silent": 1.0})


def of_stages(happening: Happening, told: Told) -> dict[str, float]:
    """The net's stages as log odds, and that of the stage that the rules found."""
    out = {f"net stage {stage}": odds(p) for stage, p in told.stages.items()}
    return out | {"net stage as found": out[f"net stage {happening.stage}"]}


def odds(probability: float) -> float:
    p = min(max(probability, 0.018), 0.982)
    return round(math.log(p / (1 - p)), 3)


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
    if (doubt := happening.lead.doubt) is not None:
        yield DOUBTFUL
        yield f"doubt {doubt}"
        yield f"doubt {doubt} {kind}"
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
