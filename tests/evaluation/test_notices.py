"""Notices of talks against the reports of them: figures and lines, on reports of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.evaluation.notices import Kept, Notice, NoticeError, Result, load_pairs, measure, render

ROWS = [
    {
        "id": "n1",
        "kind": "announcement",
        "published": "2024-05-02",
        "title": "Переговоры в Бишкеке",
        "text": "6 мая Президент Сербии Милош Йович проведёт переговоры "
        "с Президентом Киргизии Асаном Токтосуновым.",
    },
    {
        "id": "r1",
        "kind": "report",
        "published": "2024-05-06",
        "title": "Прошли переговоры",
        "text": "6 мая Президент Сербии Милош Йович провёл переговоры "
        "с Президентом Киргизии Асаном Токтосуновым.",
    },
    {
        "id": "r2",
        "kind": "report",
        "published": "2024-05-07",
        "title": "Встреча в Вене",
        "text": "7 мая Президент Австрии Бернд Хофер встретился с Президентом Киргизии Асаном Токтосуновым.",
    },
]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), "utf-8")
    return path


def test_a_notice_is_closed_by_its_report(reports: Path) -> None:
    result = measure(reports, {"n1": ["r1"]})
    assert result.to_dict() == {
        "notices": 1,
        "reported": 1,
        "closed by their report": 1,
        "commitments closed by another": 0,
    }
    assert "by r1: meeting keep" in render(result)


def test_without_pairs_nothing_is_judged(reports: Path) -> None:
    assert measure(reports).to_dict() == {"notices": 1}


def test_wrong_is_what_another_report_closed() -> None:
    kept = Kept("встреча: А, Б", "kept", ("r2",), "why")
    notice = Notice("n1", (kept, Kept("визит: А → Б", "open", (), None)), ("r1",))
    assert (notice.right, notice.wrong) == (False, 1)
    assert Notice("n2", (kept,), ()).wrong == 1
    assert "nothing was opened by it" in render(Result((Notice("n3", (), ()),)))


@pytest.mark.parametrize(
    ("pairs", "what"), [({"r1": ["n1"]}, "holds no r1"), ({"n1": ["r9"]}, "holds no r9")]
)
def test_pairs_must_speak_of_the_file(reports: Path, pairs: dict[str, list[str]], what: str) -> None:
    with pytest.raises(NoticeError, match=what):
        measure(reports, pairs)


def test_a_file_without_notices_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    path.write_text(json.dumps(ROWS[1], ensure_ascii=False) + "\n", "utf-8")
    with pytest.raises(NoticeError, match="announcement"):
        measure(path)


@pytest.mark.parametrize("text", ["no json", "[1]", '{"a": "b"}'])
def test_pairs_that_are_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pairs.json"
    path.write_text(text, "utf-8")
    with pytest.raises(NoticeError):
        load_pairs(path)


LONG = 12_000  # characters; transcripts, which take most of the time, are left out of the test


def test_notices_of_kremlin_ru(data: Path, tmp_path: Path) -> None:
    """Every notice whose talks are reported later is closed by that report, and none by a wrong one."""
    zstandard = pytest.importorskip("zstandard")
    pairs = load_pairs(Path(__file__).parents[2] / "training" / "labels" / "notices_kremlin.json")
    named = {id for ids in pairs.values() for id in ids}
    packed = (data / "corpora/diplomacy/ru_kremlin_dev.jsonl.zst").read_bytes()
    lines = zstandard.ZstdDecompressor().stream_reader(packed).read().decode("utf-8").splitlines()
    rows = [(line, json.loads(line)) for line in lines]
    path = tmp_path / "kremlin.jsonl"
    chosen = (line for line, row in rows if row["id"] in named or len(row["text"]) <= LONG)
    path.write_text("".join(f"{line}\n" for line in chosen), "utf-8")
    found = measure(path, pairs).to_dict()
    assert found["closed by their report"] == found["reported"] == 3
    assert found["commitments closed by another"] == 0
