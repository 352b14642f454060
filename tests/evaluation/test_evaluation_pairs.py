"""The measure on pairs of news texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.evaluation.__main__ import app
from communique.evaluation.pairs import PairError, PairScores, load_pairs

COLUMNS = [f"INPUT:{n}_{part}" for part in ("title", "url", "text") for n in ("first", "second")]
FIRE = "В посёлке Ручьи сгорел склад лесопилки «Кедровка», тушили его сорок пожарных, сообщил Орех."
FIRE_AGAIN = "Сорок пожарных тушили склад лесопилки «Кедровка» в посёлке Ручьи, по словам Ореха."
CHESS = "Ученица школы Соснового Бора Алла Нити выиграла турнир по шахматам, обыграв Вейса."


def write(path: Path, *rows: tuple[str, str, str], columns: list[str] = COLUMNS) -> Path:
    lines = ["\t".join([*columns, "GOLDEN:quality"])]
    for one, other, verdict in rows:
        titles = (one.split(",")[0], other.split(",")[0])
        fields = [*titles, "https://a.example/1", "", f'"{one}"', other, verdict]
        lines.append("\t".join(fields[-len(columns) - 1 :]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_pairs_are_read_and_scored(tmp_path: Path) -> None:
    path = write(tmp_path / "pairs.tsv", (FIRE, FIRE_AGAIN, "OK"), (FIRE, CHESS, "BAD"))
    first, _ = load_pairs(path)
    assert first.same and first.first.text == FIRE and first.second.url is None
    result = CliRunner().invoke(app, ["pairs", str(path), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.output) == {"pairs": 2, "p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1, "pred": 1}
    assert "f1" in CliRunner().invoke(app, ["pairs", str(path)]).output


def test_rates() -> None:
    scores = PairScores(pairs=10, right=3, wrong=1, missed=2)
    assert (scores.precision, scores.recall) == (0.75, 0.6)
    assert scores.f1 == pytest.approx(2 / 3)
    assert PairScores(0, 0, 0, 0).to_dict()["f1"] == 0


def test_a_file_that_is_none_says_where(tmp_path: Path) -> None:
    doubtful = write(tmp_path / "verdict.tsv", (FIRE, CHESS, "PERHAPS"))
    with pytest.raises(PairError, match=r"verdict.tsv:2: no 'PERHAPS'"):
        load_pairs(doubtful)
    lacking = write(tmp_path / "columns.tsv", (FIRE, CHESS, "OK"), columns=COLUMNS[2:])
    assert "INPUT:first_title" in CliRunner().invoke(app, ["pairs", str(lacking)]).output
