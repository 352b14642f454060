"""What every answer owes: words as received behind every line, the same lines in every order of asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date

import pytest

from communique import queries
from communique.queries import Answer, Filter, lines, rows
from communique.queries.assemble import quotes_of
from sample_register import KEYS, SampleRegister

ASKED: dict[str, Callable[[SampleRegister], Answer]] = {
    "dossier": lambda view: queries.dossier(view, "KGZ", "SRB"),
    "measures": lambda view: queries.dossier(view, "MNG", "SRB"),
    "timeline": lambda view: queries.timeline(view),
    "actor": lambda view: queries.actor(view, "Токтосунов"),
    "state": lambda view: queries.actor(view, "SRB"),
    "who": lambda view: queries.who(view, "министр обороны", "KGZ", date(2024, 5, 1)),
    "search": lambda view: queries.search(view, "учение"),
    "promises": lambda view: queries.promises(view),
    "stats": lambda view: queries.stats(view),
    "network": lambda view: queries.network(view),
    "merges": lambda view: queries.merges(view, "p1"),
}
SUMS = (lines.CountLine, lines.NodeLine, lines.PublisherLine, lines.VersionLine)  # lines without words


@pytest.fixture(scope="module")
def view() -> SampleRegister:
    return SampleRegister()


@pytest.mark.parametrize("asked", ASKED)
def test_every_line_has_its_words(asked: str, view: SampleRegister) -> None:
    answer = ASKED[asked](view)
    assert any(answer.rows)
    for _, line in answer.rows:
        quotes = list(quotes_of(line))
        assert quotes or isinstance(line, SUMS) or "gazetteer" in vars_of(line)
        for quote in quotes:
            assert quote.words == view.report(quote.report).text[quote.start : quote.end]
            assert all(quote.start <= start < end <= quote.end for start, end in quote.marks)


def vars_of(line: object) -> list[object]:
    return [getattr(line, field.name) for field in fields(line)]  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", ASKED)
def test_every_cited_report_is_a_source_once(asked: str, view: SampleRegister) -> None:
    answer = ASKED[asked](view)
    cited = [quote.report for _, line in answer.rows for quote in quotes_of(line)]
    assert [source.report for source in answer.sources] == list(dict.fromkeys(cited))


@pytest.mark.parametrize("asked", ASKED)
def test_the_same_question_has_the_same_answer(asked: str, view: SampleRegister) -> None:
    assert ASKED[asked](view) == ASKED[asked](SampleRegister())


def test_answers_are_found_by_name(view: SampleRegister) -> None:
    answer = queries.dossier(view, "KGZ", "SRB")
    assert answer["meetings"].rows[0].kind == "meeting"
    with pytest.raises(KeyError):
        _ = answer["nonsense"]


def test_a_column_of_one_name_has_one_type_in_all_lines() -> None:
    kinds = [
        kind for kind in vars(lines).values() if isinstance(kind, type) and kind.__name__.endswith("Line")
    ]
    types: dict[str, str] = {}
    for kind in kinds:
        for name, type_ in rows.columns_of(kind).items():
            assert types.setdefault(name, type_) == type_, f"{kind.__name__}.{name}"
    assert len(kinds) > 15


def test_a_source_without_address_is_its_agency_or_nobody(view: SampleRegister) -> None:
    answer = queries.dossier(view, "KGZ", "SRB")
    by_report = {source.report: source.publisher for source in answer.sources}
    assert by_report[KEYS["met"]] == "aaa.example"
    assert by_report[KEYS["drill"]] == "publisher not known"


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(), ["h1", "h2", "h3", "h5", "h4"]),
        (Filter(pair=("SRB", "KGZ")), ["h1", "h2", "h3", "h4"]),
        (Filter(country="MNG"), ["h5"]),
        (Filter(actor="p2"), ["h1", "h2"]),
        (Filter(kinds=("visit",), stages=("done",)), ["h3"]),
        (Filter(since=date(2024, 11, 15)), ["h2", "h5", "h4"]),
    ],
)
def test_timeline(wanted: Filter, ids: list[str], view: SampleRegister) -> None:
    (section,) = queries.timeline(view, wanted).sections
    assert [line.id for line in section.rows] == ids
    assert section.total == len(ids)


def test_the_newest_of_a_timeline(view: SampleRegister) -> None:
    (section,) = queries.timeline(view, most=2).sections
    assert [line.id for line in section.rows] == ["h5", "h4"]
    assert section.total == 5
