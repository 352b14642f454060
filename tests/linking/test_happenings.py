"""One happening from many reports: what is joined, what never is, and what the record shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from news_texts import printed
from small_world import entities, event

from communique.linking.happenings import join
from communique.linking.reprints import find_reprints
from communique.records.register import Dating, Happening, Member, Merge, Ruling
from communique.register.seen import EventSeen, ReportSeen

ASAN, MILOS, DRAGAN, BERND = "Асан Токтосунов", "Милош Йович", "Драган Петрич", "Бернд Хофер"
TALKS = (
    "Министр обороны Кыргызстана Асан Токтосунов провёл в Бишкеке переговоры с сербским коллегой Милошем "
    "Йовичем. "
    "Они обсудили подготовку офицеров в академии Баткена и поставку тренажёров завода «Яворина». Йович "
    "осмотрел "
    "учебный центр «Кок-Мойнок» и пообещал прислать инструкторов к осенним сборам."
)
TALKS_AGAIN = (
    "Подготовку офицеров и тренажёры завода «Яворина» обсудили в Бишкеке главы военных ведомств двух "
    "стран. Милош "
    "Йович приехал к Асану Токтосунову с делегацией, побывал в академии Баткена и в центре «Кок-Мойнок». "
    "Сербские "
    "инструкторы приедут к осенним сборам."
)
TALKS_THIRD = (
    "Асан Токтосунов и Милош Йович договорились о тренажёрах завода «Яворина» для академии Баткена. "
    "Переговоры в Бишкеке длились два часа, гость посетил центр «Кок-Мойнок», где ждут инструкторов."
)
FLOOD = "Паводок в Тонском районе повредил плотину, жителей села Кара-Талаа вывезли в школу райцентра."


def meeting(*who: str, stage: str = "done", **fields: Any) -> EventSeen:
    return event("meeting", stage, {"participant": who or (ASAN, MILOS)}, **fields)


def joined(
    *reports: ReportSeen, datings: Sequence[Dating] = (), rulings: Sequence[Ruling] = ()
) -> tuple[list[Happening], list[Merge]]:
    happenings, merges = join(reports, entities(reports), find_reprints(reports), datings, rulings)
    members = sorted(member for item in happenings for member in item.members)
    assert members == sorted(item.member(told.id) for item in reports for told in item.events)
    assert len(merges) == len(members) - len(happenings)
    return list(happenings), list(merges)


def pair(one: EventSeen, other: EventSeen, **fields: Any) -> tuple[ReportSeen, ReportSeen]:
    return (
        printed("one", "2024-05-06", TALKS, one, title="Токтосунов принял Йовича"),
        printed("two", fields.get("day", "2024-05-06"), TALKS_AGAIN, other, title="Йович приехал в Бишкек"),
    )


SAME = [
    ("the same sides", meeting(), meeting()),
    ("one of the persons", meeting(), meeting(ASAN, "Сербия")),
    ("planned and proposed", meeting(stage="planned"), meeting(stage="proposed")),
    ("going on and done", meeting(stage="under_way"), meeting()),
    ("times that meet", meeting(when="2024-05-06"), meeting(when="2024-05")),
    ("a time and fresh news", meeting(when="2024-05-05"), meeting()),
]
DIFFERENT = [
    ("another kind", meeting(), event("agreement", "done", {"party": (ASAN, MILOS)})),
    ("planned and done", meeting(stage="planned"), meeting()),
    ("done and denied", meeting(), meeting(stage="denied")),
    ("other persons of one state", meeting(ASAN, MILOS), meeting("Кыргызстан", DRAGAN)),
    ("another state", meeting(ASAN, MILOS), meeting("Кыргызстан", BERND)),
    ("other days", meeting(when="2024-05-06"), meeting(when="2024-05-02")),
    ("told as news of another day", meeting(when="2024-03-01"), meeting()),
    (
        "another person appointed",
        event("appointment", "done", {"person": [MILOS], "body": ["Минобороны Сербии"]}),
        event("appointment", "done", {"person": [DRAGAN], "body": ["Минобороны Сербии"]}),
    ),
    (
        "another step",
        event("agreement", "done", {"party": (ASAN, MILOS)}, step="signed"),
        event("agreement", "done", {"party": (ASAN, MILOS)}, step="ratified"),
    ),
]


@pytest.mark.parametrize(("why", "one", "other"), SAME)
def test_joined(why: str, one: EventSeen, other: EventSeen) -> None:
    (happening,), (merge,) = joined(*pair(one, other))
    assert happening.sources == 2
    assert happening.reports == ("one", "two")
    assert merge.kind == "event" and merge.same and merge.score > 0 and "texts" in merge.why


@pytest.mark.parametrize(
    ("one", "other"), [case[1:] for case in DIFFERENT], ids=[case[0] for case in DIFFERENT]
)
def test_not_joined(one: EventSeen, other: EventSeen) -> None:
    happenings, merges = joined(*pair(one, other))
    assert len(happenings) == 2 and not merges


def test_other_texts_of_the_same_sides_are_not_joined() -> None:
    reports = (
        printed("one", "2024-05-06", TALKS, meeting()),
        printed("two", "2024-05-06", FLOOD, meeting()),
    )
    assert len(joined(*reports)[0]) == 2


def test_the_same_day_and_sides_are_enough_where_the_texts_do_not_disagree() -> None:
    one, other = pair(meeting(when="2024-05-06"), meeting(when="2024-05-06"), day="2024-05-09")
    assert len(joined(one, other)[0]) == 1


def test_standing_practice_does_not_glue_reports() -> None:
    practice = event("activity", "under_way", {"party": ("Кыргызстан", "Сербия")}, count="several")
    reports = (
        printed("one", "2024-05-06", TALKS, practice),
        printed("two", "2024-05-06", FLOOD + TALKS[:80], practice),
    )
    assert len(joined(*reports)[0]) == 2


def test_two_events_of_one_report_stay_two() -> None:
    one = printed("one", "2024-05-06", TALKS, meeting(), meeting())
    two = printed("two", "2024-05-06", TALKS_AGAIN, meeting())
    happenings, _ = joined(one, two)
    assert sorted(len(item.members) for item in happenings) == [1, 2]


def test_reprints_count_as_one_source() -> None:
    reports = (
        printed("one", "2024-05-06", TALKS, meeting()),
        printed("copy", "2024-05-07", TALKS, meeting()),
        printed("two", "2024-05-06", TALKS_AGAIN, meeting()),
    )
    (happening,), merges = joined(*reports)
    assert (happening.sources, len(happening.reports)) == (2, 3)
    assert "rule:reprint" in {merge.by for merge in merges}


def test_disagreement_stays_side_by_side() -> None:
    one, other = pair(
        meeting(count="2", place="Бишкек", when="2024-05"),
        meeting(count="3", place="Бишкеке", when="2024-05-06"),
    )
    (happening,), _ = joined(one, other)
    assert happening.when == "2024-05-06" and "when" not in happening.variants
    assert [variant.value for variant in happening.variants["count"]] == ["2", "3"]
    assert happening.count == "2" and "place" not in happening.variants
    assert set(happening.shown_by) == {"count"}


def test_most_sources_are_shown_first() -> None:
    third = printed("three", "2024-05-07", TALKS_THIRD, meeting(count="3"))
    one, other = pair(meeting(count="2"), meeting(count="3"))
    (happening,), _ = joined(one, other, third)
    assert happening.count == "3"


def test_the_record_of_a_happening() -> None:
    one, other = pair(
        meeting(when="XXXX-05-06", topic="подготовку", confidence=0.6, context=("military",)),
        meeting(ASAN, "Сербия", confidence=0.8, plover="CONSULT"),
    )
    printed_day = Dating(Member("one", "e1"), "XXXX-05-06", "2024-05-06", "metadata", "published 2024-05-06")
    (happening,), _ = joined(one, other, datings=[printed_day])
    assert (happening.when, happening.when_printed) == ("2024-05-06", "XXXX-05-06")
    assert happening.when_why == "published 2024-05-06"
    assert (happening.first_day, happening.last_day) == ("2024-05-06", "2024-05-06")
    assert happening.countries == ("KGZ", "SRB")
    assert happening.roles == {"participant": ("nАсан_Токтосунов", "nМилош_Йович", "nСербия")}
    assert (happening.first_reported, happening.last_reported) == ("2024-05-06", "2024-05-06")
    assert (happening.confidence, happening.context, happening.topic) == (0.8, ("military",), "подготовку")


def test_the_id_stays_while_the_earliest_member_does() -> None:
    one, other = pair(meeting(), meeting())
    (alone,), _ = joined(one)
    (both,), _ = joined(one, other)
    assert alone.id == both.id and alone.id.startswith("h")


def ruling(id: str, action: str, **fields: Any) -> Ruling:
    values = {"target": "one:e1", "other": "two:e1", "by": "Нина", "at": f"2024-06-0{id[-1]}T10:00:00Z"}
    return Ruling(id=id, action=action, **(values | fields))


def test_what_a_person_ruled_comes_first() -> None:
    alike = pair(meeting(), meeting())
    apart, merges = joined(*alike, rulings=[ruling("r1", "different")])
    assert len(apart) == 2 and not merges
    unlike = (
        printed("one", "2024-05-06", TALKS, meeting()),
        printed("two", "2023-01-01", FLOOD, meeting(DRAGAN, BERND)),
    )
    (one,), (merge,) = joined(*unlike, rulings=[ruling("r1", "same", why="one trip")])
    assert (merge.by, merge.ruling, merge.why) == ("person:Нина", "r1", "one trip")
    assert len(one.members) == 2
    assert len(joined(*alike, rulings=[ruling("r1", "same"), ruling("r2", "different")])[0]) == 2
    undone = [ruling("r1", "different"), ruling("r2", "undo", target="r1", other=None)]
    assert len(joined(*alike, rulings=undone)[0]) == 1
    elsewhere = [ruling("r1", "same", target="gone:e1")]
    assert len(joined(*alike, rulings=elsewhere)[0]) == 1


def test_told_apart_also_through_a_third() -> None:
    third = printed("three", "2024-05-06", TALKS + " " + FLOOD, meeting())
    happenings, _ = joined(*pair(meeting(), meeting()), third, rulings=[ruling("r1", "different")])
    assert not any({"one", "two"} <= set(item.reports) for item in happenings)


MANY = [
    *pair(meeting(), meeting(ASAN, "Сербия")),
    printed("copy", "2024-05-07", TALKS, meeting()),
    printed("late", "2024-05-08", TALKS_AGAIN + " " + FLOOD, meeting(when="2024-05-06"), meeting(BERND)),
    printed("undated", None, TALKS, meeting(), event("visit", "done", {"visitor": [MILOS]})),
    replace(printed("blank", "2024-05-06", "", meeting()), fingerprint=b""),
]


@given(st.permutations(MANY))
def test_the_order_of_reports_says_nothing(reports: list[ReportSeen]) -> None:
    assert joined(*reports) == joined(*MANY)
