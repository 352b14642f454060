"""What linking sees of a reading: all it needs, in bounds, and of a form that is counted."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import communique
from communique.intake.errors import Failure
from communique.register.prepare import Prepared, prepare, seen_of
from communique.register.seen import PROJECTION, ReportSeen, seen
from press import MEETING, REPORTS, VISIT_AGAIN

# When this test fails, linking sees something else than before in the same readings: count PROJECTION up, so
# that registers make their projections anew, and write the new digest here. (It changes with the reader too.)
PINNED = {2: "0c87e07dfbaa278b"}


def prepared() -> list[Prepared]:
    made = [prepare(report) for report in REPORTS]
    return [item for item in made if not isinstance(item, Failure)]


def test_the_form_of_projections_is_counted() -> None:
    digest = sha256(b"".join(item.seen for item in prepared())).hexdigest()[:16]
    assert {PROJECTION: digest} == PINNED


def test_all_places_lie_in_the_text() -> None:
    for item in prepared():
        report = seen_of(item.seen)
        text = item.report.text
        assert report.length == len(text)
        for start, end in _places(report):
            assert 0 <= start < end <= len(text)


def _places(report: ReportSeen) -> list[tuple[int, int]]:
    return [
        *(actor.at for actor in report.actors),
        *(office.span for office in report.offices),
        *(span for event in report.events for span in (*event.trigger, *event.evidence)),
        *(statement.content for statement in report.statements),
    ]


def test_all_who_are_named_in_records_are_seen() -> None:
    for item in prepared():
        report = seen_of(item.seen)
        ids = {actor.id for actor in report.actors}
        for event in report.events:
            assert {id for fillers in event.roles.values() for id in fillers} <= ids
        assert {office.person for office in report.offices} <= ids
        assert {actor.part_of for actor in report.actors if actor.part_of} <= ids


def test_actors_of_whom_nothing_is_said_are_not_seen() -> None:
    text = "Министр обороны Сербии Милош Йович посетил Ереван. Жители города спали.\n"
    reading = communique.read(text, published="2024-03-06")
    names = {actor.name for actor in seen(reading, "k").actors}
    assert "Милош Йович" in names
    assert not any("ители" in name for name in names)


@pytest.mark.parametrize("report", [MEETING, VISIT_AGAIN])
def test_packing_loses_nothing(report: communique.Report) -> None:
    made = prepare(report)
    assert isinstance(made, Prepared)
    reading = communique.read(report.text, published=report.published)
    direct = seen(reading, made.key)
    packed = seen_of(made.seen)
    assert packed.events == direct.events
    assert packed.actors == direct.actors


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=80))
def test_any_text_can_be_prepared(text: str) -> None:
    """Whatever stands before and after a report of a meeting, with signs of all planes."""
    report = communique.Report("x", f"{text}\n{VISIT_AGAIN.text}{text}", "ru")
    made = prepare(report)
    assert isinstance(made, Prepared)
    for start, end in _places(seen_of(made.seen)):
        assert 0 <= start < end <= len(report.text)
