"""Readings to JSON and back, gold readings, and the messages for what is wrong in a file."""

from __future__ import annotations

import io
import json
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from communique.records import Reading
from communique.records.json import FormatError, dump_jsonl, from_dict, load_readings, to_dict, to_line
from reading_strategies import readings

TEXT = "БАКУ. 2 мая. Министр Ф. Орлов прибыл в Баку по приглашению Г. Садыгова."


def gold_like() -> dict[str, Any]:
    """A reading as gold data have it: nothing but the shared fields."""
    return {
        "id": "r1",
        "language": "ru",
        "text": TEXT,
        "dateline": {"place": "Баку", "date": "XXXX-05-02", "agency": None, "span": [0, 12]},
        "published": None,
        "noise": [],
        "sources": [],
        "actors": [
            {"id": "a1", "name": "Ф. Орлов", "type": "person", "country": ["RUS"], "mentions": [[21, 29]]},
            {"id": "a2", "name": "Г. Садыгов", "type": "person", "country": "AZE", "mentions": [[59, 70]]},
            {"id": "a3", "name": "стороны", "type": "group", "country": ["AZE", "RUS"], "mentions": []},
        ],
        "offices": [
            {"person": "a1", "position": "Министр", "body": None, "phase": "holds", "span": [13, 20]}
        ],
        "events": [
            {
                "id": "e1",
                "kind": "visit",
                "mode": None,
                "stage": "done",
                "roles": {"visitor": ["a1"], "host": ["a2", "a3"]},
                "proposer": ["a2"],
                "when": "XXXX-05-02",
                "place": "Баку",
                "count": 1,
                "said_by": ["a1", "a2"],
                "trigger": [[30, 36]],
                "evidence": [[13, 71]],
                "plover": {"event": "CONSULT", "mode": "visit", "context": ["diplomatic"]},
                "inferred": {"when": "dateline", "host": "he invited", "mode": "not said", "topic": "none"},
            }
        ],
        "statements": [{"speaker": None, "manner": "direct", "verb": None, "content": [13, 71]}],
        "origin": {"url": "https://example.org/1", "source": "example"},
    }


@settings(max_examples=60, deadline=None)
@given(readings())
def test_what_is_written_is_read_back(reading: Reading) -> None:
    assert from_dict(to_dict(reading)) == reading
    assert from_dict(json.loads(to_line(reading))) == reading


def test_gold_fields_find_their_places() -> None:
    reading = from_dict(gold_like())
    (event,) = reading.events
    assert event.when is not None and event.when.inferred == "dateline"
    assert [filler.inferred for filler in event.roles["host"]] == ["he invited", "he invited"]
    assert event.roles["visitor"][0].inferred is None
    assert event.inferred == {"mode": "not said", "topic": "none"}
    assert event.count is not None and event.count.value == "1"
    assert reading.report.url == "https://example.org/1"
    assert reading.report.metadata == {"source": "example"}
    assert reading.actors[0].mentions[0].span.text == "Ф. Орлов"
    assert event.trigger[0].text == "прибыл"


def test_countries_are_written_as_one_string_a_list_or_not_at_all() -> None:
    value = gold_like()
    del value["actors"][1]["country"]
    written = to_dict(from_dict(value))
    assert [actor.get("country", "-") for actor in written["actors"]] == ["RUS", "-", ["AZE", "RUS"]]
    assert "country" not in written["offices"][0]


def test_roles_and_speakers_are_ids() -> None:
    value = gold_like()
    value["events"][0]["said_by"] = "a1"
    (event,) = to_dict(from_dict(value))["events"]
    assert event["roles"] == {"visitor": ["a1"], "host": ["a2", "a3"]}
    assert event["proposer"] == ["a2"]
    assert event["said_by"] == "a1"


def test_reasons_of_single_fillers_keep_their_actor() -> None:
    value = gold_like()
    value["events"][0]["inferred"] = {"host:a3": "both sides"}
    value["events"][0]["citations"] = {"host": {"a2": [[59, 70]]}, "place": [[0, 4]]}
    reading = from_dict(value)
    first, second = reading.events[0].roles["host"]
    assert (first.inferred, first.spans[0].text) == (None, "Г. Садыгова"[:11])
    assert (second.inferred, second.spans) == ("both sides", ())
    assert to_dict(reading)["events"][0]["inferred"] == {"host:a3": "both sides"}


BAD: list[tuple[list[str | int], Any, str]] = [
    (["text"], None, "text: is missing"),
    (["id"], None, "id: is missing"),
    (["actors"], {}, "actors: a list is wanted, not {}"),
    (["actors", 0], 5, "actors[0]: an object is wanted, not 5"),
    (["actors", 0, "name"], ["x"], 'actors[0].name: a string is wanted, not ["x"]'),
    (
        ["actors", 0, "mentions", 0],
        [5, 5],
        "actors[0].mentions[0]: [5, 5) is no span of a text of 71 characters",
    ),
    (["actors", 0, "mentions", 0], [0, 72], "actors[0].mentions[0]: [0, 72) is no span"),
    (["actors", 0, "mentions", 0], [0], "actors[0].mentions[0]: a span [start, end] is wanted, not [0]"),
    (["actors", 0, "mention_details"], [{}, {}], "actors[0].mention_details: 2 details for 1 mentions"),
    (["events", 0, "when"], "2009-13", "events[0].when: '2009-13', character 5: '13' is no month"),
    (["events", 0, "stage"], None, "events[0].stage: is missing"),
    (["events", 0, "roles"], [], "events[0].roles: an object is wanted, not []"),
    (["events", 0, "decision"], {"confidence": "high"}, "events[0].decision.confidence: a number is wanted"),
    (["noise_rules"], ["x"], "noise_rules: 1 rules for 0 spans"),
]


@pytest.mark.parametrize(("keys", "value", "message"), BAD)
def test_a_bad_field_is_named(keys: list[str | int], value: Any, message: str) -> None:
    whole = gold_like()
    place: Any = whole
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    with pytest.raises(FormatError) as caught:
        from_dict(whole)
    assert str(caught.value).startswith(message)


def test_files_of_lines_and_of_one_value(tmp_path: Path) -> None:
    reading = from_dict(gold_like())
    out = io.StringIO()
    dump_jsonl([reading, reading], out)
    lines, one, several = tmp_path / "r.jsonl", tmp_path / "one.json", tmp_path / "several.json"
    lines.write_text("\ufeff" + out.getvalue() + "\n", encoding="utf-8")
    one.write_text(json.dumps(to_dict(reading), indent=1), encoding="utf-8")
    several.write_text(json.dumps([to_dict(reading)] * 2), encoding="utf-8")
    assert list(load_readings(lines)) == [reading] * 2
    assert list(load_readings(one)) == [reading]
    assert list(load_readings(several)) == [reading] * 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"id": "r1"}\n', "1: text: is missing"),
        (b'\n\n{"id": \n', "3: no JSON: "),
        (b"[1]\n", "1: an object is wanted, not [1]"),
        (b'\n{"id": "\xff"}\n', "2: not UTF-8: invalid start byte at byte 8"),
        (b"[" * 100_000, "1: no JSON of ours: nested too deeply"),
        (b"1" * 5_000, "1: no JSON of ours: Exceeds the limit"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(content)
    with pytest.raises(FormatError) as caught:
        list(load_readings(path))
    assert str(caught.value).startswith(f"{path}:{message}")


def test_half_a_surrogate_pair_can_be_written(tmp_path: Path) -> None:
    value = gold_like()
    value["title"] = "\ud83d"
    reading = from_dict(value)
    path = tmp_path / "r.jsonl"
    path.write_text(to_line(reading), encoding="utf-8")
    assert list(load_readings(path)) == [reading]


def test_gold_readings_lose_nothing(data: Path) -> None:
    paths = [data / "gold" / "seed.jsonl", data / "gold" / "train.jsonl"]
    for line in chain.from_iterable(path.read_text(encoding="utf-8").splitlines() for path in paths):
        gold = json.loads(line)
        written = to_dict(from_dict(gold))
        gold.pop("origin", None)
        assert_holds(written, gold, gold["id"])


def assert_holds(written: Any, gold: Any, where: str) -> None:
    """Everything that gold says is in `written`; null and empty are the same, and so are 3 and "3"."""
    if isinstance(gold, dict):
        for key, value in gold.items():
            if value not in (None, [], {}):
                assert_holds(written.get(key), value, f"{where}.{key}")
    elif isinstance(gold, list) and gold and isinstance(gold[0], dict):
        assert len(written) == len(gold), where
        for index, (ours, theirs) in enumerate(zip(written, gold, strict=True)):
            assert_holds(ours, theirs, f"{where}[{index}]")
    else:
        assert written == gold or written == str(gold) or [written] == gold, where
