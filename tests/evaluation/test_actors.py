"""Pairs over documents: the count by hand, and the whole way on documents of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.evaluation.actors import Judged, PairScores, judge_linking, measure, render, score_pairs
from communique.evaluation.bsnlp import BsnlpError, load_topic, topics

RAW = "ru-1\nru\n2024-03-05\nhttp://example.org/1\nО встрече\nАнтон Серов принял посла. Серов доволен.\n"


def write_topic(folder: Path) -> Path:
    topic = folder / "talks"
    for part in ("raw", "annotated"):
        (topic / part / "ru").mkdir(parents=True)
    (topic / "raw" / "ru" / "d_1.txt").write_text(RAW, encoding="utf-8")
    names = (("Антон Серов", "PER", "PER-S"), ("Серова", "PER", "PER-S"), ("Праздник", "EVT", "EVT-P"))
    rows = "ru-1\n" + "".join(f"{form}\tбаза\t{type}\t{id}\n" for form, type, id in names)
    (topic / "annotated" / "ru" / "d_1.out").write_text(rows, encoding="utf-8")
    return topic


def test_pairs_are_counted() -> None:
    names = [
        Judged("PER", "A", "1"),
        Judged("PER", "A", "1"),
        Judged("PER", "A", None),
        Judged("ORG", "B", "1"),
    ]
    scores = score_pairs(names)
    assert scores["all"] == PairScores(gold=3, found=3, right=1, names=4, linked=3)
    assert scores["PER"].precision == 1.0
    assert scores["PER"].recall == pytest.approx(1 / 3)


def test_a_topic_of_our_own(tmp_path: Path) -> None:
    topic = write_topic(tmp_path)
    [document] = load_topic(topic)
    assert [name.form for name in document.names] == ["Антон Серов", "Серова"]
    assert len({judged.entity for judged in judge_linking([document])}) == 1
    assert topics(tmp_path) == topics(topic) == [topic]
    assert "talks PER" in render(measure(tmp_path, read=False))


def test_a_folder_without_topics(tmp_path: Path) -> None:
    with pytest.raises(BsnlpError):
        topics(tmp_path)


def test_linking_reaches_what_is_asked(data: Path) -> None:
    """Pairwise F1 of 0.90 on each topic at hand; asia_bibi was not looked at while the rules were made."""
    folder = data / "corpora" / "gold" / "bsnlp2021"
    if not folder.is_dir():
        pytest.skip("no BSNLP-2021 data")
    for topic, rows in measure(folder, read=False).items():
        assert rows["all"].f1 >= 0.90, topic
