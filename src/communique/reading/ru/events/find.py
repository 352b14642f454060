"""The stage that finds events: candidates, completion, filters, merging, details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from communique.reading.layers import Entity, Text, TimeExpression
from communique.reading.ru.events.build import event_of, statement_at
from communique.reading.ru.events.candidates import Candidate, find_candidates, unmet_need
from communique.reading.ru.events.completion import LATE_STEPS, complete, speak
from communique.reading.ru.events.dates import parted_by_days, planned_by_its_time, when_of
from communique.reading.ru.events.details import Setting
from communique.reading.ru.events.enumerations import with_listed
from communique.reading.ru.events.features import features
from communique.reading.ru.events.filters import Case, why_not
from communique.reading.ru.events.focus import (
    fill_from_before,
    fill_from_focus,
    fill_from_sentence,
    fill_other_side,
    has_its_sides,
    pair_in_focus,
    with_states,
    without_collectives,
)
from communique.reading.ru.events.following import with_sides_of_the_last
from communique.reading.ru.events.frames import People
from communique.reading.ru.events.mediation import with_hosts, without_mediators
from communique.reading.ru.events.members import settle
from communique.reading.ru.events.merge import Happening, merge, same_happening
from communique.reading.ru.events.model import NAME, Model, load_model
from communique.reading.ru.events.places import place_of
from communique.reading.ru.events.sideless import doubt_if_only_named, fill_where_nobody_is_named
from communique.reading.ru.events.threats import as_threat
from communique.reading.ru.events.unread import unread
from communique.reading.ru.events.wars import fill_from_known_war
from communique.records.reading import Cited, CitedWhen, Decision, Event, Office, Statement
from communique.records.report import Dateline
from communique.records.when import When

# Deeds done to somebody: their other side is filled in even where a third state is spoken of half as often.
OF_FORCE = frozenset({"sanction", "assault"})
LOOSE = 0.5


class Found(NamedTuple):
    """Events in order of text, and the candidates that were no events, with the reason."""

    events: tuple[Event, ...]
    rejected: tuple[Decision, ...]


class Weighed(NamedTuple):
    """A happening with the model's confidence that a careful reader would code it, and in its fields; whether
    it is an event for the model."""

    happening: Happening
    confidence: float
    fields: dict[str, float]
    taken: bool


def read_candidates(people: People, statements: Sequence[Statement]) -> list[Candidate]:
    """Candidates with their roles as complete as the report makes them."""
    out = []
    for candidate in find_candidates(people.text, people):
        statement = statement_at(people.text, candidate, statements)
        speaker = people.by_id.get(statement.speaker) if statement and statement.speaker else None
        told = speak(people.text, as_threat(people.text, candidate, speaker), speaker)
        out += split_by_counterpart(people.text, complete(people, told))
    return out


# «встречи», «беседы» with several are one with each.
APART = frozenset({"встреча", "беседа", "разговор", "звонок"})


def split_by_counterpart(text: Text, candidate: Candidate) -> list[Candidate]:
    """«провёл встречи с президентом Перу и министром Чили»: one meeting with each (note 40)."""
    word = text.words[candidate.frame.word]
    met = [r for r in candidate.roles if r.role == "participant" and r.who.slot == "с+ins"]
    if word.lemma not in APART or word.feats.get("Number") != "Plur" or len(met) < 2:
        return [candidate]
    others = tuple(r for r in candidate.roles if r not in met)
    return [replace(candidate, roles=(*others, one)) for one in met]


def with_side_before(candidates: Sequence[Candidate]) -> list[Candidate]:
    """«Президент провёл переговоры. Состоялись беседы с послами …»: who spoke with them is told before."""
    out: list[Candidate] = []
    before: Candidate | None = None
    for candidate in candidates:
        if candidate.kind == "meeting":
            met = [r for r in candidate.roles if r.role == "participant"]
            one_sided = bool(met) and all(r.who.slot == "с+ins" for r in met)
            if before is not None and one_sided and candidate.sentence - before.sentence <= 1:
                alone = [r for r in before.roles if r.role == "participant"]
                if candidate.stage == before.stage and len(alone) == 1 and alone[0].who.slot == "subject":
                    side = replace(alone[0], why="the side of the talks told before")
                    candidate = replace(candidate, roles=(side, *candidate.roles))
            before = candidate if not one_sided else before
        out.append(candidate)
    return out


def without_oneself(candidate: Candidate) -> Candidate:
    """«нарушая обязательства, она …»: who acts is not the one acted on, unless both act on one another."""
    actors, recipients = candidate.ids("actor", "giver"), candidate.ids("recipient")
    if not actors & recipients or (recipients == actors and len(actors) > 1):
        return candidate
    return replace(
        candidate,
        roles=tuple(r for r in candidate.roles if r.role != "recipient" or r.who.entity.id not in actors),
    )


def sift(
    people: People, candidates: Sequence[Candidate]
) -> tuple[list[Candidate], list[tuple[Candidate, str]]]:
    """What is an event, and what is none with the condition that said so."""
    kept: list[Candidate] = []
    dropped: list[tuple[Candidate, str]] = []
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_sentence.setdefault(candidate.sentence, []).append(candidate)
    taken: dict[tuple[int, str], str] = {}
    for candidate in candidates:
        reason = why_not(Case(people, candidate, by_sentence[candidate.sentence]))
        if reason is not None:
            dropped.append((candidate, reason))
        elif (
            taken.setdefault((candidate.frame.word, candidate.kind), candidate.rule.name)
            == candidate.rule.name
        ):
            kept.append(candidate)
    return kept, dropped


def find_happenings(
    people: People, statements: Sequence[Statement]
) -> tuple[list[Happening], list[tuple[Candidate, str]]]:
    """Happenings that every condition lets pass, then those that one speaks against; what was dropped, and
    why."""
    kept, dropped = sift(people, with_sides_of_the_last(read_candidates(people, statements)))
    firm = told_of(people, kept)
    unsure = [replace(candidate, doubt=reason) for candidate, reason in doubted(people, dropped, firm)]
    filled = fill(people, firm)
    return filled + fill(people, told_of(people, unsure), filled), dropped


def told_of(people: People, candidates: Sequence[Candidate]) -> list[Happening]:
    """Candidates that tell one happening put together, with their sides as the codebook names them."""
    whole = [complete(people, without_oneself(candidate), LATE_STEPS) for candidate in candidates]
    whole = [with_hosts(people, without_mediators(people, candidate)) for candidate in whole]
    whole = with_side_before(whole)
    titles = frozenset(s.index for s in people.text.sentences if s.section == "title")
    merged = [without_collectives(happening) for happening in merge(whole, titles)]
    return [with_listed(people, with_states(people, happening)) for happening in merged]


def fill(
    people: People, happenings: Sequence[Happening], told_before: Sequence[Happening] = ()
) -> list[Happening]:
    """Happenings with the sides that only the words around and the whole report tell."""
    pair, loose = pair_in_focus(people), pair_in_focus(people, LOOSE)
    happenings = [doubt_if_only_named(people.text, happening) for happening in happenings]
    told = [fill_from_known_war(people, h) for h in fill_from_focus(people, happenings, told_before)]
    told = [fill_other_side(people, h, pair) for h in told]
    told = [fill_other_side(people, h, loose) if h.kind in OF_FORCE else h for h in told]
    told = [fill_from_before(people, fill_from_sentence(people, happening)) for happening in told]
    told = [fill_where_nobody_is_named(people, happening) for happening in told]
    return [settle(people, happening) for happening in told if has_its_sides(happening)]


# What these say, no weight of other words can undo: a condition is no happening, a name tells none.
SETTLED = (
    "is_hypothetical",
    "is_part_of_a_name",
    "is_no_bad_deed",
    "is_no_credit",
    "is_no_need_of_another",
    "is_not_ahead",
    "is_not_to_be",
    "is_only_imagined",
    "is_a_sentence_or_blame",
    "is_broken_not_made",
    "is_bad_elsewhere",
)


def doubted(
    people: People, dropped: Sequence[tuple[Candidate, str]], firm: Sequence[Happening]
) -> list[tuple[Candidate, str]]:
    """Of the dropped candidates those that tell nothing told already, each with the condition against it."""
    told = {(c.kind, c.sentence) for happening in firm for c in happening.candidates}
    words = {c.frame.word for happening in firm for c in happening.candidates}
    found: dict[tuple[int, str], tuple[Candidate, str]] = {}
    for candidate, reason in dropped:
        if reason in SETTLED:
            continue
        new = (candidate.kind, candidate.sentence) not in told and candidate.frame.word not in words
        if new and not any(same_happening(happening, candidate) for happening in firm):
            key = (candidate.frame.word, candidate.kind)
            found.setdefault(key, (candidate, reason_of(candidate, reason)))
    return list(found.values())


def reason_of(candidate: Candidate, condition: str) -> str:
    """The condition that speaks against a candidate; of a rule's needs the one that is not met."""
    need = unmet_need(candidate.rule, candidate.roles)
    if condition == "is_no_charge":
        return what_the_charge_lacks(candidate, need)
    return f"lacks {need}" if condition == "lacks_what_the_rule_needs" and need else condition


def what_the_charge_lacks(candidate: Candidate, need: str | None) -> str:
    """A bad deed told of somebody: by nobody, of nobody, or where it is only mentioned."""
    if not any(r.role == "actor" and r.who.how == "speaker" for r in candidate.roles):
        return "no charge by anybody"
    return f"no charge lacking {need}" if need else "no charge aside"


def rejected_decision(text: Text, candidate: Candidate, reason: str) -> Decision:
    word = text.words[candidate.frame.word]
    sentence = text.sentences[candidate.sentence]
    words = text.text[max(sentence.start, word.start - 30) : min(sentence.end, word.end + 30)]
    return Decision(candidate.rule.name, (f"«{words}»",), (reason.replace("_", " "),))


def weighed(people: People, happening: Happening, others: Sequence[Happening], model: Model) -> Weighed:
    """A happening as the model sees it."""
    seen = features(people, happening, others)
    fields = {name: round(one.confidence(seen), 3) for name, one in model.fields.items()}
    sure = model.confidence(seen)
    return Weighed(happening, sure, fields, model.takes(sure, seen))


def weigh(
    people: People, happenings: Sequence[Happening], model: Model
) -> tuple[list[Weighed], list[Weighed]]:
    """The happenings that the model takes for events, and those that it does not."""
    all_weighed = [weighed(people, h, happenings, model) for h in happenings]
    return [w for w in all_weighed if w.taken], [w for w in all_weighed if not w.taken]


def in_order(
    setting: Setting, statements: Sequence[Statement]
) -> tuple[list[Happening], list[tuple[Candidate, str]]]:
    """The happenings of a report in order of text, and the candidates that are none with the reason."""
    happenings, dropped = find_happenings(setting.people, statements)
    happenings = [part for happening in happenings for part in parted_by_days(setting, happening)]
    happenings = [planned_by_its_time(setting, happening) for happening in happenings]
    return sorted(happenings, key=lambda happening: happening.candidates[0].frame.word), dropped


def find_events(
    text: Text,
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    offices: tuple[Office, ...],
    times: tuple[TimeExpression, ...],
    published: When | None,
    dateline: Dateline | None,
    model: Model | None = None,
) -> Found:
    """All events of a report; `model` decides, the shipped one where none is given."""
    people = People.of(text, entities)
    setting = Setting(text, people, times, published, dateline)
    happenings, dropped = in_order(setting, statements)
    kept, unsure = weigh(people, happenings, model or load_model())
    dated: list[tuple[Happening, CitedWhen | None]] = []
    placed: list[tuple[Happening, Cited | None]] = []
    for one in kept:
        dated.append((one.happening, when_of(setting, one.happening, dated)))
        placed.append((one.happening, place_of(setting, one.happening, placed)))
    events = tuple(
        event_of(setting, happening, number, statements, offices, one.confidence, one.fields, when, place)
        for number, ((happening, when), (_, place), one) in enumerate(
            zip(dated, placed, kept, strict=True), 1
        )
    )
    taken = {c.frame.word for one in kept for c in one.happening.candidates if c.doubt}
    dropped = [(c, why) for c, why in dropped if c.frame.word not in taken]
    firm = [w for w in unsure if not w.happening.in_doubt]  # what is in doubt stands there with its condition
    dropped += [(w.happening.lead, f"{NAME}: confidence {w.confidence:.2f} is too low") for w in firm]
    rejected = [rejected_decision(text, candidate, reason) for candidate, reason in dropped]
    return Found(events, (*rejected, *unread(text, happenings)))
