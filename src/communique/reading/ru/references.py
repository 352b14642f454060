"""Every span of a report that refers to an actor, before coreference.

The parts are independent finders over one scan of the words; `find_references` settles what they disagree on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from communique.reading.layers import Reference, Text
from communique.reading.ru.references_datelines import find_dateline_agencies
from communique.reading.ru.references_groups import (
    find_bodies,
    find_groups,
    find_shared,
    find_state_nouns,
)
from communique.reading.ru.references_names import (
    find_cited,
    find_customers,
    find_firms,
    find_names,
    find_sides,
    find_tagged,
    find_titled,
)
from communique.reading.ru.references_persons import find_persons
from communique.reading.ru.references_pronouns import find_pronouns, without_things
from communique.reading.ru.references_scan import OPENING, Scan, scan_text
from communique.reading.ru.references_speakers import find_speakers
from communique.reading.ru.said.speech import Utterance
from communique.reading.ru.said.utterances import find_utterances

# Earlier finders win over later ones on the same words.
FINDERS: tuple[Callable[[Scan], Iterator[Reference]], ...] = (
    find_shared,
    find_names,
    find_dateline_agencies,
    find_sides,
    find_persons,
    find_titled,
    find_firms,
    find_customers,
    find_bodies,
    find_groups,
    find_state_nouns,
    find_cited,
    find_tagged,
    find_speakers,
    find_pronouns,
)


def find_references(text: Text, said: Sequence[Utterance] | None = None) -> tuple[Reference, ...]:
    """Mentions in order of text; some lie inside others («министр обороны РК» holds «РК»).

    `said` is what is said in the text, where it has been found already. Offsets are those of the text as
    received. Raises: nothing.
    """
    said = find_utterances(text) if said is None else said
    scan = scan_text(text, frozenset(_speakers(said)))
    found = [reference for finder in FINDERS for reference in finder(scan)]
    return tuple(sorted(without_things(text, settle(found)), key=lambda r: (r.first, -r.last)))


def _speakers(said: Iterable[Utterance]) -> Iterator[int]:
    """The words that name who says something."""
    return (u.speaker for u in said if not u.weak and u.speaker is not None and u.speaker >= 0)


def settle(found: Iterable[Reference]) -> list[Reference]:
    """One reference for a head word, the first finder's; none that cross; then what must not be nested."""
    kept: list[Reference] = []
    over: dict[int, list[Reference]] = {}  # index of a word -> what is kept over it
    for reference in found:
        words = range(reference.first, reference.last)
        if not any(_rivals(reference, other) for i in words for other in over.get(i, ())):
            kept.append(reference)
            for i in words:
                over.setdefault(i, []).append(reference)
    return [r for r in kept if not any(_swallows(other, r) for other in over[r.first])]


def _rivals(one: Reference, other: Reference) -> bool:
    if one.last <= other.first or other.last <= one.first:
        return False
    if one.head == other.head or (one.first, one.last) == (other.first, other.last):
        return True
    return not (_holds(one, other) or _holds(other, one))


def _holds(outer: Reference, inner: Reference) -> bool:
    return outer is not inner and outer.first <= inner.first and inner.last <= outer.last


def post_inside(outer: Reference, inner: Reference) -> bool:
    """«помощник президента»: a post inside a longer mention is no mention without a name."""
    return inner.rule == "office_alone"


def group_inside(outer: Reference, inner: Reference) -> bool:
    """«экспертные группы двух стран»: a group inside a longer mention is only told by it."""
    return inner.rule == "group_noun" and outer.type in {"group", "person", "body"}


def name_of_outer(outer: Reference, inner: Reference) -> bool:
    """«агентство Bloomberg», «Организация … (ОДКБ)»: the name is part of the mention it closes."""
    if inner.rule not in {"gazetteer", "tagged_organisation", "body_name", "cited_source"}:
        return False
    organised = outer.type in {"body", "enterprise"} and inner.type in {"body", "enterprise"}
    if inner.rule == "tagged_organisation":
        return organised or (outer.rule == "office_and_name" and inner.first <= outer.head < inner.last)
    after_head = outer.rule == "titled" and inner.first > outer.head
    return organised and (after_head or _bracketed(outer, inner))


def _bracketed(outer: Reference, inner: Reference) -> bool:
    return inner.last == outer.last - 1 and outer.span.text.endswith(")") and inner.last - inner.first == 1


def possessor_inside(outer: Reference, inner: Reference) -> bool:
    """«его коллега Антон Серов»: whose he is stays untold."""
    return inner.form == "pronoun" and inner.first == outer.first and outer.type in {"person", "group"}


def named_after(outer: Reference, inner: Reference) -> bool:
    """«институт имени Серова», «агентство «Серов-медиа»»: a person inside the name of a body or outlet."""
    press = outer.type == "enterprise" and "MED" in outer.sectors
    return inner.rule == "name" and (outer.rule == "tagged_organisation" or press)


def outlet_inside(outer: Reference, inner: Reference) -> bool:
    """«редактор газеты «Берег» Олег Сомов»: the outlet is where the person works, and does not act."""
    return inner.type == "enterprise" and "MED" in inner.sectors and outer.type in {"person", "group"}


def speaker_inside(outer: Reference, inner: Reference) -> bool:
    """«директор завода «Мотор» Олег Сомов»: the noun by which he speaks is part of his mention."""
    return inner.rule == "speaker"


def title_of_outer(outer: Reference, inner: Reference) -> bool:
    """«Движение молодёжи «Рост»»: the quoted title closes the mention of the same body."""
    same_end = inner.last == outer.last and inner.first > outer.head
    return inner.rule == "body_noun" and outer.type == "body" and same_end and inner.span.text[:1] in OPENING


NEVER_INSIDE = (
    post_inside,
    possessor_inside,
    group_inside,
    name_of_outer,
    named_after,
    outlet_inside,
    title_of_outer,
    speaker_inside,
)


def _swallows(outer: Reference, inner: Reference) -> bool:
    return _holds(outer, inner) and any(rule(outer, inner) for rule in NEVER_INSIDE)
