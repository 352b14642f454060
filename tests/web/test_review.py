"""Decisions of people: stored as rulings, never over those of others, taken back, written out as gold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.records.json import from_dict
from communique.register.keys import report_key
from communique.register.register import Register
from communique.web.app import make_app
from communique.web.library import Library
from communique.web.settings import Settings
from press import MEETING

KEY = report_key(MEETING)
TARGET = f"{KEY}:e1"


def rule(client: TestClient, **form: str) -> object:
    return client.post("/review/rule.json", data={"target": TARGET, "saw": "", **form})


def test_the_least_sure_comes_first(writer: TestClient) -> None:
    found = writer.get("/review.json").json()
    sure = [event["confidence"] for event in found["events"]]
    assert sure == sorted(sure)
    assert found["total"] >= len(sure) > 3


def test_what_was_decided_leaves_the_queue(writer: TestClient) -> None:
    before = writer.get("/review.json").json()
    target = before["events"][0]["target"]
    answer = writer.post("/review/rule.json", data={"action": "accept", "target": target, "saw": ""})
    assert answer.status_code == 200
    assert answer.json()["by"] == "Проверяющая"
    after = writer.get("/review.json").json()
    assert after["total"] == before["total"] - 1
    assert target not in [event["target"] for event in after["events"]]


def test_a_rejected_event_is_gone_and_comes_back(writer: TestClient, library: Library) -> None:
    with library.view(None) as view:
        happening = next(
            item.id for item in view.happenings() if any(str(member) == TARGET for member in item.members)
        )
    ruling = writer.post(
        "/review/rule.json", data={"action": "reject", "target": TARGET, "saw": "", "reviewer": "Олжас"}
    ).json()["ruling"]
    library.settle()
    assert writer.get(f"/event/{happening}").status_code == 404
    assert "Олжас" in writer.get("/review/rulings").text
    undo = {"action": "undo", "target": ruling, "saw": ruling}
    assert writer.post("/review/rule.json", data=undo).status_code == 200
    library.settle()
    assert writer.get(f"/event/{happening}").status_code == 200


def test_a_form_leads_back_to_where_it_stood(writer: TestClient) -> None:
    form = {"action": "accept", "target": TARGET, "saw": "", "back": "/review?offset=10"}
    answer = writer.post("/review/rule", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?offset=10")
    for evil in ("https://evil.example/review", "//evil.example", "/\\evil"):
        form = {"action": "accept", "target": TARGET, "saw": _saw(writer), "back": evil}
        answer = writer.post("/review/rule", data=form, follow_redirects=False)
        assert answer.headers["location"] == "/review"


def _saw(client: TestClient) -> str:
    page = client.get(f"/review/record/{KEY}/e1").text
    found = re.search(r'name="saw" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def test_two_people_do_not_overwrite_each_other(writer: TestClient) -> None:
    saw = _saw(writer)
    first = {"action": "accept", "target": TARGET, "saw": saw, "reviewer": "Анна"}
    second = {"action": "reject", "target": TARGET, "saw": saw, "reviewer": "Борис"}
    assert writer.post("/review/rule.json", data=first).status_code == 200
    answer = writer.post("/review/rule.json", data=second)
    assert answer.status_code == 409
    assert "Анна" in answer.json()["detail"]
    second["saw"] = _saw(writer)
    assert writer.post("/review/rule.json", data=second).status_code == 200


def test_a_field_is_corrected_with_its_words(writer: TestClient, library: Library) -> None:
    start = MEETING.text.index("подготовку")
    span = f"{start}-{start + len('подготовку военных кадров')}"
    form = {
        "action": "correct",
        "target": TARGET,
        "saw": "",
        "field": "topic",
        "value": "военные кадры",
        "span": span,
    }
    assert writer.post("/review/rule.json", data=form).status_code == 200
    library.settle()
    (made,) = library.rulings()
    assert (made.field, json.loads(made.value or "")) == ("topic", "военные кадры")
    assert [(item.start, item.end) for item in made.spans] == [(start, start + 25)]
    lines = writer.get("/review/gold.jsonl").text.splitlines()
    (reading,) = [from_dict(json.loads(line)) for line in lines]
    topic = reading.events[0].topic
    assert topic is not None
    assert (topic.value, topic.spans[0].text) == ("военные кадры", "подготовку военных кадров")
    assert "person:Проверяющая" in reading.reader


@pytest.mark.parametrize(
    "form",
    [
        {"action": "shout"},
        {"action": "correct", "field": "colour", "value": "red"},
        {"action": "correct", "field": "stage", "value": "soon"},
        {"action": "correct", "field": "when", "value": "yesterday"},
        {"action": "correct", "field": "roles", "value": "[1, 2"},
        {"action": "correct", "field": "topic", "value": "x", "span": "9-3"},
        {"action": "correct", "field": "topic", "value": "x", "span": "0-99999999"},
        {"action": "same", "other": TARGET},
        {"action": "reject", "target": ""},
    ],
)
def test_what_is_unclear_is_refused(writer: TestClient, library: Library, form: dict[str, str]) -> None:
    answer = writer.post("/review/rule.json", data={"target": TARGET, "saw": "", **form})
    assert answer.status_code == 400
    assert library.rulings() == ()


def test_names_that_are_one(writer: TestClient, library: Library) -> None:
    found = writer.get("/review/merges.json").json()
    if not found["merges"]:
        pytest.skip("no doubtful merge among these reports")
    first = found["merges"][0]
    form = {"action": "different", "target": first["left"], "other": first["right"], "saw": ""}
    assert writer.post("/review/rule.json", data=form).status_code == 200
    library.settle()
    left = writer.get("/review/merges.json?limit=50").json()["merges"]
    assert (first["left"], first["right"]) not in [(item["left"], item["right"]) for item in left]


def test_nobody_decides_where_pages_only_show(own_file: Path) -> None:
    library = Library(own_file, read_only=True)
    with TestClient(
        make_app(library), "http://localhost", headers={"sec-fetch-site": "same-origin"}
    ) as client:
        assert 'action="/review/rule"' not in client.get("/review").text
        form = {"action": "accept", "target": TARGET, "saw": "", "reviewer": "Анна"}
        assert client.post("/review/rule.json", data=form).status_code == 403
    library.close()


def test_nobody_decides_about_the_past(writer: TestClient) -> None:
    assert 'action="/review/rule"' not in writer.get("/review?as_of=2999-01-01").text


def test_a_decision_needs_a_name(library: Library) -> None:
    own = {"sec-fetch-site": "same-origin"}
    with TestClient(make_app(library, Settings()), "http://localhost", headers=own) as client:
        form = {"action": "accept", "target": TARGET, "saw": ""}
        assert client.post("/review/rule.json", data=form).status_code == 400
        assert client.post("/review/rule.json", data={**form, "reviewer": "Анна"}).status_code == 200
        assert 'value="Анна"' in client.get("/review").text  # remembered


def test_the_name_that_a_proxy_gives_cannot_be_changed(library: Library) -> None:
    headers = {"sec-fetch-site": "same-origin", "x-user": "aigul"}
    settings = Settings(user_header="x-user")
    with TestClient(make_app(library, settings), "http://localhost", headers=headers) as client:
        form = {"action": "accept", "target": TARGET, "saw": "", "reviewer": "somebody else"}
        assert client.post("/review/rule.json", data=form).json()["by"] == "aigul"


def test_a_rejected_event_is_not_in_the_gold(writer: TestClient, own_file: Path) -> None:
    with Register.open(own_file) as register, register.view() as view:
        count = len(view.reading(KEY).events)
    rule(writer, action="reject")
    (line,) = writer.get("/review/gold.jsonl").text.splitlines()
    assert len(from_dict(json.loads(line)).events) == count - 1
