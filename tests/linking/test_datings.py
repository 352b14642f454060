"""Year-less times of invented reports, narrowed by metadata, terms, past days and weekdays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_reports import entities, event, first, report, weekday

from communique.linking.datings import narrow
from communique.linking.datings_horizon import FEWEST
from communique.linking.terms import find_terms
from communique.records.register import Dating, Term
from communique.records.report import Report
from communique.records.when import When
from communique.register.seen import ReportSeen

MINISTER = "министр обороны"


def term(
    person: str = "Антон Серов",
    start: str | None = "2009-06-24",
    end: str | None = "2013-08-02",
    post: str = "defence_minister",
    **fields: Any,
) -> Term:
    known: dict[str, Any] = {
        "id": f"t-{person}-{start}", "person": f"p-{person}", "position": MINISTER, "post": post,
        "country": ("UZB",), "body": None, "first_cited": start, "last_cited": start, "start": start,
        "end": end,
        "start_known": start is not None, "end_known": end is not None, "status": "accepted", "citations": (),
    }  # fmt: skip
    return Term(**{**known, **fields})


def told(published: str | None = "XXXX-07-10", when: str = "XXXX-07-10", **fields: Any) -> ReportSeen:
    """A report that has Антон Серов as minister and tells of one meeting."""
    offices = fields.pop("offices", [("Антон Серов", MINISTER, "holds")])
    own = {
        key: fields.pop(key) for key in ("stage", "when_why", "when_words", "kind", "mode") if key in fields
    }
    events = [event("e1", when, persons=["a1"], **own), *fields.pop("others", ())]
    return report("r1", published, offices, events, country="UZB", **fields)


def dating(seen: ReportSeen, *terms: Term, more: tuple[ReportSeen, ...] = ()) -> Dating | None:
    found = narrow([seen, *more], entities([seen, *more]), terms)
    return next((item for item in found if item.event == seen.member("e1")), None)


def narrowed(seen: ReportSeen, *terms: Term, more: tuple[ReportSeen, ...] = ()) -> str | None:
    found = dating(seen, *terms, more=more)
    return found.narrowed if found else None


# -- metadata ------------------------------------------------------------------------------------------

METADATA = [  # published, printed, stage, narrowed
    ("2019-07-11", "XXXX-07-10", "done", "2019-07-10"),
    ("2019-07-11", "XXXX-07-10", "planned", "2019-07-10"),  # a plan for yesterday, not for next year
    ("2019-07-11", "XXXX-05-10", "planned", "2020-05-10"),
    ("2019-07-11", "XXXX-09-10", "done", "2018-09-10"),
    ("2019-01-02", "XXXX-12-30", "done", "2018-12-30"),
    ("2019-12-30", "XXXX-01-02", "proposed", "2020-01-02"),
    ("2019-07-11", "XXXX-09", "planned", "2019-09"),
    ("2019-07-11", "XXXX-07-10/XXXX-07-12", "under_way", "2019-07-10/2019-07-12"),
    ("2019-12-30", "XXXX-12-30/XXXX-01-02", "under_way", "2019-12-30/2020-01-02"),
    ("2019-07", "XXXX-07-10", "done", "2019-07-10"),
    ("2019-07-11", "../XXXX-07-09", "done", "../2019-07-09"),
    ("2020-03-11", "XXXX-02-29", "done", "2020-02-29"),
    ("2019-03-11", "XXXX-02-29", "done", "2016-02-29"),
]


@pytest.mark.parametrize(("published", "printed", "stage", "value"), METADATA)
def test_the_day_of_publication_decides(published: str, printed: str, stage: str, value: str) -> None:
    found = dating(told(published, printed, stage=stage))
    assert found is not None and found.narrowed == value
    assert found.basis == "metadata" and published in found.why


def test_an_address_tells_the_day() -> None:
    found = dating(told(url="https://press.example/news/2011/07/11/15"))
    assert found is not None
    assert (found.narrowed, found.basis, found.evidence) == ("2011-07-10", "metadata", ("url",))


RELATIVE = [  # published, printed, words, narrowed
    ("2019-07-11", "XXXX", ("в прошлом году",), "2018"),
    ("2019-07-11", "XXXX-10", ("в октябре прошлого года",), "2018-10"),
    ("2019-07-11", "XXXX-05", ("в мае этого года",), "2019-05"),
    ("2019-07-11", "XXXX", ("когда-то",), None),
]


@pytest.mark.parametrize(("published", "printed", "words", "value"), RELATIVE)
def test_words_count_from_the_reports_year(
    published: str, printed: str, words: tuple[str, ...], value: str | None
) -> None:
    assert narrowed(told(published, printed, when_words=words)) == value


# -- terms ---------------------------------------------------------------------------------------------


def test_a_term_allows_the_years_in_which_he_held_the_post_that_day() -> None:
    found = dating(told(), term())
    assert found is not None
    assert found.narrowed == "[2009-07-10,2010-07-10,2011-07-10,2012-07-10,2013-07-10]"
    assert (found.printed, found.basis, found.likelier) == ("XXXX-07-10", "term", None)
    assert found.evidence == ("t-Антон Серов-2009-06-24",)
    assert "Антон Серов" in found.why and "2009-06-24" in found.why


def test_the_days_of_the_term_are_exact() -> None:
    assert (
        narrowed(told(), term(start="2009-07-10", end="2011-07-10")) == "[2009-07-10,2010-07-10,2011-07-10]"
    )
    assert narrowed(told(), term(start="2009-07-11", end="2011-07-09")) == "2010-07-10"


def test_a_term_as_exact_as_it_is_told() -> None:
    assert narrowed(told(), term(start="2009", end="2010-07")) == "[2009-07-10,2010-07-10]"


def test_two_terms_of_one_person() -> None:
    terms = (term(end="2010-01-01"), term(start="2012-01-01", end="2012-12-31"))
    assert narrowed(told(), *terms) == "[2009-07-10,2012-07-10]"


def test_two_persons_hold_office_together() -> None:
    offices = [("Антон Серов", MINISTER, "holds"), ("Пётр Юрт", "министр финансов", "holds")]
    other = term("Пётр Юрт", "2012-01-01", "2016-01-01", post="finance_minister")
    assert narrowed(told(offices=offices), term(), other) == "[2012-07-10,2013-07-10]"


def test_of_two_called_by_one_post_one_is_former() -> None:
    offices = [("Антон Серов", MINISTER, "holds"), ("Пётр Юрт", MINISTER, "holds")]
    terms = (term(end="2010-01-01"), term("Пётр Юрт", "2010-01-02", "2012-01-01"))
    assert narrowed(told(offices=offices), *terms) == "[2009-07-10,2010-07-10,2011-07-10]"


def test_a_former_holder_bounds_the_report() -> None:
    offices = [("Антон Серов", MINISTER, "former"), ("Пётр Юрт", "министр финансов", "holds")]
    other = term("Пётр Юрт", "2012-01-01", "2015-01-01", post="finance_minister")
    assert narrowed(told(offices=offices), term(), other) == "[2014-07-10]"[1:-1]


def test_those_before_and_after_bound_a_term_that_is_only_cited() -> None:
    many: dict[str, Any] = {"citations": (("r8", 1, 2), ("r8", 3, 4), ("r9", 1, 2))}
    cited = term(start=None, end=None, first_cited="2010-03-01", last_cited="2011-03-01")
    before = term("Пётр Юрт", start=None, end=None, first_cited="2009-08-01", last_cited="2009-12-01", **many)
    after = term(
        "Иван Дальний", start=None, end=None, first_cited="2012-02-01", last_cited="2013-01-01", **many
    )
    others = tuple(
        report(f"r{n}", None, [(name, MINISTER, "holds")], country="UZB")
        for n, name in ((2, "Пётр Юрт"), (3, "Иван Дальний"))
    )
    found = dating(told(), cited, before, after, more=others)
    assert found is not None and found.narrowed == "[2010-07-10,2011-07-10]"
    assert "after Пётр Юрт" in found.why and "before Иван Дальний" in found.why


def test_a_term_open_on_one_side_narrows_nothing_in_a_small_register() -> None:
    assert narrowed(told(), term(end=None)) is None
    assert narrowed(told(), term(start=None)) is None


def test_in_a_large_one_it_ends_with_the_reports() -> None:
    more = tuple(report(f"d{n}", f"2011-{n % 12 + 1:02}-15") for n in range(FEWEST))
    found = dating(told(), term(end=None), more=more)
    assert found is not None
    assert found.narrowed == "[2009-07-10,2010-07-10,2011-07-10]"
    assert "newest dated report" in found.why and found.basis == "term"


def test_who_is_told_of_as_former_only_may_have_had_other_terms() -> None:
    only = term(start=None, end="../2012-01-01", first_cited=None, last_cited=None, end_known=False)
    assert narrowed(told(), only) is None


def test_terms_in_conflict_are_no_evidence() -> None:
    assert narrowed(told(), term(status="conflict")) is None


def test_an_appointment_falls_on_the_first_day_of_the_term() -> None:
    seen = told("XXXX-06-25", "XXXX-06-24", kind="appointment", mode="gains")
    seen = replace(seen, events=(replace(seen.events[0], roles={"person": ("a1",)}),))
    assert narrowed(seen, term()) == "2009-06-24"


# -- a hint --------------------------------------------------------------------------------------------


def test_one_of_the_first_meetings_ranks_and_does_not_decide() -> None:
    seen = told(firsts=(first("a1", "одна из первых встреч в качестве министра"),))
    found = dating(seen, term())
    assert found is not None
    assert found.likelier == "2009-07-10" and found.narrowed.startswith("[2009-07-10,2010-07-10")
    assert "одна из первых встреч" in found.why


def test_the_first_meeting_after_the_start() -> None:
    seen = told(firsts=(first("a1", "первая встреча в качестве министра"),))
    found = dating(seen, term(start="2009-08-24"))
    assert found is not None and found.likelier == "2010-07-10"


# -- other evidence of the report ----------------------------------------------------------------------


def test_what_is_past_bounds_the_report() -> None:
    past = event("e2", "2011-11-05")
    found = dating(told(others=[past]), term())
    assert found is not None
    assert (found.narrowed, found.basis) == ("[2012-07-10,2013-07-10]", "term+report")
    assert "r1:e2" in found.evidence


def test_what_is_planned_bounds_nothing() -> None:
    planned = event("e2", "2011-11-05", stage="planned")
    assert narrowed(told(others=[planned]), term(end="2010-12-01")) == "[2009-07-10,2010-07-10]"


def test_weekdays() -> None:
    found = dating(told(weekdays=(weekday("XXXX-07-10", 6),)), term())
    assert found is not None and found.narrowed == "2010-07-10" and found.basis == "term+report"


# -- conflicts -----------------------------------------------------------------------------------------


def test_weaker_evidence_that_contradicts_is_told_and_not_counted() -> None:
    found = dating(told(others=[event("e2", "2015-11-05")]), term())
    assert found is not None
    assert found.narrowed == "[2009-07-10,2010-07-10,2011-07-10,2012-07-10,2013-07-10]"
    assert "Not counted" in found.why and "2015-11-05" in found.why


def test_metadata_stand_above_terms() -> None:
    found = dating(told("2019-07-11"), term())
    assert found is not None and found.narrowed == "2019-07-10"
    assert "Not counted" in found.why and "Антон Серов" in found.why


def test_a_wrong_weekday_does_not_empty_the_set() -> None:
    found = dating(told(weekdays=(weekday("XXXX-07-10", 2),)), term(end="2011-01-01"))
    assert found is not None and found.narrowed == "[2009-07-10,2010-07-10]"


def test_nothing_known_nothing_told() -> None:
    assert narrowed(told()) is None
    assert narrowed(told(None)) is None
    assert narrowed(told(weekdays=(weekday("XXXX-07-10", 6),))) is None


def test_a_report_without_a_day_lies_near_what_it_tells() -> None:
    assert narrowed(told(None), term(start="2009-06-24", end="2010-02-01")) == "2009-07-10"
    # told within half a year after it, so 2008 may be meant too where the term began in autumn
    assert narrowed(told(None), term(start="2008-10-24", end="2009-08-01")) == "[2008-07-10,2009-07-10]"


# -- properties ----------------------------------------------------------------------------------------

PRINTED = [
    "XXXX-07-10",
    "XXXX-02-29",
    "XXXX-07",
    "XXXX-12-30/XXXX-01-02",
    "XXXX-22",
    "../XXXX-04-09",
    "XXXX-34",
]
PERSONS = ["Антон Серов", "Пётр Юрт", "Иван Дальний"]


def days(first: int = 2005, last: int = 2015) -> st.SearchStrategy[str]:
    return st.dates(date(first, 1, 1), date(last, 12, 31)).map(str)


@st.composite
def registers(draw: st.DrawFn) -> list[ReportSeen]:
    yearless = days().map(lambda day: f"XXXX{day[4:]}")
    stages = st.sampled_from(["done", "planned", "proposed", "under_way", "denied"])
    made = []
    for number in range(draw(st.integers(1, 4))):
        events = [
            event(f"e{place}", draw(st.sampled_from(PRINTED) | yearless | days()), draw(stages))
            for place in range(draw(st.integers(1, 3)))
        ]
        offices = st.tuples(
            st.sampled_from(PERSONS),
            st.sampled_from([MINISTER, "президент", "министр"]),
            st.sampled_from(["holds", "former", "gains", "leaves", "future"]),
        )
        made.append(
            report(
                f"r{number}",
                draw(st.none() | yearless | days()),
                draw(st.lists(offices, max_size=3)),
                events,
                country="UZB",
                weekdays=tuple(draw(st.lists(st.builds(weekday, yearless, st.integers(1, 7)), max_size=1))),
            )
        )
    return made


@st.composite
def known_terms(draw: st.DrawFn, reports: list[ReportSeen]) -> list[Term]:
    """Those that the reports give, and some with known bounds."""
    people = entities(reports)
    names = sorted({entity.name for entity in people})
    made = list(find_terms(reports, people))
    for name in names:
        start = draw(st.dates(date(2005, 1, 1), date(2012, 1, 1)))
        length = draw(st.integers(1, 2000))
        end = draw(st.none() | st.just(str(start + timedelta(days=length))))
        made.append(term(name, str(start), end))
    return made


@settings(deadline=None)
@given(st.data())
def test_every_narrowed_day_fits_what_is_printed(data: st.DataObject) -> None:
    reports = data.draw(registers())
    for found in narrow(reports, entities(reports), data.draw(known_terms(reports))):
        printed, value = When.parse(found.printed), When.parse(found.narrowed)
        assert value.has_year and found.narrowed != found.printed
        first, last = value.earliest or date(2000, 1, 1), value.latest or date(2020, 1, 1)
        step = max(1, (last - first).days // 400)
        for number in range(0, (last - first).days + 1, step):
            day = first + timedelta(days=number)
            assert not value.contains(day) or printed.contains(day)


@settings(deadline=None)
@given(st.data(), st.randoms())
def test_order_says_nothing(data: st.DataObject, random: Any) -> None:
    reports = data.draw(registers())
    people, terms = entities(reports), data.draw(known_terms(reports))
    given_so = narrow(reports, people, terms)
    for items in (reports, people, terms):
        random.shuffle(items)
    assert narrow(reports, people, terms) == given_so


# -- the model case ------------------------------------------------------------------------------------


def test_the_model_case(data: Any) -> None:
    """The report of the minister's meeting: the gazetteer's term decides, the hint ranks."""
    from communique.reading import read_report
    from communique.register.seen import seen

    text = (data / "reports" / "kazinform-kz-by-defence.txt").read_text(encoding="utf-8")
    given_report = seen(read_report(Report("r1", text)), "0" * 16)
    people = entities([given_report])
    found = narrow([given_report], people, find_terms([given_report], people))
    meeting = next(item for item in given_report.events if item.kind == "meeting")
    value = next(item for item in found if item.event.id == meeting.id)
    assert value.printed == "XXXX-07-10" and value.basis == "term"
    assert value.narrowed == "[2009-07-10,2010-07-10,2011-07-10,2012-07-10,2013-07-10]"
    assert value.likelier == "2009-07-10"
