"""Each check finds what it is for in a sound reading with one fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from communique.evaluation import CHECKS, WELL_FORMED, render_problems, verify
from communique.evaluation.verify import (
    plover_is_legal,
)
from communique.records import (
    Actor,
    Cited,
    CitedWhen,
    Decision,
    Event,
    Filler,
    Mention,
    Noise,
    Office,
    Plover,
    Reading,
    Report,
    Span,
    Statement,
    When,
)
from communique.records.json import load_readings

TEXT = "Посол Чили Р. Сото прибыл в Осло 5 мая. Это первый визит, отметил он. Читайте также: погода."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def mention(words: str, head: str | None = None) -> Mention:
    return Mention(at(words), at(head or words), "name", "test")


AMBASSADOR = Actor(
    "a1", "Р. Сото", "person", (mention("Посол Чили Р. Сото", "Посол"),), ("CHL",), ("GOV",), "a2"
)
CHILE = Actor("a2", "Чили", "state", (mention("Чили"),), ("CHL",), ("GOV",))
VISIT = Event(
    id="e1",
    kind="visit",
    stage="done",
    trigger=(at("прибыл"),),
    evidence=(at("Посол Чили Р. Сото прибыл в Осло 5 мая."),),
    decision=Decision("arrived"),
    mode="working",
    roles={"visitor": (Filler("a1", (at("Посол Чили Р. Сото"),)),)},
    when=CitedWhen(When.parse("XXXX-05-05"), (at("5 мая"),)),
    place=Cited("Осло", (at("Осло"),)),
    plover=Plover("CONSULT", "visit", ("diplomatic",)),
)
SOUND = Reading(
    report=Report("r1", TEXT),
    reader="test",
    sources=("a1",),
    noise=(Noise(at("Читайте также: погода."), "read_also"),),
    actors=(AMBASSADOR, CHILE),
    offices=(Office("a1", "Посол Чили", "holds", at("Посол Чили"), "test", "a2", ("CHL",)),),
    events=(VISIT,),
    statements=(Statement("a1", at("Это первый визит"), "direct", "test", "отметил", at("отметил")),),
)


def visit(**changes: object) -> Reading:
    return replace(SOUND, events=(replace(VISIT, **changes),))  # type: ignore[arg-type]


def ambassador(**changes: object) -> Reading:
    return replace(SOUND, actors=(replace(AMBASSADOR, **changes), CHILE))  # type: ignore[arg-type]


def test_a_sound_reading_has_no_problems() -> None:
    assert verify(SOUND) == []


FAULTS: list[tuple[Callable[[], Reading], str]] = [
    (
        lambda: visit(trigger=(Span(19, 25, "убылпр"),)),
        "events[0].trigger[0]: [19, 25) holds 'прибыл', not 'убылпр' (spans_hold_their_words)",
    ),
    (
        lambda: replace(SOUND, report=Report("r1", TEXT[:80])),
        "noise[0].span: [70, 92) runs past the end of the text, 80 (spans_hold_their_words)",
    ),
    (
        lambda: visit(place=Cited("погода", (at("погода"),))),
        "events[0].place.spans[0]: lies in noise: 'погода' (noise_gives_no_records)",
    ),
    (
        lambda: replace(SOUND, actors=(AMBASSADOR, CHILE, CHILE)),
        "actors: 2 have the id 'a2' (ids_are_unique)",
    ),
    (lambda: replace(SOUND, sources=("a9",)), "sources[0]: no such actor: 'a9' (references_lead_to_actors)"),
    (
        lambda: visit(said_by=(Filler("a9", inferred="x"),)),
        "events[0].said_by: no such actor: 'a9' (references_lead_to_actors)",
    ),
    (
        lambda: replace(SOUND, actors=(replace(AMBASSADOR, part_of="a1"), CHILE)),
        "actors[0].part_of: the actor is part of itself (parts_form_no_circle)",
    ),
    (lambda: ambassador(type="envoy"), "actors[0].type: no such actor type: 'envoy' (actors_are_legal)"),
    (lambda: ambassador(sector=("DIP",)), "actors[0].sector: no such sector: 'DIP' (actors_are_legal)"),
    (
        lambda: ambassador(country=("Чили",)),
        "actors[0].country: no code of three capitals: 'Чили' (actors_are_legal)",
    ),
    (lambda: ambassador(name=""), "actors[0].name: is empty (actors_are_legal)"),
    (
        lambda: ambassador(mentions=(mention("Чили", "Посол"),)),
        "actors[0].mentions[0].head: 'Посол' lies outside 'Чили' (actors_are_legal)",
    ),
    (
        lambda: replace(SOUND, offices=(replace(SOUND.offices[0], phase="sits"),)),
        "offices[0].phase: no such phase: 'sits' (offices_and_statements_are_legal)",
    ),
    (
        lambda: replace(SOUND, statements=(replace(SOUND.statements[0], manner="sung"),)),
        "statements[0].manner: no such manner: 'sung' (offices_and_statements_are_legal)",
    ),
    (lambda: visit(stage="over"), "events[0]: no such stage: 'over' (events_are_legal)"),
    (lambda: visit(roles={}), "events[0].roles: nobody takes part (events_are_legal)"),
    (
        lambda: visit(proposer=(Filler("a1", inferred="x"), Filler("a1", inferred="x"))),
        "events[0].proposer: 'a1' stands there 2 times (events_are_legal)",
    ),
    (
        lambda: visit(plover=Plover("MEET")),
        "events[0].plover: no such PLOVER event: 'MEET' (plover_is_legal)",
    ),
    (
        lambda: visit(plover=Plover("CONSULT", "demo")),
        "events[0].plover: CONSULT has no mode 'demo' (plover_is_legal)",
    ),
    (
        lambda: visit(plover=Plover(None, "visit")),
        "events[0].plover: mode 'visit' without an event (plover_is_legal)",
    ),
    (
        lambda: visit(plover=Plover("CONSULT", None, ("weather",))),
        "events[0].plover.context: no such context: 'weather' (plover_is_legal)",
    ),
    (lambda: visit(trigger=()), "events[0]: no trigger (triggers_lie_in_evidence)"),
    (
        lambda: visit(trigger=(at("первый визит"),)),
        "events[0].trigger[0]: 'первый визит' lies outside the evidence (triggers_lie_in_evidence)",
    ),
    (
        lambda: visit(evidence=(at("Это первый визит"),)),
        "events[0].trigger[0]: 'прибыл' lies outside the evidence (triggers_lie_in_evidence)",
    ),
    (lambda: visit(place=Cited("Осло")), "events[0].place: neither cited nor inferred (fields_are_cited)"),
    (
        lambda: visit(roles={"visitor": (Filler("a1"),)}),
        "events[0].roles.visitor: 'a1' is neither cited nor inferred (fields_are_cited)",
    ),
    (lambda: visit(decision=Decision("")), "events[0]: no rule (rules_are_named)"),
    (
        lambda: replace(SOUND, noise=(Noise(at("Читайте также: погода."), ""),)),
        "noise[0]: no rule (rules_are_named)",
    ),
]


@pytest.mark.parametrize(("make", "line"), FAULTS, ids=[line for _, line in FAULTS])
def test_a_fault_is_found(make: Callable[[], Reading], line: str) -> None:
    assert f"r1: {line}" in render_problems("r1", verify(make())).splitlines()


@pytest.mark.parametrize(
    "reading",
    [
        visit(when=CitedWhen(When.parse("2020"), (at("погода"),))),  # dates may stand in page furniture
        visit(trigger=(at("прибыл в Осло"),), evidence=(at("Посол Чили Р. Сото"),)),  # the same sentence
        visit(trigger=(at("прибыл"), at("Сото")), evidence=(at("в Осло"),)),
        visit(place=Cited("Осло", inferred="the ambassador's seat")),
    ],
)
def test_what_is_allowed(reading: Reading) -> None:
    assert verify(reading) == []


def test_every_check_has_a_fault_above() -> None:
    assert {check.__name__ for check in CHECKS} == {line.rsplit("(", 1)[1].rstrip(")") for _, line in FAULTS}


def test_gold_readings_are_well_formed(data: Path) -> None:
    """But for PLOVER's modes and contexts, written more freely there, and events without fillers."""
    checks = [check for check in WELL_FORMED if check is not plover_is_legal]
    problems = [
        str(problem)
        for name in ("seed", "train")
        for reading in load_readings(data / "gold" / f"{name}.jsonl")
        for problem in verify(reading, checks)
    ]
    assert [problem for problem in problems if "nobody takes part" not in problem] == []
