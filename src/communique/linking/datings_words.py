"""Words of one report that help to date it when no year is printed, from `data/datings.toml`.

Found once, when a reading becomes a `ReportSeen`; linking itself never sees the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from communique.records.reading import Reading

FAR = 160  # characters between the two halves of a phrase: no more than a long sentence holds
_END_OF_SENTENCE = re.compile(r"[!?…\n]|(?<=[а-яё]{3})\.(?=\s+[«\"А-ЯЁ])")


class Words(NamedTuple):
    """Characters [start, end) of the text, a phrase of a first act in a post."""

    start: int
    end: int
    text: str


class Weekday(NamedTuple):
    """A day printed without its year but with its day of the week (ISO: Monday is 1)."""

    day: str
    weekday: int
    text: str


@cache
def table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / "datings.toml").read_text(encoding="utf-8"))


@cache
def _firsts() -> re.Pattern[str]:
    words = table()["firsts"]
    act = rf"\b{words['first']}\b(?:\s+[\w-]+){{0,3}}?\s+{words['what']}"
    between = rf"[^!?\n]{{0,{FAR}}}?"
    office = rf"\b{words['office']}\b"
    return re.compile(f"{act}{between}{office}|{office}{between}{act}", re.IGNORECASE)


def find_firsts(text: str) -> Iterator[Words]:
    """«одна из первых встреч … в качестве министра», within one sentence."""
    if "перв" not in text and "Перв" not in text:
        return
    for match in _firsts().finditer(text):
        if not _END_OF_SENTENCE.search(match.group()):
            yield Words(match.start(), match.end(), match.group())


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds these characters."""
    ends = [match.end() for match in _END_OF_SENTENCE.finditer(text)]
    return max((at for at in ends if at <= start), default=0), min(
        (at for at in ends if at >= end), default=len(text)
    )


@cache
def _dated_weekdays() -> re.Pattern[str]:
    weekday = rf"(?:{'|'.join(table()['weekdays'])})"
    date = rf"(?P<{{0}}>\d{{{{1,2}}}})\s+(?P<{{1}}>{'|'.join(table()['months'])})(?!,?\s+(?:1[89]|20)\d\d)"
    before = rf"\b(?P<w1>{weekday}),?\s+{date.format('d1', 'm1')}"
    after = rf"\b{date.format('d2', 'm2')}\s*(?:,\s*(?:во?\s+)?|\(\s*)(?P<w2>{weekday})\b"
    return re.compile(f"{before}|{after}", re.IGNORECASE)


def find_weekdays(text: str) -> Iterator[Weekday]:
    """«в пятницу, 10 июля», «10 июля (пятница)»; not where the year stands too."""
    for match in _dated_weekdays().finditer(text):
        group = "1" if match["w1"] else "2"
        day, month = int(match[f"d{group}"]), table()["months"][match[f"m{group}"].lower()]
        if 1 <= day <= (29 if month == 2 else 31 if month in (1, 3, 5, 7, 8, 10, 12) else 30):
            weekday = table()["weekdays"][match[f"w{group}"].lower()]
            yield Weekday(f"XXXX-{month:02}-{day:02}", weekday, " ".join(match.group().split()))


def year_step(words: Sequence[str]) -> int | None:
    """How many years from the report's these words look; None when they name no year so."""
    for text in words:
        small = " ".join(text.lower().replace("ё", "е").split())
        for phrase, step in table()["years"].items():
            if phrase in small:
                return int(step)
    return None


def tells_today(words: Sequence[str]) -> bool:
    """«сегодня, 9 апреля»: the day is that of the report."""
    return any(word in text.lower().replace(",", " ").split() for text in words for word in table()["today"])


# -- of a reading --------------------------------------------------------------------------------------


def firsts_of(reading: Reading) -> Iterator[tuple[str, Words]]:
    """The phrases of first acts in a post, each with its actor; left out where that is open."""
    text = reading.report.text
    for words in find_firsts(text):
        persons = _persons_in(reading, words.start, words.end)
        if len(persons) != 1:
            persons = _persons_in(reading, *sentence_around(text, words.start, words.end))
        if len(persons) == 1:
            yield persons[0], words


def _persons_in(reading: Reading, start: int, end: int) -> list[str]:
    return [
        actor.id
        for actor in reading.actors
        if actor.type == "person"
        and any(start <= mention.span.start and mention.span.end <= end for mention in actor.mentions)
    ]
