"""Terms of office: what reports say of invented office-holders, and what the register makes of it.

Rules after Security Force Monitor: a successor ends a term, citations are contiguous unless others held the
post between them, conflicts are kept and marked.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from office_reports import entities, event, report

from communique.gazetteer.office_holders import office_holders
from communique.linking.terms import find_terms
from communique.records.register import Entity, Term
from communique.register.seen import ReportSeen

MINISTER = "министр обороны"


def terms_of(reports: list[ReportSeen], person: str, found: list[Entity] | None = None) -> list[Term]:
    terms = find_terms(reports, found or entities(reports))
    return sorted((t for t in terms if t.person == f"p-{person}"), key=lambda t: t.first_cited or "")


def sightings(person: str, *days: str, phase: str = "holds") -> list[ReportSeen]:
    return [report(f"{person}{phase}{day}", day, [(person, MINISTER, phase)], country="UZB") for day in days]


def test_first_and_last_day_cited() -> None:
    (term,) = terms_of(sightings("Антон Серов", "2012-05-01", "2011-03-02", "2013"), "Антон Серов")
    assert (term.first_cited, term.last_cited) == ("2011-03-02", "2013")
    assert (term.start, term.end, term.start_known, term.end_known) == (None, None, False, False)
    assert term.post == "defence_minister" and term.country == ("UZB",) and term.status == "accepted"
    assert len(term.citations) == 3


def test_positions_and_cases_of_one_post_are_one_term() -> None:
    reports = [
        report("r1", "2011-01-01", [("Антон Серов", "министр обороны Узбекистана", "holds")], country="UZB"),
        report("r2", "2011-02-01", [("Антон Серов", "глава Минобороны", "holds")], country="UZB"),
        report("r3", "2011-03-01", [("Антон Серов", "министр", "holds")], country="UZB"),
    ]
    (term,) = terms_of(reports, "Антон Серов")
    assert len(term.citations) == 3


def test_reports_without_a_year_are_cited_but_date_nothing() -> None:
    reports = [*sightings("Антон Серов", "2011-03-02"), *sightings("Антон Серов", "XXXX-07-10")]
    (term,) = terms_of(reports, "Антон Серов")
    assert (term.first_cited, term.last_cited, len(term.citations)) == ("2011-03-02", "2011-03-02", 2)


def test_an_appointment_tells_the_start() -> None:
    gains = event("e1", "2011-03-01", kind="appointment", mode="gains", persons=["a1"])
    appointed = report("r1", "2011-03-02", [("Антон Серов", MINISTER, "gains")], [gains], country="UZB")
    (term,) = terms_of([appointed, *sightings("Антон Серов", "2012-01-01")], "Антон Серов")
    assert (term.start, term.start_known, term.last_cited) == ("2011-03-01", True, "2012-01-01")


def test_an_appointment_without_a_day_bounds_it() -> None:
    appointed = report("r1", "2011-03-02", [("Антон Серов", MINISTER, "gains")], country="UZB")
    (term,) = terms_of([appointed], "Антон Серов")
    assert (term.start, term.start_known) == ("../2011-03-02", True)


def test_replacing_ends_the_term() -> None:
    change = report(
        "r2",
        "2012-03-02",
        [("Пётр Юрт", MINISTER, "gains"), ("Антон Серов", MINISTER, "leaves")],
        country="UZB",
    )
    reports = [*sightings("Антон Серов", "2011-03-02"), change]
    (old,), (new,) = terms_of(reports, "Антон Серов"), terms_of(reports, "Пётр Юрт")
    assert (old.end, old.end_known, old.last_cited) == ("../2012-03-02", True, "2012-03-02")
    assert (new.start, new.start_known) == ("../2012-03-02", True)
    assert old.status == new.status == "accepted"


def test_a_former_holder_has_left_before() -> None:
    reports = [
        *sightings("Антон Серов", "2011-03-02"),
        *sightings("Антон Серов", "2013-01-01", phase="former"),
    ]
    (term,) = terms_of(reports, "Антон Серов")
    assert (term.end, term.end_known, term.last_cited) == ("../2013-01-01", False, "2011-03-02")


def test_two_terms_where_others_held_the_post_between() -> None:
    reports = [
        *sightings("Антон Серов", "2010-01-01", "2015-01-01"),
        *sightings("Пётр Юрт", "2012-01-01", "2013-01-01"),
    ]
    first, second = terms_of(reports, "Антон Серов")
    assert (first.last_cited, second.first_cited) == ("2010-01-01", "2015-01-01")


def test_one_slip_splits_nothing() -> None:
    reports = [
        *sightings("Антон Серов", "2010-01-01", "2015-01-01", "2014-05-05"),
        *sightings("Пётр Юрт", "2012-01-01"),
    ]
    (term,) = terms_of(reports, "Антон Серов")
    assert term.status == "accepted"
    (slip,) = terms_of(reports, "Пётр Юрт")
    assert slip.status == "conflict" and "Антон Серов" in slip.notes[0]


def test_equals_are_both_marked() -> None:
    reports = [
        *sightings("Антон Серов", "2010-01-01", "2010-06-01"),
        *sightings("Пётр Юрт", "2010-02-01", "2010-07-01"),
    ]
    terms = [*terms_of(reports, "Антон Серов"), *terms_of(reports, "Пётр Юрт")]
    assert {term.status for term in terms} == {"conflict"}


def test_deputies_are_many() -> None:
    days = ("2010-01-01", "2010-06-01")
    reports = [
        report(f"{person}{day}", day, [(person, "заместитель премьер-министра", "holds")], country="UZB")
        for person in ("Антон Серов", "Пётр Юрт")
        for day in days
    ]
    assert {term.status for term in find_terms(reports, entities(reports))} == {"accepted"}


def test_two_starts_are_told_side_by_side() -> None:
    def appointed(key: str, day: str) -> ReportSeen:
        gains = event("e1", day, kind="appointment", mode="gains", persons=["a1"])
        return report(key, "2011-09-09", [("Антон Серов", MINISTER, "gains")], [gains], country="UZB")

    (term,) = terms_of([appointed("r1", "2011-03-01"), appointed("r2", "2011-08-01")], "Антон Серов")
    assert term.start == "2011-03-01" and term.status == "conflict"
    assert "2011-08-01" in term.notes[0]


def test_unnamed_persons_and_colleagues_hold_nothing() -> None:
    reports = [report("r1", "2011-01-01", [("Антон Серов", "украинский коллега", "holds")])]
    assert find_terms(reports, entities(reports)) == ()


# -- with the gazetteer: any of its rows will do, so that no name stands here --------------------------


ROW = next(
    row
    for row in office_holders()
    if row.post == "defence_minister" and row.country == "KAZ" and row.end and len(row.start or "") == 10
)
NAME = ROW.names_ru[-1]


def test_the_gazetteer_gives_start_and_end() -> None:
    assert ROW.start is not None
    seen = report("r1", ROW.start, [(NAME, "министр обороны РК", "holds")])
    term = next(t for t in find_terms([seen], entities([seen])) if t.post == "defence_minister")
    assert (term.start, term.end, term.start_known, term.end_known) == (ROW.start, ROW.end, True, True)
    assert term.external["wikidata"] == ROW.wikidata and term.first_cited == ROW.start
    assert term.status == "accepted"


def test_an_id_of_wikidata_needs_no_name() -> None:
    seen = report("r1", None, [("Некто Иной", "министр обороны РК", "holds")])
    found = entities([seen], {"Некто Иной": ROW.wikidata})
    assert any(term.start == ROW.start for term in find_terms([seen], found))


def test_other_posts_of_the_same_person_come_along() -> None:
    many = next(row for row in office_holders() if row.wikidata == "Q357241")
    seen = report("r1", None, [("Некто Иной", "министр обороны РК", "holds")])
    terms = find_terms([seen], entities([seen], {"Некто Иной": many.wikidata}))
    assert {term.status for term in terms} == {"accepted", "gazetteer"}
    assert all(not term.citations for term in terms if term.status == "gazetteer")


def test_every_row_of_the_gazetteer_is_a_term_of_its_own() -> None:
    """Some rows differ by their end alone."""
    known = sorted({row.wikidata for row in office_holders()})
    seen = [report(f"r{id}", None, [(f"Некто {id}", "министр обороны РК", "holds")]) for id in known]
    terms = find_terms(seen, entities(seen, {f"Некто {id}": id for id in known}))
    assert len({term.id for term in terms}) == len(terms) > len(known)


def test_a_citation_outside_all_known_terms_is_marked() -> None:
    seen = [report("r1", ROW.start, [(NAME, "министр обороны РК", "holds")])]
    seen += [report("r2", "1950-01-01", [(NAME, "министр обороны РК", "holds")])]
    stray = [term for term in find_terms(seen, entities(seen)) if term.first_cited == "1950-01-01"]
    assert [term.status for term in stray] == ["conflict"]


def test_a_namesake_in_another_state_is_nobody_of_the_gazetteer() -> None:
    seen = report("r1", ROW.start, [(NAME, "министр обороны", "holds")], country="UZB")
    (term,) = find_terms([seen], entities([seen]))
    assert term.external == {} and term.start is None


# -- properties ----------------------------------------------------------------------------------------


PERSONS = ["Антон Серов", "Пётр Юрт", "П. Юрт", "Иван Дальний"]
POSITIONS = [MINISTER, "министр", "президент", "депутат парламента", "посол Узбекистана в Венгрии"]
PHASES = ["holds", "acting", "former", "future", "gains", "leaves"]


@st.composite
def reports(draw: st.DrawFn) -> list[ReportSeen]:
    years = st.integers(2008, 2014)
    days = st.builds(lambda y, m, d: f"{y}-{m:02}-{d:02}", years, st.integers(1, 12), st.integers(1, 28))
    published = st.one_of(st.none(), days, days.map(lambda day: f"XXXX{day[4:]}"), years.map(str))
    offices = st.tuples(st.sampled_from(PERSONS), st.sampled_from(POSITIONS), st.sampled_from(PHASES))
    appointments = st.builds(
        lambda when, mode: event("e1", when, kind="appointment", mode=mode, persons=["a1"]),
        st.one_of(st.none(), days),
        st.sampled_from(["gains", "leaves"]),
    )
    return [
        report(
            f"r{number}",
            draw(published),
            draw(st.lists(offices, max_size=3)),
            draw(st.lists(appointments, max_size=1)),
            country=draw(st.sampled_from(["KAZ", "UZB"])),
        )
        for number in range(draw(st.integers(0, 6)))
    ]


@settings(deadline=None)
@given(reports(), st.randoms())
def test_order_says_nothing(given: list[ReportSeen], random: object) -> None:
    found = entities(given)
    turned, people = list(given), list(found)
    random.shuffle(turned)  # type: ignore[attr-defined]
    random.shuffle(people)  # type: ignore[attr-defined]
    assert find_terms(given, found) == find_terms(turned, people)


@settings(deadline=None)
@given(reports())
def test_every_term_is_cited_by_offices_or_told_by_the_gazetteer(given: list[ReportSeen]) -> None:
    spans = {(seen.key, *office.span) for seen in given for office in seen.offices}
    terms = find_terms(given, entities(given))
    assert len({term.id for term in terms}) == len(terms)
    for term in terms:
        assert bool(term.citations) != (term.status == "gazetteer")
        assert {(c.report, c.start, c.end) for c in term.citations} <= spans
        if term.first_cited and term.last_cited:
            assert term.first_cited[:4] <= term.last_cited[:4]
