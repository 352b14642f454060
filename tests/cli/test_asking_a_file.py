"""Questions to a register's file, from ingest to answer; and the same answer from readings in memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from communique import queries
from communique.cli import run
from communique.queries import Answer
from communique.reading import read_report
from communique.records.report import Report
from communique.records.when import When
from communique.register.memory import Memory
from communique.register.register import Register
from communique.register.view import View

RECEIVED = (
    "БИШКЕК. 3 марта. АГЕНТСТВО — Министр обороны Кыргызстана Асан Токтосунов принял делегацию Минобороны "
    "Сербии во главе с Милошем Йовичем. М. Йович пригласил А. Токтосунова посетить Белград осенью."
)
VISITED = (
    "БЕЛГРАД. 5 октября. АГЕНТСТВО — Министр обороны Кыргызстана Асан Токтосунов посетил Белград с рабочим "
    "визитом. Его принял министр обороны Сербии Милош Йович."
)
TEXTS = {"2024-03-03": RECEIVED, "2024-10-05": VISITED}
QUESTIONS: dict[str, Callable[[View], Answer]] = {
    "timeline": queries.timeline,
    "promises": queries.promises,
    "network": queries.network,
    "actor": lambda view: queries.actor(view, "Токтосунов"),
}


def reports() -> list[Report]:
    return [
        Report(f"r{place}", text, published=When.parse(day), url=f"https://aaa.example/{place}")
        for place, (day, text) in enumerate(TEXTS.items(), 1)
    ]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("register") / "test.db"
    with Register.open(path, write=True) as register:
        for taken in register.ingest(reports()):
            assert taken is not None
        register.derive()
    return path


def ask(file: Path, *arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run([*arguments, "--register", str(file)]) == 0
    return capsys.readouterr().out


def test_a_dossier(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = ask(file, "dossier", "KGZ", "SRB", capsys=capsys)
    assert "Kyrgyzstan and Serbia" in shown and "Асан Токтосунов" in shown and "[2] aaa.example" in shown


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_file_answers_as_memory_does(name: str, file: Path) -> None:
    memory = Memory([read_report(report) for report in reports()])
    with Register.open(file) as register, register.view() as view:
        assert QUESTIONS[name](view).sections == QUESTIONS[name](memory).sections


def test_before_anything_was_known(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["promises", "--as-of", "2020-01-01", "--register", str(file)]) == 0
    out, err = capsys.readouterr()
    assert "The register knows nothing of this." in out and "first knew anything" in err


def test_the_history_of_a_happening(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ask(file, "timeline", "--format", "jsonl", capsys=capsys).splitlines()
    id = json.loads(lines[0])["id"]
    shown = ask(file, "history", id, capsys=capsys)
    assert f"happening {id}" in shown and "known so still" in shown


def test_history_of_what_never_was(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["history", "nonsense", "--register", str(file)]) == 1
    assert "never had a record 'nonsense'" in capsys.readouterr().err


def test_no_such_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", "--register", "/nowhere/at.db"]) == 1
    assert "/nowhere/at.db" in capsys.readouterr().err


def test_the_environment_names_the_register(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMMUNIQUE_REGISTER", str(file))
    assert run(["stats"]) == 0
    assert "reports" in capsys.readouterr().out
