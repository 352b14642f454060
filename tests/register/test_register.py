"""The register's file: what goes in comes out, once, in any order, as of any moment."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.intake.errors import Failure
from communique.records.register import Member
from communique.records.report import Report
from communique.register.decide import new_ruling
from communique.register.doctor import examine
from communique.register.dump import digest, dump
from communique.register.errors import NewerRegister, NotARegister
from communique.register.keys import report_key
from communique.register.memory import Memory
from communique.register.prepare import prepare, reading_of
from communique.register.rebuild import TYPES, rebuild
from communique.register.register import AsOfError, Register
from communique.register.view import Filter, Outline, UnknownRecord
from communique.register.words import folded, forms_of, marks
from press import APPOINTED, EXERCISE, MEETING, PUT_OFF, REPORTS, VISIT, VISIT_AGAIN, VISIT_REPRINT


def made(path: Path, reports: Sequence[Report | Failure] = REPORTS, jobs: int = 1) -> Register:
    register = Register.open(path, write=True)
    list(register.ingest(reports, jobs))
    register.derive()
    return register


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return made(tmp_path_factory.mktemp("register") / "press.db")


def test_every_report_is_stored_with_its_reading(register: Register) -> None:
    with register.view() as view:
        assert len(view.reports()) == len(REPORTS)
        for report in REPORTS:
            key = report_key(report)
            stored = view.report(key)
            assert (stored.text, stored.url, stored.published) == (report.text, report.url, report.published)
            reading = view.reading(key)
            assert reading.report.text == report.text
            assert view.seen(key).key == key
            for event in reading.events:
                for span in event.trigger:
                    assert report.text[span.start : span.end] == span.text


def test_a_stored_reading_is_the_reading() -> None:
    made = prepare(MEETING)
    assert not isinstance(made, Failure)
    stored = reading_of(Report(made.key, MEETING.text, "ru", None, MEETING.published, MEETING.url), made.body)
    again = prepare(stored.report)
    assert not isinstance(again, Failure)
    assert again.body == made.body


def test_the_same_again_changes_nothing(register: Register) -> None:
    before, generations = digest(register.store), register.generation_at(None)
    taken = list(register.ingest(REPORTS))
    assert [item.state for item in taken] == ["known"] * len(REPORTS)
    assert register.derive() is None
    assert (digest(register.store), register.generation_at(None)) == (before, generations)


@pytest.mark.parametrize("seed", range(3))
def test_any_order_gives_the_same_register(register: Register, tmp_path: Path, seed: int) -> None:
    shuffled = list(REPORTS)
    random.Random(seed).shuffle(shuffled)
    cut = seed + 2
    with made(tmp_path / "other.db", shuffled[:cut]) as other:
        list(other.ingest(shuffled[cut:]))
        other.derive()
        assert digest(other.store) == digest(register.store)


def test_any_number_of_processes_gives_the_same_register(register: Register, tmp_path: Path) -> None:
    with made(tmp_path / "two.db", jobs=2) as two:
        assert digest(two.store) == digest(register.store)


def test_a_report_is_known_by_its_content_wherever_it_lies(tmp_path: Path) -> None:
    elsewhere = Report(
        "copy", MEETING.text, "ru", None, MEETING.published, MEETING.url, {"path": "backup/copy.txt"}
    )
    with made(tmp_path / "press.db", [MEETING, elsewhere]) as register:
        key = report_key(MEETING)
        assert register.receipts(key) == [("copy", "backup/copy.txt"), ("meeting", "press/meeting.txt")]
        with register.view() as view:
            assert list(view.reports()) == [key]


def test_failures_are_kept_and_copies_of_them_too(tmp_path: Path) -> None:
    foreign = Report("kz", "Қазақстан мен Беларусь министрлері кездесті.", "kk", metadata={"path": "kz.txt"})
    items: list[Report | Failure] = [
        Failure("gone.txt", None, "there is no such file"),
        foreign,
        foreign,
        MEETING,
    ]
    with Register.open(tmp_path / "press.db", write=True) as register:
        states = [item.state for item in register.ingest(items)]
        assert states == ["failed", "failed", "failed", "new"]
        rows = list(register.store.rows("SELECT source, reason FROM failure ORDER BY source"))
        assert [source for source, _ in rows] == ["gone.txt", "kz.txt"]
        register.derive()
        with register.view() as view:
            assert len(view.reports()) == 1


def test_the_file_answers_like_the_register_in_memory(register: Register) -> None:
    memory = Memory(_readings(register))
    wanted = [
        Filter(),
        Filter(pair=("KGZ", "SRB")),
        Filter(country="SRB", kinds=("visit",)),
        Filter(stages=("planned", "proposed")),
        Filter(since=datetime(2024, 10, 1).date()),
    ]
    with register.view() as view:
        for filter in wanted:
            assert list(view.happenings(filter)) == list(memory.happenings(filter))
        assert view.entities() == memory.entities()
        assert list(view.commitments(("KGZ", "SRB"))) == list(memory.commitments(("KGZ", "SRB")))
        assert list(view.terms()) == list(memory.terms())
        assert list(view.reprints()) == list(memory.reprints())
        assert list(view.datings()) == list(memory.datings())
        assert {said.member for said in view.statements()} == {said.member for said in memory.statements()}
        assert view.counts() == memory.counts()
        for entity in view.entities().values():
            assert list(view.merges(entity.id)) == list(memory.merges(entity.id))
            for member in entity.members:
                assert view.entity_of(member) == entity.id


def _readings(register: Register) -> list:  # type: ignore[type-arg]
    with register.view() as view:
        return [view.reading(key) for key in view.reports()]


def test_an_invitation_is_kept_by_the_visit_that_follows(register: Register) -> None:
    with register.view() as view:
        (promise,) = [item for item in view.commitments(("KGZ", "SRB")) if item.kind == "visit"]
        assert promise.state == "kept"
        closing = view.happening(promise.steps[-1].happening)
        assert {member.report for member in closing.members} >= {report_key(VISIT), report_key(VISIT_AGAIN)}
        assert closing.sources == 2  # the reprint counts with what it reprints


def test_reprints_are_linked_and_stay(register: Register) -> None:
    with register.view() as view:
        (reprint,) = view.reprints()
        assert (reprint.report, reprint.of, reprint.kind) == (
            report_key(VISIT_REPRINT),
            report_key(VISIT),
            "exact",
        )


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """Came to know one report a month, from January to April 2025."""
    register = Register.open(tmp_path_factory.mktemp("grown") / "press.db", write=True)
    for month, report in enumerate((MEETING, EXERCISE, VISIT, VISIT_AGAIN), 1):
        list(register.ingest([report]))
        rebuild(register.store, now=datetime(2025, month, 15, 12, tzinfo=UTC))
    return register


class TestAsOf:
    """What was asked as of an earlier moment is answered the same for ever."""

    def test_each_moment_knows_what_was_known(self, grown: Register) -> None:
        counts = []
        for day in ("2025-01-14", "2025-01-15", "2025-02-20", "2025-03-15", "2025-04-15"):
            with grown.view(day) as view:
                counts.append(len(view.reports()))
        assert counts == [0, 1, 2, 3, 4]

    def test_a_promise_is_open_until_it_was_known_to_be_kept(self, grown: Register) -> None:
        states = []
        for day in ("2025-01-31", "2025-02-28", "2025-03-31"):
            with grown.view(day) as view:
                (promise,) = [item for item in view.commitments(("KGZ", "SRB")) if item.kind == "visit"]
                states.append(promise.state)
                assert view.today.isoformat() == day
        assert states == ["open", "open", "kept"]

    def test_later_knowledge_and_rulings_change_nothing_of_it(self, grown: Register) -> None:
        moments = [grown.generation_at(f"2025-0{month}-28") for month in range(1, 5)]
        before = [list(dump(grown.store, moment)) for moment in moments]
        list(grown.ingest([APPOINTED, PUT_OFF, VISIT_REPRINT]))
        grown.rule(new_ruling("retract", report_key(MEETING), "ann", why="a test"))
        grown.derive()
        assert [list(dump(grown.store, moment)) for moment in moments] == before
        with grown.view() as now:
            assert not [item for item in now.commitments(("KGZ", "SRB")) if item.state == "kept"]

    @pytest.mark.parametrize("wrong", ["yesterday", "2025-13-01", "2025-01-01T10:00"])
    def test_a_moment_must_be_one(self, grown: Register, wrong: str) -> None:
        with pytest.raises(AsOfError, match=wrong[:4]), grown.view(wrong):
            pass


def test_rulings_change_what_is_derived_and_can_be_taken_back(tmp_path: Path) -> None:
    with made(tmp_path / "press.db", [MEETING]) as register:
        start = [line for line in dump(register.store) if '"record": "happening"' in line]
        with register.view() as view:
            (visit,) = view.happenings(Filter(kinds=("visit",)))
            (member,) = visit.members
        ruling = new_ruling("reject", str(member), "ann", why="no invitation")
        register.rule(ruling)
        register.derive()
        with register.view() as view:
            assert not view.happenings(Filter(kinds=("visit",)))
            assert [item.by for item in view.rulings()] == ["ann"]
        assert [life.known_to is not None for life in register.history(visit.id)][:1] == [True]
        register.rule(new_ruling("undo", ruling.id, "bob"))
        register.derive()
        assert [line for line in dump(register.store) if '"record": "happening"' in line] == start


def test_history_tells_every_version(tmp_path: Path) -> None:
    with made(tmp_path / "press.db", [VISIT]) as register:
        list(register.ingest([VISIT_AGAIN]))
        register.derive()
        with register.view() as view:
            key = report_key(VISIT)
            member = Member(key, "e1")
            happening = next(item for item in view.happenings() if member in item.members)
        lives = register.history(happening.id)
        assert [life.known_to is None for life in lives if life.type == "happening"] == [False, True]
        first, last = (json.loads(life.body) for life in lives if life.type == "happening")
        assert len(first["members"]) < len(last["members"])
        assert {life.id for life in register.history(str(member))} >= {happening.id}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("министра обороны", [MEETING, VISIT, VISIT_REPRINT, VISIT_AGAIN, APPOINTED]),
        ("учение", [EXERCISE]),
        ("учениями Казахстану", [EXERCISE]),
        ('"военным сотрудничеством"', [VISIT, VISIT_REPRINT]),
        ('"сотрудничеством военным"', []),
        ("отложить", [PUT_OFF]),
        ("Токтосуновым пригласить", [MEETING]),
        ("пресс-службой", [VISIT_AGAIN]),
        ('col:x NEAR( -"', []),
    ],
)
def test_search_finds_any_form(register: Register, question: str, found: list[Report]) -> None:
    memory = Memory(_readings(register))
    with register.view() as view:
        hits = view.search(question)
        assert {hit.report for hit in hits} == {report_key(report) for report in found}
        assert {hit.report for hit in memory.search(question)} == {hit.report for hit in hits}
        for hit in hits:
            text = view.report(hit.report).text
            spans = marks(question, text)
            assert spans
            assert all(folded(text[start:end]) in forms_of(question) for start, end in spans)
        every = view.search(question, limit=1_000)
        for known in (view, memory):
            assert list(known.matches(question)) == sorted(hit.report for hit in every)


def test_outlines_are_those_of_the_happenings(register: Register) -> None:
    memory = Memory(_readings(register))
    with register.view() as view:
        assert view.outlines() == list(map(Outline.of, view.happenings()))
        assert memory.outlines() == list(map(Outline.of, memory.happenings()))


def test_a_view_knows_nothing_of_what_is_not_there(register: Register) -> None:
    with register.view() as view:
        for ask in (view.happening, view.commitment, view.entity, view.report, view.reading, view.seen):
            with pytest.raises(UnknownRecord):
                ask("nothing")


def test_a_backup_is_the_register_and_never_replaces_a_file(register: Register, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    register.backup(copy)
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]
    with Register.open(copy) as other:
        assert digest(other.store) == digest(register.store)
    with pytest.raises(FileExistsError):
        register.backup(copy)


def test_the_doctor_finds_a_sound_register_sound(register: Register) -> None:
    assert {finding.level for finding in examine(register.store)} == {"ok"}


def test_the_doctor_sees_a_half_stored_report(tmp_path: Path) -> None:
    with made(tmp_path / "press.db", [MEETING, VISIT]) as register:
        register.store.run("DELETE FROM reading WHERE report = ?", (report_key(VISIT),))
        bad = [finding for finding in examine(register.store) if finding.level == "bad"]
        assert [finding.check for finding in bad] == ["reports"]
        assert report_key(VISIT) in bad[0].what


def test_what_is_no_register_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("Министры встретились. " * 100)
    for name in ("missing.db", "text.db"):
        with pytest.raises(NotARegister, match=name):
            Register.open(tmp_path / name)
    with pytest.raises(NotARegister, match=r"text\.db"):
        Register.open(tmp_path / "text.db", write=True)


def test_a_later_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "press.db"
    with made(path, [MEETING]) as register:
        register.store.run("PRAGMA user_version = 99")
    for write in (False, True):
        with pytest.raises(NewerRegister, match="later version"):
            Register.open(path, write=write)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE report SET text = 'x'",
        "DELETE FROM report",
        "UPDATE reading SET body = x'00'",
        "UPDATE record SET body = '{}'",
        "UPDATE record SET known_to = 5 WHERE known_to IS NOT NULL",
        "DELETE FROM ruling",
        "UPDATE ruling SET body = '{}'",
    ],
)
def test_the_file_itself_refuses_to_forget(tmp_path: Path, sql: str) -> None:
    import apsw

    with made(tmp_path / "press.db", [MEETING]) as register:
        list(register.ingest([VISIT]))
        register.rule(new_ruling("retract", report_key(VISIT), "ann"))
        register.derive()
        register.rule(new_ruling("retract", report_key(MEETING), "ann"))
        register.derive()
        with pytest.raises(apsw.ConstraintError):
            register.store.run(sql)


def test_records_of_all_types_survive_their_json() -> None:
    import msgspec

    from communique.register.rebuild import encoded, keyed_records

    memory = Memory(reading for reading in _all_readings())
    kinds = set()
    for item in keyed_records(memory.derived, memory.statements()):
        kinds.add(item.type)
        assert encoded(msgspec.json.decode(item.body, type=TYPES[item.type])) == item.body
    assert kinds >= {"actor", "happening", "commitment", "term", "reprint", "statement"}


def _all_readings() -> list:  # type: ignore[type-arg]
    from communique.batch import read_one

    return [read_one(report) for report in itertools.chain(REPORTS)]


def test_projections_of_an_earlier_version_are_made_anew(tmp_path: Path) -> None:
    with made(tmp_path / "press.db") as register:
        before = digest(register.store)
        register.store.run("UPDATE reading SET projection = 0, seen = (SELECT seen FROM reading LIMIT 1)")
        assert register.derive() is not None
        assert digest(register.store) == before


@pytest.mark.parametrize(
    "name",
    ["Токтосунов", "А. Токтосунову", "Toktosunov", "Милош Йович", "Минобороны Польши", "Сербия", "никто", ""],
)
def test_names_lead_to_the_same_actors_as_in_memory(register: Register, name: str) -> None:
    memory = Memory(_readings(register))
    with register.view() as view:
        assert [entity.id for entity in view.named(name)] == [entity.id for entity in memory.named(name)]
        assert bool(view.named(name)) == (name not in ("Минобороны Польши", "никто", ""))


def test_actors_that_a_person_joined_are_parted_again_by_undo(tmp_path: Path) -> None:
    with made(tmp_path / "press.db", [MEETING, EXERCISE]) as register:
        with register.view() as view:
            people = [entity for entity in view.entities().values() if entity.type == "person"]
            one, other = (entity.members[0] for entity in people[:2])
        ruling = new_ruling("same", str(one), "ann", other=str(other), why="a test")
        register.rule(ruling)
        register.derive()
        with register.view() as view:
            assert view.entity_of(one) == view.entity_of(other)
            merges = view.merges(view.entity_of(one) or "")
            assert any(merge.ruling == ruling.id and merge.by == "person:ann" for merge in merges)
        register.rule(new_ruling("undo", ruling.id, "ann"))
        register.derive()
        with register.view() as view:
            assert view.entity_of(one) != view.entity_of(other)
