"""Reprints: whole texts, cut and edited ones; bulletins on a template are none."""

from __future__ import annotations

from itertools import permutations

from news_texts import BRIDGE, BRIDGE_AGAIN, FERRY, printed, rates

from communique.linking.reprints import find_reprints
from communique.records.register import Reprint
from communique.register.seen import ReportSeen


def links(*reports: ReportSeen) -> dict[str, tuple[str, str]]:
    return {item.report: (item.of, item.kind) for item in find_reprints(reports)}


def test_the_same_text_is_an_exact_reprint_of_the_earliest_printing() -> None:
    found = links(
        printed("b", "2024-05-02", BRIDGE),
        printed("a", "2024-05-03", BRIDGE.replace(". ", ".\n")),
        printed("c", None, BRIDGE),
    )
    assert found == {"a": ("b", "exact"), "c": ("b", "exact")}


def test_a_text_that_was_cut_or_added_to_is_a_near_reprint() -> None:
    sentences = BRIDGE.split(". ")
    found = links(
        printed("whole", "2024-05-02", BRIDGE),
        printed("cut", "2024-05-03", ". ".join(sentences[:4])),
        printed("longer", "2024-05-03", BRIDGE + " Губернатор приедет на место завтра утром."),
    )
    assert found == {"cut": ("whole", "near"), "longer": ("whole", "near")}


def test_chains_collapse_to_one_original() -> None:
    middle = BRIDGE + " Губернатор приедет на место завтра утром."
    last = middle + " Жителей перевозят на катерах городской службы спасения."
    found = links(
        printed("1", "2024-05-02", BRIDGE),
        printed("2", "2024-05-03", middle),
        printed("3", "2024-05-03", last),
    )
    assert {of for of, _ in found.values()} == {"1"}


def test_another_telling_and_another_bulletin_are_none() -> None:
    assert not links(printed("1", "2024-05-02", BRIDGE), printed("2", "2024-05-02", BRIDGE_AGAIN))
    assert not links(
        printed("1", "2024-05-02", rates(2, "31,42", "7,11", "415")),
        printed("2", "2024-05-03", rates(3, "31,57", "7,09", "398")),
    )


def test_a_report_without_a_fingerprint_has_none() -> None:
    empty = printed("x", "2024-05-02", BRIDGE)
    assert not find_reprints([empty, printed("y", "2024-05-02", "")])


def test_the_order_of_reports_says_nothing() -> None:
    reports = [
        printed("1", "2024-05-02", BRIDGE),
        printed("2", "2024-05-03", BRIDGE),
        printed("3", "2024-05-01", FERRY),
        printed("4", None, FERRY + " Расписание висит на пристани."),
    ]
    answers: set[tuple[Reprint, ...]] = {find_reprints(order) for order in permutations(reports)}
    assert len(answers) == 1
    (found,) = answers
    assert [item.report for item in found] == ["2", "4"]
