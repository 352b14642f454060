"""What is said: every example line of `speech.toml`, quotation marks, and spans that hold their words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reading.layers import Entity, Reference, Text
from communique.reading.ru.said.quotations import find_quotations
from communique.reading.ru.said.utterances import find_utterances
from communique.reading.ru.said.verbs import load_rows, load_table
from communique.reading.ru.statements import find_statements
from communique.reading.ru.text import analyse
from communique.records.report import Report
from communique.records.span import Span


def read(words: str) -> Text:
    return analyse(Report("x", words), (), None)


def said(words: str) -> list[str]:
    text = read(words)
    return [text.span(found.first, found.last).text for found in find_utterances(text)]


def examples() -> list[str]:
    rows = load_rows()
    own: list[str] = [line for row in rows["verb"] for line in row["yes"] + row["no"]]
    return [*own, *rows["by_words_yes"], *rows["by_words_no"]]


@pytest.mark.parametrize("line", examples())
def test_example_lines_of_the_table(line: str) -> None:
    assert said(line.replace("[[", "").replace("]]", "")) == re.findall(r"\[\[(.*?)\]\]", line)


def test_every_group_of_verbs_has_both_kinds_of_examples() -> None:
    assert [row["lemmas"][0] for row in load_rows()["verb"] if not (row["yes"] and row["no"])] == []


def test_no_verb_stands_twice_in_one_frame() -> None:
    doubled = [
        (lemma, frame)
        for lemma, entries in load_table().verbs.items()
        for i, entry in enumerate(entries)
        for other in entries[i + 1 :]
        for frame in sorted(entry.frames & other.frames)
        if entry.with_nouns == other.with_nouns
    ]
    assert doubled == []


CASES = [  # words of a report, what is said in it
    ("Порт открыт.\nПричал А: Суда уже в пути.", ["Суда уже в пути"]),  # one letter that is no initial
    ("«Порт готов, — сказал посол. — Ждём суда».", ["Порт готов", "Ждём суда"]),
    ("Посол заявил, что порт готов, и предложил открыть линию.", ["порт готов", "открыть линию"]),
    ("Посол заявил, что порт готов, отметив, что суда уже в пути.", ["порт готов", "суда уже в пути"]),
    ("Посол заявил, что порт готов, передаёт агентство.", ["порт готов"]),
    ("Таким образом, считает посол, договор нужно обновить.", ["договор нужно обновить"]),
    ("Порт готов. Об этом сообщил посол.", ["Порт готов"]),
    ("Посол призвал соседей открыть границу и осудил обстрел.", ["открыть границу"]),
    (
        "Посол сказал: «Порт готов». «Суда из Риеки придут в пятницу».",
        ["Порт готов", "Суда из Риеки придут в пятницу"],
    ),
    ("«Порт готов, -- сказал посол. -- Ждём суда».", ["Порт готов", "Ждём суда"]),
    ("Посол упомянул о пошлинах и согласился с тем, что порт готов.", ["о пошлинах", "порт готов"]),
    ("Напомним, что порт открыт с мая.", []),
    ("Посол не сказал, что порт готов.", []),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_what_is_said(words: str, expected: list[str]) -> None:
    assert said(words) == expected


MARKS = [  # words, the words inside each pair of marks
    ("Он сказал: «Да, «Заря» придёт».", ["Да, «Заря» придёт", "Заря"]),
    ('Он сказал: "Да" и "нет".', ["Да", "нет"]),
    ("Он сказал: „Да“.", ["Да"]),
    ("Он сказал: «Да.\nПотом ушёл.", ["Да."]),
]


@pytest.mark.parametrize(("words", "inside"), MARKS)
def test_pairs_of_marks(words: str, inside: list[str]) -> None:
    text = read(words)
    assert [text.span(q.first, q.last).text for q in find_quotations(text)] == inside


def entity(text: Text, id: str, words: str, type: str, *more: str) -> Entity:
    """An actor mentioned by the first occurrence of each of the words."""
    refs = []
    for name in (words, *more):
        start = text.text.index(name)
        inside = [w.index for w in text.words if start <= w.start < start + len(name)]
        head = next(i for i in inside if text.words[i].head not in inside)
        span = Span.of(text.text, start, start + len(name))
        form = "pronoun" if text.words[head].pos == "PRON" else "name"
        refs.append(Reference(span, inside[0], inside[-1] + 1, head, type, form, "test"))
    return Entity(id, words, type, tuple(refs))


SPEAKERS = [  # words, the speaker's mention, its type, who is found
    (
        "Министр обороны Асан Токтосунов заявил, что порт готов.",
        "Министр обороны Асан Токтосунов",
        "person",
        "a1",
    ),
    ("Порт готов, сообщила Мария Костич.", "Мария Костич", "person", "a1"),
    ("В Минобороны Сербии заявили, что порт готов.", "Минобороны Сербии", "body", "a1"),
    ("По словам Милоша Йовича, порт готов.", "Милоша Йовича", "person", "a1"),
    ("«Порт готов», — говорится в сообщении Минобороны Сербии.", "Минобороны Сербии", "body", "a1"),
    ("Было отмечено, что порт готов.", "порт", "place", None),
]


@pytest.mark.parametrize(("words", "mention", "type", "speaker"), SPEAKERS)
def test_who_speaks(words: str, mention: str, type: str, speaker: str | None) -> None:
    text = read(words)
    (found,) = find_statements(text, (entity(text, "a1", mention, type),))
    assert found.speaker == speaker
    assert found.content.text.lower() == "порт готов"


PIECES = st.sampled_from(
    [
        "Посол заявил",
        ", что ",
        "«",
        "»",
        '"',
        " — ",
        "сказал он",
        ". ",
        "\n",
        "порт готов",
        ": ",
        "Об этом",
        " ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_spans_hold_their_words(words: str) -> None:
    text = read(words)
    for found in find_utterances(text):
        span = text.span(found.first, found.last)
        assert words[span.start : span.end] == span.text
