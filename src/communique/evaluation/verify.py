"""Checks that a reading keeps the codebook's promises: its words are there, its references lead somewhere.

Every check is a small function from a reading to problems; `CHECKS` lists them. A reading that `verify` has
nothing to say about may still be wrong about the report, but not about itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from communique import codebook
from communique.records import Cited, CitedWhen, Event, Filler, Reading, Span

_CITED = ("when", "place", "topic", "object", "instrument", "count", "value")
_COUNTRY = re.compile(r"[A-Z]{3}")
# A full stop after one capital is an initial («М. Йович»); any other before a space ends a sentence.
_SENTENCE_END = re.compile(r"\n|[!?…](?=\s)|(?<!\b[^\W\d_])\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` is a path into the reading, like `events[2].when`; `check` names the check that failed."""

    where: str
    what: str
    check: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Found = Iterator[tuple[str, str]]
Check = Callable[[Reading], Found]


def verify(reading: Reading, checks: Iterable[Check] | None = None) -> list[Problem]:
    """Everything that is wrong with a reading by itself, in the order of the checks.

    Gold readings carry no citations; leave out `fields_are_cited` for them.
    """
    return [
        Problem(where, what, check.__name__)
        for check in (CHECKS if checks is None else checks)
        for where, what in check(reading)
    ]


def render_problems(id: str, problems: Iterable[Problem]) -> str:
    """One line a problem: `report id: where: what (check)`."""
    return "\n".join(f"{id}: {problem} ({problem.check})" for problem in problems)


def spans_hold_their_words(reading: Reading) -> Found:
    text = reading.report.text
    for where, span in spans_of(reading):
        if span.end > len(text):
            yield where, f"[{span.start}, {span.end}) runs past the end of the text, {len(text)}"
        elif text[span.start : span.end] != span.text:
            yield (
                where,
                f"[{span.start}, {span.end}) holds {text[span.start : span.end]!r}, not {span.text!r}",
            )


def noise_gives_no_records(reading: Reading) -> Found:
    """Dates may be printed in page furniture and evidence may run over a pop-up; nothing else is noise."""
    noise = [noise.span for noise in reading.noise]
    for where, span in spans_of(reading):
        may = where.startswith(("noise", "dateline")) or re.search(r"\.when\.|\.evidence\b", where)
        if not may and any(one.covers(span) for one in noise):
            yield where, f"lies in noise: {span.text!r}"


def ids_are_unique(reading: Reading) -> Found:
    for name, ids in (
        ("actors", [actor.id for actor in reading.actors]),
        ("events", [event.id for event in reading.events]),
    ):
        for id, count in Counter(ids).items():
            if count > 1:
                yield name, f"{count} have the id {id!r}"


def references_lead_to_actors(reading: Reading) -> Found:
    known = {actor.id for actor in reading.actors}
    for where, id in _references(reading):
        if id not in known:
            yield where, f"no such actor: {id!r}"


def parts_form_no_circle(reading: Reading) -> Found:
    above = {actor.id: actor.part_of for actor in reading.actors}
    for index, actor in enumerate(reading.actors):
        seen, at = {actor.id}, actor.part_of
        while at is not None and at not in seen:
            seen.add(at)
            at = above.get(at)
        if at == actor.id:
            yield f"actors[{index}].part_of", "the actor is part of itself"


def actors_are_legal(reading: Reading) -> Found:
    for index, actor in enumerate(reading.actors):
        where = f"actors[{index}]"
        yield from _unknown(f"{where}.type", "actor type", [actor.type], codebook.actor_types())
        yield from _unknown(f"{where}.sector", "sector", actor.sector, codebook.sectors())
        yield from _bad_countries(f"{where}.country", actor.country)
        if not actor.name:
            yield f"{where}.name", "is empty"
        for at, mention in enumerate(actor.mentions):
            if not mention.span.covers(mention.head):
                yield (
                    f"{where}.mentions[{at}].head",
                    f"{mention.head.text!r} lies outside {mention.span.text!r}",
                )


def offices_and_statements_are_legal(reading: Reading) -> Found:
    for index, office in enumerate(reading.offices):
        yield from _unknown(f"offices[{index}].phase", "phase", [office.phase], codebook.phases())
        yield from _bad_countries(f"offices[{index}].country", office.country)
    for index, statement in enumerate(reading.statements):
        yield from _unknown(f"statements[{index}].manner", "manner", [statement.manner], codebook.manners())


def events_are_legal(reading: Reading) -> Found:
    for index, event in enumerate(reading.events):
        where = f"events[{index}]"
        for what in codebook.check_event(event.kind, event.mode, event.stage, event.step, event.roles):
            yield where, what
        for name, fillers in _filled(event):
            for id, count in Counter(filler.actor for filler in fillers).items():
                if count > 1:
                    yield f"{where}.{name}", f"{id!r} stands there {count} times"
        if not any(event.roles.values()):
            yield f"{where}.roles", "nobody takes part"


def plover_is_legal(reading: Reading) -> Found:
    for index, event in enumerate(reading.events):
        where, plover = f"events[{index}].plover", event.plover
        yield from _unknown(f"{where}.context", "context", plover.context, codebook.contexts())
        if plover.event is None:
            if plover.mode is not None:
                yield where, f"mode {plover.mode!r} without an event"
        elif (known := codebook.plover_events().get(plover.event)) is None:
            yield where, f"no such PLOVER event: {plover.event!r}"
        elif plover.mode is not None and plover.mode not in known.modes:
            yield where, f"{plover.event} has no mode {plover.mode!r}"


def triggers_lie_in_evidence(reading: Reading) -> Found:
    """A trigger is covered by the evidence, or no sentence ends between it and the nearest evidence."""
    for index, event in enumerate(reading.events):
        where = f"events[{index}]"
        if not event.trigger or not event.evidence:
            yield where, "no trigger" if not event.trigger else "no evidence"
        for at, trigger in enumerate(event.trigger):
            if event.evidence and not any(_in_sentence(reading, trigger, span) for span in event.evidence):
                yield f"{where}.trigger[{at}]", f"{trigger.text!r} lies outside the evidence"


def fields_are_cited(reading: Reading) -> Found:
    """Every value and every filler has its words or a reason."""
    for index, event in enumerate(reading.events):
        for name in _CITED:
            cited: Cited | CitedWhen | None = getattr(event, name)
            if cited is not None and not cited.spans and not cited.inferred:
                yield f"events[{index}].{name}", "neither cited nor inferred"
        for name, fillers in _filled(event):
            for filler in fillers:
                if not filler.spans and not filler.inferred:
                    yield f"events[{index}].{name}", f"{filler.actor!r} is neither cited nor inferred"


def rules_are_named(reading: Reading) -> Found:
    """Every record says which rule or model decided."""
    for index, actor in enumerate(reading.actors):
        for at, mention in enumerate(actor.mentions):
            if not mention.rule:
                yield f"actors[{index}].mentions[{at}]", "no rule"
    for index, event in enumerate(reading.events):
        if not event.decision.rule:
            yield f"events[{index}]", "no rule"
    for name in ("noise", "offices", "statements"):
        for index, record in enumerate(getattr(reading, name)):
            if not record.rule:
                yield f"{name}[{index}]", "no rule"


WELL_FORMED: tuple[Check, ...] = (
    spans_hold_their_words,
    noise_gives_no_records,
    ids_are_unique,
    references_lead_to_actors,
    parts_form_no_circle,
    actors_are_legal,
    offices_and_statements_are_legal,
    events_are_legal,
    plover_is_legal,
    triggers_lie_in_evidence,
)
# What a program's reading carries beyond a gold one.
CHECKS: tuple[Check, ...] = (*WELL_FORMED, fields_are_cited, rules_are_named)


def spans_of(value: Any, where: str = "") -> Iterator[tuple[str, Span]]:
    """Every span anywhere in a record, with the way to it."""
    if isinstance(value, Span):
        yield where, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from spans_of(item, f"{where}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from spans_of(item, f"{where}.{key}")
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from spans_of(getattr(value, field.name), f"{where}.{field.name}".lstrip("."))


def _references(reading: Reading) -> Iterator[tuple[str, str]]:
    """Every actor id that is mentioned anywhere, with the place."""
    yield from ((f"sources[{index}]", id) for index, id in enumerate(reading.sources))
    for index, actor in enumerate(reading.actors):
        yield from _given(f"actors[{index}].part_of", actor.part_of)
    for index, office in enumerate(reading.offices):
        yield f"offices[{index}].person", office.person
        yield from _given(f"offices[{index}].body", office.body)
    for index, statement in enumerate(reading.statements):
        yield from _given(f"statements[{index}].speaker", statement.speaker)
    for index, event in enumerate(reading.events):
        for name, fillers in _filled(event):
            yield from ((f"events[{index}].{name}", filler.actor) for filler in fillers)


def _given(where: str, id: str | None) -> Iterator[tuple[str, str]]:
    if id is not None:
        yield where, id


def _filled(event: Event) -> Iterator[tuple[str, tuple[Filler, ...]]]:
    yield from ((f"roles.{role}", fillers) for role, fillers in event.roles.items())
    yield from (("proposer", event.proposer), ("said_by", event.said_by))


def _unknown(where: str, what: str, words: Iterable[str], known: Iterable[str]) -> Found:
    yield from ((where, f"no such {what}: {word!r}") for word in words if word not in set(known))


def _bad_countries(where: str, codes: Iterable[str]) -> Found:
    for code in codes:
        if not _COUNTRY.fullmatch(code):
            yield where, f"no code of three capitals: {code!r}"


def _in_sentence(reading: Reading, trigger: Span, evidence: Span) -> bool:
    """No sentence ends in what the trigger has before the evidence, or from the evidence to its own end."""
    text = reading.report.text
    before = _SENTENCE_END.search(text, trigger.start, max(trigger.start, evidence.start))
    after = _SENTENCE_END.search(text, evidence.end - 1, trigger.end) if trigger.end > evidence.end else None
    return before is None and after is None
