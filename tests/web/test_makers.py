"""Pages made in processes of their own are those that the serving process would make."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest
from pages import addresses, in_form, opened
from starlette.testclient import TestClient

from communique.register.register import Register
from communique.web.app import make_app
from communique.web.desk import maker
from communique.web.library import Library
from communique.web.makers import Makers
from communique.web.settings import Settings

BASE = "http://localhost"


@pytest.fixture(scope="module")
def by_others(press_file: Path) -> Iterator[tuple[TestClient, Makers]]:
    library = Library(press_file, read_only=True)
    makers = Makers(partial(maker, press_file, True, Settings()), 2)
    with TestClient(make_app(library, makers=makers), BASE) as client:
        yield client, makers
    makers.close()
    library.close()


def test_pages_are_the_same(
    client: TestClient, by_others: tuple[TestClient, Makers], press_file: Path
) -> None:
    with Register.open(press_file) as register, register.view() as view:
        every = [item for item in addresses(view) if not item.startswith("/review")]
    for address in every:
        for form in filter(None, (address, in_form(address, ".json"), in_form(address, ".csv"))):
            for language in ("en", "ru"):
                assert opened(by_others[0], form, language) == opened(client, form, language), form


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/dossier/KGZ/XXX", 404),
        ("/actor/nobody", 404),
        ("/timeline?since=yesterday", 400),
        ("/report/0000000000000000.json", 404),
        ("/dossier/KGZ/SRB?as_of=no", 400),
    ],
)
def test_errors_come_back_in_words(
    client: TestClient, by_others: tuple[TestClient, Makers], address: str, status: int
) -> None:
    answer = by_others[0].get(address)
    assert answer.status_code == status
    assert answer.text == client.get(address).text


def test_a_process_that_dies_is_replaced(by_others: tuple[TestClient, Makers]) -> None:
    client, makers = by_others
    for process in list(makers.processes):
        os.kill(process, signal.SIGKILL)
    assert client.get("/timeline?kind=visit&stage=done").status_code == 200


def test_nothing_stays_when_the_server_is_killed(press_file: Path) -> None:
    command = [sys.executable, "-m", "communique", "serve", str(press_file), "--port", "0"]
    with subprocess.Popen([*command, "--processes", "2"], stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            address = server.stderr.readline().split()[2]
            with urlopen(f"{address}timeline") as answer:
                assert answer.status == 200
            others = children(server.pid)
        finally:
            server.kill()
    assert len(others) >= 2
    deadline = time.monotonic() + 10
    while any(map(is_there, others)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_there, others))


def children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    if not found.exists():
        pytest.skip("needs /proc")
    return [int(number) for number in found.read_text().split()]


def is_there(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
