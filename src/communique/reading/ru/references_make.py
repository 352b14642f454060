"""Making a reference: its span, and the states and sectors that its words tell."""

from __future__ import annotations

from collections.abc import Iterable

from communique.gazetteer import peoples
from communique.reading.layers import Reference
from communique.reading.ru.references_scan import Scan, state_adjective


def make(
    scan: Scan,
    first: int,
    last: int,
    head: int,
    type: str,
    form: str,
    rule: str,
    *,
    key: str | None = None,
    countries: Iterable[str] | None = None,
    sectors: Iterable[str] = (),
    name: tuple[int, int] | None = None,
    position: tuple[int, int] | None = None,
) -> Reference:
    """A reference over words [first, last); its countries are read off its words unless given."""
    told = tuple(dict.fromkeys(countries if countries is not None else countries_in(scan, first, last)))
    return Reference(
        scan.text.span(first, last),
        first,
        last,
        head,
        type,
        form,
        rule,
        key,
        told,
        tuple(dict.fromkeys(sectors)),
        name,
        position,
    )


def countries_in(scan: Scan, first: int, last: int) -> list[str]:
    """States and organisations named in words [first, last): by name, adjective or people, in order.

    Not those after a preposition of place: an ambassador «в Сербии» belongs to another state.
    """
    found: list[str] = []
    for i in range(first, last):
        name = scan.known.get(i)
        if name is not None and i > first and scan.plain[i - 1] in {"в", "во", "на", "при"}:
            continue
        if name is not None and (codes := name.entry.members or (name.entry.country,)) != (None,):
            found += [code for code in codes if code]
        elif code := state_adjective(scan, i) or (
            peoples().get(scan.plain[i]) if i not in scan.covered else None
        ):
            found.append(code)
    return found


def sectors_in(scan: Scan, first: int, last: int) -> list[str]:
    """Sectors of the bodies named in words [first, last)."""
    found: list[str] = []
    for i in range(first, last):
        if (name := scan.known.get(i)) is not None and name.entry.type != "state":
            found += name.entry.sectors
        elif head := scan.head(i, "body", "enterprise"):
            found += head.sectors
    return found
