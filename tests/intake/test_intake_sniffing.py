from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.intake import FormatError
from communique.intake.sniffing import sniff

CASES = [
    ("Посол прибыл.", "", "text"),
    ("Посол прибыл.", ".html", "text"),
    ("[Фото] Посол прибыл.", ".txt", "text"),
    ("{Фото} Посол прибыл.", "", "text"),
    ("<Фото> Посол прибыл.", "", "text"),
    ("Рост <b>важен</b>", ".txt", "text"),
    ("Рост <b>важен</b>", ".html", "html"),
    ("<!DOCTYPE html><html>", ".txt", "html"),
    ("\ufeff\n <!-- x --><html>", "", "html"),
    ("<?xml version='1.0'?>\n<html xmlns='x'>", "", "html"),
    ("<p>Посол прибыл.</p>", "", "html"),
    ('{"text": "а"}', ".txt", "json"),
    ('{"text": "а"}\n', "", "json"),
    ('{"text": "а"}\n', ".jsonl", "jsonl"),
    ('{"text": "а"}\n{"text": "б"}', ".json", "jsonl"),
    ('{"text": "а"}\n{"text": "б"}', "", "jsonl"),
    ('{bad}\n{"text": "б"}', "", "jsonl"),
    ('{\n "text": "а"\n}', ".jsonl", "json"),
    ('[{"text": "а"},\n{"text": "б"}]', "", "json"),
    ('{"items": [\n{"text": "а"},\n{"text": "б"}\n]}', "", "json"),
    ("[]", "", "json"),
    ("", ".jsonl", "jsonl"),
    ("bad", ".json", "json"),
]


@pytest.mark.parametrize(("head", "suffix", "kind"), CASES)
def test_formats(head: str, suffix: str, kind: str) -> None:
    assert sniff(head, suffix).kind == kind


def test_other_xml_is_named() -> None:
    with pytest.raises(FormatError, match="<rss>"):
        sniff('<?xml version="1.0"?><rss version="2.0">')


@given(
    st.text(st.sampled_from('{}[]<>!-?/"ab \n\\:,0'), max_size=60), st.sampled_from(["", ".json", ".html"])
)
def test_every_head_has_a_kind(head: str, suffix: str) -> None:
    assert sniff(head, suffix).why


@pytest.mark.parametrize(
    "text",
    [
        '<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><text>Белград</text></svg>',
        '<!-- drawn --> <svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>',
        '<rss version="2.0" xmlns:media="http://example.org/m"><channel/></rss>',
    ],
)
def test_a_namespace_tells_xml_without_a_declaration(text: str) -> None:
    with pytest.raises(FormatError, match="XML of kind"):
        sniff(text)


def test_a_page_with_a_namespace_is_a_page() -> None:
    assert sniff('<html xmlns="http://www.w3.org/1999/xhtml"><p>Белград</p></html>').kind == "html"
