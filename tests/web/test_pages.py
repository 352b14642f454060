"""Every page of a register answers, in every form and language, and says what it should."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from pages import addresses, in_form, opened
from starlette.testclient import TestClient

from communique.codebook import kinds
from communique.register.keys import report_key
from communique.register.register import Register
from press import MEETING, VISIT


@pytest.fixture(scope="module")
def every(press_file: Path) -> list[str]:
    with Register.open(press_file) as register, register.view() as view:
        return addresses(view)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_page_opens(client: TestClient, every: list[str], language: str) -> None:
    for address in every:
        text = opened(client, address, language)
        if text.startswith("<!doctype html>"):
            assert f'<html lang="{language}">' in text
            assert text.rstrip().endswith("</html>")


def test_every_page_can_be_had_as_json_and_csv(client: TestClient, every: list[str]) -> None:
    for address in every:
        if as_json := in_form(address, ".json"):
            assert isinstance(json.loads(opened(client, as_json)), dict)
        if as_csv := in_form(address, ".csv"):
            rows = list(csv.reader(StringIO(opened(client, as_csv))))
            assert len({len(row) for row in rows}) <= 1, address


def test_json_holds_what_the_page_shows(client: TestClient) -> None:
    answer = client.get("/dossier/KGZ/SRB.json").json()
    names = {section["name"] for section in answer["sections"]}
    page = opened(client, "/dossier/KGZ/SRB")
    assert {"meetings", "visits", "settled_commitments"} <= names
    for name in names:
        assert f'id="{name}"' in page


def test_every_quote_leads_to_its_words(client: TestClient) -> None:
    quotes = [
        quote
        for section in client.get("/dossier/KGZ/SRB.json").json()["sections"]
        for row in section["rows"]
        for quote in row.get("quotes", ())
    ]
    assert quotes
    for quote in quotes:
        page = opened(client, f"/report/{quote['report']}?at={quote['start']}-{quote['end']}")
        assert 'id="hit"' in page


def test_a_form_leads_from_names_to_the_page_of_two_states(client: TestClient) -> None:
    answer = client.get("/dossier", params={"a": "Сербия", "b": "Kyrgyzstan"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/dossier/SRB/KGZ")


def test_an_actor_is_found_by_name(client: TestClient) -> None:
    answer = client.get("/actors", params={"name": "Токтосунов"})
    assert answer.status_code == 200
    assert "Токтосунов" in answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere", 404),
        ("/report/0000000000000000", 404),
        ("/event/none", 404),
        ("/actor/nobody at all", 404),
        ("/dossier/KGZ/Atlantis", 404),
        ("/dossier/KGZ/KGZ", 400),
        ("/timeline?since=yesterday", 400),
        ("/timeline?kind=picnic", 400),
        ("/timeline?most=many", 400),
        ("/timeline?as_of=soon", 400),
        ("/search?q=%22%22", 400),
        ("/promises?status=broken", 400),
        ("/report/{meeting}?at=9-3", 400),
        ("/cite/poem/1", 400),
        ("/static/../app.py", 404),
        ("/static/app.py", 404),
    ],
)
def test_what_cannot_be_answered_is_told_in_words(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address.format(meeting=report_key(MEETING)))
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_an_error_is_json_where_json_was_asked_for(client: TestClient) -> None:
    answer = client.get("/event/none.json")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "none"


def test_before_the_register_knew_anything_there_is_nothing(client: TestClient) -> None:
    page = opened(client, "/timeline?as_of=2001-01-01")
    assert 'class="past"' in page
    assert 'class="line"' not in page


def test_links_keep_the_moment(client: TestClient) -> None:
    page = opened(client, "/timeline?as_of=2999-01-01")
    assert "as_of=2999-01-01" in page.split("<main")[1]


def test_the_language_is_the_browsers_unless_one_is_chosen(client: TestClient) -> None:
    assert '<html lang="ru">' in opened(client, "/", "ru-RU,ru;q=0.9,en;q=0.5")
    assert '<html lang="en">' in opened(client, "/", "kk,fr;q=0.8")
    chosen = client.get("/?lang=ru", headers={"accept-language": "en"})
    assert '<html lang="ru">' in chosen.text
    assert "communique_lang=ru" in chosen.headers["set-cookie"]
    client.cookies.clear()


def test_every_kind_can_be_filtered(client: TestClient) -> None:
    for kind in kinds():
        assert client.get(f"/timeline?kind={kind}").status_code == 200


def test_a_report_shows_its_records(client: TestClient) -> None:
    page = opened(client, f"/report/{report_key(VISIT)}")
    assert 'data-tie="e1"' in page
    assert 'data-r="' in page
    assert "https://agency.example/visit" in page


def test_the_description_lists_every_page(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    assert {"/dossier/{a}/{b}", "/dossier/{a}/{b}.json", "/review/rule", "/search.csv"} <= set(
        description["paths"]
    )
    ids = [operation["operationId"] for path in description["paths"].values() for operation in path.values()]
    assert len(ids) == len(set(ids))


# Reports that are pasted or dropped


def test_without_a_register_a_pasted_report_is_read(bare: TestClient) -> None:
    own = {"sec-fetch-site": "same-origin"}
    assert '<form class="paste"' in bare.get("/").text
    answer = bare.post("/read", data={"text": MEETING.text, "published": "2024-03-03"}, headers=own)
    assert answer.status_code == 200
    assert answer.url.path.startswith("/pasted/")
    assert 'data-tie="e1"' in answer.text
    reading = bare.get(f"{answer.url.path}.json").json()
    assert reading["events"]
    assert bare.get(f"{answer.url.path}.csv").text.startswith("id,kind")


def test_a_dropped_file_is_read(bare: TestClient) -> None:
    own = {"sec-fetch-site": "same-origin"}
    page = f"<html><head><title>x</title></head><body><article><p>{MEETING.text}</p></article></body></html>"
    answer = bare.post("/read", files={"file": ("report.html", page.encode())}, headers=own)
    assert answer.status_code == 200
    assert 'data-tie="e1"' in answer.text


def test_a_program_gets_the_reading_at_once(bare: TestClient) -> None:
    own = {"sec-fetch-site": "same-origin"}
    answer = bare.post("/read.json", data={"text": MEETING.text}, headers=own)
    assert answer.json()["text"] == MEETING.text


@pytest.mark.parametrize(
    "form", [{"text": ""}, {"text": "x\x00y"}, {"text": MEETING.text, "published": "someday"}]
)
def test_what_is_no_report_is_told_above_the_form(bare: TestClient, form: dict[str, str]) -> None:
    answer = bare.post("/read", data=form, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_pages_of_a_register_say_that_none_is_open(bare: TestClient) -> None:
    for address in ("/timeline", "/dossier/KGZ/SRB", "/search?q=x", "/review", "/network"):
        assert bare.get(address).status_code == 404
