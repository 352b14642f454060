"""Who told whom: the example lines of `sources.toml`, and the order of a chain."""

from __future__ import annotations

import re

import pytest

from communique.reading.layers import Entity, Reference, Text
from communique.reading.ru.sources import find_sources, load_rows
from communique.reading.ru.text import analyse
from communique.records.report import Report
from communique.records.span import Span

LINES = [line for key, lines in load_rows().items() if key.endswith(("_yes", "_no")) for line in lines]


def actor(text: Text, id: str, start: int, words: str, type: str) -> Entity:
    inside = [w.index for w in text.words if start <= w.start < start + len(words)]
    head = next((i for i in inside if text.words[i].head not in inside), inside[0])
    span = Span.of(text.text, start, start + len(words))
    ref = Reference(span, inside[0], inside[-1] + 1, head, type, "name", "test")
    return Entity(id, words, type, (ref,), sectors=("MED",) if type == "enterprise" else ())


def marked(line: str) -> tuple[Text, tuple[Entity, ...]]:
    """The line without its marks, and an actor for each [[…]]: a body or an outlet."""
    plain, spans = "", []
    for piece in re.split(r"(\[\[.*?\]\])", line):
        if piece.startswith("[["):
            spans.append((len(plain), piece[2:-2]))
        plain += piece.removeprefix("[[").removesuffix("]]")
    text = analyse(Report("x", plain), (), None)
    kinds = [
        "body" if words.startswith(("пресс-служб", "Минобороны")) else "enterprise" for _, words in spans
    ]
    return text, tuple(
        actor(text, f"a{n}", start, words, kind)
        for n, ((start, words), kind) in enumerate(zip(spans, kinds, strict=True))
    )


@pytest.mark.parametrize("line", LINES)
def test_example_lines_of_the_table(line: str) -> None:
    text, actors = marked(line)
    assert find_sources(text, actors) == tuple(actor.id for actor in actors)


CHAINS = [
    "Порт закрыт, сообщили [[Балтинфо]] в [[пресс-службе порта]].",
    "Порт закрыт. Об этом сообщили в [[пресс-службе порта]].",
    "Порт закрыт. Об этом говорится в сообщении [[Минобороны Сербии]].",
]


@pytest.mark.parametrize("line", CHAINS)
def test_a_chain_begins_with_the_nearest(line: str) -> None:
    text, actors = marked(line)
    assert find_sources(text, actors) == tuple(actor.id for actor in actors)
