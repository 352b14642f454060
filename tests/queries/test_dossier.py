"""What stands between two states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from communique.queries import dossier
from sample_register import KEYS, SampleRegister


@pytest.fixture(scope="module")
def view() -> SampleRegister:
    return SampleRegister()


def test_open_commitments_come_first_and_empty_sections_not_at_all(view: SampleRegister) -> None:
    answer = dossier(view, "KGZ", "SRB")
    assert [section.name for section in answer.sections] == [
        "open_commitments",
        "settled_commitments",
        "meetings",
        "visits",
        "visit_years",
        "activities",
        "statements_kgz_about_srb",
        "met",
        "topics",
        "corrections",
        "publishers",
    ]
    assert answer.summary == {section.name: section.total for section in answer.sections}


@pytest.mark.parametrize(("today", "state"), [(date(2025, 5, 31), "open"), (date(2025, 6, 1), "overdue")])
def test_overdue_is_measured_on_the_day_of_asking(today: date, state: str) -> None:
    (line,) = dossier(SampleRegister(today), "KGZ", "SRB")["open_commitments"].rows
    assert (line.id, line.state) == ("c4", state)


def test_a_settled_commitment_has_the_words_of_both_ends(view: SampleRegister) -> None:
    (line,) = dossier(view, "KGZ", "SRB")["settled_commitments"].rows
    assert line.state == "kept" and line.closed == "h3"
    assert {quote.report for quote in line.quotes} == {KEYS["met"], KEYS["reprint"]}
    assert [quote.words for quote in line.closing] == [view.report(KEYS["went"]).text]


def test_measures_announced_are_no_promises(view: SampleRegister) -> None:
    answer = dossier(view, "SRB", "MNG")
    assert [line.id for line in answer["announced_measures"].rows] == ["c5"]
    assert "open_commitments" not in answer.summary


def test_visits_have_directions_and_years(view: SampleRegister) -> None:
    answer = dossier(view, "KGZ", "SRB")
    assert {line.direction for line in answer["visits"].rows} == {"KGZ→SRB"}
    (line,) = answer["visit_years"].rows
    assert (line.year, line.direction, line.made, line.ahead, line.dropped) == ("2024", "KGZ→SRB", 1, 1, 0)


def test_newest_first(view: SampleRegister) -> None:
    assert [line.id for line in dossier(view, "KGZ", "SRB")["visits"].rows] == ["h3", "h2"]


def test_what_is_left_out_is_counted(view: SampleRegister) -> None:
    section = dossier(view, "KGZ", "SRB", most=1)["visits"]
    assert (len(section.rows), section.total) == (1, 2)


def test_time_bounds_events_but_not_what_waits(view: SampleRegister) -> None:
    answer = dossier(view, "KGZ", "SRB", since=date(2024, 12, 1), until=date(2025, 1, 1))
    assert set(answer.summary) == {"open_commitments"}


def test_disagreement_is_told(view: SampleRegister) -> None:
    (line,) = dossier(view, "KGZ", "SRB")["meetings"].rows
    assert line.differs == ("count: 1 (1 report) / 2 (1 report)",)
    assert (line.sources, len(line.reports)) == (1, 2)


def test_a_person_has_the_office_that_the_report_gives(view: SampleRegister) -> None:
    (line,) = dossier(view, "KGZ", "SRB")["met"].rows
    assert (line.a, line.a_office) == ("Асан Токтосунов", "министр обороны Кыргызстана")
    assert (line.b, line.b_office, line.weight, line.share) == ("Милош Йович", None, 1, 1.0)


def test_a_long_statement_is_cut_to_what_it_says_of_the_other(view: SampleRegister) -> None:
    (line,) = dossier(view, "MNG", "SRB")["statements_mng_about_srb"].rows
    assert [quote.words for quote in line.quotes] == ["Сербия нас подвела."]
    assert line.length > 900


def test_reprints_are_no_sources_of_their_own(view: SampleRegister) -> None:
    lines = {line.publisher: line for line in dossier(view, "KGZ", "SRB")["publishers"].rows}
    assert (lines["bbb.example"].report_count, lines["bbb.example"].own_count) == (1, 0)
    assert lines["aaa.example"].report_count == 2


def test_a_correction_stands_beside_what_it_corrects(view: SampleRegister) -> None:
    (line,) = dossier(view, "KGZ", "SRB")["corrections"].rows
    assert line.happenings == ("h4",)
    assert [quote.words for quote in line.quotes] == ["Ранее сообщалось ошибочно"]
    assert [quote.report for quote in line.corrected] == [KEYS["drill"]]


def test_states_without_relations(view: SampleRegister) -> None:
    answer = dossier(view, "KGZ", "MNG")
    assert answer.sections == () and answer.title == "Kyrgyzstan and Mongolia"


def test_only_what_the_reading_is_sure_of(view: SampleRegister) -> None:
    register = SampleRegister()
    doubtful = replace(register.happening("h4"), confidence=0.2)
    register._happenings = {**register._happenings, "h4": doubtful}
    answer = dossier(register, "KGZ", "SRB", sure=0.5)
    assert [line.id for line in answer["visits"].rows] == ["h2"]  # h3 is 30 percent sure, h2 not measured
    assert "open_commitments" not in answer.summary and "activities" not in answer.summary
