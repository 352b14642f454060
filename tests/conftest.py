"""Where the project data lie: gold readings, corpora and reports, which are no part of this repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
