"""`python -m communique.evaluation`: what each command prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.evaluation.__main__ import app
from communique.records.json import to_line
from sample_readings import sample_reading

FIXTURES = Path(__file__).parent / "fixtures"


def run(*arguments: str | Path, status: int = 0) -> str:
    result = CliRunner().invoke(app, [*map(str, arguments)])
    assert result.exit_code == status, result.output
    return result.output


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text((to_line(sample_reading()) + "\n") * 3, encoding="utf-8")
    return path


def test_nerel_measures_the_nested_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "communique.evaluation.nerel.nested_model", lambda model: lambda text: [(0, len(model), "CITY")]
    )
    found = json.loads(run("nerel", FIXTURES / "brat", "--model", "accurate", "--json"))
    assert (found["reports"], found["micro"]["gold"], found["micro"]["pred"]) == (2, 11, 2)
    assert "micro" in run("nerel", FIXTURES / "brat")


def test_nerel_tells_broken_folders_and_a_missing_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(model: str) -> None:
        raise ImportError("none")

    monkeypatch.setattr("communique.evaluation.nerel.nested_model", missing)
    assert "no model of nested entities" in run("nerel", FIXTURES / "brat", status=1)
    monkeypatch.setattr("communique.evaluation.nerel.nested_model", lambda model: lambda text: [])
    assert "no .txt files" in run("nerel", tmp_path, status=1)


def test_factrueval_prints_names_and_tracks(tmp_path: Path) -> None:
    found = json.loads(run("factrueval", FIXTURES / "factrueval", "--out", tmp_path / "out", "--json"))
    assert set(found) >= {"names", "track 1", "track 1 -l", "track 2", "track 3", "track 3 -m"}
    assert "inexact" in found
    again = run("factrueval", FIXTURES / "factrueval", "--response", tmp_path / "out")
    assert "occupation" in again and "names" not in again
    assert "book_" in run("factrueval", tmp_path, status=1)


@pytest.mark.parametrize("command", ["mentions", "events"])
def test_gold_readings_are_read_anew(gold: Path, command: str) -> None:
    found = json.loads(run(command, gold, "--last", "1", "--json"))
    assert found["reports"] == 1
    levels = {
        "mentions": {"mentions", "b3", "offices", "statements"},
        "events": {"event", "dyad"},
    }
    assert levels[command] <= set(found)
    assert "1 reports" in run(command, gold, "--first", "1")


def test_first_and_last_exclude_each_other(gold: Path) -> None:
    assert "exclude" in run("events", gold, "--first", "1", "--last", "1", status=2)


def test_a_file_of_no_readings_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("[1]\n", encoding="utf-8")
    assert "x.jsonl:1" in run("mentions", tmp_path / "x.jsonl", status=1)


def test_events_agree_with_communique_evaluate(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from communique.cli import run as communique

    gold.write_text(gold.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert communique(["evaluate", str(gold), "--json"]) == 0
    theirs = json.loads(capsys.readouterr().out)
    ours = json.loads(run("events", gold, "--json"))
    assert {name: theirs[name] for name in ours} == ours
