"""Makers of the judge of pairs and of the table of stems, on small invented data."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from communique.linking.fingerprint import rarity_table
from communique.linking.fingerprint_words import stem
from communique.training.labels import LabelError
from communique.training.pairs import Row, labelled, print_of, scores, train
from communique.training.stems import count, render, with_waves


def rows(number: int = 60) -> list[Row]:
    return [
        Row({"alike": (n % 2) + n / 1000, "noise": n % 7 / 7}, n % 2 == 1, n % 10 == 0) for n in range(number)
    ]


def test_the_model_learns_and_is_repeatable() -> None:
    model = train(rows())
    assert model == train(rows())
    assert model["weights"]["alike"] > abs(model["weights"]["noise"])
    assert model["card"]["pairs"] == 60
    assert 0.3 <= model["threshold"] <= 0.8


def test_scores() -> None:
    some = [Row({}, same, False) for same in (True, True, False)]
    assert scores(some, [0.9, 0.2, 0.8], 0.5) == pytest.approx((0.5, 0.5, 0.5))


def test_labels_find_their_texts(tmp_path: Path) -> None:
    import zstandard

    texts = [
        {"id": f"r{n}", "title": None, "text": f"Мост {n} открыт в Заречинске, сообщил Кравцунов."}
        for n in (1, 2)
    ]
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    (tmp_path / "news.zst").write_bytes(zstandard.compress(lines.encode()))
    label = {"left": "r1", "right": "r2", "corpus": "news.zst", "same": True, "doubtful": True}
    (tmp_path / "a.jsonl").write_text(json.dumps(label) + "\n", encoding="utf-8")
    (row,) = labelled(tmp_path, tmp_path)
    assert row.same and row.doubtful and row.features["words"] > 0.5
    (tmp_path / "b.jsonl").write_text(json.dumps({**label, "left": "r9"}) + "\n", encoding="utf-8")
    with pytest.raises(LabelError, match="r9"):
        list(labelled(tmp_path, tmp_path))


def test_a_text_is_printed_without_its_furniture() -> None:
    body = "Мост открыт в Заречинске, сообщил Кравцунов."
    assert print_of(body, None, None).exact == print_of(body + "\n", None, None).exact


def test_stems_are_counted_once_a_report() -> None:
    texts = [("Мост", "мост и мосты"), (None, "мост"), (None, "мост")]
    total, counts = count({"title": title, "text": text} for title, text in texts)
    assert (total, counts["мост"]) == (2, 2)
    assert render(100, Counter({"мост": 50, "редк": 2})).splitlines()[2:] == ["*\t100", "мост\t50"]


def test_waves_raise_what_they_made_common() -> None:
    raised = with_waves(6000, Counter({stem("карантин"): 3, "мост": 7}))
    assert (raised[stem("карантин")], raised["мост"]) == (1000, 7)


def test_the_table_that_ships() -> None:
    total, table = rarity_table()
    assert total > 20_000
    assert table[stem("президент")] > 1000 > table.get(stem("тренажёр"), 0)
