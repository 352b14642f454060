"""Mentions of persons: offices, names, and both together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.reading.layers import Reference
from communique.reading.ru.references_lexicon import words
from communique.reading.ru.references_make import make, sectors_in
from communique.reading.ru.references_phrases import left_edge, right_edge
from communique.reading.ru.references_scan import Scan, capital, case, plural


@dataclass(frozen=True, slots=True)
class Office:
    """Words [first, last): an office or noun for a person around its head, without a name."""

    first: int
    last: int
    head: int
    kind: str


def find_persons(scan: Scan) -> Iterator[Reference]:
    """Persons by office with name, by office alone, and by name alone."""
    used: set[int] = set()
    at = 0
    while at < len(scan.text.words):
        office = office_at(scan, at)
        if office is None:
            at += 1
            continue
        last_office = _chained(scan, office)
        name = name_after(scan, last_office)
        if name is not None:
            used.add(name[0])
            yield _person(scan, office.first, office.head, last_office.last, name)
        elif stands_for_holder(scan, office):
            yield _holder(scan, office)
        at += 1
    yield from _bare_names(scan, used)


def office_at(scan: Scan, index: int) -> Office | None:
    """The office whose head a word is."""
    head = scan.head(index, "office", "person")
    word = scan.word(index)
    if (
        head is None
        or plural(word)
        or index in scan.covered
        or word.pos not in {"NOUN", "PROPN", "ADJ", "VERB"}
    ):
        return None
    return Office(left_edge(scan, index), right_edge(scan, index), index, head.kind)


def _chained(scan: Scan, office: Office) -> Office:
    """The last of several offices of one person: «наследный принц, председатель правительства …»."""
    at = office.last
    if at >= scan.stop(office.head) or scan.word(at).text not in {",", "и", "-", "–", "—"}:
        return office
    for index in range(at + 1, min(at + 4, scan.stop(office.head))):
        following = office_at(scan, index)
        if following is not None:
            same = case(scan.word(index)) == case(scan.word(office.head))
            tied = following.first <= at + 1 and same and name_after(scan, following) is not None
            return following if tied and name_after(scan, office) is None else office
    return office


def name_after(scan: Scan, office: Office) -> tuple[int, int] | None:
    """The name of the holder, printed straight after the office."""
    at = office.last
    if at in scan.persons:
        return _whole_name(scan, at, scan.persons[at])
    if at < scan.stop(office.head) and _looks_like_name(scan, at, office):
        end = at
        while end < scan.stop(at) and _looks_like_name(scan, end, office):
            end += 1
        return at, end
    return None


def _whole_name(scan: Scan, first: int, last: int) -> tuple[int, int]:
    """A name with the parts that the tagger cut off."""
    while (
        last < scan.stop(first) and last in scan.persons and case(scan.word(last)) == case(scan.word(first))
    ):
        last = scan.persons[last]
    return first, last


def _looks_like_name(scan: Scan, index: int, office: Office) -> bool:
    word = scan.word(index)
    return (
        word.pos == "PROPN"
        and capital(word)
        and not word.text.isupper()
        and index not in scan.covered
        and case(word) == case(scan.word(office.head))
    )


def stands_for_holder(scan: Scan, office: Office) -> bool:
    """Not «назначен министром», «пост министра», nor a post named inside another's («помощник президента»)."""
    word = scan.word(office.head)
    if office.first > scan.start(office.head) and scan.word(office.first - 1).lemma in words("posts"):
        return False
    governor = scan.word(word.head) if word.head >= 0 else None
    if governor is None:
        return True
    if case(word) == "Ins" and governor.lemma in words("posting"):
        return False
    return not (case(word) == "Gen" and governor.lemma in words("posts"))


def _person(scan: Scan, first: int, head: int, end: int, name: tuple[int, int]) -> Reference:
    return make(
        scan, first, name[1], head, "person", "name", "office_and_name",
        key=person_key(scan, *name), name=name, position=(first, end),
        sectors=[*_own(scan, head), *sectors_in(scan, first, end)],
    )  # fmt: skip


def _holder(scan: Scan, office: Office) -> Reference:
    return make(
        scan, office.first, office.last, office.head, "person", "description", "office_alone",
        position=(office.first, office.last) if office.kind == "office" else None,
        sectors=[*_own(scan, office.head), *sectors_in(scan, office.first, office.last)],
    )  # fmt: skip


def _own(scan: Scan, head: int) -> tuple[str, ...]:
    found = scan.head(head, "office", "person")
    return found.sectors if found is not None else ()


def person_key(scan: Scan, first: int, last: int) -> str:
    return " ".join(scan.plain[i] for i in range(first, last) if scan.word(i).text != ".")


def _bare_names(scan: Scan, used: set[int]) -> Iterator[Reference]:
    """Names without an office, with a noun before them that describes the person («журналистка …»)."""
    for first, last in scan.persons.items():
        if first in used:
            continue
        start = _described(scan, first)
        position = (start, first) if start < first else None
        rule = "noun_and_name" if position else "name"
        yield make(
            scan, start, last, first, "person", "name", rule,
            key=person_key(scan, first, last), countries=None if position else (), name=(first, last),
            position=position,
        )  # fmt: skip


def _described(scan: Scan, first: int) -> int:
    """Where the animate noun before a name, with its attributes, begins; the name itself without one."""
    before = first - 1
    if before < scan.start(first):
        return first
    word = scan.word(before)
    animate = word.pos == "NOUN" and word.feats.get("Animacy") == "Anim" and not plural(word)
    if animate and case(word) == case(scan.word(first)) and before not in scan.covered:
        return left_edge(scan, before)
    return first
