"""Each rule of `data/times.toml` with its own examples, read by the whole grammar; tense; properties."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reading.layers import Text, TimeExpression
from communique.reading.ru.tense import Tense
from communique.reading.ru.text import analyse, analyse_many
from communique.reading.ru.times import PUBLISHED_IN_EXAMPLES, find_times, load_rules, nearest
from communique.records.report import Report
from communique.records.when import When

RULES = load_rules()
YES = [(rule.name, line) for rule in RULES for line in rule.yes]
NO = [(rule.name, line) for rule in RULES for line in rule.no]


def parts(line: str) -> tuple[str, list[str], str, str]:
    """Sentence, what is marked in it, day of publication, values wanted."""
    marked, _, value = line.partition(" => ")
    marked, _, published = marked.partition(" | ")
    wanted = [piece.split("⟧")[0] for piece in marked.split("⟦")[1:]]
    return marked.replace("⟦", "").replace("⟧", ""), wanted, published or PUBLISHED_IN_EXAMPLES, value


def report_of(sentence: str) -> Report:
    return Report(id="r", text=f"Заголовок о делах\n\n{sentence}")


@cache
def analysed() -> dict[str, Text]:
    """All examples in one pass of the nets."""
    sentences = [parts(line)[0] for _, line in YES] + [line for _, line in NO]
    texts = analyse_many([(report_of(s), (), None) for s in sentences])
    return dict(zip(sentences, texts, strict=True))


def times(sentence: str, published: str = PUBLISHED_IN_EXAMPLES) -> tuple[TimeExpression, ...]:
    text = analysed().get(sentence) or analyse(report_of(sentence), (), None)
    return find_times(text, None if published == "none" else When.parse(published), None)


@pytest.mark.parametrize(("rule", "line"), YES)
def test_rule(rule: str, line: str) -> None:
    sentence, wanted, published, value = parts(line)
    found = times(sentence, published)
    assert rule in [t.rule for t in found]
    (hit,) = [t for t in found if t.rule == rule]
    assert ([hit.span.text], str(hit.value or "-")) == (wanted, value)


@pytest.mark.parametrize(("rule", "sentence"), NO)
def test_rule_leaves_alone(rule: str, sentence: str) -> None:
    assert rule not in [t.rule for t in times(sentence)]


def test_every_rule_has_examples_and_its_own_name() -> None:
    assert all(rule.yes and rule.no for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


TEXTS = [
    # several times in one text: (sentences, published, values)
    ("В 2021 году форум прошёл 8-9 июня.", "2024-03-06", ["2021", "2021-06-08/2021-06-09"]),
    ("Санкции кончатся 18 октября. 18 октября 2023 года истекает срок.", "2023-09-28", ["2023-10-18"] * 2),
    ("Посол заявил, что 9 мая приедет в Осло.", "2024-03-06", ["2024-05-09"]),
    ("Документ будет подписан 5 мая.", "2024-03-06", ["2024-05-05"]),
    ("Законы должны быть приняты 5 мая.", "2024-03-06", ["2024-05-05"]),
    ("Стороны намерены встретиться в пятницу.", "2024-03-06", ["2024-03-08"]),
    ("Напомним, в пятницу посол уехал.", "2024-03-06", ["2024-03-01"]),
    ("Визит, который планировался на июнь, отложен.", "2024-05-20", ["2024-06"]),
    ("Визит, который планировался на апрель, не состоялся.", "2024-05-20", ["2024-04"]),
    ("Визит был намечен на 5 июня.", "2024-05-20", ["2024-06-05"]),
    ("Встреча 20 марта даст ответ, подписанный 1 февраля.", "2024-03-06", ["2024-03-20", "2024-02-01"]),
]


@pytest.mark.parametrize(("text", "published", "values"), TEXTS)
def test_text(text: str, published: str, values: list[str]) -> None:
    assert [str(t.value) for t in times(text, published)] == values


GAPS = [
    ("Договор подписан на Рождество.", "2024-03-06", ["2023-12-25"]),
    ("Мораторий введён сроком на 30 суток с 18 марта 2025 года.", "2025-03-28", ["2025-03-18/2025-04-16"]),
    ("Контракт будет действовать с апреля в течение года.", "2024-03-06", ["2024-04/2025-04"]),
]


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [pytest.param(*gap, marks=pytest.mark.xfail(strict=True)) for gap in GAPS],
)
def test_gap(text: str, published: str, values: list[str]) -> None:
    assert [str(t.value) for t in times(text, published)] == values


def test_what_is_not_printed_is_inferred() -> None:
    printed, relative = times("Договор от 27 июня 1997 года обсудили вчера.")
    assert printed.inferred is None
    assert relative.inferred == "counted from the day of publication"


@pytest.mark.parametrize(
    ("bare", "tense", "filled"),
    [
        ("XXXX-07", Tense.PAST, "2023-07"),
        ("XXXX-07", Tense.FUTURE, "2024-07"),
        ("XXXX-03", Tense.PAST, "2024-03"),
        ("XXXX-03", Tense.FUTURE, "2024-03"),
        ("XXXX-03-07", Tense.PAST, "2024-03-07"),
        ("XXXX-03-08", Tense.PAST, "2023-03-08"),
        ("XXXX-02-29", Tense.FUTURE, "2028-02-29"),
        ("XXXX-12-30/XXXX-01-02", Tense.PAST, "2023-12-30/2024-01-02"),
        ("XXXX-08", Tense.OTHER, "2024-08"),
        ("XXXX-11", Tense.OTHER, "2023-11"),
    ],
)
def test_nearest(bare: str, tense: Tense, filled: str) -> None:
    assert str(nearest(When.parse(bare), date(2024, 3, 6), tense)) == filled


@given(
    st.dates(date(2000, 3, 1), date(2030, 12, 1)),
    st.dates(date(2000, 3, 1), date(2030, 12, 1)),
    st.sampled_from(Tense),
)
def test_year_fits_the_tense(day: date, published: date, tense: Tense) -> None:
    bare = When.day(None, day.month, min(day.day, 28))
    filled = nearest(bare, published, tense)
    assert filled is not None and filled.single_day is not None
    gap = filled.single_day - published
    assert abs(gap) <= timedelta(days=366)
    assert tense is not Tense.PAST or gap <= timedelta(days=1)
    assert tense is not Tense.FUTURE or gap >= timedelta(0)


PIECES = [
    "10 июля",
    "в пятницу",
    "с 1 по 5 мая",
    "вчера",
    "в 2020 году",
    "на прошлой неделе",
    "ранее",
    "посол",
    ",",
    ".",
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_spans_hold_their_words_in_order(sentence: str) -> None:
    text = analyse(report_of(f"Он {sentence} уехал."), (), None)
    found = find_times(text, When.parse("2024-03-06"), None)
    for one in found:
        assert text.text[one.span.start : one.span.end] == one.span.text
        assert text.span(one.first, one.last) == one.span
    assert all(a.last <= b.first for a, b in pairwise(found))
