"""Where the project data lie: gold readings, corpora and reports, which are no part of this repository."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How long a machine takes to make examples says nothing about the program.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")

# Not a conftest of their own folder: two modules of one name cannot be type-checked together.
pytest_plugins = ("web_fixtures",)
ROOT = Path(__file__).parent.parent


def data_folder() -> Path | None:
    """`COMMUNIQUE_DATA`, else `../shared` beside the repository; None when there is no such folder."""
    folder = Path(os.environ.get("COMMUNIQUE_DATA") or ROOT.parent / "shared")
    return folder.resolve() if (folder / "gold").is_dir() else None


@pytest.fixture(scope="session")
def data() -> Path:
    """The data folder. The test is skipped without it, or fails where `COMMUNIQUE_REQUIRE_DATA=1` is set."""
    if (folder := data_folder()) is not None:
        return folder
    reason = "no project data: set COMMUNIQUE_DATA to its folder"
    if os.environ.get("COMMUNIQUE_REQUIRE_DATA") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where the data are required, a test that was skipped for lack of them is a failure."""
    if os.environ.get("COMMUNIQUE_REQUIRE_DATA") != "1":
        return
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if lacking := [report.nodeid for report in skipped if "data" in str(report.longrepr[-1]).lower()]:
        reporter.write_line(f"skipped although the data are required: {', '.join(lacking)}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
