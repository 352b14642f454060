"""Commitments followed over small invented reports: what opens, keeps, drops and puts off them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import entities, event, happenings, report

from communique.linking.commitments import follow, is_overdue, status
from communique.linking.commitments_words import load_words, opens, puts_off
from communique.records.register import Commitment
from communique.register.seen import EventSeen, ReportSeen

ASAN, MILOS, DRAGAN, BERND = "Асан Токтосунов", "Милош Йович", "Драган Петрич", "Бернд Хофер"


def followed(*reports: ReportSeen, joined: Sequence[Sequence[str]] = ()) -> list[Commitment]:
    return list(follow(happenings(reports, joined), reports, entities(reports), ()))


def only(*reports: ReportSeen) -> Commitment:
    (commitment,) = followed(*reports)
    return commitment


def meeting(stage: str, *who: str, **fields: Any) -> EventSeen:
    return event("meeting", stage, {"participant": who or (ASAN, MILOS)}, **fields)


def visit(stage: str, visitor: str = ASAN, host: str = "Сербия", **fields: Any) -> EventSeen:
    return event("visit", stage, {"visitor": [visitor], "host": [host]}, **fields)


def treaty(stage: str, *who: str, **fields: Any) -> EventSeen:
    return event("agreement", stage, {"party": who or ("Кыргызстан", "Сербия")}, **fields)


PLAN = report("plan", "2024-05-02", meeting("planned", when="2024-05-06"))

KEPT = [
    ("on the day", PLAN, report("r", "2024-05-06", meeting("done", when="2024-05-06"))),
    ("reported the next day without a date", PLAN, report("r", "2024-05-07", meeting("done"))),
    ("a day late", PLAN, report("r", "2024-05-07", meeting("done", when="2024-05-07"))),
    ("told later, dated then", PLAN, report("r", "2024-06-30", meeting("done", when="2024-05-06"))),
    ("going on", PLAN, report("r", "2024-05-06", meeting("under_way", when="2024-05-06"))),
    (
        "a side by its state",
        PLAN,
        report("r", "2024-05-06", meeting("done", ASAN, "Сербия", when="2024-05-06")),
    ),
    (
        "states planned, persons met",
        report("plan", "2024-05-02", meeting("planned", "Кыргызстан", "Сербия", when="2024-05-06")),
        report("r", "2024-05-06", meeting("done", when="2024-05-06")),
    ),
    (
        "no day was named",
        report("plan", "2024-05-02", meeting("planned")),
        report("r", "2024-05-11", meeting("done", when="2024-05-10")),
    ),
    (
        "a visit by the visit",
        report("plan", "2024-05-02", visit("proposed")),
        report("r", "2024-07-11", visit("done", when="2024-07-10")),
    ),
    (
        "a visit by talks in the country",
        report("plan", "2024-05-02", visit("planned", when="2024-05-06")),
        report("r", "2024-05-06", meeting("done", when="2024-05-06", place="Белград")),
    ),
    (
        "an undated notice with a day",
        report("plan", None, meeting("planned", when="2024-05-06")),
        report("r", "2024-05-06", meeting("done", when="2024-05-06")),
    ),
    (
        "an agreement on the same subject",
        report("plan", "2024-05-02", treaty("planned", topic="поставки зерна и муки")),
        report("r", "2024-06-02", treaty("done", topic="поставках зерна", when="2024-06-01")),
    ),
]

OPEN = [
    ("it was before", PLAN, report("r", "2024-05-06", meeting("done", when="2024-05-01"))),
    ("reported before it was due", PLAN, report("r", "2024-05-04", meeting("done"))),
    ("some time before", PLAN, report("r", "2024-05-06", meeting("done", when="../2024-05-06"))),
    ("weeks after it was due", PLAN, report("r", "2024-05-29", meeting("done", when="2024-05-28"))),
    (
        "background far down the report",
        PLAN,
        report("r", "2024-05-06", meeting("done", trigger=((900, 910),))),
    ),
    ("another minister", PLAN, report("r", "2024-05-06", meeting("done", ASAN, DRAGAN, when="2024-05-06"))),
    ("another state", PLAN, report("r", "2024-05-06", meeting("done", ASAN, BERND, when="2024-05-06"))),
    ("one side only", PLAN, report("r", "2024-05-06", meeting("done", ASAN, when="2024-05-06"))),
    ("another kind", PLAN, report("r", "2024-05-06", treaty("done", when="2024-05-06"))),
    (
        "a call instead of talks",
        report("plan", "2024-05-02", meeting("planned", when="2024-05-06", mode="in_person")),
        report("r", "2024-05-06", meeting("done", when="2024-05-06", mode="remote")),
    ),
    (
        "the talks at which it was agreed",
        report("plan", "2024-05-02", meeting("planned")),
        report("r", "2024-05-02", meeting("done")),
    ),
    (
        "the foreign minister is not the president",
        report("plan", "2024-05-02", visit("planned", MILOS, "Кыргызстан", when="2024-05-06")),
        report("r", "2024-05-06", visit("done", DRAGAN, "Кыргызстан", when="2024-05-06")),
    ),
    (
        "the other way round",
        report("plan", "2024-05-02", visit("planned", when="2024-05-06")),
        report("r", "2024-05-06", visit("done", MILOS, "Кыргызстан", when="2024-05-06")),
    ),
    (
        "talks in a third country are no visit",
        report("plan", "2024-05-02", visit("planned", when="2024-05-06")),
        report("r", "2024-05-06", meeting("done", when="2024-05-06", place="Вена")),
    ),
    (
        "an agreement on something else",
        report("plan", "2024-05-02", treaty("planned", topic="поставки зерна")),
        report("r", "2024-06-02", treaty("done", topic="обучение лётчиков", when="2024-06-01")),
    ),
    (
        "states meet all the time",
        report("plan", "2024-05-02", meeting("planned", "Кыргызстан", "Сербия")),
        report("r", "2024-06-11", meeting("done", when="2024-06-10")),
    ),
]


@pytest.mark.parametrize(("case", "plan", "later"), KEPT, ids=[case for case, *_ in KEPT])
def test_kept(case: str, plan: ReportSeen, later: ReportSeen) -> None:
    commitment = only(plan, later)
    assert (commitment.state, commitment.steps[-1].happening) == ("kept", "hre1")
    assert commitment.opened == "hplane1"
    assert 0.6 <= commitment.steps[-1].score <= 1
    assert commitment.steps[-1].why


@pytest.mark.parametrize(("case", "plan", "later"), OPEN, ids=[case for case, *_ in OPEN])
def test_not_kept(case: str, plan: ReportSeen, later: ReportSeen) -> None:
    assert only(plan, later).state == "open"


def test_the_report_that_fits_best_keeps_it() -> None:
    other = report("a", "2024-05-06", meeting("done", ASAN, "Сербия"))
    right = report("r", "2024-05-06", meeting("done", when="2024-05-06"))
    assert only(PLAN, other, right).steps[-1].happening == "hre1"


@pytest.mark.parametrize(
    ("stage", "words", "state"),
    [
        ("declined", "отказался", "declined"),
        ("cancelled", "отменена", "cancelled"),
        ("cancelled", "отложена", "postponed"),
        ("denied", "не встречался", "cancelled"),
    ],
)
def test_dropped(stage: str, words: str, state: str) -> None:
    commitment = only(PLAN, report("r", "2024-05-05", meeting(stage, words=words, when="2024-05-06")))
    assert commitment.state == state


def test_put_off_and_then_kept() -> None:
    later = report("b", "2024-05-05", meeting("planned", when="2024-06-10", words="перенесена"))
    met = report("c", "2024-06-10", meeting("done", when="2024-06-10"))
    waiting = only(PLAN, later)
    assert (waiting.state, waiting.due, waiting.due_by) == ("postponed", "2024-06-10", "2024-06-10")
    assert [step.state for step in only(PLAN, later, met).steps] == ["postponed", "kept"]


def test_put_off_without_a_day_waits_for_any() -> None:
    later = report("b", "2024-05-05", meeting("cancelled", words="отложена"))
    met = report("c", "2024-06-01", meeting("done", when="2024-06-01"))
    assert only(PLAN, later).due is None
    assert [step.state for step in only(PLAN, later, met).steps] == ["postponed", "kept"]


def test_an_offer_that_becomes_a_plan_stays_one_commitment() -> None:
    offer = report("a", "2024-05-02", visit("proposed"))
    plan = report("b", "2024-05-20", visit("planned", when="2024-06-10"))
    commitment = only(offer, plan)
    assert (commitment.stage, commitment.state, commitment.due) == ("proposed", "open", "2024-06-10")
    assert [(step.state, step.due) for step in commitment.steps] == [("open", "2024-06-10")]


def test_a_plan_after_the_talks_is_a_new_one() -> None:
    met = report("b", "2024-05-06", meeting("done", when="2024-05-06"))
    again = report("c", "2024-05-20", meeting("planned", when="2024-06-10"))
    assert sorted(item.state for item in followed(PLAN, met, again)) == ["kept", "open"]


def test_an_agreement_expected_of_talks_is_due_with_them() -> None:
    plan = report("plan", "2024-05-02", meeting("planned", when="2024-05-06"), treaty("planned"))
    found = {item.kind: item for item in followed(plan)}
    assert found["agreement"].due == "2024-05-06"
    assert found["agreement"].due_why == "at the meeting that the same report expects"


def test_one_happening_announced_and_reported_keeps_itself() -> None:
    met = report("r", "2024-05-06", meeting("done", when="2024-05-06"))
    (commitment,) = followed(PLAN, met, joined=[["plan:e1", "r:e1"]])
    assert (commitment.state, commitment.opened) == ("kept", "hplane1")


def test_a_time_before_the_report_is_no_due_time() -> None:
    assert only(report("plan", "2024-05-02", meeting("planned", when="2024-04-01"))).due is None


def test_what_is_done_by_being_said_is_no_commitment() -> None:
    threat = event("threaten", "planned", {"actor": ["Сербия"], "recipient": ["Австрия"]})
    assert followed(report("plan", "2024-05-02", threat)) == []


def test_a_line_for_people() -> None:
    commitment = only(report("plan", "2024-05-02", visit("planned", topic="подготовка кадров")))
    assert commitment.what == "визит: Асан Токтосунов → Сербия (подготовка кадров)"
    assert commitment.countries == ("KGZ", "SRB")
    assert commitment.sides == ("nАсан_Токтосунов", "nСербия")


def test_overdue_depends_on_the_day_of_asking() -> None:
    commitment = only(PLAN)
    assert [status(commitment, date(2024, 5, day)) for day in (6, 7)] == ["open", "overdue"]
    assert is_overdue(commitment, date(2024, 5, 7))
    kept = only(PLAN, report("r", "2024-05-06", meeting("done", when="2024-05-06")))
    assert not is_overdue(kept, date(2030, 1, 1))
    assert not is_overdue(only(report("plan", "2024-05-02", meeting("planned"))), date(2030, 1, 1))


WORLD = [
    PLAN,
    report("a", "2024-05-01", visit("proposed"), treaty("planned", topic="поставки зерна")),
    report("b", "2024-05-03", visit("planned", when="2024-06-10")),
    report("c", "2024-05-05", meeting("planned", when="2024-06-10", words="перенесена")),
    report(
        "d", "2024-06-10", meeting("done", when="2024-06-10", place="Белград"), treaty("done", topic="зерна")
    ),
    report("e", None, meeting("done")),
    report("f", "2024-06-11", visit("done", DRAGAN, "Кыргызстан"), meeting("cancelled", BERND, MILOS)),
]
EXPECTED = followed(*WORLD)


@given(st.permutations(WORLD), st.randoms(use_true_random=False))
def test_the_order_of_reports_says_nothing(reports: list[ReportSeen], random: Any) -> None:
    told, known = happenings(reports), entities(reports)
    random.shuffle(told)
    random.shuffle(known)
    assert list(follow(told, reports, known, ())) == EXPECTED


def test_the_words_of_delay_are_known_from_their_like() -> None:
    words = load_words()
    assert [text for text in words.yes if not puts_off(text)] == []
    assert [text for text in words.no if puts_off(text)] == []
    assert opens("visit") and not opens("accuse")
