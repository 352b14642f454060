"""Rulings: what they change, what they leave, which of several counts, and which are refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import event, report

from communique.linking.rulings import RulingError, apply, check, standing, unmatched
from communique.records.register import Citation, Ruling
from communique.register.seen import EventSeen, OfficeSeen, ReportSeen, StatementSeen

REPORT = replace(
    report(
        "r1",
        "2024-05-02",
        event("meeting", "planned", {"participant": ["Асан Токтосунов", "Милош Йович"]}, mode="remote"),
        event("visit", "done", {"visitor": ["Асан Токтосунов"], "host": ["Сербия"]}, when="2024-05-01"),
    ),
    offices=(OfficeSeen("a1", "министр", "holds", None, ("KGZ",), (0, 7)),),
    statements=(StatementSeen("s1", "a1", "direct", "сказал", (10, 20), ("SRB",)),),
)
OTHER = report("r2", "2024-05-03", event("visit", "done", {"visitor": ["Милош Йович"], "host": ["Австрия"]}))


def ruling(action: str, target: str, number: int = 1, **fields: Any) -> Ruling:
    at = f"2024-06-{number:02}T10:00:00Z"
    return Ruling(id=f"u{number}", at=at, by="person:Айгуль", action=action, target=target, **fields)


def correct(field: str, value: Any, target: str = "r1:e1", number: int = 1, **fields: Any) -> Ruling:
    return ruling("correct", target, number, field=field, value=json.dumps(value), **fields)


def ruled(*rulings: Ruling) -> ReportSeen:
    (found,) = apply([REPORT], rulings)
    return found


def first(*rulings: Ruling) -> EventSeen:
    return ruled(*rulings).events[0]


def test_without_rulings_nothing_changes() -> None:
    assert apply([REPORT, OTHER], []) == [REPORT, OTHER]


def test_reject_an_event() -> None:
    assert [item.id for item in ruled(ruling("reject", "r1:e1")).events] == ["e2"]


def test_reject_a_statement_and_an_office() -> None:
    found = ruled(ruling("reject", "r1:s1"), ruling("reject", "r1:o1", 2))
    assert (found.statements, found.offices, found.events) == ((), (), REPORT.events)


def test_reject_an_actor_takes_it_out_of_everything() -> None:
    found = ruled(ruling("reject", "r1:a1"))
    assert [who.id for who in found.actors] == ["a2", "a3"]
    assert found.events[0].roles == {"participant": ("a2",)}
    assert found.events[0].countries == ("SRB",)
    assert found.events[1].roles == {"host": ("a3",)}
    assert found.offices == ()
    assert found.statements[0].speaker is None


def test_retract_a_report() -> None:
    assert apply([REPORT, OTHER], [ruling("retract", "r1")]) == [OTHER]
    assert apply([REPORT], [ruling("retract", "r1"), ruling("accept", "r1", 2)]) == [REPORT]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stage", "done"),
        ("when", "2024-05-06"),
        ("place", "Белград"),
        ("topic", None),
        ("mode", "in_person"),
        ("count", "several"),
    ],
)
def test_correct_a_field(field: str, value: str | None) -> None:
    assert getattr(first(correct(field, value)), field) == value


def test_correct_the_roles() -> None:
    found = first(correct("roles", {"participant": ["a1", "a3", "a9"]}))
    assert found.roles == {"participant": ("a1", "a3")}
    assert found.countries == ("KGZ", "SRB")


def test_another_kind_keeps_its_sides_where_it_has_a_part_for_all() -> None:
    found = first(correct("kind", "agreement"))
    assert (found.kind, found.mode, found.roles) == ("agreement", None, {"party": ("a1", "a2")})
    talks = ruled(correct("kind", "meeting", "r1:e2")).events[1]
    assert talks.roles == {"host": ("a3",), "participant": ("a1",)}
    assert first(correct("kind", "aid")).roles == {}


def test_plover_follows_the_corrected_stage() -> None:
    assert first(correct("stage", "done")).plover == "CONSULT"


def test_a_ruled_time_says_who_ruled_unless_words_say_it() -> None:
    assert first(correct("when", "2024-05-06")).when_why == "ruled by person:Айгуль"
    assert first(correct("when", "2024-05-06", spans=(Citation("r1", 0, 5),))).when_why is None


def test_the_last_word_wins() -> None:
    early, late = correct("stage", "done", number=1), correct("stage", "cancelled", number=2)
    assert first(late, early).stage == "cancelled"
    assert len(ruled(ruling("reject", "r1:e1"), ruling("accept", "r1:e1", 2)).events) == 2


def test_undo_and_undo_of_undo() -> None:
    rejected = ruling("reject", "r1:e1", 1)
    undo = ruling("undo", "u1", 2)
    assert len(ruled(rejected, undo).events) == 2
    assert len(ruled(rejected, undo, ruling("undo", "u2", 3)).events) == 1
    assert standing([rejected, undo]) == []


def test_instants_are_compared_over_zones() -> None:
    early = replace(correct("stage", "done"), id="z", at="2024-06-01T12:00:00+06:00")
    late = replace(correct("stage", "cancelled"), id="a", at="2024-06-01T07:00:00Z")
    assert first(late, early).stage == "cancelled"


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        (ruling("praise", "r1:e1"), "no such action"),
        (ruling("reject", "r1"), "REPORT:ID"),
        (ruling("retract", "r1:e1"), "no report"),
        (ruling("same", "r1:a1"), "two records"),
        (ruling("same", "r1:a1", other="r1:a1"), "with itself"),
        (ruling("correct", "r1:e1"), "field"),
        (ruling("correct", "r1:e1", field="stage", value="done"), "no JSON"),
        (correct("colour", "red"), "cannot be corrected"),
        (correct("stage", "finished"), "no such stage"),
        (correct("kind", "party"), "no such kind"),
        (correct("mode", "by_ship"), "no such mode"),
        (correct("when", "6 мая"), "EDTF"),
        (correct("kind", None), "empty"),
        (correct("place", 5), "must be a text"),
        (correct("roles", ["a1"]), "must look like"),
        (correct("roles", {"friend": ["a1"]}), "no such role"),
        (correct("roles", {"party": "a1"}), "list of actor ids"),
        (replace(ruling("accept", "r1:e1"), at="yesterday"), "ISO 8601"),
        (replace(ruling("accept", "r1:e1"), by=""), "needs an id"),
    ],
)
def test_what_cannot_be_followed_is_refused_and_changes_nothing(bad: Ruling, what: str) -> None:
    with pytest.raises(RulingError, match=what):
        check(bad)
    assert ruled(bad) == REPORT
    assert [item.ruling for item in unmatched([REPORT], [bad])] == [bad]


@pytest.mark.parametrize(
    ("stray", "why"),
    [
        (ruling("reject", "r9:e1"), "there is no report r9"),
        (ruling("reject", "r1:e9"), "report r1 has no record e9"),
        (correct("stage", "done", "r1:a1"), "r1:a1 is no event"),
        (ruling("undo", "u9"), "there is no ruling u9"),
        (ruling("same", "r1:a1", other="r2:a7"), "report r2 has no record a7"),
    ],
)
def test_strays_are_skipped_and_listed(stray: Ruling, why: str) -> None:
    assert apply([REPORT, OTHER], [stray]) == [REPORT, OTHER]
    assert [item.why for item in unmatched([REPORT, OTHER], [stray])] == [why]


def test_what_matches_is_not_listed() -> None:
    fine = [ruling("reject", "r1:o1"), ruling("same", "r1:a1", 2, other="r2:a1"), ruling("undo", "u1", 3)]
    assert unmatched([REPORT, OTHER], fine) == []


RULINGS = [
    ruling("reject", "r1:e1", 1),
    correct("stage", "done", "r1:e2", 2),
    correct("stage", "denied", "r1:e2", 3),
    ruling("undo", "u3", 4),
    ruling("reject", "r1:a2", 5),
    ruling("retract", "r2", 6),
]


@given(st.permutations(RULINGS))
def test_the_order_in_which_rulings_come_says_nothing(rulings: Sequence[Ruling]) -> None:
    assert apply([REPORT, OTHER], rulings) == apply([REPORT, OTHER], RULINGS)
