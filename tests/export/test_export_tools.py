"""FollowTheMoney, ninjs, citations and annotation tools."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_fixture import register

from communique.export import ExportError, write
from communique.export.bibliography import entry, issued, key_of, ris, tex
from communique.export.ftm import country, dates, whole
from communique.export.marks import Utf16
from communique.queries.answer import Source
from communique.records.span import Span


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# FollowTheMoney


def entities(tmp_path: Path) -> list[Any]:
    write(register(), "ftm", tmp_path / "out")
    assert (tmp_path / "out" / "annotations.jsonld").exists()
    return lines(tmp_path / "out" / "entities.ftm.json")


def test_the_model_of_followthemoney_takes_every_value(tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney").model
    for row in entities(tmp_path):
        schema = model.get(row["schema"])
        schema.validate(row)
        for name, values in row["properties"].items():
            prop = schema.get(name)
            assert prop is not None, (row["schema"], name)
            if prop.type.name not in ("name", "text"):  # it tidies quotes and zero-width spaces away
                assert [prop.type.clean(value) for value in values] == values


def test_entities_refer_to_entities(tmp_path: Path) -> None:
    found = entities(tmp_path)
    ids = [row["id"] for row in found]
    assert len(set(ids)) == len(ids)
    links = ("holder", "post", "document", "entity", "resolved", "supplier", "contract", "involved", "proof")
    for row in found:
        for name in (*links, "authority", "organizer", "subject", "object", "parent", "organization"):
            assert set(row["properties"].get(name, [])) <= set(ids), (row["id"], name)


def test_every_kind_of_record_has_its_schema(tmp_path: Path) -> None:
    found = {row["schema"] for row in entities(tmp_path)}
    assert found >= {
        "Article", "Person", "PublicBody", "Company", "Position", "Occupancy", "Event", "Contract",
        "ContractAward", "UnknownLink", "Documentation", "Mention",
    }  # fmt: skip


DATES = [
    ("2009-07-10", {"date": "2009-07-10"}),
    ("2009-07", {"date": "2009-07"}),
    ("2009", {"date": "2009"}),
    ("2009-07-10/2009-07-12", {"startDate": "2009-07-10", "endDate": "2009-07-12"}),
    ("2009-07-10/..", {"startDate": "2009-07-10"}),
    ("../2009-07-10", {"endDate": "2009-07-10"}),
    # What FollowTheMoney would cut down to a date that nobody gave.
    ("2009-07~", {}),
    ("2009-07-10?", {}),
    ("200X", {}),
    ("XXXX-07-10", {}),
    ("2009-23", {}),
    ("[2007,2009]", {}),
    (None, {}),
]


@pytest.mark.parametrize(("edtf", "expected"), DATES)
def test_dates_are_whole_or_not_there(edtf: str | None, expected: dict[str, str]) -> None:
    assert dates(edtf) == expected
    assert whole(edtf) == expected.get("date")


def test_codes_are_lower_case_alpha_2() -> None:
    assert country(["KAZ", "XKX", "IGO", "SUN"]) == ["kz", "xk", None, "suhh"]


# ninjs


NINJS = {
    "uri", "type", "representationType", "profile", "version", "firstCreated", "versionCreated",
    "contentCreated", "pubStatus", "edNote", "language", "bodies", "headlines", "people", "organisations",
    "places", "subjects", "events", "infoSources", "located", "associations", "altIds", "standard",
}  # fmt: skip
PARTS = {
    "bodies": {"role", "contentType", "charCount", "wordCount", "value"},
    "headlines": {"role", "contentType", "value"},
    "people": {"name", "rel", "uri", "literal"},
    "organisations": {"name", "rel", "uri", "literal"},
    "places": {"name", "rel", "uri", "literal"},
    "subjects": {"name", "rel", "uri", "literal", "creator", "relevance", "confidence"},
    "events": {"id", "name", "rel", "uri", "literal"},
    "infoSources": {"name", "role", "uri", "literal"},
    "altIds": {"role", "value"},
}


def test_ninjs_objects_have_the_names_of_3_1_and_no_others(tmp_path: Path) -> None:
    write(register(), "ninjs", tmp_path / "out")
    for key in register().reports():
        item = json.loads((tmp_path / "out" / "items" / f"{key}.json").read_text(encoding="utf-8"))
        assert set(item) <= NINJS
        assert item["uri"] == f"urn:communique:report:{key}" and item["standard"]["version"] == "3.1"
        assert item["bodies"][0]["value"] == register().report(key).text
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", item["versionCreated"])
        for name, allowed in PARTS.items():
            assert all(set(part) <= allowed for part in item.get(name, []))
        beside = (tmp_path / "out" / item["associations"][0]["name"]).read_text(encoding="utf-8")
        marked = json.loads(beside)["first"]["items"]
        assert marked and all(one["target"]["source"].endswith(key) for one in marked)


# Citations


def source(**values: str | None) -> Source:
    given: dict[str, Any] = {
        "report": "0123456789abcdef", "published": "2024-03-05", "publisher": "wire.example",
        "title": "Заголовок", "url": "https://wire.example/1", "language": "ru",
    }  # fmt: skip
    return Source(**(given | values))


KEYS = [
    (source(), "wire.example2024-0123456789abcdef"),
    (source(published=None), "wire.examplend-0123456789abcdef"),
    (source(publisher="КАЗИНФОРМ"), "report2024-0123456789abcdef"),
    (source(publisher="publisher not known", published="XXXX-07"), "reportnd-0123456789abcdef"),
]


@pytest.mark.parametrize(("given_source", "key"), KEYS)
def test_keys(given_source: Source, key: str) -> None:
    assert key_of(given_source) == key


def test_keys_are_unique_and_the_same_in_all_formats(tmp_path: Path) -> None:
    for name in ("bibtex", "csl", "ris"):
        write(register(), name, tmp_path / name)
    keys = re.findall(r"^@online\{(.*),$", (tmp_path / "bibtex").read_text(encoding="utf-8"), re.M)
    assert len(set(keys)) == len(keys) == len(register().reports())
    assert [item["id"] for item in json.loads((tmp_path / "csl").read_text(encoding="utf-8"))] == keys
    assert re.findall(r"^ID  - (.*)$", (tmp_path / "ris").read_text(encoding="utf-8"), re.M) == keys


@given(st.text())
def test_any_title_leaves_bibtex_whole(title: str) -> None:
    told = entry(source(title=title))
    bare = re.sub(r"\\[{}\\$&#_%]", "", told)
    depth = 0
    for character in bare:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0 and told.count("\n") <= 10


@pytest.mark.parametrize(
    ("text", "shown"),
    [("50% & более_", r"50\% \& более\_"), ("a\\b{", r"a\textbackslash{}b\{"), ("две\nстроки", "две строки")],
)
def test_tex(text: str, shown: str) -> None:
    assert tex(text) == shown


ISSUED: list[tuple[str | None, Any]] = [
    ("2024-03-05", {"date-parts": [[2024, 3, 5]]}),
    ("2024-03", {"date-parts": [[2024, 3]]}),
    ("2024-23", {"literal": "2024-23"}),
    ("2024~", {"literal": "2024~"}),
    ("XXXX-03-05", {"literal": "XXXX-03-05"}),
    (None, None),
]


@pytest.mark.parametrize(("edtf", "expected"), ISSUED)
def test_issued(edtf: str | None, expected: Any) -> None:
    assert issued(edtf) == expected


@given(st.text())
def test_any_title_leaves_ris_whole(title: str) -> None:
    told = ris(source(title=title)).splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in told)


def test_addresses_that_are_none_are_left_out() -> None:
    assert "url" not in entry(source(url="javascript:alert(1)"))
    assert "url" not in entry(source(url="https://a b}"))


# Annotation tools

PIECES = ["а", "б ", "е\u0301", "😀", "👨\u200d👩\u200d👧", "𐐷", "\n"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join), st.data())
def test_utf_16_offsets_are_those_of_javascript(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    units = Utf16(text)
    first, last = units.of(Span.of(text, start, end))
    encoded = text.encode("utf-16-le")
    assert encoded[2 * first : 2 * last].decode("utf-16-le") == text[start:end]
    assert units.length == len(encoded) // 2


def test_a_span_with_other_words_stops_the_export() -> None:
    with pytest.raises(ExportError, match="holds 'б', not 'а'"):
        Utf16("😀б").of(Span(1, 2, "а"))


def test_brat_lines_point_at_their_words(tmp_path: Path) -> None:
    write(register(), "brat", tmp_path / "out")
    for key in register().reports():
        text = (tmp_path / "out" / f"{key}.txt").read_bytes().decode("utf-8")
        assert text == register().report(key).text
        marks: dict[str, str] = {}
        for line in (tmp_path / "out" / f"{key}.ann").read_text(encoding="utf-8").splitlines():
            id, about, *words = line.split("\t")
            if id.startswith("T"):
                label, _, where = about.partition(" ")
                parts = [text[slice(*map(int, part.split()))] for part in where.split(";")]
                assert [" ".join(parts)] == words
                marks[id] = label
        assert marks


def test_brat_events_name_marks_that_are_there(tmp_path: Path) -> None:
    write(register(), "brat", tmp_path / "out")
    conf = (tmp_path / "out" / "annotation.conf").read_text(encoding="utf-8")
    assert re.search(r"^visit\tvisitor\*:<ENTITY>, host\*:<ENTITY>", conf, re.M)
    for path in (tmp_path / "out").glob("*.ann"):
        told = path.read_text(encoding="utf-8")
        ids = set(re.findall(r"^([TE]\d+)\t", told, re.M))
        assert set(re.findall(r":([TE]\d+)", told.replace("urn:", ""))) <= ids
        assert set(re.findall(r"^A\d+\t\w+ (E\d+)", told, re.M)) <= ids


def test_prodigy_counts_code_points(tmp_path: Path) -> None:
    write(register(), "prodigy", tmp_path / "out.jsonl")
    for task in lines(tmp_path / "out.jsonl"):
        assert task["spans"]
        for span in task["spans"]:
            assert task["text"][span["start"] : span["end"]] == span["text"]


def test_label_studio_counts_utf_16(tmp_path: Path) -> None:
    write(register(), "label-studio", tmp_path / "out")
    labels = set(re.findall(r'<Label value="(.*?)"/>', (tmp_path / "out" / "config.xml").read_text()))
    tasks = json.loads((tmp_path / "out" / "tasks.json").read_text(encoding="utf-8"))
    assert len(tasks) == len(register().reports())
    for task in tasks:
        encoded = task["data"]["text"].encode("utf-16-le")
        regions = {one["id"]: one for one in task["predictions"][0]["result"] if one["type"] == "labels"}
        for region in regions.values():
            value = region["value"]
            assert encoded[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
            assert set(value["labels"]) <= labels
        ties = [one for one in task["predictions"][0]["result"] if one["type"] == "relation"]
        assert all({tie["from_id"], tie["to_id"]} <= set(regions) for tie in ties)


def test_inception_counts_utf_16(tmp_path: Path) -> None:
    write(register(), "inception", tmp_path / "out")
    for path in (tmp_path / "out").glob("*.json"):
        cas = json.loads(path.read_text(encoding="utf-8"))
        sofa, document, *marks = cas["%FEATURE_STRUCTURES"]
        encoded = sofa["sofaString"].encode("utf-16-le")
        assert document["end"] == len(encoded) // 2
        assert cas["%VIEWS"]["_InitialView"]["%MEMBERS"] == [2, *(mark["%ID"] for mark in marks)]
        starts = [(mark["begin"], -mark["end"]) for mark in marks]
        assert starts == sorted(starts)
        text = register().report(path.stem).text
        words = {
            span.text for actor in register().reading(path.stem).actors for span in [actor.mentions[0].span]
        }
        cut = {encoded[2 * mark["begin"] : 2 * mark["end"]].decode("utf-16-le") for mark in marks}
        assert words <= cut and all(word in text for word in cut)
