"""Evidence and Web Annotations: selectors find exactly the quote, whatever the text is made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_fixture import register

from communique.export import ExportError, write
from communique.export.evidence import check, context, evidence_of
from communique.export.scope import Scope
from communique.records.span import Span

# Letters that need care: outside the basic plane, combining marks, a flag, a family of several code points.
EMOJI = ["😀", "👨\u200d👩\u200d👧", "🇰🇿"]
PIECES = ["а", "б ", "е\u0301", "Қ", "й", "и\u0306", "\u00ad", "\u200b", "\n", *EMOJI]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=80).map("".join)


@given(texts, st.data())
def test_quote_and_context_stand_in_the_text_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, after = context(text, start, end)
    words = text[before:after]
    assert before <= start < end <= after
    assert text.find(words) == before and text.find(words, before + 1) == -1


@given(texts, st.data())
def test_context_splits_no_letter_from_its_marks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    before, after = context(text, start, start + 1)
    for edge in (before, after):
        if 0 < edge < len(text):
            assert text[edge] not in "\u0301\u0306\u200d" and text[edge - 1] != "\u200d"


def test_words_that_are_not_there_stop_the_export() -> None:
    with pytest.raises(ExportError, match="other words"):
        check("абв", Span(0, 2, "бв"), "r1")


def test_all_fields_of_an_event_are_cited() -> None:
    scope = Scope(register())
    fields = {
        use.field
        for key, reading in scope.readings()
        for item in evidence_of(scope, key, reading)
        for use in item.uses
        if use.record == "happening"
    }
    assert {"trigger", "evidence", "role:visitor", "role:participant", "when", "place"} <= fields


def collection(tmp_path: Path) -> dict[str, Any]:
    write(register(), "w3c", tmp_path / "out.jsonld")
    found: dict[str, Any] = json.loads((tmp_path / "out.jsonld").read_text(encoding="utf-8"))
    return found


def test_selectors_find_exactly_the_quote(tmp_path: Path) -> None:
    found = collection(tmp_path)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = found["first"]["items"]
    seen_emoji = seen_mark = False
    for item in items:
        key = item["target"]["source"].removeprefix("urn:communique:report:")
        text = register().report(key).text
        position, quote = item["target"]["selector"]
        exact = text[position["start"] : position["end"]]
        assert exact == quote["exact"]
        words = quote["prefix"] + exact + quote["suffix"]
        assert text.count(words) == 1
        assert text.index(words) + len(quote["prefix"]) == position["start"]
        seen_emoji |= "😀" in text[: position["start"]]
        seen_mark |= "\u0301" in exact
    assert seen_emoji and seen_mark
    assert len({item["id"] for item in items}) == len(items)


def test_bodies_name_the_records(tmp_path: Path) -> None:
    known = {f"urn:communique:happening:{item.id}" for item in register().happenings()}
    found = set()
    for item in collection(tmp_path)["first"]["items"]:
        assert item["type"] == "Annotation" and item["body"]
        found |= {body["source"].partition("#")[0] for body in item["body"] if "source" in body}
        scope = item["target"].get("scope")
        assert scope is None or scope.startswith("https://")
    assert known <= found


def test_all_mentions_are_annotated(tmp_path: Path) -> None:
    items = collection(tmp_path)["first"]["items"]
    quotes = [item["target"]["selector"][1]["exact"] for item in items]
    assert "А. Токтосунова" in quotes and "М. Йович" in quotes
