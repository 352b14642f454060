"""The verbs of a register's file from outside: ingest, derive, rule, doctor, backup, dump, verify."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from test_commands import communique

from communique.cli import run
from press import REPORTS


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("press")
    for report in REPORTS:
        fields = {"id": report.id, "text": report.text, "published": str(report.published), "url": report.url}
        (folder / f"{report.id}.json").write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def register(press: Path) -> Path:
    path = press.parent / f"{press.name}.db"
    assert run(["ingest", str(press), "--into", str(path), "--jobs", "1"]) == 0
    return path


def output(*arguments: str | Path) -> str:
    done = communique(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_ingest_tells_what_it_took_in_and_the_next_that_it_knows_it(press: Path, tmp_path: Path) -> None:
    first = communique("ingest", press, "--into", tmp_path / "press.db")
    assert (first.returncode, first.stdout) == (0, f"{len(REPORTS)} new\n")
    assert "generation 1 of 7 reports" in first.stderr
    again = communique("ingest", press, "--into", tmp_path / "press.db")
    assert (again.returncode, again.stdout) == (0, f"0 new, {len(REPORTS)} known already\n")
    assert "nothing new to derive" in again.stderr


def test_shards_together_make_the_same_register(press: Path, register: Path, tmp_path: Path) -> None:
    path = tmp_path / "press.db"
    for shard in ("2/2", "1/2"):
        output("ingest", press, "--into", path, "--shard", shard, "--no-derive", "--jobs", "1")
    output("derive", "--register", path)
    assert output("dump", "--digest", "--register", path) == output(
        "dump", "--digest", "--register", register
    )


def test_what_fails_is_told_and_the_rest_is_taken_in(press: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    sources = [tmp_path / "empty.txt", press / "meeting.json"]
    done = communique("ingest", *sources, "--into", tmp_path / "press.db", "--jobs", "1")
    assert done.returncode == 1
    assert done.stdout == "1 new, 1 failed\n"
    assert "empty.txt" in done.stderr


def test_acknowledgements_are_lines_of_json(press: Path, tmp_path: Path) -> None:
    told = output("ingest", press, "--into", tmp_path / "press.db", "--acknowledge", "--jobs", "1")
    lines = [json.loads(line) for line in told.splitlines()]
    assert [line["state"] for line in lines] == ["new"] * len(REPORTS)
    assert {line["name"] for line in lines} == {report.id for report in REPORTS}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ingest"], "name the files to take in"),
        (["ingest", "x.txt", "--shard", "3/2"], "write 1/4"),
        (["doctor", "--register", "missing.db"], "there is no such file"),
        (["dump", "--register", "missing.db"], "there is no such file"),
        (["backup", "copy.db", "--register", "missing.db"], "there is no such file"),
        (["verify", "missing.db"], "missing.db"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "communique", *arguments],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode != 0
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_doctor_and_a_verification_find_nothing(register: Path) -> None:
    told = output("doctor", "--register", register)
    assert {line.split()[0] for line in told.splitlines()} == {"ok"}
    assert output("verify", register).startswith("7 reports, 7 readings")
    assert json.loads(output("verify", register, "--json"))["problems"] == 0


def test_a_backup_answers_like_the_register(register: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    output("backup", copy, "--register", register)
    assert output("dump", "--digest", "--register", copy) == output(
        "dump", "--digest", "--register", register
    )
    again = communique("backup", copy, "--register", register)
    assert again.returncode == 2
    assert "give another name" in again.stderr


def test_rulings_are_checked_kept_and_taken_back(press: Path, tmp_path: Path) -> None:
    path = tmp_path / "press.db"
    output("ingest", press / "meeting.json", "--into", path, "--jobs", "1")
    before = _happenings(path)
    visit = next(item for item in before if item["kind"] == "visit")
    member = ":".join(visit["members"][0])
    wrong = communique("rule", "correct", member, "--field", "stage", "--value", "maybe", "--register", path)
    assert wrong.returncode == 1
    assert "maybe" in wrong.stderr
    told = output(
        "rule",
        "correct",
        member,
        "--field",
        "stage",
        "--value",
        "declined",
        "--by",
        "ann",
        "--register",
        path,
    )
    assert [item["stage"] for item in _happenings(path) if item["kind"] == "visit"] == ["declined"]
    output("rule", "undo", told.split()[1], "--register", path)
    assert _happenings(path) == before


def _happenings(path: Path) -> list[dict]:  # type: ignore[type-arg]
    lines = map(json.loads, output("dump", "--register", path).splitlines())
    return [line for line in lines if line["record"] == "happening"]


def test_a_dump_as_of_a_day_before_anything_is_empty(register: Path) -> None:
    assert output("dump", "--register", register, "--as-of", "1999-12-31") == ""
    wrong = communique("dump", "--register", register, "--as-of", "soon")
    assert wrong.returncode == 1
    assert "soon" in wrong.stderr
