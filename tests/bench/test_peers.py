"""The comparison with natasha: its workers, and the arithmetic of its lines. Speeds are not tested."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

PEERS = Path(__file__).parent.parent.parent / "bench" / "peers.py"
TEXT = "Министр обороны Сербии Милош Йович прибыл в Ереван. Его встретила Анна Сарьян.\n"


@pytest.fixture(scope="module")
def peers() -> ModuleType:
    spec = importlib.util.spec_from_file_location("peers", PEERS)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("who", ["NATASHA", "READER"])
def test_a_worker_reads_what_it_is_given(peers: ModuleType, who: str) -> None:
    worker = peers.Worker(sys.executable, getattr(peers, who))
    worker.pin(0)
    try:
        assert worker.seconds([TEXT]) > 0
        assert worker.seconds([TEXT] * 3) > 0
        assert worker.peak > 50
    finally:
        worker.stop()


def test_natasha_starts_where_setuptools_lacks_pkg_resources(peers: ModuleType) -> None:
    code = "import sys; sys.modules['pkg_resources'] = None\n" + peers.NATASHA
    code += f"work([{TEXT!r}]); print(vocabulary.lemmatize('сербии', 'PROPN', {{}}))"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout.strip() == "сербия", done.stderr


def test_a_worker_that_dies_is_told(peers: ModuleType) -> None:
    worker = peers.Worker(sys.executable, "def work(texts):\n    raise SystemExit(3)\n")
    with pytest.raises(RuntimeError, match="status 3"):
        worker.seconds([TEXT])
    worker.stop()


def test_ratios_are_medians_over_the_rounds(peers: ModuleType) -> None:
    turns = [peers.Turn(2, 100, natasha, 1.0, natasha, 0.5) for natasha in (4.0, 5.0, 9.0)]
    lines = list(peers.report_lines("own", turns))
    assert lines[0] == "own: 6 reports, 300 tokens"
    assert lines[1].split() == ["natasha", "17", "tokens/s", "0.3", "reports/s"]
    assert lines[3].endswith("first sight  5.00 (4.00 to 9.00)")
    assert lines[4].endswith("again       10.00 (8.00 to 18.00)")
