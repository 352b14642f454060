"""PLOVER and GDELT: shapes, codes, sides, dates; every rule and code is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from register_fixture import register

from communique import codebook
from communique.export import write
from communique.export.cameo import cameo_code, goldstein, rules
from communique.export.gdelt import EVENT_COLUMNS, MENTION_COLUMNS, quad_class
from communique.export.states import country_of_place, state_codes
from communique.records.register import Happening


def happening(
    kind: str, stage: str, mode: str | None = None, step: str | None = None, *contexts: str
) -> Happening:
    event, plover_mode = codebook.plover(kind, mode, stage, step)
    return Happening(
        "h1", kind, stage, (), (), {}, mode=mode, step=step, plover=event, plover_mode=plover_mode,
        context=contexts,
    )  # fmt: skip


CODES = [
    (happening("meeting", "done", "in_person"), "040"),
    (happening("meeting", "done", "remote"), "041"),
    (happening("meeting", "done", "third_place"), "044"),
    (happening("meeting", "planned"), "036"),
    (happening("visit", "done", "official"), "042"),
    (happening("visit", "proposed"), "036"),
    (happening("visit", "declined"), "125"),
    (happening("visit", "denied"), None),
    (happening("agreement", "done", None, "signed"), "057"),
    (happening("agreement", "done", "joint_statement"), "050"),
    (happening("agreement", "planned"), "032"),
    (happening("contract", "done", "supply", None, "military"), "062"),
    (happening("contract", "done", "supply", None, "economic"), "061"),
    (happening("activity", "done", "exercise"), "062"),
    (happening("activity", "planned", "training", None, "military"), "0312"),
    (happening("aid", "done", "humanitarian"), "073"),
    (happening("aid", "planned", "military"), "0332"),
    (happening("support", "done", "recognise"), "054"),
    (happening("support", "done", "praise"), "051"),
    (happening("request", "done", "change"), "024"),
    (happening("appointment", "done", "gains"), None),
    (happening("appointment", "done", "leaves"), None),
    (happening("retreat", "done", "ceasefire"), "0871"),
    (happening("accuse", "done", "investigate"), "090"),
    (happening("threaten", "done", "territory"), "1382"),
    (happening("sanction", "done", "embargo"), "163"),
    (happening("coerce", "done", "arrest"), "173"),
    (happening("assault", "done", "aerial"), "195"),
    (happening("assault", "planned"), "138"),
    (happening("meeting", "called_for"), None),
]


@pytest.mark.parametrize(("item", "code"), CODES)
def test_cameo(item: Happening, code: str | None) -> None:
    assert cameo_code(item) == code


def test_every_kind_mode_and_stage_has_an_answer() -> None:
    for kind in codebook.kinds().values():
        for mode in (None, *kind.modes):
            for stage in codebook.stages():
                item = happening(kind.name, stage, mode)
                code = cameo_code(item)
                assert code is None or len(code) in (3, 4)
                if code is not None and item.plover in ("AGREE", "CONSULT", "COOPERATE", "AID"):
                    assert quad_class(code) in (1, 2)


def test_every_code_has_a_value_and_every_name_is_one() -> None:
    for rule in rules():
        if rule.code not in (None, "176"):
            assert -10 <= (goldstein(rule.code or "") or 0) <= 10 and goldstein(rule.code or "") is not None
    assert len({rule.name for rule in rules()}) == len(rules())


@pytest.mark.parametrize(
    ("code", "quad"), [("057", 1), ("060", 2), ("0874", 2), ("090", 3), ("1382", 3), ("195", 4)]
)
def test_quad_class(code: str, quad: int) -> None:
    assert quad_class(code) == quad


def gdelt(tmp_path: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    write(register(), "gdelt", tmp_path / "out")
    found = []
    for file, names in (("events.export.CSV", EVENT_COLUMNS), ("mentions.CSV", MENTION_COLUMNS)):
        lines = (tmp_path / "out" / file).read_text(encoding="utf-8").splitlines()
        found.append([dict(zip(names, line.split("\t"), strict=True)) for line in lines])
    return found[0], found[1]


def test_gdelt_has_its_61_and_16_columns(tmp_path: Path) -> None:
    assert (len(EVENT_COLUMNS), len(MENTION_COLUMNS)) == (61, 16)
    assert len(set(EVENT_COLUMNS)) == 61
    events, mentions = gdelt(tmp_path)
    assert events and mentions


def test_gdelt_rows_hold_together(tmp_path: Path) -> None:
    events, mentions = gdelt(tmp_path)
    ids = [row["GLOBALEVENTID"] for row in events]
    assert len(set(ids)) == len(ids) and all(int(id) < 2**53 for id in ids)
    assert {row["GLOBALEVENTID"] for row in mentions} == set(ids)
    for row in events:
        assert row["EventBaseCode"] == row["EventCode"][:3] and row["EventRootCode"] == row["EventCode"][:2]
        assert row["QuadClass"] == str(quad_class(row["EventCode"]))
        assert float(row["GoldsteinScale"]) == goldstein(row["EventCode"])
        assert row["AvgTone"] == row["Actor1Geo_FullName"] == row["ActionGeo_Lat"] == ""
        assert not row["SQLDATE"] or row["SQLDATE"].startswith(row["MonthYear"])
        assert row["Actor1Code"].startswith(row["Actor1CountryCode"])


def test_a_visit_goes_from_guest_to_host(tmp_path: Path) -> None:
    events, _ = gdelt(tmp_path)
    (visit,) = (row for row in events if row["EventCode"] == "042")
    assert (visit["Actor1CountryCode"], visit["Actor2CountryCode"]) == ("KGZ", "SRB")
    assert (visit["SQLDATE"], visit["ActionGeo_FullName"]) == ("20240412", "Белград")
    assert visit["ActionGeo_CountryCode"] == "RI"
    # Two reports tell it, one of them a reprint.
    assert (visit["NumMentions"], visit["NumSources"], visit["NumArticles"]) == ("2", "1", "2")


def test_mentions_point_at_the_text_as_received(tmp_path: Path) -> None:
    _, mentions = gdelt(tmp_path)
    for row in mentions:
        for id in row["Extras"].split():
            report, _, place = id.partition(":")
            start, end = map(int, place.split("-"))
            text = register().report(report).text
            assert int(row["MentionDocLen"]) == len(text) and end <= len(text)
            assert not text[start:end].isspace()


def plover(tmp_path: Path) -> list[dict[str, Any]]:
    write(register(), "plover", tmp_path / "out.jsonl")
    return [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]


def test_plover_records_have_the_shape_of_the_manual(tmp_path: Path) -> None:
    allowed = {
        "id", "has_event", "date", "enddate", "actor", "recipient", "event", "event_loc", "event_text",
        "quad_code", "mode", "context", "text", "text_info", "cite_info", "coder", "comment",
    }  # fmt: skip
    own = {"when", "kind", "stage", "confidence", "evidence"}
    found = plover(tmp_path)
    assert {row["id"] for row in found} == {item.id for item in register().happenings() if item.plover}
    for row in found:
        assert set(row) <= allowed | own
        (event,) = row["event"]
        assert row["quad_code"] == codebook.plover_events()[event].quad
        assert set(row.get("context", [])) <= set(codebook.contexts())
        text = register().report(row["cite_info"]["citation"]).text
        assert text[row["text_info"]["start"] : row["text_info"]["end"]] == row["text"]
        assert row["date"] is None or len(row["date"]) == 10


def test_who_invites_is_the_actor(tmp_path: Path) -> None:
    offers = [row for row in plover(tmp_path) if row["kind"] == "visit" and row["stage"] == "proposed"]
    (row,) = offers
    assert row["event"] == ["AGREE"]
    assert [one["code"] for one in row["actor"]] == ["SRB"]
    assert [one["code"] for one in row["recipient"]] == ["KGZ"]


def test_who_meet_are_all_actors(tmp_path: Path) -> None:
    meetings = [row for row in plover(tmp_path) if row["kind"] == "meeting"]
    assert meetings
    for row in meetings:
        assert row["recipient"] == [] and {one["code"] for one in row["actor"]} == {"KGZ", "SRB"}


def test_codes_of_states() -> None:
    table = state_codes()
    assert (table["KAZ"].cow, table["KAZ"].cow_letters, table["KAZ"].fips) == ("705", "KZK", "KZ")
    assert (table["DEU"].cow, table["DEU"].gw) == ("255", "260")
    assert table["SRB"].cow == "345"
    assert all(len(code) == 3 for code in table)


@pytest.mark.parametrize(
    ("place", "code"), [("Бишкек", "KGZ"), ("Казахстан", "KAZ"), ("зал заседаний", None), (None, None)]
)
def test_country_of_place(place: str | None, code: str | None) -> None:
    assert country_of_place(place) == code
