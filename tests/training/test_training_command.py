"""The makers' common command."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from communique.training.__main__ import MAKERS, main


def test_every_maker_is_a_module() -> None:
    for module, _ in MAKERS.values():
        assert importlib.util.find_spec(f"communique.training.{module}") is not None, module


@pytest.mark.parametrize(("arguments", "status"), [([], 0), (["--help"], 0), (["nobody"], 2)])
def test_makers_are_listed(
    arguments: list[str], status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["training", *arguments])
    assert main() == status
    said = capsys.readouterr()
    assert all(maker in said.out for maker in MAKERS)
    assert ("nobody" in said.err) == bool(status)


def test_a_maker_gets_its_arguments(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["training", "events", "--help"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 0
    assert "--labels" in capsys.readouterr().out
