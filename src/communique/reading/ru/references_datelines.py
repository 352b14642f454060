"""The agency in a dateline, and where the report names it again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.reading.layers import Reference, Sentence
from communique.reading.ru.morphology import place_only
from communique.reading.ru.references_make import make
from communique.reading.ru.references_phrases import quoted
from communique.reading.ru.references_scan import OPENING, Scan, capital

DATE_WORD = re.compile(
    r"\d[\d.:/]*|(янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*|года?|г", re.IGNORECASE
)
_ENDING = 3
"""Letters at the end of a name that its cases may change: «Узновости», «Узновостям»."""


def find_dateline_agencies(scan: Scan) -> Iterator[Reference]:
    """«ТАШКЕНТ. 4 марта. УЗНОВОСТИ»: what stands after the date tells the news; it comes back below."""
    for sentence in scan.text.sentences:
        if sentence.section != "dateline" or (found := _agency(scan, sentence)) is None:
            continue
        first, last = found
        yield _reference(scan, *_with_marks(scan, first, last), first, "dateline_agency")
        if last - first == 1:
            yield from _again(scan, first, sentence)


def _reference(scan: Scan, first: int, last: int, agency: int, rule: str) -> Reference:
    return make(
        scan, first, last, first, "enterprise", "name", rule,
        key=f"agency:{scan.plain[agency]}", countries=[], sectors=["MED"],
    )  # fmt: skip


def _agency(scan: Scan, sentence: Sentence) -> tuple[int, int] | None:
    """The words after the date, without the marks around them."""
    dates = [i for i in range(sentence.first, sentence.last) if DATE_WORD.fullmatch(scan.word(i).text)]
    if not dates:
        return None
    after = [i for i in range(dates[-1] + 1, sentence.last) if scan.word(i).text[0].isalnum()]
    named = [i for i in after if capital(scan.word(i))]
    if not named or _is_place(scan, named[0]):
        return None
    return named[0], _closed(scan, named[0], after[-1] + 1)


def _is_place(scan: Scan, index: int) -> bool:
    """«7 мая 2024 года Москва, Кремль»: where it happens may stand behind the date too."""
    known = scan.covered.get(index)
    if known is not None:
        return known.entry.type != "enterprise"
    return place_only(scan.word(index).text)


def _closed(scan: Scan, first: int, last: int) -> int:
    """With the closing mark of a quotation that is opened inside («АГЕНТСТВО «СТЕПЬ»»)."""
    opened = any(scan.word(i).text in OPENING for i in range(first, last))
    follows = last < len(scan.text.words) and scan.word(last).text in '»"'
    return last + 1 if opened and follows else last


def _again(scan: Scan, agency: int, sentence: Sentence) -> Iterator[Reference]:
    """Later words that are the same name in another case."""
    name = scan.plain[agency]
    for i in range(sentence.last, len(scan.text.words)):
        word = scan.plain[i]
        if capital(scan.word(i)) and word[: len(name) - 1] == name[:-1] and len(word) <= len(name) + _ENDING:
            first, last = _with_noun(scan, *_with_marks(scan, i, i + 1))
            yield _reference(scan, first, last, agency, "dateline_agency_again")


def _with_marks(scan: Scan, first: int, last: int) -> tuple[int, int]:
    """With the quotation marks around it."""
    opened = first > 0 and scan.word(first - 1).text in OPENING
    return (
        (first - 1, last + 1)
        if opened and quoted(scan, first - 1, len(scan.plain)) == last + 1
        else (first, last)
    )


def _with_noun(scan: Scan, first: int, last: int) -> tuple[int, int]:
    """With «агентство» before the quoted name."""
    head = scan.head(first - 1, "enterprise") if first and scan.word(first).text in OPENING else None
    return (first - 1, last) if head is not None and "MED" in head.sectors else (first, last)
