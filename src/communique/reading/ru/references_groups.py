"""Mentions by description: bodies, states, enterprises and groups by a common noun."""

from __future__ import annotations

from collections.abc import Iterator

from communique.gazetteer import peoples
from communique.reading.layers import Reference
from communique.reading.ru.references_lexicon import Head, words
from communique.reading.ru.references_make import make, sectors_in
from communique.reading.ru.references_phrases import bracketed, left_edge, quoted, right_edge
from communique.reading.ru.references_scan import Scan, capital, plural, state_adjective


def find_bodies(scan: Scan) -> Iterator[Reference]:
    """Bodies by a noun with its complements: «министерство», «Комитет по обороне парламента Грузии»."""
    for i, word in enumerate(scan.text.words):
        head = scan.head(i, "body")
        if head is None or i in scan.covered or word.pos not in {"NOUN", "PROPN"}:
            continue
        first, last = left_edge(scan, i), right_edge(scan, i, names=True)
        last = bracketed(scan, quoted(scan, last, scan.stop(i)), scan.stop(i))
        if head.alone == "yes" or tied(scan, first, last, i):
            yield make(
                scan, first, last, i, "body", "description", "body_noun",
                sectors=[*head.sectors, *sectors_in(scan, first, last)],
            )  # fmt: skip


def tied(scan: Scan, first: int, last: int, head: int) -> bool:
    """Whether the words of a phrase tie its noun to an actor."""
    for i in range(first, last):
        if i == head:
            continue
        if i in scan.known or i in scan.persons or state_adjective(scan, i) is not None:
            return True
        if scan.word(i).lemma in words("tying") or scan.head(i, "body") is not None:
            return True
        if i < head and capital(scan.word(i)) and i > scan.start(head):
            return True
    return capital(scan.word(head)) and head > scan.start(head)


def find_state_nouns(scan: Scan) -> Iterator[Reference]:
    """«Страна», «республика», «наше государство»: one state by a common noun."""
    for i, word in enumerate(scan.text.words):
        head = scan.head(i, "state")
        if head is None or i in scan.covered or plural(word) or not _bare(scan, i):
            continue
        first = left_edge(scan, i)
        yield make(scan, first, i + 1, i, "state", "description", "state_noun", sectors=head.sectors)


NOT_ONE_STATE = frozenset(
    {
        "каждый",
        "любой",
        "третий",
        "другой",
        "один",
        "какой",
        "некоторый",
        "два",
        "три",
        "четыре",
        "оба",
        "никакой",
    }
)


def _bare(scan: Scan, index: int) -> bool:
    """No name of a state follows or precedes, and the attributes point to one state."""
    if index + 1 < scan.stop(index) and index + 1 in scan.known:
        return False
    attributes = range(left_edge(scan, index), index)
    return not any(
        scan.word(i).lemma in NOT_ONE_STATE
        or state_adjective(scan, i) is not None
        or scan.word(i).pos == "NUM"
        for i in attributes
    )


def find_groups(scan: Scan) -> Iterator[Reference]:
    """People and sides by a plural or collective noun: «стороны», «лидеры двух стран», «народ Грузии»."""
    for i, word in enumerate(scan.text.words):
        head = scan.head(i, "group")
        if head is None or i in scan.covered or word.pos not in {"NOUN", "PROPN", "ADJ", "VERB"}:
            continue
        if not plural(word) and word.lemma not in COLLECTIVE:
            continue
        first, last = left_edge(scan, i), right_edge(scan, i, names=True)
        if _counts(scan, head, first, last, i):
            yield make(
                scan, first, last, i, "group", "description", "group_noun",
                sectors=[*head.sectors, *sectors_in(scan, first, last)],
            )  # fmt: skip
    yield from _peoples(scan)


COLLECTIVE = frozenset(
    ["делегация", "народ", "население", "общественность", "руководство", "бизнес", "элита", "группа", "коллектив"]
)


def _counts(scan: Scan, head: Head, first: int, last: int, index: int) -> bool:
    return head.alone == "yes" or tied(scan, first, last, index)


def _peoples(scan: Scan) -> Iterator[Reference]:
    for i, word in enumerate(scan.text.words):
        code = peoples().get(scan.plain[i])
        if code is not None and plural(word) and word.pos == "NOUN" and i not in scan.covered:
            yield make(
                scan,
                left_edge(scan, i),
                i + 1,
                i,
                "group",
                "description",
                "people",
                countries=[code],
                sectors=["CVL"],
            )
