"""`communique serve`: addresses, tokens, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli.serve import is_loopback, link, serve, served_hosts


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.0.2.7", False),
        ("desk.example", False),
    ],
)
def test_which_addresses_are_this_machine_alone(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


@pytest.mark.parametrize(
    ("host", "token", "address"),
    [
        ("127.0.0.1", None, "http://127.0.0.1:8642/"),
        ("::1", None, "http://[::1]:8642/"),
        ("0.0.0.0", "t", "http://localhost:8642/?token=t"),
    ],
)
def test_the_link_that_is_printed(host: str, token: str | None, address: str) -> None:
    assert link(host, 8642, token) == address


def test_the_hosts_that_are_served() -> None:
    assert served_hosts("::1", ("Desk.Example",)) == {"localhost", "127.0.0.1", "[::1]", "desk.example"}


def test_a_missing_register_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(serve, [str(tmp_path / "none.db")])
    assert result.exit_code == 1
    assert "there is no such file" in result.output
