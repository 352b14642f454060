"""Strict spans, brat folders and the measure of nested entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.evaluation.brat import BratError, load_brat
from communique.evaluation.nerel import nested_model, score_nerel
from communique.evaluation.scoring import Figure
from communique.evaluation.spans import outermost, render_spans, score_spans
from communique.reading.nested.types import TYPES

BRAT = Path(__file__).parent / "fixtures" / "brat"


def test_a_span_is_right_when_start_end_and_type_are() -> None:
    gold = [(0, 5, "PERSON"), (0, 5, "PERSON"), (7, 9, "CITY"), (10, 12, "CITY")]
    found = [(0, 5, "PERSON"), (7, 9, "COUNTRY"), (10, 13, "CITY")]
    scores = score_spans([(gold, found), ([], [(1, 2, "CITY")])])
    assert scores.types == {"CITY": Figure(0, 2, 2), "COUNTRY": Figure(0, 1, 0), "PERSON": Figure(1, 1, 1)}
    assert scores.micro == Figure(1, 4, 3)
    assert scores.to_dict()["micro"]["f1"] == pytest.approx(2 / 7)


def test_of_overlapping_spans_the_first_and_longest_stays() -> None:
    spans = [(4, 9, "B"), (0, 3, "A"), (0, 6, "A"), (6, 8, "C")]
    assert outermost(spans) == [(0, 6, "A"), (6, 8, "C")]


def test_brat_entities_in_pieces_are_their_hull() -> None:
    border, rail = load_brat(BRAT)
    assert (border.name, rail.name) == ("border", "rail")
    assert len(border.entities) == 7
    assert [rail.text[start:end] for start, end, _ in rail.entities] == [
        "Северный и Южный вокзалы Тираны",
        "Южный вокзалы Тираны",
        "Тираны",
        "2031 году",
    ]


def test_line_breaks_count_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Тирана\r\nРига".encode())
    (tmp_path / "a.ann").write_text("T1\tCITY 8 12\tРига\n", encoding="utf-8")
    (report,) = load_brat(tmp_path)
    assert report.text[8:12] == "Рига"


@pytest.mark.parametrize("line", ["T1\tCITY 4 99\tРига", "T1\tCITY", "T1\tCITY a b\tРига", "T1"])
def test_broken_annotation_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text("Рига", encoding="utf-8")
    (tmp_path / "a.ann").write_text(f"#1\tnote\n{line}\n", encoding="utf-8")
    with pytest.raises(BratError, match=r"a\.ann:2"):
        list(load_brat(tmp_path))


def test_a_missing_annotation_or_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(BratError, match=r"no \.txt"):
        list(load_brat(tmp_path))
    (tmp_path / "a.txt").write_text("Рига", encoding="utf-8")
    with pytest.raises(BratError, match="is missing"):
        list(load_brat(tmp_path))


def test_nested_entities_are_measured_over_the_types_of_nerel() -> None:
    """The predictor finds every country and city by its letters, takes one for the other once, and adds a
    type that NEREL has not."""

    def entities(text: str) -> list[tuple[int, int, str]]:
        places = {"Молдовы": "COUNTRY", "Кишинёв": "CITY", "Тираны": "COUNTRY"}
        found = [(text.index(w), text.index(w) + len(w), type) for w, type in places.items() if w in text]
        return [*found, (0, 3, "VEHICLE")]

    scores = score_nerel(load_brat(BRAT), entities)
    assert scores.types["COUNTRY"] == Figure(1, 2, 1)
    assert scores.types["CITY"] == Figure(1, 1, 2)
    assert scores.micro == Figure(2, 3, 11)
    assert "VEHICLE" not in scores.types
    assert render_spans(scores).splitlines()[-1].split() == ["micro", "0.6667", "0.1818", "0.2857", "11", "3"]


def test_gold_against_itself_is_perfect() -> None:
    by_text = {report.text: report.entities for report in load_brat(BRAT)}
    assert score_nerel(load_brat(BRAT), lambda text: by_text[text]).micro == Figure(11, 11, 11)


def test_all_types_of_the_project_data_are_known(data: Path) -> None:
    folder = data / "corpora" / "gold" / "nerel" / "dev"
    if not folder.is_dir():
        pytest.skip("no NEREL in the data folder")
    reports = list(load_brat(folder))
    assert {type for report in reports for _, _, type in report.entities} == set(TYPES)
    assert sum(len(report.entities) for report in reports) == 5590


def test_the_nested_model_is_asked_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def nested_entities(text: str, model: str) -> list[tuple[int, int, str]]:
        asked.append((text, model))
        return [(0, 4, "CITY")]

    monkeypatch.setattr("communique.evaluation.nerel.nested_entities", nested_entities)
    assert list(nested_model("accurate")("Рига")) == [(0, 4, "CITY")]
    assert asked == [("Рига", "accurate")]
