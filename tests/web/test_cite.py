"""Citations: three forms, each with the whole address, the instant and the version."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from pages import opened
from starlette.testclient import TestClient

from communique.register.keys import report_key
from communique.web.guard import site
from press import MEETING


@pytest.mark.parametrize(
    ("address", "cited"),
    [
        (f"/cite/report/{report_key(MEETING)}", f"/report/{report_key(MEETING)}?as_of="),
        ("/cite/page/dossier/KGZ/SRB?title=x", "/dossier/KGZ/SRB?as_of="),
        (
            "/cite/page/timeline?kind=visit&since=2024-01-01&title=x",
            "/timeline?kind=visit&since=2024-01-01&as_of=",
        ),
    ],
)
def test_citations_bear_the_whole_address_and_the_version(
    client: TestClient, address: str, cited: str
) -> None:
    page = unescape(opened(client, address))
    footnote, bibtex, csl, permalink = re.findall(r"data-copy>(.*?)</p(?:re)?>", page, re.DOTALL)
    whole = re.escape(f"http://localhost{cited}") + r"\d{4}-\d\d-\d\dT[\d:.]+Z"
    assert re.fullmatch(whole, permalink)
    plain = bibtex.replace("\\", "")
    for form in (footnote, plain, csl):
        assert permalink in form
        assert re.search(r"generation \d+, as of \d{4}-\d\d-\d\dT", form)
    assert plain.startswith("@online{")
    (item,) = json.loads(csl)
    assert item["type"] == ("article-newspaper" if "report" in address else "webpage")
    assert client.get(permalink).status_code == 200


def test_a_page_that_is_cited_is_asked_in_the_same_way(client: TestClient) -> None:
    page = unescape(opened(client, "/timeline?kind=visit&kind=meeting&lang=ru"))
    (found,) = re.findall(r'href="(/cite/[^"]*)"', page)
    assert (
        found
        == "/cite/page/timeline?kind=visit&kind=meeting&title=%D0%A5%D1%80%D0%BE%D0%BD%D0%B8%D0%BA%D0%B0"
    )
    client.cookies.clear()


def test_a_day_that_is_not_over_is_cited_up_to_now(client: TestClient) -> None:
    page = unescape(opened(client, "/cite/page/timeline?as_of=2999-01-01"))
    assert "as_of=2999" not in page.split("<main")[1]
    past = unescape(opened(client, "/cite/page/timeline?as_of=2001-01-01"))
    assert "as_of=2001-01-01T23:59:59.999Z" in past


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("desk.example", "https://desk.example"),
        ("Desk.Example:8642", "https://desk.example:8642"),
        ("[::1]:1", "https://[::1]:1"),
        ("local\thost", "https://localhost"),
    ],
)
def test_the_address_holds_nothing_but_what_was_checked(host: str, address: str) -> None:
    assert site("https", host) == address
