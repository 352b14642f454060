"""Encodings: every one that is known, the order in which they are tried, and bytes that are no text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_texts import REPORT

from communique.intake import EmptyError, EncodingError, IntakeError
from communique.intake.encodings import decode, known_label

CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
SHORT = ["Да", "МИД Ардонии", "Посол прибыл в столицу.", "ВСТРЕЧА МИНИСТРОВ", "12 мая — ужин"]
WORDS = [
    "министр", "посол", "встреча", "прибыл", "обсудили", "стороны", "делегация", "подписан", "договор",
    "визит", "столица", "заявил",
]  # fmt: skip


@pytest.mark.parametrize("encoding", UNICODE)
def test_unicode(encoding: str) -> None:
    assert decode(REPORT.encode(encoding)).text == REPORT


@pytest.mark.parametrize("encoding", CYRILLIC)
def test_cyrillic(encoding: str) -> None:
    decoded = decode(REPORT.encode(encoding))
    assert (decoded.text, decoded.encoding) == (REPORT, encoding)
    assert "letter pairs" in decoded.why


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("encoding", ("cp1251", "koi8-r"))
def test_short_texts(text: str, encoding: str) -> None:
    if encoding == "koi8-r":
        text = text.replace("—", "-")
    assert decode(text.encode(encoding)).text == text


@given(
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=30), st.sampled_from(CYRILLIC[:4]), st.booleans()
)
def test_any_sentence_of_known_words(words: list[str], encoding: str, capitals: bool) -> None:
    sentence = " ".join(words).capitalize() + "."
    sentence = sentence.upper() if capitals else sentence
    assert decode(sentence.encode(encoding)).text == sentence


OTHERS = [
    ("Visit of the “minister” to a café in Müldorf", "cp1252"),
    ("Прем’єр-міністр Ардонії прибув до Києва", "cp1251"),
    ("Міністр замежных спраў уручыў ноту паслу", "cp1251"),
    ("Қорғаныс министрі елшіні қабылдады, тараптар ынтымақтастықты талқылады", "kz1048"),
]


@pytest.mark.parametrize(("text", "encoding"), OTHERS)
def test_neighbours(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


DECLARED = [  # bytes in, label, encoding taken
    ("cp1251", "windows-1251", "cp1251"),
    ("koi8-r", "KOI8-R", "koi8-r"),
    ("utf-8", "windows-1251", "utf-8"),  # saved anew, the label forgotten
    ("cp1251", "utf-8", "cp1251"),
    ("cp1251", "iso-8859-1", "cp1251"),  # the server's default
    ("koi8-r", "windows-1251", "koi8-r"),
    ("cp1251", "no-such-thing", "cp1251"),
    ("utf-16", "windows-1251", "utf-16-le"),
]


@pytest.mark.parametrize(("encoding", "label", "taken"), DECLARED)
def test_declared(encoding: str, label: str, taken: str) -> None:
    decoded = decode(REPORT.encode(encoding), label)
    assert (decoded.text, decoded.encoding) == (REPORT, taken)


LABELS = [
    ("Windows-1251", "cp1251"),
    ("win-1251", "cp1251"),
    ("koi8-r", "koi8-r"),
    ("latin1", "cp1252"),
    ("utf-16", "utf-8"),
    ("utf-7", None),
    ("unicode_escape", None),
    ("hex", None),
    ("idna", None),
    ("\x00", None),
    ("é" * 300, None),
]


@pytest.mark.parametrize(("label", "codec"), LABELS)
def test_labels(label: str, codec: str | None) -> None:
    assert known_label(label) == codec


def test_multi_byte_declaration_is_followed() -> None:
    text = "首相は東京で会談した。首相は大使と協議した。"
    assert decode(text.encode("shift_jis"), "shift_jis").text == text


def test_only_the_mark_is_taken_off() -> None:
    text = "\ufeffПосол\r\nприбыл\r\ufeff\n\u00ad "
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == text


BAD = [
    (b"", EmptyError, "no bytes"),
    (b"\x89PNG\r\n\x1a\n...", EncodingError, "PNG"),
    (b"%PDF-1.7", EncodingError, "PDF"),
    (b"PK\x03\x04....", EncodingError, "ZIP"),
    (b"text\x00text and more of it", EncodingError, "NUL at byte 4"),
    (b"\x01\x02\x03\x05\x06\x07", EncodingError, "control characters"),
    (REPORT.encode()[:-40] + b"\xd0", EncodingError, "broken UTF-8: byte"),
    (REPORT.encode().replace("посла".encode(), b"\xd0\xbf\xff", 1), EncodingError, "0xFF"),
    (b"\xef\xbb\xbf\xff\xff", EncodingError, "byte order mark says utf-8"),
    (REPORT.encode("utf-16")[:-1], EncodingError, "utf-16-le"),
    (bytes(range(128, 256)), EncodingError, "no encoding"),
]


@pytest.mark.parametrize(("data", "kind", "reason"), BAD)
def test_not_text(data: bytes, kind: type[IntakeError], reason: str) -> None:
    with pytest.raises(kind, match=reason):
        decode(data)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.sampled_from(UNICODE[1:3]))
def test_marked_text_round_trips(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    try:
        assert decode(data).text == text
    except EncodingError as error:
        assert "control" in str(error)


@given(st.binary(max_size=400), st.sampled_from([None, "windows-1251", "gbk", "utf-8"]))
@settings(max_examples=300)
def test_any_bytes_are_text_or_an_error(data: bytes, label: str | None) -> None:
    try:
        decoded = decode(data, label)
    except IntakeError as error:
        assert str(error)
    else:
        assert "\0" not in decoded.text and decoded.why
        assert decoded.text.encode(decoded.encoding) in data  # nothing was replaced


GAPS = [("Министр прибыл в Қостанай", "kz1048")]  # one Kazakh letter in Russian words


@pytest.mark.parametrize(
    ("text", "encoding"), [pytest.param(*gap, marks=pytest.mark.xfail(strict=True)) for gap in GAPS]
)
def test_gaps(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text
