from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.evaluation.verify import verify
from communique.reading import UnsupportedLanguage, read_report
from communique.reading.pipeline import PipelineError, Stage, check_order
from communique.reading.ru.stages import STAGES
from communique.records.json import from_dict, to_dict
from communique.records.report import Report
from communique.records.when import When

WORDS = (
    "Министр обороны Сербии",
    "провёл переговоры",
    "с послом Алжира",
    "Москва",
    "РК",
    "визит",
    "«Мы договорились»,",
    "— сказал он.",
    "подписан",
    "меморандум",
    "10 июля",
    "сегодня",
    "None",
    "Сейчас читают",
    "\n",
    "\n\n",
    ".",
    ",",
    "не",
    "будет",
    "А.",
    "Петров",
    "являютсяподготовка",
    "\u00a0",
    "e\u0301",
    "👍🏽",
    "\u202e",
    "договор-\nённость",
)
press = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=40).map(" ".join)


@given(press.filter(str.strip), st.sampled_from([None, "2024-05-15", "XXXX-05-15"]))
@settings(max_examples=120, deadline=None)
def test_any_text_reads_and_every_citation_holds(text: str, published: str | None) -> None:
    report = Report(id="any", text=text, published=When.parse(published) if published else None)
    reading = read_report(report)
    assert verify(reading) == []
    assert from_dict(to_dict(reading)) == reading


def test_a_reading_is_a_function_of_the_report() -> None:
    report = Report(id="one", text="Министр обороны Сербии Горан Милич посетил Алжир.")
    assert to_dict(read_report(report)) == to_dict(read_report(report))


def test_other_languages_are_refused_by_name() -> None:
    with pytest.raises(UnsupportedLanguage, match=r"x1.*'kk'"):
        read_report(Report(id="x1", text="Министр келді.", language="kk"))


def test_a_stage_without_its_layer_is_found_before_the_first_report() -> None:
    check_order(STAGES)
    with pytest.raises(PipelineError, match="events needs"):
        check_order([stage for stage in STAGES if stage.name != "entities"][-1:])


def test_stages_are_named_for_what_they_give() -> None:
    assert all(isinstance(stage, Stage) and stage.name == stage.gives for stage in STAGES)
