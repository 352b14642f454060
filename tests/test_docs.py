"""What the README says is true: its commands parse, its Python runs, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest

from communique.cli import VERBS, app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.M | re.S)


COMMANDS = re.findall(r"^communique .*$", "\n".join(blocks("sh")), re.M)


def command(verb: str) -> click.Command:
    found = app.get_command(click.Context(app), verb)
    assert found is not None
    return found


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_documented(verb: str) -> None:
    assert re.search(rf"\| `{verb}[ `]", README)
    assert any(line.startswith(f"communique {verb} ") for line in COMMANDS)


def test_each_option_of_read_is_documented() -> None:
    for param in command("read").params:
        if isinstance(param, click.Option):
            assert f"| `{param.opts[0]}" in README


@pytest.mark.parametrize("line", COMMANDS)
def test_each_command_is_one(line: str) -> None:
    _, verb, *arguments = shlex.split(line.partition(" < ")[0], comments=True)
    command(verb).make_context(verb, arguments)


def test_the_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    exec("\n".join(blocks("python")), {"__name__": "readme"})
    out = capsys.readouterr().out
    assert "meeting done ['принял']" in out
    assert "('KGZ', 'SRB')" in out or "(KGZ, SRB)" in out


def test_two_commands_set_everything_up() -> None:
    first, second = (block.strip() for block in blocks("sh")[:2])
    assert first.endswith("read --sample") and second.endswith("./check")
    assert first.count("\n") == second.count("\n") == 0
    assert second in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)]+)\)", README))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_picture_loads_nothing() -> None:
    svg = (ROOT / "docs" / "reading.svg").read_text(encoding="utf-8")
    assert not re.search(r"(href|src|url\()\W*http", svg.replace("url(#", ""))


def test_scripts_are_shell_that_parses() -> None:
    for script in (ROOT / "check", ROOT / ".ci" / "run"):
        assert subprocess.run(["sh", "-n", script], check=False).returncode == 0


def test_constraints_are_names_and_versions() -> None:
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"#.*|[\w.-]+==[\w.]+", line)
