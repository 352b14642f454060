"""Whole sources: files, folders, patterns, standard input; one bad among good; any bytes at all."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wire_texts import REPORT, only, page, refused, reports, take

import communique.intake as intake
from communique.intake import DateError, Failure, FormatError, Limits, count_sources, read_sources
from communique.intake.lines import split_lines
from communique.records.report import Report


def line(**fields: Any) -> str:
    return json.dumps({"text": REPORT, **fields}, ensure_ascii=False)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1251", "koi8-r"])
@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.jsonl"])
def test_every_format_in_every_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    content = {"a.txt": REPORT, "a.json": line(), "a.jsonl": f"{line()}\n{line()}\r\n\n"}[name]
    taken = reports(take(write(tmp_path, name, content.encode(encoding))))
    assert [report.text for report in taken] == [REPORT] * (2 if name == "a.jsonl" else 1)
    assert all(report.metadata["encoding"] and report.metadata["encoding_why"] for report in taken)


def test_text_stays_as_received(tmp_path: Path) -> None:
    text = " \r\nПосол\r прибыл\u00ad\u2028й\u0306 \n\n"
    assert only(take(write(tmp_path, "a.txt", text))).text == text


def test_ids(tmp_path: Path) -> None:
    write(tmp_path, "2009/07.10/a.txt", REPORT)
    write(tmp_path, "2009/l.jsonl", f"{line()}\n{line(id='x')}\n")
    write(tmp_path, "2009/z.json", f"[{line()}, {line(id=9)}]")
    assert [report.id for report in reports(take(tmp_path))] == [
        "2009/07.10/a",
        "2009/l:1",
        "x",
        "2009/z:1",
        "9",
    ]
    assert only(take(tmp_path / "2009/07.10/a.txt")).id == "a"
    assert only(take(write(tmp_path, "10.07", REPORT))).id == "10.07"


def test_metadata(tmp_path: Path) -> None:
    path = write(tmp_path, "l.jsonl", "\n" + line(published="2009-07-10T10:00:00Z"))
    known = only(take(path)).metadata
    assert {**known, "sha256": ""} == {
        "path": str(path),
        "line": "2",
        "media_type": "application/x-ndjson",
        "media_type_why": "begins with { in a .jsonl file",
        "encoding": "utf-8",
        "encoding_why": "valid UTF-8",
        "published_why": "published: 2009-07-10T10:00:00Z",
        "language_why": "none declared: the default",
        "sha256": "",
    }


def test_defaults_fill_only_gaps(tmp_path: Path) -> None:
    path = write(tmp_path, "l.jsonl", f"{line()}\n{line(published='2009-07-10', language='be')}")
    first, second = reports(take(path, published="2010-01-02", language="kk"))
    assert (str(first.published), first.language) == ("2010-01-02", "kk")
    assert (str(second.published), second.language) == ("2009-07-10", "be")


def test_bad_defaults_are_told_at_once() -> None:
    with pytest.raises(DateError, match="published: 'вчера'"):
        read_sources([], published="вчера")
    with pytest.raises(FormatError, match="language"):
        read_sources([], language="Russian")


def test_bad_lines_among_good(tmp_path: Path) -> None:
    bad = [
        ("{bad", "broken JSON"),
        ('{"text": "а", "published": "2009-02-30"}', "published: '2009-02-30'"),
        (r'{"text": "\ud800"}', "lone surrogate U+D800"),
        (r'{"text": "а\u0000"}', "NUL"),
        ("[1]", "a list where an object"),
        ('{"a": 1}', "no text"),
        ('{"text": " "}', "only white space"),
        ("[" * 70, "nested deeper"),
        ('{"text": "' + "а" * 3000 + '"}', "a line of more than the 4,000 bytes"),
    ]
    lines = [part for words, _ in bad for part in (words, line())]
    taken = take(write(tmp_path, "l.jsonl", "\n".join([line(), *lines])), limits=Limits(line_bytes=4000))
    failures = [one for one in taken if isinstance(one, Failure)]
    assert [failure.line for failure in failures] == list(range(2, 2 + 2 * len(bad), 2))
    assert all(reason in failure.reason for failure, (_, reason) in zip(failures, bad, strict=True))
    assert sum(isinstance(one, Report) for one in taken) == len(bad) + 1


def test_bad_items_among_good(tmp_path: Path) -> None:
    path = write(tmp_path, "l.json", f'{{"items": [{line()}, {{"text": ""}}, {line()}]}}')
    first, bad, last = take(path)
    assert isinstance(first, Report) and isinstance(last, Report) and last.metadata["item"] == "3"
    assert bad == Failure(str(path), None, "item 2: empty: no text")
    assert str(bad) == f"{path}: item 2: empty: no text"


BAD_FILES = [
    ("a.txt", b"", "empty: no bytes"),
    ("a.txt", b" \n ", "empty: only white space"),
    ("a.jsonl", b"", "empty: no bytes"),
    ("a.jsonl", b"\n \r\n", "empty: only blank lines"),
    ("a.jsonl", b"\xff\xfe", "empty: only blank lines"),
    ("a.json", b"[]", "a list without reports"),
    ("a.json", b"bad", "broken JSON"),
    ("a.json", b"[" * 40_000, "nested deeper than 64"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "a PNG image"),
    ("a.txt", b"ab\x00cd" * 9, "not text: NUL"),
    ("a.xml", b"<?xml version='1.0'?><rss/>", "XML of kind <rss>"),
    ("a.txt", b"a" * 60_000, "more than the 50,000 bytes"),
    ("a.txt", b"a" * 20_000, "20,000 characters, more than the 10,000"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD_FILES)
def test_bad_files(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    assert reason in refused(
        take(write(tmp_path, name, data), limits=Limits(file_bytes=50_000, characters=10_000))
    )


def test_sources_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert refused(take(tmp_path / "nothing")) == "cannot be read: No such file or directory"
    assert refused(take(tmp_path / "*.txt")) == "the pattern matches nothing"
    assert refused(take(tmp_path / "empty")) == "a folder without files"
    assert refused(take("a\0b")).startswith("cannot be read")
    assert refused(take("x" * 5000)).startswith("cannot be read")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is readable")
def test_unreadable(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", REPORT)
    path.chmod(0)
    assert refused(take(path)) == "cannot be read: Permission denied"


def test_folder_is_sorted_and_skips_hidden(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path, name, REPORT)
    assert [report.id for report in reports(take(tmp_path))] == ["a", "b/1", "b/2"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_folder_with_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "lost").symlink_to(tmp_path / "nothing")
    reasons = [one.reason for one in take(tmp_path) if isinstance(one, Failure)]
    assert reasons == [
        "a link to a folder, which is not followed",
        "a link to nothing",
        "not a regular file",
    ]


def test_patterns(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c/d.txt", "[x].txt"):
        write(tmp_path, name, REPORT)
    assert [report.id for report in reports(take(tmp_path / "?.txt"))] == ["a", "b"]
    assert [report.id for report in reports(take(tmp_path / "**/*.txt"))] == ["[x]", "a", "b", "d"]
    assert [report.id for report in reports(take(f"{tmp_path}/c*"))] == ["d"]
    assert only(take(tmp_path / "[x].txt")).id == "[x]"  # a file of that name


@pytest.mark.parametrize(
    ("content", "ids"), [(REPORT, ["stdin"]), (f"{line()}\n{line()}", ["stdin:1", "stdin:2"])]
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str, ids: list[str]) -> None:
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode("cp1251")), encoding="ascii")
    )
    taken = reports(take("-"))
    assert ([report.id for report in taken], taken[0].text) == (ids, REPORT)
    assert refused(take("-")) == "empty: no bytes"


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refused(take("-")) == "standard input is closed"


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xef\xee\x1b.txt")
    Path(path).write_text(REPORT, encoding="utf-8")
    report = only(take(path))
    assert report.id == "\\xef\\xee\\x1b"
    assert report.metadata["path"].encode("utf-8").isascii()


def test_long_first_line_without_suffix(tmp_path: Path) -> None:
    long = line(text="Посол прибыл. " * 10_000)
    assert only(take(write(tmp_path, "a", long))).id == "a"
    assert only(take(write(tmp_path, "a", long + "\n"))).id == "a"
    assert [report.id for report in reports(take(write(tmp_path, "a", f"{long}\n{line()}")))] == [
        "a:1",
        "a:2",
    ]


def test_lines_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, "l.jsonl", (line() + "\n").encode() * 2000)
    stream = read_sources([str(path)], limits=Limits(file_bytes=1000))
    assert isinstance(next(stream), Report)
    assert sum(isinstance(one, Report) for one in stream) == 1999


def test_count(tmp_path: Path) -> None:
    write(tmp_path, "l.jsonl", f"{line()}\n\n{line()}\n")
    write(tmp_path, "a.txt", REPORT)
    assert count_sources([str(tmp_path), str(tmp_path / "nothing")]) == 4
    assert count_sources([str(tmp_path), "-"]) is None
    assert count_sources([]) == 0


@given(st.lists(st.binary(max_size=12)), st.integers(1, 8))
def test_lines_however_they_are_cut(chunks: list[bytes], limit: int) -> None:
    lines = b"".join(chunks).split(b"\n")
    expected = [part if len(part) <= limit else None for part in lines]
    assert list(split_lines(chunks, limit)) == (expected if lines[-1] else expected[:-1])


HEADS = st.sampled_from(
    [b"", b"{", b"[", b'{"text":"', b"\xff\xfe", b"\xef\xbb\xbf", b"\x00\x04", "Посол ".encode("cp1251")]
)


@given(HEADS, st.binary(max_size=300), st.sampled_from([".txt", ".json", ".jsonl", ""]))
@example(b'{"text":"', b'\xed\xa0\x80"}', ".json")
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_reports_or_failures(head: bytes, rest: bytes, suffix: str) -> None:
    if b"<" in rest:  # pages have a test of their own: a process each would take minutes
        rest = rest.replace(b"<", b"(")
    with tempfile.TemporaryDirectory() as folder:
        taken = take(write(Path(folder), f"a{suffix}", head + rest))
    assert taken  # nothing passes in silence
    for one in taken:
        if isinstance(one, Report):
            assert one.text.encode("utf-8")
        else:
            assert one.reason and one.source.endswith(f"a{suffix}")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
@settings(deadline=None)
def test_any_json_text_round_trips(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for ascii_only in (True, False):
            one = take(write(Path(folder), "a.jsonl", json.dumps({"text": text}, ensure_ascii=ascii_only)))[0]
            assert isinstance(one, Failure) or one.text == text
            assert isinstance(one, Report) or one.reason.startswith(("empty", "not text"))


def test_gold_readings_are_sources_too(data: Path) -> None:
    path = data / "gold" / "seed.jsonl"
    with path.open(encoding="utf-8") as stream:
        gold = [json.loads(words) for words in stream]
    taken = reports(take(path))
    assert [(report.id, report.text, str(report.published)) for report in taken] == [
        (reading["id"], reading["text"], reading["published"]) for reading in gold
    ]


def test_public_names() -> None:
    assert all(hasattr(intake, name) for name in intake.__all__)
    assert sorted(intake.__all__) == list(intake.__all__)


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    first, second = write(tmp_path, "wire.html", page()), write(tmp_path, "wire.txt", REPORT)
    other = write(tmp_path, "b/wire.txt", REPORT)
    assert [report.id for report in reports(take(tmp_path))] == ["b/wire", "wire", "wire.txt"]
    assert [report.id for report in reports(take(first, second))] == ["wire", "wire.txt"]
    assert [report.id for report in reports(take(second, other))] == ["wire", str(other)]
