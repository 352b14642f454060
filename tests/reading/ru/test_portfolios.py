"""The word lists say themselves what they must and must not match."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.reading.layers import Word
from communique.reading.ru.portfolios import body_fields, office_fields, phrase_at, phrases
from communique.reading.ru.text import analyse
from communique.reading.ru.wordlists import load_table
from communique.records.report import Report

Line = tuple[str, str, bool]


def words(phrase: str) -> tuple[Word, ...]:
    return analyse(Report("line", phrase), (), None).words


def lines(table: str) -> Iterator[tuple[dict[str, object], str, bool]]:
    for rows in load_table(table).values():
        for row in rows:
            for key in ("yes", "no"):
                listed = row.get(key, [])
                assert isinstance(listed, list)
                yield from ((row, str(line), key == "yes") for line in listed)


@pytest.mark.parametrize(("row", "line", "wanted"), list(lines("portfolios.toml")))
def test_portfolio(row: dict[str, object], line: str, wanted: bool) -> None:
    fields = office_fields(words(line)) | body_fields(words(line))
    assert (row["name"] in fields) == wanted


def lemma_lines() -> Iterator[tuple[dict[str, object], str, bool]]:
    for table in ("coreference.toml", "offices.toml"):
        yield from ((row, line, yes) for row, line, yes in lines(table) if "lemmas" in row)


@pytest.mark.parametrize(("row", "line", "wanted"), list(lemma_lines()))
def test_lemmas(row: dict[str, object], line: str, wanted: bool) -> None:
    listed = row["lemmas"]
    assert isinstance(listed, list)
    assert (line in listed) == wanted
    assert listed == list(dict.fromkeys(listed))


@pytest.mark.parametrize(("row", "line", "wanted"), [x for x in lines("offices.toml") if "words" in x[0]])
def test_phase_words(row: dict[str, object], line: str, wanted: bool) -> None:
    read = words(line)
    hit = any(phrase_at(p, read, i) for p in phrases(row["words"]) for i in range(len(read)))
    assert hit == wanted
