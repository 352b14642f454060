from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from seen_reports import actor, groups, office, report, together

from communique.actors.resolve import resolve
from communique.records.register import Entity, Member, Merge, Ruling
from communique.register.seen import ReportSeen


def entities_of(*reports: ReportSeen, rulings: tuple[Ruling, ...] = ()) -> tuple[Entity, ...]:
    return resolve(reports, rulings)[0]


def ruling(id: str, action: str, target: str, other: str | None = None, at: str = "2024-06-01") -> Ruling:
    return Ruling(id, at, "Reader", action, target, other)


def test_a_name_with_its_country_joins() -> None:
    found = entities_of(
        report("r1", actor("a1", "Антон Серов", country="KAZ")),
        report("r2", actor("a1", "Антон Серов", country="KAZ"), day="2024-04-01"),
    )
    assert groups(found) == {frozenset({"r1:a1", "r2:a1"})}


def test_a_name_alone_does_not() -> None:
    found = entities_of(
        report("r1", actor("a1", "Антон Серов")),
        report("r2", actor("a1", "Антон Серов"), day="2020-01-01"),
    )
    assert len(found) == 2


def test_two_patronymics_are_two_persons() -> None:
    found = entities_of(
        report("r1", actor("a1", "Антон Ильич Серов", country="KAZ")),
        report("r2", actor("a1", "Антон Петрович Серов", country="KAZ")),
    )
    assert len(found) == 2


def test_spellings_in_two_scripts_join_by_office() -> None:
    minister = office("a1", "министр обороны", "KAZ")
    found = entities_of(
        report("r1", actor("a1", "Асан Жолбарысов", country="KAZ"), offices=[minister]),
        report("r2", actor("a1", "Asan Zholbarysov", country="KAZ"), offices=[minister], language="en"),
        report("r3", actor("a1", "Асан Джолбарысов", country="KAZ"), offices=[minister]),
        report("r4", actor("a1", "Асан Жолбарысұлы", country="KAZ"), language="kk"),
    )
    assert frozenset({"r1:a1", "r2:a1", "r3:a1"}) in groups(found)


def test_a_surname_joins_the_one_in_its_report() -> None:
    found = entities_of(
        report("r1", actor("a1", "Антон Серов", country="KAZ"), actor("a2", "Серов")),
        report("r2", actor("a1", "Пётр Серов", country="KAZ"), actor("a2", "А. Жуков", country="KAZ")),
    )
    assert together(found, "r1:a1", "r1:a2") and not together(found, "r1:a2", "r2:a1")


def test_a_surname_alone_joins_nobody_by_itself() -> None:
    found = entities_of(
        report("r1", actor("a1", "Антон Серов", country="KAZ")),
        report("r2", actor("a1", "Серов", country="RUS")),
        report("r3", actor("a1", "Серов", country="RUS")),
    )
    assert len(found) == 3


def test_an_office_alone_joins_its_holder_of_that_time() -> None:
    minister = office("a1", "министр обороны", "KAZ")
    found = entities_of(
        report("r1", actor("a1", "Антон Серов", country="KAZ"), offices=[minister]),
        report("r2", actor("a1", "министр обороны", country="KAZ", names=()), offices=[minister]),
        report(
            "r3",
            actor("a1", "министр обороны", country="KAZ", names=()),
            offices=[minister],
            day="2019-01-01",
        ),
    )
    assert groups(found) == {frozenset({"r1:a1", "r2:a1"}), frozenset({"r3:a1"})}


def test_bodies_by_name_and_state() -> None:
    found = entities_of(
        report("r1", actor("a1", "МО РК", "body", "KAZ"), actor("a2", "МИД", "body", "RUS")),
        report("r2", actor("a1", "министерство обороны", "body", "KAZ", names=())),
        report(
            "r3", actor("a1", "Минобороны", "body", "BLR"), actor("a2", "полиция", "body", "RUS", names=())
        ),
        report("r4", actor("a1", "полиция", "body", "RUS", names=())),
    )
    assert together(found, "r1:a1", "r2:a1")
    assert not together(found, "r1:a1", "r3:a1")
    assert not together(found, "r3:a2", "r4:a1")


def test_a_state_is_one_whatever_it_is_called() -> None:
    found = entities_of(
        report("r1", actor("a1", "Казахстан", "state", "KAZ"), actor("a2", "Астана", "place")),
        report("r2", actor("a1", "Астана", "state", "KAZ"), actor("a2", "Нур-Султан", "place")),
    )
    state = next(entity for entity in found if entity.id == "KAZ")
    assert state.external == {"iso": "KAZ"} and state.type == "state"
    assert {str(member) for member in state.members} == {"r1:a1", "r2:a1"}
    assert together(found, "r1:a2", "r2:a2")


def test_office_holders_of_the_gazetteer_are_known() -> None:
    minister = report(
        "r1",
        actor("a1", "А. Джаксыбеков", country="KAZ"),
        actor("a2", "Адильбек Джаксыбеков", country="KAZ"),
        offices=[office("a2", "министр обороны", "KAZ")],
        day=None,
    )
    [found] = entities_of(minister)
    assert found.external["wikidata"] == "Q357241"
    assert any(name.kind == "gazetteer" and name.script == "latn" for name in found.names)


def test_groups_stay_one_a_report() -> None:
    found = entities_of(
        report("r1", actor("a1", "стороны", "group", names=())),
        report("r2", actor("a1", "стороны", "group", names=())),
    )
    assert len(found) == 2


TWO = (
    report("r1", actor("a1", "Антон Серов", country="KAZ")),
    report("r2", actor("a1", "Антон Серов", country="KAZ")),
    report("r3", actor("a1", "Антон Серов", country="KAZ")),
)


def test_a_ruling_parts_what_rules_join_and_can_be_taken_back() -> None:
    apart = ruling("u1", "different", "r1:a1", "r2:a1")
    entities, merges = resolve(TWO, (apart,))
    assert not together(entities, "r1:a1", "r2:a1")
    assert next(merge for merge in merges if merge.ruling == "u1").same is False
    back = ruling("u2", "undo", "u1", at="2024-06-02")
    assert together(entities_of(*TWO, rulings=(apart, back)), "r1:a1", "r2:a1")


def test_a_ruling_joins_what_rules_keep_apart() -> None:
    entities, merges = resolve(
        (report("r1", actor("a1", "Антон Серов")), report("r2", actor("a1", "генерал", names=()))),
        (ruling("u1", "same", "r1:a1", "r2:a1"),),
    )
    assert len(entities) == 1
    assert merges == (
        Merge(
            "actor",
            Member("r1", "a1"),
            Member("r2", "a1"),
            True,
            1.0,
            "Reader ruled that they are one",
            "person:Reader",
            "u1",
        ),
    )


def test_the_later_of_contradicting_rulings_counts() -> None:
    rulings = (
        ruling("u1", "same", "r1:a1", "r2:a1", at="2024-06-01"),
        ruling("u2", "different", "r1:a1", "r2:a1", at="2024-06-02"),
    )
    entities, merges = resolve(TWO, rulings)
    assert not together(entities, "r1:a1", "r2:a1")
    assert "without effect" in next(merge.why for merge in merges if merge.ruling == "u1")


def test_ids_stay_while_the_earliest_member_does() -> None:
    before = entities_of(*TWO)
    later = report("r9", actor("a1", "Антон Серов", country="KAZ"), day="2024-09-01")
    assert [entity.id for entity in before] == [entity.id for entity in entities_of(*TWO, later)]


NAMES = ("Антон Серов", "А. Серов", "Серов", "Антон Ильич Серов", "Anton Serov", "Пётр Серов", "МИД", "ООН")
ACTORS = st.builds(
    actor,
    st.just("a0"),
    st.sampled_from(NAMES),
    st.sampled_from(("person", "body", "group", "state", "place", "enterprise")),
    st.sampled_from((None, "KAZ", "RUS")),
)


@st.composite
def some_reports(draw: st.DrawFn) -> list[ReportSeen]:
    many = draw(st.lists(st.lists(ACTORS, max_size=4), max_size=6))
    days = st.sampled_from((None, "2024-03-05", "2020-01-01", "2024-03"))
    return [
        report(
            f"r{number}",
            *(
                actor(f"a{n}", a.name, a.type, a.country[0] if a.country else None)
                for n, a in enumerate(actors)
            ),
            day=draw(days),
        )
        for number, actors in enumerate(many)
    ]


@given(some_reports(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_reports_says_nothing(reports: list[ReportSeen], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(reports, ()) == resolve(shuffled, ())


@given(some_reports())
@settings(max_examples=60, deadline=None)
def test_every_actor_belongs_to_one_entity(reports: list[ReportSeen]) -> None:
    entities, merges = resolve(reports, ())
    members = [member for entity in entities for member in entity.members]
    assert sorted(members) == sorted(Member(r.key, a.id) for r in reports for a in r.actors)
    assert len({entity.id for entity in entities}) == len(entities)
    of = {member: entity.id for entity in entities for member in entity.members}
    assert all((of[merge.left] == of[merge.right]) is merge.same for merge in merges)
