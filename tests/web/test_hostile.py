"""Reports that try to do something to whoever shows them: nothing of theirs becomes markup, on any page."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pages import addresses, in_form
from starlette.testclient import TestClient

from communique.register.register import Register
from communique.web.app import make_app
from communique.web.library import Library
from hostile import HOSTILE

OWN_SCRIPTS = ("/static/page.js", "/static/review.js", "/static/chart.js")
TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
URLS = ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href")


class Strict(HTMLParser):
    """Collects what no page of ours may hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and not given.get("src", "").startswith(OWN_SCRIPTS):
            self.found.append(f"a script: {given}")
        if tag in ("style", "iframe", "object", "embed", "base", "img", "meta") and not (
            tag == "meta" and (given.get("name") == "viewport" or given.get("charset"))
        ):
            self.found.append(f"<{tag}> {given}")
        for name, value in given.items():
            if name.startswith("on") or name == "style":
                self.found.append(f"{tag} {name}={value}")
            if name in URLS and not value.startswith(("/", "#", "http://", "https://")):
                self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"a comment: {data}")


@pytest.fixture(scope="module")
def hostile(hostile_file: Path) -> Iterator[TestClient]:
    library = Library(hostile_file, read_only=True)
    with TestClient(make_app(library), "http://localhost") as client:
        yield client
    library.close()


@pytest.fixture(scope="module")
def every(hostile_file: Path) -> list[str]:
    with Register.open(hostile_file) as register, register.view() as view:
        assert len(view.reports()) == len(HOSTILE)
        return addresses(view)


def test_no_report_becomes_markup(hostile: TestClient, every: list[str]) -> None:
    for address in every:
        answer = hostile.get(address)
        assert answer.status_code == 200, address
        if answer.text.startswith("<!doctype html>"):
            strict = Strict()
            strict.feed(answer.text)
            assert not strict.found, (address, strict.found[:3])
            assert not [hex(code) for code in TURNING if chr(code) in answer.text], address
            assert not [c for c in answer.text if ord(c) < 32 and c not in "\n\t"], address


def test_forms_for_programs_hold_them_as_they_are(hostile: TestClient, every: list[str]) -> None:
    for address in every:
        for form, media in ((".json", "application/json"), (".csv", "text/csv")):
            if (changed := in_form(address, form)) is not None:
                answer = hostile.get(changed)
                assert answer.status_code == 200, changed
                assert answer.headers["content-type"].startswith(media)
                assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_asked_is_escaped_too(hostile: TestClient) -> None:
    evil = "<script>x</script>\"'><img src=x onerror=y>"
    for address in (
        "/search",
        "/who",
        "/compare",
        "/actors",
        "/timeline",
        "/promises",
        "/dossier",
        "/network",
    ):
        names = (
            "q",
            "position",
            "country",
            "then",
            "name",
            "since",
            "status",
            "a",
            "b",
            "kind",
            "as_of",
            "actor",
        )
        for name in names:
            answer = hostile.get(address, params={name: evil, "lang": evil})
            strict = Strict()
            strict.feed(answer.text)
            assert not strict.found, (address, name, strict.found[:3])
    strict = Strict()
    strict.feed(hostile.get("/report/" + evil.replace("/", "")).text)
    assert not strict.found


def test_headers_of_a_refusal_hold_nothing_of_the_request(hostile: TestClient) -> None:
    answer = hostile.get("/dossier", params={"a": "KAZ\r\nset-cookie: x=1", "b": "SRB"})
    assert "x=1" not in answer.headers.get("set-cookie", "")


def test_pasted_reports_are_read_or_refused(bare: TestClient) -> None:
    for report in HOSTILE:
        own = {"sec-fetch-site": "same-origin"}
        answer = bare.post("/read", data={"text": report.text, "title": report.title or ""}, headers=own)
        assert answer.status_code in (200, 422)
        strict = Strict()
        strict.feed(answer.text)
        assert not strict.found, strict.found[:3]
