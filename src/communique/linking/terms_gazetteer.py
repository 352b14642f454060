"""Which persons of the register are which office-holders of the gazetteer, and which claims fall in which of
the terms it gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from communique.gazetteer.office_holders import OfficeHolder, office_holders
from communique.linking.terms_claims import IN_OFFICE, Claim, Group
from communique.linking.terms_names import fit
from communique.records.register import Entity

# Reports call somebody minister a little before he takes the post and after he has left it.
GRACE = timedelta(days=31)
Bounds = tuple[date | None, date | None]


@cache
def _by_post() -> dict[tuple[str, str], tuple[OfficeHolder, ...]]:
    rows: dict[tuple[str, str], list[OfficeHolder]] = defaultdict(list)
    for row in office_holders():
        rows[row.country, row.post].append(row)
    return {key: tuple(found) for key, found in rows.items()}


@cache
def _by_person() -> dict[str, tuple[OfficeHolder, ...]]:
    rows: dict[str, list[OfficeHolder]] = defaultdict(list)
    for row in office_holders():
        rows[row.wikidata].append(row)
    return {key: tuple(found) for key, found in rows.items()}


def terms_of(wikidata: str) -> tuple[OfficeHolder, ...]:
    """All rows of one person."""
    return _by_person().get(wikidata, ())


def holders_of(country: str, post: str) -> tuple[OfficeHolder, ...]:
    return _by_post().get((country, post), ())


@cache
def _spellings(wikidata: str) -> tuple[str, ...]:
    texts = {
        text for row in terms_of(wikidata) for text in (row.name_en, *row.names_ru, *row.names_be) if text
    }
    return tuple(sorted(texts))


def within(claim: Claim, limits: Bounds, grace: timedelta = GRACE) -> bool:
    """Whether the claim's day may lie between; one without a year may."""
    low, high = limits
    late = low is not None and claim.last is not None and claim.last < low - grace
    early = high is not None and claim.first is not None and claim.first > high + grace
    return not late and not early


def identify(groups: Mapping[Group, Sequence[Claim]], entities: Mapping[str, Entity]) -> dict[str, str]:
    """Entity id -> Wikidata id of the office-holder he is: by the entity's own id of Wikidata, else by name,
    state and post, where they fit one holder only."""
    found: dict[str, set[str]] = defaultdict(set)
    for group, claims in groups.items():
        entity = entities[group.person]
        if (known := entity.external.get("wikidata")) is not None:
            found[group.person] = {known}
        elif len(group.country) == 1:
            found[group.person].update(_holder(entity, holders_of(group.country[0], group.post), claims))
    return {person: min(ids) for person, ids in sorted(found.items()) if len(ids) == 1}


def _holder(entity: Entity, rows: Iterable[OfficeHolder], claims: Sequence[Claim]) -> set[str]:
    """The one holder whom the names fit best; nobody when several do, or when no claim lies in his time."""
    scores: dict[str, int] = {}
    for row in rows:
        held = [claim for claim in claims if claim.phase in IN_OFFICE]
        if not held or any(within(claim, row.days) for claim in held):
            scores[row.wikidata] = max(scores.get(row.wikidata, 0), _fit(entity, row.wikidata))
    best = max(scores.values(), default=0)
    fitting = {wikidata for wikidata, score in scores.items() if score == best}
    return fitting if best > 0 and len(fitting) == 1 else set()


def _fit(entity: Entity, wikidata: str) -> int:
    """By the name shown; where that differs, by a fuller one that several reports print."""
    spellings = _spellings(wikidata)
    if (score := fit(entity.name, spellings)) > 0:
        return score
    others = (fit(name.text, spellings) for name in entity.names if name.reports > 1)
    return 2 if 2 in others else 0


def fitting_row(claim: Claim, rows: Sequence[OfficeHolder]) -> OfficeHolder | None:
    """The term of the gazetteer that the claim speaks of; None when it lies in none of them."""
    if claim.first is None or claim.last is None:
        return rows[0] if len(rows) == 1 else None
    if claim.phase in IN_OFFICE:
        return next((row for row in rows if within(claim, row.days)), None)
    begun = [row for row in rows if (low := row.days[0]) is None or low <= claim.last + GRACE]
    if claim.phase == "future":
        return next((row for row in rows if row not in begun), None)
    return begun[-1] if begun else None
