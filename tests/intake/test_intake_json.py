"""JSON values to drafts, ninjs among them, and the checks that every report passes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire_texts import REPORT

from communique.intake import DateError, EmptyError, FormatError, IntakeError, LimitError, Limits, read_text
from communique.intake.drafts import language_tag
from communique.intake.items import draft_of, list_items
from communique.intake.jsontext import check_depth, parse_json


def strip_tags(html: str) -> str:
    return html.replace("<p>", "").replace("</p>", "\n").strip()


def test_all_fields() -> None:
    draft = draft_of(
        {
            "id": 7,
            "text": REPORT,
            "title": "Т",
            "published": "2009-07-10T10:00:00Z",
            "url": "u",
            "lang": "ru",
        },
        strip_tags,
    )
    assert (draft.id, draft.text, draft.title, str(draft.published)) == ("7", REPORT, "Т", "2009-07-10")
    assert (draft.url, draft.language) == ("u", "ru")


def test_title_is_not_glued_in() -> None:
    assert draft_of({"text": "Посол прибыл.", "title": "Визит"}, strip_tags).text == "Посол прибыл."


def test_blank_fields_are_absent() -> None:
    draft = draft_of(
        {"text": "а", "id": "", "title": " ", "published": None, "url": "", "language": None}, strip_tags
    )
    assert (draft.id, draft.title, draft.published, draft.url, draft.language) == (None,) * 5


BAD_ITEMS: list[tuple[Any, type[IntakeError], str]] = [
    ("а", FormatError, "a string where an object"),
    (None, FormatError, "null"),
    ([], FormatError, "a list where an object"),
    ({}, FormatError, "no fields"),
    ({"body": "а"}, FormatError, "no text: the object has only body"),
    ({"text": None}, FormatError, "no text"),
    ({"text": 1}, FormatError, "text: a number"),
    ({"text": "а", "title": ["б"]}, FormatError, "title: a list"),
    ({"text": "а", "published": 2009}, FormatError, "published: a number"),
    ({"text": "а", "published": True}, FormatError, "published: true or false"),
    ({"text": "а", "published": "2009-02-30"}, DateError, "'2009-02-30' is no date"),
    ({"bodies": "а"}, FormatError, "bodies: not a list"),
    ({"bodies": [1]}, FormatError, "bodies: not a list"),
    (
        {"uri": "x", "type": "picture", "headlines": []},
        FormatError,
        "ninjs item of type picture without a body",
    ),
]


@pytest.mark.parametrize(("value", "kind", "reason"), BAD_ITEMS)
def test_bad_items(value: Any, kind: type[IntakeError], reason: str) -> None:
    with pytest.raises(kind, match=reason):
        draft_of(value, strip_tags)


NINJS = [
    {"uri": "urn:1", "versioncreated": "2013-07-09T23:37:00-03:00", "headline": "З", "language": "ru",
     "body_text": "Посол прибыл.", "body_xhtml": "<p>нет</p>"},
    {"uri": "urn:1", "versioncreated": "2013-07-09T23:37:00-03:00", "headline": "З", "language": "ru",
     "body_xhtml": "<p>Посол прибыл.</p>"},
    {"uri": "urn:1", "versioncreated": "2013-07-09T23:37:00-03:00", "language": "ru",
     "headlines": [{"role": "short", "value": "К"}, {"role": "main", "value": "З"}],
     "bodies": [{"role": "html", "contenttype": "text/html", "value": "<p>нет</p>"},
                {"role": "main", "contenttype": "text/plain; charset=utf-8", "value": "Посол прибыл."}]},
    {"uri": "urn:1", "versionCreated": "2013-07-09T23:37:00-03:00", "firstCreated": "2013-07-01T00:00:00Z",
     "language": "ru", "headlines": [{"value": "З"}],
     "bodies": [{"role": "main", "contentType": "application/xhtml+xml", "value": "<p>Посол прибыл.</p>"}]},
    {"uri": "urn:1", "firstCreated": "2013-07-09T00:00:00Z", "language": "ru", "headlines": [{"value": "З"}],
     "bodies": [{"value": "<p>Посол прибыл.</p>"}]},
]  # fmt: skip


@pytest.mark.parametrize("item", NINJS)
def test_ninjs(item: dict[str, Any]) -> None:
    draft = draft_of(item, strip_tags)
    assert (draft.id, draft.text, draft.title) == ("urn:1", "Посол прибыл.", "З")
    assert (str(draft.published), draft.language) == ("2013-07-09", "ru")
    assert draft.metadata["profile"] == "IPTC ninjs"


def test_ninjs_address_and_status() -> None:
    draft = draft_of({"uri": "https://a.example/1", "pubstatus": "canceled", "body_text": "а"}, strip_tags)
    assert (draft.url, draft.metadata["pubstatus"]) == ("https://a.example/1", "canceled")


def test_own_text_goes_before_ninjs() -> None:
    assert draft_of({"uri": "u", "text": "а", "headlines": 3}, strip_tags).text == "а"


def test_lists() -> None:
    assert list_items([1, 2]) == [1, 2]
    assert list_items({"items": [1]}) == [1]
    assert list_items({"reports": [1], "items": [2]}) == [1]
    assert list_items({"text": "а", "items": [1]}) is None
    with pytest.raises(EmptyError):
        list_items([])
    with pytest.raises(FormatError, match="a number"):
        list_items(1)


DEEP = [
    ("[" * 65, LimitError, "deeper than 64"),
    ('{"a":' * 1_000_000, LimitError, "deeper than 64"),
    ("[" * 64 + "]" * 64 + "[" * 64, FormatError, "Extra data"),
    ('["' + "[" * 1000, FormatError, "Unterminated"),
    ('["' + '\\"' * 200_000 + "[" * 100, FormatError, "Unterminated"),
    ("1" * 5000, FormatError, "broken JSON"),
    ('{"a": 1,}', FormatError, r"line 1, column \d"),
    ("", FormatError, "broken JSON"),
]


@pytest.mark.parametrize(("text", "kind", "reason"), DEEP)
def test_broken_json(text: str, kind: type[IntakeError], reason: str) -> None:
    with pytest.raises(kind, match=reason):
        parse_json(text, 64)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


def depth_of(value: Any) -> int:
    parts = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else None
    return 0 if parts is None else 1 + max(map(depth_of, parts), default=0)


@given(JSON)
def test_depth_is_exact(value: Any) -> None:
    text, depth = json.dumps(value), depth_of(value)
    check_depth(text, max(depth, 1))
    assert parse_json(text, max(depth, 1)) == value
    if depth > 1:
        with pytest.raises(LimitError):
            check_depth(text, depth - 1)


@given(
    st.dictionaries(st.sampled_from(["text", "title", "id", "bodies", "uri", "published", "body_text"]), JSON)
)
def test_any_object_is_a_draft_or_an_error(value: dict[str, Any]) -> None:
    try:
        draft_of(value, strip_tags)
    except IntakeError as error:
        assert str(error)


BAD_TEXTS = [
    ("", EmptyError, "no text"),
    (" \n\t\u00a0\u200b\ufeff", EmptyError, "only white space"),
    ("а" * 1001, LimitError, "1,001 characters, more than the 1,000"),
    ("аб\ud800", FormatError, r"text: lone surrogate U\+D800 at character 2"),
    ("а\0", IntakeError, "NUL at character 1"),
]


@pytest.mark.parametrize(("text", "kind", "reason"), BAD_TEXTS)
def test_texts_that_are_no_report(text: str, kind: type[IntakeError], reason: str) -> None:
    with pytest.raises(kind, match=reason):
        read_text(text, limits=Limits(characters=1000))


def test_surrogates_elsewhere() -> None:
    with pytest.raises(FormatError, match="title: lone surrogate"):
        read_text("а", title="\udc00")


def test_read_text() -> None:
    report = read_text(
        REPORT, id="r", title="Т", published="2009-07-10", language="ru_RU", url="u", metadata={"k": "v"}
    )
    assert (report.id, report.text, report.title, str(report.published)) == ("r", REPORT, "Т", "2009-07-10")
    assert (report.language, report.url, report.metadata["k"]) == ("ru", "u", "v")
    assert len(report.metadata["sha256"]) == 64


TAGS = [
    ("ru", "ru"), ("ru-RU", "ru"), ("RU_ru", "ru"), ("rus", "ru"), ("kk-Latn-KZ", "kk-Latn"),
    ("en-US-x", None), ("Russian", None), ("", None), ("р", None), ("ru;q=1", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "tag"), TAGS)
def test_language_tags(words: str, tag: str | None) -> None:
    assert language_tag(words) == tag


def test_bad_language() -> None:
    with pytest.raises(FormatError, match="'Russian' is no language tag"):
        read_text("а", language="Russian")


def test_limits_are_positive() -> None:
    with pytest.raises(ValueError, match="characters"):
        Limits(characters=0)
