"""A register of invented reports behind the page, made once, and clients that ask it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.register.register import Register
from communique.web.app import make_app
from communique.web.library import Library
from communique.web.settings import Settings
from hostile import HOSTILE
from press import REPORTS

BASE = "http://localhost"
OWN = {"sec-fetch-site": "same-origin"}


@pytest.fixture(scope="session")
def press_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("web") / "press.db", REPORTS)


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("web") / "hostile.db", HOSTILE)


def made(path: Path, reports: object) -> Path:
    with Register.open(path, write=True) as register:
        list(register.ingest(reports))  # type: ignore[arg-type]
        register.derive()
        register.backup(path.with_suffix(".one.db"))
    return path.with_suffix(".one.db")


@pytest.fixture
def own_file(press_file: Path, tmp_path: Path) -> Path:
    """A register that a test may write into."""
    return Path(shutil.copy(press_file, tmp_path / "own.db"))


@pytest.fixture(scope="session")
def client(press_file: Path) -> Iterator[TestClient]:
    library = Library(press_file, read_only=True)
    with TestClient(make_app(library), BASE) as made_client:
        yield made_client
    library.close()


@pytest.fixture
def bare() -> Iterator[TestClient]:
    """The page without a register."""
    with TestClient(make_app(), BASE) as made_client:
        yield made_client


@pytest.fixture
def library(own_file: Path) -> Iterator[Library]:
    opened = Library(own_file)
    yield opened
    opened.close()


@pytest.fixture
def writer(library: Library) -> Iterator[TestClient]:
    settings = Settings(reviewer="Проверяющая")
    with TestClient(make_app(library, settings), BASE, headers=OWN) as made_client:
        yield made_client
