"""The sides of an event corrected by a form of rows: the rulings are those that JSON would make."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.records.json import from_dict
from communique.register.keys import report_key
from communique.web.library import Library
from press import MEETING

KEY = report_key(MEETING)
TARGET = f"{KEY}:e1"
FORM = {"action": "correct", "field": "sides", "target": TARGET, "saw": ""}


def fields(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/review/record/{KEY}/e1.json").json()["fields"]
    return found


def rows(client: TestClient) -> list[tuple[str, str]]:
    """Roles and actors that the form of the page shows as chosen."""
    page = client.get(f"/review/record/{KEY}/e1").text
    form = page[page.index("data-sides") :]
    selects = re.findall(r'<select name="(?:role|actor)".*?</select>', form, re.DOTALL)
    chosen = [found[0] if (found := re.findall(r'value="([^"]*)" selected', one)) else "" for one in selects]
    return [pair for pair in zip(chosen[::2], chosen[1::2], strict=True) if pair[1]]


def ids(client: TestClient) -> dict[str, str]:
    """Name as the form shows it -> id."""
    page = client.get(f"/review/record/{KEY}/e1").text
    form = page[page.index("data-sides") :]
    return {unescape(name): id for id, name in re.findall(r'<option value="(a\d+)"[^>]*>([^<]*)<', form)}


def test_the_form_shows_the_sides_as_they_stand(writer: TestClient) -> None:
    shown, now = rows(writer), fields(writer)
    assert shown == [(role, id) for role, found in now["roles"].items() for id in found]
    assert len(shown) >= 2
    assert "Асан Токтосунов KGZ" in ids(writer)


def test_rows_make_the_ruling_that_json_makes(writer: TestClient, library: Library) -> None:
    first, *others = rows(writer)
    form = {**FORM, "role": [first[0], "participant"], "actor": [first[1], ""]}
    answer = writer.post("/review/rule.json", data=form)
    assert answer.status_code == 200
    (made,) = library.rulings()
    assert answer.json()["rulings"] == [made.id]
    assert (made.action, made.field, made.target) == ("correct", "roles", TARGET)
    assert json.loads(made.value or "") == {first[0]: [first[1]]}
    assert rows(writer) == [first]
    assert others
    library.settle()
    (line,) = writer.get("/review/gold.jsonl").text.splitlines()
    event = next(event for event in from_dict(json.loads(line)).events if event.id == "e1")
    assert {role: [one.actor for one in sides] for role, sides in event.roles.items()} == {
        first[0]: [first[1]]
    }


def test_each_list_that_changes_is_a_ruling_of_its_own(writer: TestClient, library: Library) -> None:
    kept = rows(writer)
    who = ids(writer)["Асан Токтосунов KGZ"]
    more = [*kept[1:], ("said_by", who)]
    form = {**FORM, "role": [role for role, _ in more], "actor": [id for _, id in more]}
    assert len(writer.post("/review/rule.json", data=form).json()["rulings"]) == 2
    made = {ruling.field: json.loads(ruling.value or "") for ruling in library.rulings()}
    assert set(made) == {"roles", "said_by"}
    assert made["said_by"] == [who]


def test_without_a_script_the_form_leads_back(writer: TestClient, library: Library) -> None:
    form = {**FORM, "role": "participant", "actor": rows(writer)[0][1], "back": f"/review/record/{KEY}/e1"}
    answer = writer.post("/review/rule", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/review/record/{KEY}/e1")
    page = writer.get(f"/review/record/{KEY}/e1").text
    assert "участник" in writer.get("/review/rulings?lang=ru").text
    assert "{&#34;" not in page  # the decision is told in words, not in JSON
    assert len(library.rulings()) == 1
    writer.cookies.clear()


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"role": "depositary", "actor": "a1"}, "role"),
        ({"role": "participant", "actor": "a99"}, "actor"),
        ({"role": ["participant", "host"], "actor": "a1"}, "actor"),
        ({"role": "participant", "actor": "a1", "target": "nothing"}, "target"),
    ],
)
def test_what_is_no_side_is_refused(
    writer: TestClient, library: Library, changed: dict[str, Any], what: str
) -> None:
    answer = writer.post("/review/rule.json", data={**FORM, **changed})
    assert answer.status_code == 400
    assert what in answer.json()["detail"]
    assert library.rulings() == ()


def test_sides_that_stay_the_same_are_no_decision(writer: TestClient, library: Library) -> None:
    now = rows(writer)
    form = {**FORM, "role": [role for role, _ in now], "actor": [id for _, id in now]}
    assert writer.post("/review/rule.json", data=form).status_code == 400
    assert library.rulings() == ()


def test_fields_that_were_corrected_are_shown_so(writer: TestClient) -> None:
    form = {**FORM, "field": "topic", "value": "военные кадры"}
    assert writer.post("/review/rule.json", data=form).status_code == 200
    assert fields(writer)["topic"] == "военные кадры"
    assert 'data-now="военные кадры"' in writer.get(f"/review/record/{KEY}/e1").text
