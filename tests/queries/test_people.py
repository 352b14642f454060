"""Actors, office-holders, who met whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from communique.queries import Filter, UnknownActor, actor, merges, network, who
from communique.queries.who import cover
from communique.records.register import Term
from sample_register import SampleRegister, derived


@pytest.fixture(scope="module")
def view() -> SampleRegister:
    return SampleRegister()


@pytest.mark.parametrize("name", ["p1", "Токтосунов", "Асан Токтосунов"])
def test_an_actor_by_id_or_name(name: str, view: SampleRegister) -> None:
    answer = actor(view, name)
    assert answer.title == "Асан Токтосунов"
    assert [line.name for line in answer["names"].rows] == ["Асан Токтосунов", "Asan Toktosunov"]
    assert [line.id for line in answer["terms"].rows] == ["t1"]
    assert [line.id for line in answer["events"].rows] == ["h3", "h2", "h1"]
    assert [(line.name, line.times) for line in answer["counterparts"].rows] == [
        ("Сербия", 2),
        ("Милош Йович", 1),
    ]
    assert [line.why for line in answer["merges"].rows] == ["one name"]


def test_nobody_of_that_name(view: SampleRegister) -> None:
    with pytest.raises(UnknownActor, match="Токтосунов") as caught:
        actor(view, "Асан Таксосунов")
    assert caught.value.near == ("Асан Токтосунов",)


def test_merges_name_both_mentions(view: SampleRegister) -> None:
    (line,) = merges(view, "p1")["merges"].rows
    assert (line.left_name, line.right_name, line.same) == ("Асан Токтосунов", "Асан Токтосунов", True)
    assert len(line.quotes) == 2


def test_network_joins_actors_of_different_states(view: SampleRegister) -> None:
    answer = network(view)
    ends = {(line.a_id, line.b_id): line for line in answer["edges"].rows}
    assert set(ends) == {("p1", "p2"), ("SRB", "p1")}
    assert ends["SRB", "p1"].happenings == ("h3",)  # the visit that was only proposed joins nobody
    assert (ends["p1", "p2"].first_day, ends["p1", "p2"].last_day) == ("2024-03-03", "2024-03-03")
    assert {line.id: line.weight for line in answer["nodes"].rows} == {"SRB": 1, "p1": 2, "p2": 1}


def test_network_of_persons_alone(view: SampleRegister) -> None:
    assert [line.a_id for line in network(view, Filter(), ("person",))["edges"].rows] == ["p1"]


TERM = derived().terms[0]
COVER = [  # changes of a term that began on 10 January 2023 and is named on 3 March and 5 October 2024
    ({}, "2022-12-31", ""),
    ({}, "2023-06-01", "stated"),
    ({}, "2024-05-01", "between"),
    ({}, "2025-03-01", "likely"),
    ({}, "2030-01-01", "possible"),
    ({"end": "2024-12-31", "end_known": True}, "2024-12-31", "stated"),
    ({"end": "2024-12-31", "end_known": True}, "2025-01-01", ""),
    ({"start": None, "start_known": False}, "2024-05-01", "between"),
    ({"start": None, "start_known": False}, "2024-01-01", "likely"),
    ({"start": None, "start_known": False}, "2020-01-01", "possible"),
    ({"status": "gazetteer", "first_cited": None, "last_cited": None}, "2025-01-01", "stated"),
    ({"start": None, "start_known": False, "first_cited": None, "last_cited": None}, "2025-01-01", ""),
]


@pytest.mark.parametrize(("changes", "day", "sure"), COVER)
def test_how_sure_a_term_covers_a_day(changes: dict[str, object], day: str, sure: str) -> None:
    term: Term = replace(TERM, **changes)  # type: ignore[arg-type]
    found, why = cover(term, date.fromisoformat(day))
    assert found == sure
    assert bool(why) == bool(sure)


@pytest.mark.parametrize("position", ["министр обороны", "Министр обороны", "Minister of Defence"])
def test_who_in_russian_and_english(position: str, view: SampleRegister) -> None:
    (line,) = who(view, position, "KGZ", date(2024, 5, 1))["terms"].rows
    assert (line.person, line.sure) == ("Асан Токтосунов", "between")


def test_who_of_a_post_that_no_table_has(view: SampleRegister) -> None:
    assert [line.id for line in who(view, "глава делегации", "SRB")["terms"].rows] == ["t2"]
    assert who(view, "делегации", "SRB")["terms"].rows == ()


def test_others_are_unlikely_where_one_is_known(view: SampleRegister) -> None:
    register = SampleRegister()
    other = replace(TERM, id="t9", person="p2", start=None, start_known=False, first_cited="2024-08-01",
                    last_cited="2024-08-01")  # fmt: skip
    register.derived = replace(register.derived, terms=(*register.derived.terms, other))
    found = {
        line.id: line.sure for line in who(register, "министр обороны", "KGZ", date(2024, 5, 1))["terms"].rows
    }
    assert found == {"t1": "between", "t9": "unlikely"}
