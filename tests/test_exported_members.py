"""The public surface: `communique.__all__` and nothing else, each name where it says."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

import communique
from communique import Failure, IntakeError, Reading, When

ROOT = Path(__file__).parent.parent
REPORT = "МИНСК. 3 марта. АГЕНТСТВО — Сегодня министр обороны Сербии Милош Йович посетил Минск.\n"


def test_every_name_can_be_had() -> None:
    assert list(communique.__all__) == sorted(communique.__all__)
    for name in communique.__all__:
        assert getattr(communique, name) is not None
    assert set(communique.__all__) <= set(dir(communique))
    assert set(communique._HOMES) == set(communique.__all__)


def test_no_other_name_can() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = communique.nonsense


def test_import_costs_nothing() -> None:
    code = "import sys, communique; sys.exit(sum(name.startswith('communique') for name in sys.modules) - 1)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert communique.__version__ == project["version"]


PUBLISHED = ["2024-03-04", date(2024, 3, 4), When.parse("2024-03-04")]


@pytest.mark.parametrize("published", PUBLISHED, ids=str)
def test_read_takes_the_day_in_several_shapes(published: str | date | When) -> None:
    reading = communique.read(REPORT, published=published)
    assert isinstance(reading, Reading)
    assert str(reading.published) == "2024-03-04"
    assert reading.report.text == REPORT


def test_read_refuses_what_is_no_report() -> None:
    for text, published in ((" ", None), (REPORT, "2024-02-30")):
        with pytest.raises(IntakeError):
            communique.read(text, published=published)


def test_read_files_hands_failures_on(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "2.txt").write_text("", encoding="utf-8")
    first, second = communique.read_files(tmp_path)
    assert isinstance(first, Reading) and first.report.id == "1"
    assert isinstance(second, Failure)


def test_reading_is_deterministic() -> None:
    assert communique.read(REPORT).to_dict() == communique.read(REPORT).to_dict()
