"""Corrections: the words that make them, and the reports they speak of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import event, report

from communique.linking.corrections import find, link_corrections
from communique.linking.corrections_words import Wording, find_words, wordings
from communique.records.register import Correction, Reprint
from communique.register.seen import CorrectionSeen, EventSeen, ReportSeen

SENTENCES = [(row, yes) for row in wordings() for yes in row.yes]


@pytest.mark.parametrize(("row", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_each_row_finds_its_sentences(row: Wording, sentence: str) -> None:
    (found,) = find_words(sentence)
    assert found.kind == row.kind
    assert found.why == f"{row.why} ({row.name})"


@pytest.mark.parametrize("sentence", [no for row in wordings() for no in row.no])
def test_no_row_finds_the_sentences_that_are_none(sentence: str) -> None:
    assert find_words(sentence) == ()


def test_offsets_point_at_the_words_as_received() -> None:
    text = "БИШКЕК. Ранее\nсообщалось\xa0ошибочно, что встреча прошла в Осло."
    (found,) = find(text)
    assert text[slice(*found.span)] == "Ранее\nсообщалось\xa0ошибочно"


def test_noise_is_no_part_of_the_report() -> None:
    text = "ПОПРАВКА. Визит начнётся 5 мая."
    assert find(text, [(0, 9)]) == ()


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    assert all(0 <= item.start < item.end <= len(text) for item in find_words(text))


def talks(stage: str = "done", *who: str, **fields: Any) -> EventSeen:
    return event("meeting", stage, {"participant": who or ("Асан Токтосунов", "Милош Йович")}, **fields)


def correcting(
    key: str = "late", day: str | None = "2024-05-06", kind: str = "correction", **fields: Any
) -> ReportSeen:
    words = CorrectionSeen(kind, (0, 8), "the report is headed as a correction")
    return report(key, day, talks(), corrections=(words,), **({"agency": "ВЕСТНИК"} | fields))


def linked(*reports: ReportSeen, reprints: tuple[Reprint, ...] = ()) -> Correction:
    (found,) = link_corrections(reports, reprints)
    return found


EARLY = report("early", "2024-05-05", talks(), event("visit", "done", {}), agency="ВЕСТНИК")


def test_the_corrected_report_is_found_with_its_event() -> None:
    found = linked(EARLY, correcting())
    assert (found.of, found.kind) == ("early", "correction")
    assert [str(member) for member in found.events] == ["early:e1"]
    assert "1 days before" in found.why


STRANGERS = [
    ("of another source", report("early", "2024-05-05", talks(), agency="ГОНЕЦ")),
    ("on something else", report("early", "2024-05-05", talks("done", "Бернд Хофер"), agency="ВЕСТНИК")),
    ("long before", report("early", "2024-03-05", talks(), agency="ВЕСТНИК")),
    ("later", report("early", "2024-05-07", talks(), agency="ВЕСТНИК")),
    ("of no known day", report("early", None, talks(), agency="ВЕСТНИК")),
]


@pytest.mark.parametrize(("case", "early"), STRANGERS, ids=[case for case, _ in STRANGERS])
def test_a_report_that_is_not_meant(case: str, early: ReportSeen) -> None:
    found = linked(early, correcting())
    assert (found.of, found.events) == (None, ())


def test_a_site_is_a_source_too() -> None:
    early = report("early", "2024-05-05", talks(), url="https://www.vestnik.example/1")
    assert linked(early, correcting(agency=None, url="https://vestnik.example/2")).of == "early"


def test_a_denial_answers_any_source() -> None:
    early = report("early", "2024-05-05", talks(), agency="ГОНЕЦ")
    assert linked(early, correcting(kind="denial")).of == "early"


def test_a_reprint_of_the_correction_is_not_what_it_corrects() -> None:
    copy = report("copy", "2024-05-06", talks(), agency="ВЕСТНИК")
    reprint = Reprint("copy", "late", "exact", 1.0, "same text")
    assert linked(copy, correcting(), reprints=(reprint,)).of is None


@given(
    st.permutations(
        [EARLY, correcting(), correcting("later", "2024-05-07"), report("x", "2024-05-04", talks())]
    )
)
def test_the_order_of_reports_says_nothing(reports: list[ReportSeen]) -> None:
    found = link_corrections(reports, ())
    assert found == link_corrections(reports[::-1], ())
    assert [item.id for item in found] == sorted(item.id for item in found)
