"""Runs: which claims of one person, post and state make one term.

Citations are contiguous unless others held the post between them; those that fall in a term of the gazetteer
belong to that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.gazetteer.office_holders import OfficeHolder
from communique.gazetteer.posts import is_single
from communique.linking.terms_claims import IN_OFFICE, Claim, Group
from communique.linking.terms_gazetteer import GRACE, fitting_row, terms_of, within
from communique.records.when import When

# Two citations with at least so much time and so many citations of others between them are two terms: less
# may be a slip of a report that calls a former holder by his old post.
APART = timedelta(days=90)
RIVALS = 2

Post = tuple[str, tuple[str, ...]]
Timeline = list[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Run:
    """Claims that make one term, in order. `sightings` are those that show the person in the post on the
    report's day; `row` is the gazetteer's term they fall in, `stray` that they lie outside of all of them."""

    group: Group
    claims: tuple[Claim, ...]
    sightings: tuple[Claim, ...] = ()
    row: OfficeHolder | None = None
    stray: bool = False


def runs_of(groups: Mapping[Group, Sequence[Claim]], known: Mapping[str, str]) -> list[Run]:
    """All runs; `known` are the persons whom the gazetteer has, entity id -> Wikidata id."""
    others = _timelines(groups)
    return [
        run
        for group, claims in groups.items()
        for run in _runs(group, claims, known, others.get((group.post, group.country), []))
    ]


def _timelines(groups: Mapping[Group, Sequence[Claim]]) -> dict[Post, Timeline]:
    """(post, state) -> days on which anybody was cited in it, for posts of which there is one."""
    lines: dict[Post, Timeline] = defaultdict(list)
    for group, claims in groups.items():
        if group.country and is_single(group.post):
            for claim in claims:
                if claim.phase in IN_OFFICE and claim.first is not None:
                    lines[group.post, group.country].append((claim.first, group.person))
    return {post: sorted(line) for post, line in lines.items()}


def _runs(group: Group, claims: Sequence[Claim], known: Mapping[str, str], line: Timeline) -> list[Run]:
    rows = _rows(group, known)
    if not rows:
        return _apart(group, claims, line)
    fitted: dict[OfficeHolder | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        fitted[fitting_row(claim, rows)].append(claim)
    stray = _apart(group, fitted.pop(None, []), [])
    return [
        *(_in_row(group, fitted[row], row) for row in rows if row in fitted),
        *(replace(run, stray=bool(run.sightings)) for run in stray),
    ]


def _rows(group: Group, known: Mapping[str, str]) -> list[OfficeHolder]:
    """The gazetteer's terms of this person in this post, the earliest first."""
    rows = terms_of(known.get(group.person, ""))
    mine = [row for row in rows if row.post == group.post and (row.country,) == group.country]
    return sorted(mine, key=lambda row: (row.start or "", row.end or "9"))


def _in_row(group: Group, claims: Sequence[Claim], row: OfficeHolder) -> Run:
    seen = tuple(claim for claim in sightings(claims) if within(claim, row.days))
    return Run(group, tuple(claims), seen, row)


def sightings(claims: Sequence[Claim]) -> list[Claim]:
    """Claims that show the person in the post on the day of the report: not appointments told long after, nor
    those without a day where he was seen in the post before (or after he left)."""
    held = [claim for claim in claims if claim.phase in IN_OFFICE and claim.first is not None]
    first = min((claim.first for claim in held if claim.first), default=date.max)
    last = max((claim.last for claim in held if claim.last), default=date.min)
    changes = (claim for claim in claims if claim.phase in ("gains", "leaves") and claim.first is not None)
    return sorted([*held, *(c for c in changes if _is_news(c, first, last))], key=Claim.order)


def _is_news(claim: Claim, first: date, last: date) -> bool:
    if claim.first is None or claim.last is None:
        return False
    if claim.changed is None:
        return claim.first <= first if claim.phase == "gains" else claim.last >= last
    when = When.parse(claim.changed)
    start, end = when.earliest or when.latest, when.latest or when.earliest
    return (
        start is not None and end is not None and start - GRACE <= claim.last and claim.first <= end + GRACE
    )


def _apart(group: Group, claims: Sequence[Claim], line: Timeline) -> list[Run]:
    """Cut where others held the post for long between two sightings; all other claims go to the run that they
    can belong to."""
    seen = sightings(claims)
    parts: list[list[Claim]] = []
    for claim in seen:
        if parts and not _others_between(parts[-1][-1], claim, group.person, line):
            parts[-1].append(claim)
        else:
            parts.append([claim])
    runs = [list(part) for part in parts]
    taken = set(seen)
    for claim in claims:
        if claim not in taken:
            _place(claim, parts, runs)
    return [
        Run(group, tuple(run), tuple(part))
        for run, part in zip(runs, [*parts, *[[]] * len(runs)], strict=False)
    ]


def _others_between(before: Claim, after: Claim, person: str, line: Timeline) -> bool:
    if before.last is None or after.first is None or after.first - before.last < APART:
        return False
    first = bisect_right(line, (before.last, "\U0010ffff"))
    last = bisect_left(line, (after.first, ""))
    return sum(other != person for _, other in line[first:last]) >= RIVALS


def _place(claim: Claim, parts: Sequence[Sequence[Claim]], runs: list[list[Claim]]) -> None:
    """A former holder held the post before, a future one will; what has no day joins the first term."""
    first, last = _moment(claim)
    if not parts:
        runs[:1] = [[*runs[0], claim]] if runs else [[claim]]
    elif last is None or first is None:
        runs[0].append(claim)
    elif claim.phase == "future" or (claim.phase == "gains" and claim.changed):
        _append(claim, runs, (n for n, part in enumerate(parts) if (part[-1].last or date.max) >= first))
    else:
        begun = [n for n, part in enumerate(parts) if (part[0].first or date.min) <= last]
        _append(claim, runs, reversed(begun))


def _moment(claim: Claim) -> tuple[date | None, date | None]:
    """The day of the change where it is told, else of the report."""
    when = When.parse(claim.changed) if claim.changed else None
    first = when.earliest or when.latest if when else claim.first
    return first, when.latest or when.earliest if when else claim.last


def _append(claim: Claim, runs: list[list[Claim]], places: Iterable[int]) -> None:
    place = next(iter(places), None)
    if place is None:
        runs.append([claim])
    else:
        runs[place].append(claim)
