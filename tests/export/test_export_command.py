"""`communique export` on a register's file: the same bytes as from memory, complaints as errors of usage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from register_fixture import readings, register

from communique.cli.export import export
from communique.export import FORMATS, write
from communique.register.register import Register

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("register") / "r.db"
    with Register.open(path, write=True) as made:
        list(made.ingest([reading.report for reading in readings()]))
        made.derive()
    yield path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(export, [str(one) for one in arguments])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_file_and_memory_give_the_same_rows(file: Path, tmp_path: Path) -> None:
    assert run("csv", "--output", tmp_path / "a", "--register", file, "--as-of", "9000-01-01").exit_code == 0
    memory = register()
    write(memory, "csv", tmp_path / "b")
    stored, held = contents(tmp_path / "a"), contents(tmp_path / "b")
    # These say which day it is, or hang on it.
    for name in ("datapackage.json", "codebook.md", "commitments.csv"):
        del stored[name], held[name]
    assert stored == held


def test_a_part_and_a_moment(file: Path, tmp_path: Path) -> None:
    result = run("bibtex", "-o", tmp_path / "a.bib", "--register", file, "--pair", "Киргизия", "SRB")
    assert result.exit_code == 0, result.output
    assert 0 < (tmp_path / "a.bib").read_text().count("@online") < len(readings())
    result = run(
        "visits", "-o", tmp_path / "v", "--register", file, "--since", "2024-05", "--until", "2024-05"
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "v" / "visits.csv").read_text().count("\n") == 2


WRONG = [
    (("excel", "-o", "x"), "'excel' is not one of"),
    (("csv",), "Missing option '--output'"),
    (("csv", "-o", "x", "--pair", "KAZ", "KAZ"), "two different countries"),
    (("csv", "-o", "x", "--pair", "KAZ", "Нигдения"), "no country is called"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and message in result.output


def test_what_cannot_be_written_is_told_in_one_line(file: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("")
    result = run("csv", "-o", tmp_path / "full", "--register", file)
    assert result.exit_code == 1 and "is not empty" in result.output
    result = run("ris", "-o", tmp_path / "none" / "a.ris", "--register", file)
    assert result.exit_code == 1 and "No such file" in result.output
    assert run("csv", "-o", tmp_path / "full", "--register", file, "--force").exit_code == 0


def test_every_format_is_listed_and_documented() -> None:
    told = run("--help").output
    docs = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    for name, item in FORMATS.items():
        assert re.search(rf"^ +{re.escape(name)} +{re.escape(item.about)}$", told, re.M)
        assert f"`{name}`" in docs
