"""A few kills and refused writes; `bench/durability.py` makes hundreds of both."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from press import REPORTS

DURABILITY = Path(__file__).parent.parent.parent / "bench" / "durability.py"


@pytest.fixture(scope="module")
def durability() -> ModuleType:
    spec = importlib.util.spec_from_file_location("durability", DURABILITY)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines() -> Iterator[str]:
    for number in range(10_000):
        report = REPORTS[number % len(REPORTS)]
        yield (
            json.dumps({"id": f"n{number}", "text": f"{report.text}\n{number}\n"}, ensure_ascii=False) + "\n"
        )


def test_nothing_acknowledged_is_lost_to_a_kill(durability: ModuleType, tmp_path: Path) -> None:
    assert durability.kills(lines(), tmp_path, count=3, seed=7) == []


def test_a_full_disk_costs_nothing_but_the_last_step(durability: ModuleType, tmp_path: Path) -> None:
    assert durability.full_disk(tmp_path, writes=12) == []


@pytest.mark.parametrize("write", [53, 54, 90])  # the first two fall into the close after a refused commit
def test_a_disk_that_fills_later_costs_no_more(durability: ModuleType, tmp_path: Path, write: int) -> None:
    vfs = durability.Full(f"full{write}")
    assert durability.one_full_disk(vfs, tmp_path / "press.db", write) == []
    vfs.unregister()


def test_a_lost_report_would_be_noticed(durability: ModuleType, tmp_path: Path) -> None:
    acknowledged: set[str] = {"0123456789abcdef"}
    durability.taken_in(tmp_path / "press.db", None, acknowledged)
    assert durability.harm(tmp_path / "press.db", acknowledged) == ["1 acknowledged reports are not there"]
