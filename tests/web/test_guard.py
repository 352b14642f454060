"""Who may ask, from where, how much; what an answer forbids the browser."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from communique.web.app import make_app
from communique.web.guard import HEADERS, Guard, host_name
from communique.web.settings import Settings

BASE = "http://localhost"
FORM = {"text": "Слова."}


@pytest.mark.parametrize("address", ["/", "/nowhere", "/static/page.css", "/static/none.js", "/openapi.json"])
def test_every_answer_bears_the_headers(bare: TestClient, address: str) -> None:
    headers = bare.get(address).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8642", 200),
        ("127.0.0.1:80", 200),
        ("[::1]:8642", 200),
        ("LOCALHOST", 200),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("localhost@evil.example", 400),
        ("evil.example#localhost", 400),
        ("localhost:evil", 400),
        ("", 400),
    ],
)
def test_only_known_hosts_are_served(bare: TestClient, host: str, status: int) -> None:
    assert bare.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "http://localhost"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"sec-fetch-site": "cross-site", "origin": "null"}, False),
        ({"origin": "http://localhost"}, True),
        ({}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://localhost"}, False),
        ({"sec-fetch-site": "none", "origin": "http://evil.example"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://localhost.evil.example"}, False),
        ({"origin": "http://localhost:81"}, False),
    ],
)
def test_writes_must_come_from_the_page_itself(
    bare: TestClient, headers: dict[str, str], is_taken: bool
) -> None:
    status = bare.post("/read", data=FORM, headers=headers, follow_redirects=False).status_code
    assert (status == 303) is is_taken
    if not is_taken:
        assert status == 403


def test_a_token_is_shown_once_and_then_lies_in_a_cookie() -> None:
    with TestClient(make_app(None, Settings(token="secret-words")), BASE) as client:
        assert client.get("/").status_code == 401
        assert client.get("/static/page.css").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        answer = client.get("/read?token=secret-words&lang=ru", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/read?lang=ru")
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert client.get("/").status_code == 200


def test_a_proxy_must_name_the_user() -> None:
    with TestClient(make_app(None, Settings(user_header="x-user")), BASE) as client:
        assert client.get("/").status_code == 401
        assert client.get("/", headers={"x-user": " "}).status_code == 401
        assert client.get("/", headers={"x-user": "aigul"}).status_code == 200


def test_a_body_that_is_too_large_is_refused() -> None:
    with TestClient(make_app(None, Settings(body_bytes=2_000)), BASE) as client:
        own = {"sec-fetch-site": "same-origin"}
        assert client.post("/read", data={"text": "x" * 3_000}, headers=own).status_code == 413

        def pieces() -> Iterator[bytes]:  # without a length told beforehand
            for _ in range(30):
                yield b"text=" + b"x" * 100

        form = {**own, "content-type": "application/x-www-form-urlencoded"}
        assert client.post("/read", content=pieces(), headers=form).status_code == 413


def test_an_address_that_is_too_long_is_refused(bare: TestClient) -> None:
    assert bare.get("/read?x=" + "a" * 9_000).status_code == 400


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    """An application that reads a body of which only the first half is ever sent."""
    sent: list[Any] = []

    async def reads(scope: Any, receive: Callable[[], Awaitable[Any]], send: Any) -> None:
        while (await receive()).get("more_body"):
            pass

    async def receive() -> Any:
        if not sent and not started:
            started.append(True)
            return {"type": "http.request", "body": b"half", "more_body": True}
        return await anyio.sleep_forever()

    async def send(message: Any) -> None:
        sent.append(message)

    started: list[bool] = []
    headers = [(b"host", b"localhost"), (b"sec-fetch-site", b"same-origin")]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "raw_path": b"/",
        "query_string": b"",
        "headers": headers,
    }
    anyio.run(Guard(reads, Settings(seconds=0.05)), scope, receive, send)
    assert sent[0]["status"] == 408


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch, press_file: Any) -> None:
    from time import sleep

    from communique.web.desk import Desk
    from communique.web.library import Library

    library = Library(press_file, read_only=True)
    monkeypatch.setattr(Desk, "made", lambda *given: sleep(0.5))
    with TestClient(make_app(library, Settings(seconds=0.05)), BASE) as client:
        assert client.get("/timeline").status_code == 503
    library.close()


@pytest.mark.parametrize(
    ("host", "name"),
    [("a.b:1", "a.b"), ("[::1]:2", "[::1]"), ("x/y", ""), ("u@h", ""), ("h:99999999", ""), ("[::1", "")],
)
def test_names_of_hosts(host: str, name: str) -> None:
    assert host_name(host) == name


def test_other_methods_are_refused(bare: TestClient) -> None:
    own = {"sec-fetch-site": "same-origin"}
    for method in ("PUT", "DELETE", "PATCH"):
        assert bare.request(method, "/read", headers=own).status_code == 405
    assert bare.post("/", headers=own).status_code == 405
