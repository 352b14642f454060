"""Languages told by letters: only what is surely not Russian is turned away."""

from __future__ import annotations

from pathlib import Path

import pytest

import communique
from communique.intake import read_text
from communique.intake.letters import language_by_letters
from communique.intake.limits import shown_size

ENGLISH = "The defence ministers of Serbia and Mongolia met in Belgrade and signed a memorandum."
KAZAKH = "Қорғаныс министрі Белградқа келіп, әріптесімен кездесті. Келісімге қол қойылды."
UKRAINIAN = "Міністр оборони Сербії прибув до Бєлграда, де провів зустріч та підписав угоду про співпрацю."
SERBIAN = "Министар одбране Монголије допутовао је у Београд и састао се са својим колегом, јавља агенција."
RUSSIAN = "Министр обороны Сербии прибыл в Улан-Батор и провел встречу с монгольским коллегой."
NAMES = f"{RUSSIAN} В составе делегации — Әсел Қуанышқызы. " + RUSSIAN * 5
ADDRESSES = f"{RUSSIAN} Подробности: https://example.org/news/mongolia-serbia-memorandum"


@pytest.mark.parametrize("text", [ENGLISH, KAZAKH, UKRAINIAN, SERBIAN])
def test_other_letters_are_not_taken_for_russian(text: str) -> None:
    assert language_by_letters(text)[0] == "und"


@pytest.mark.parametrize("text", [RUSSIAN, NAMES, ADDRESSES, "", "OK", "Әсел Қуанышқызы", "1990–2000", "№ 5"])
def test_russian_and_what_is_too_short_to_tell_are_russian(text: str) -> None:
    assert language_by_letters(text)[0] == "ru"


def test_the_reason_gives_the_figures() -> None:
    assert language_by_letters(ENGLISH)[1] == "none declared, and 0 of 71 letters are Cyrillic"


def test_what_is_declared_holds() -> None:
    assert read_text(ENGLISH, language="ru").language == "ru"


def test_a_report_in_another_language_is_a_failure_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(KAZAKH, encoding="utf-8")
    (tmp_path / "b.txt").write_text(RUSSIAN, encoding="utf-8")
    first, second = communique.read_files(tmp_path)
    assert isinstance(first, communique.Failure)
    assert "an unknown language" in first.reason and "are not Russian" in first.reason
    assert isinstance(second, communique.Reading)


@pytest.mark.parametrize(
    ("size", "shown"), [(64 * 2**20, "64 MiB"), (2048, "2 KiB"), (1000, "1,000 bytes"), (1, "1 bytes")]
)
def test_sizes_for_a_person(size: int, shown: str) -> None:
    assert shown_size(size) == shown
