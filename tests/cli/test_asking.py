"""The verbs that ask a register: arguments, forms, files and exit statuses."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest

from communique.cli import run
from sample_register import SampleRegister

VIEWED = ("dossier", "timeline", "promises", "actor", "who", "search", "stats", "merges")
ASKED = [  # arguments, words of the answer
    (["dossier", "KGZ", "SRB"], "Open commitments (1)"),
    (["dossier", "Кыргызстан", "rs", "--most", "1"], "Visits (1 of 2)"),
    (["dossier", "KGZ", "Serbia", "--all", "--since", "2024-10", "--until", "2024"], "Visits (2)"),
    (["timeline"], "Events (5)"),
    (["timeline", "MNG"], "Events (1)"),
    (["timeline", "KGZ", "SRB", "--kind", "visit,meeting", "--stage", "done"], "Events (2)"),
    (["timeline", "--actor", "Йович"], "Events (2)"),
    (["promises"], "Threats and measures announced (1)"),
    (["promises", "KGZ", "SRB", "--overdue"], "1 overdue on 2026-01-15"),
    (["promises", "--kept"], "[kept]"),
    (["actor", "Токтосунов"], "Asan Toktosunov"),
    (["who", "министр обороны", "KGZ", "2024-05-01"], "[between]"),
    (["who", "министр обороны", "KGZ"], "Terms (1)"),
    (["search", "учения"], "Reports (2)"),
    (["search", "учения", "--country", "KGZ", "--country", "SRB"], "Reports (1)"),
    (["stats"], "Happenings by kind"),
    (["merges", "p1"], "[same]"),
]


@pytest.fixture(autouse=True)
def register(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def open_view(path: Path, as_of: str | None) -> Iterator[SampleRegister]:
        yield SampleRegister()

    for verb in VIEWED:
        monkeypatch.setattr(import_module(f"communique.cli.{verb}"), "open_view", open_view)


@pytest.mark.parametrize(("arguments", "words"), ASKED, ids=lambda value: str(value)[:60])
def test_answers(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    out, err = capsys.readouterr()
    assert words in out and not err


WRONG = [  # arguments, what the complaint names
    (["dossier", "KGZ"], "COUNTRY"),
    (["dossier", "KGZ", "KGZ"], "two different countries"),
    (["dossier", "KGZ", "Cербия"], "Serbia (SRB)"),
    (["dossier", "KGZ", "SRB", "--since", "2024-02-30"], "--since"),
    (["timeline", "KGZ", "SRB", "MNG"], "two different countries"),
    (["timeline", "--kind", "picnic"], "picnic"),
    (["timeline", "--stage", "dreamt"], "dreamt"),
    (["promises", "KGZ"], "two different countries"),
    (["who", "министр обороны", "KGZ", "soon"], "soon"),
    (["search"], "WORD"),
    (["stats", "--format", "xml"], "--format"),
    (["stats", "--output", "/nowhere/x.parquet"], "/nowhere/x.parquet"),
]


@pytest.mark.parametrize(("arguments", "named"), WRONG, ids=lambda value: str(value)[:60])
def test_wrong_usage(arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert named in err and not out


@pytest.mark.parametrize("verb", ["actor", "merges"])
def test_nobody_of_that_name(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([verb, "Асан Таксосунов"]) == 1
    assert "perhaps Асан Токтосунов" in capsys.readouterr().err


FILES = [
    ("a.html", "<!doctype html>"),
    ("a.md", "# Kyrgyzstan"),
    ("a.csv", "section,id,"),
    ("a.json", "{"),
    ("a.jsonl", '{"section"'),
    ("a.txt", "===="),
    ("a", "===="),
]


@pytest.mark.parametrize(("name", "start"), FILES)
def test_the_name_of_the_file_says_the_form(name: str, start: str, tmp_path: Path) -> None:
    assert run(["dossier", "KGZ", "SRB", "--output", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_parquet_into_a_file(tmp_path: Path) -> None:
    assert run(["dossier", "KGZ", "SRB", "-o", str(tmp_path / "a.parquet")]) == 0
    assert (tmp_path / "a.parquet").read_bytes().startswith(b"PAR1")


def test_parquet_without_pyarrow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert run(["dossier", "KGZ", "SRB", "-o", str(tmp_path / "a.parquet")]) == 1
    assert "communique[frames]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_form_asked_for_stands_above_the_name(tmp_path: Path) -> None:
    assert run(["stats", "-f", "json", "-o", str(tmp_path / "a.html")]) == 0
    assert json.loads((tmp_path / "a.html").read_text(encoding="utf-8"))["question"] == "stats"


def test_every_form_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    lines = []
    for form in ("text", "json", "jsonl", "csv", "md", "html"):
        assert run(["promises", "--format", form]) == 0
        lines.append(capsys.readouterr().out)
    assert all("посетить Белград осенью" in " ".join(out.split()) for out in lines)  # text is wrapped


NEEDLESS = {"jinja2", "pyarrow", "pandas", "polars", "pymorphy3", "trafilatura", "onnxruntime"}


def test_help_of_a_question_imports_nothing_heavy() -> None:
    code = (
        "import sys; from communique.cli import run; run(['dossier', '--help']); "
        f"sys.exit(repr({NEEDLESS | {'rich', 'numpy', 'apsw'}!r} & set(sys.modules)) "
        f"if {NEEDLESS | {'rich', 'numpy', 'apsw'}!r} & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
