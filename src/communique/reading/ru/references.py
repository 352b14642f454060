"""Every span of a report that refers to an actor, before coreference.

The parts are independent finders over one scan of the words; `find_references` settles what they disagree on.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.reading.layers import Reference, Text
from communique.reading.ru.references_groups import find_bodies, find_groups, find_state_nouns
from communique.reading.ru.references_names import find_names, find_sides, find_tagged, find_titled
from communique.reading.ru.references_persons import find_persons
from communique.reading.ru.references_pronouns import find_pronouns
from communique.reading.ru.references_scan import scan_text

# Earlier finders win over later ones on the same words.
FINDERS = (
    find_names,
    find_sides,
    find_persons,
    find_titled,
    find_bodies,
    find_groups,
    find_state_nouns,
    find_tagged,
    find_pronouns,
)


def find_references(text: Text) -> tuple[Reference, ...]:
    """Mentions in order of text; some lie inside others («министр обороны РК» holds «РК»).

    Offsets are those of the text as received. Raises: nothing.
    """
    scan = scan_text(text)
    found = [reference for finder in FINDERS for reference in finder(scan)]
    return tuple(sorted(settle(found), key=lambda r: (r.first, -r.last)))


def settle(found: Iterable[Reference]) -> list[Reference]:
    """One reference for a head word, and none that cross: the first finder's, the longer of one finder's.

    A post inside a longer mention of a person or body is no mention without a name («помощник президента»).
    """
    kept: list[Reference] = []
    for reference in found:
        rivals = [other for other in kept if _rivals(reference, other)]
        if not rivals:
            kept.append(reference)
    return [r for r in kept if not (r.rule == "office_alone" and any(_holds(other, r) for other in kept))]


def _rivals(one: Reference, other: Reference) -> bool:
    if one.head == other.head or (one.first, one.last) == (other.first, other.last):
        return True
    overlap = one.first < other.last and other.first < one.last
    nested = (one.first >= other.first and one.last <= other.last) or (
        other.first >= one.first and other.last <= one.last
    )
    return overlap and not nested


def _holds(outer: Reference, inner: Reference) -> bool:
    return outer is not inner and outer.first <= inner.first and inner.last <= outer.last
