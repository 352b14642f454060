"""Terms of office: who held which post from when to when, as the reports and the gazetteer attest it.

After Security Force Monitor's method (CC BY 4.0): the first and the last day on which somebody is cited in a
post are kept apart from the days on which he took and left it, which stay unknown until a report, or the
gazetteer, tells them. Nothing is thrown away: claims that exclude each other are kept and marked.

A person who is cited in a post before and after others held it has two terms; otherwise the citations are
contiguous and make one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from communique.gazetteer.office_holders import OfficeHolder
from communique.gazetteer.posts import is_single
from communique.linking.terms_claims import (
    IN_OFFICE,
    Claim,
    Group,
    claims_of,
    most_printed,
    persons_of,
)
from communique.linking.terms_conflicts import mark_conflicts
from communique.linking.terms_gazetteer import GRACE, fitting_row, identify, terms_of
from communique.records.register import Citation, Entity, Term
from communique.records.when import When
from communique.register.seen import ReportSeen

ID_LENGTH = 12  # hexadecimal digits of the hash in an id
# Two citations with at least so much time and so many citations of others between them are two terms: less
# may be a slip of a report that calls a former holder by his old post.
APART = timedelta(days=90)
RIVALS = 2
SIGHTINGS = (*IN_OFFICE, "gains", "leaves")
Timeline = list[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class _Run:
    """Claims that make one term; `row` is the gazetteer's term they fall in, `stray` that they lie outside
    of all it knows for this person and post."""

    group: Group
    claims: tuple[Claim, ...]
    row: OfficeHolder | None = None
    stray: bool = False


def find_terms(reports: Sequence[ReportSeen], entities: Sequence[Entity]) -> tuple[Term, ...]:
    """All terms, sorted by id. Citations are the words of the office."""
    by_id = {entity.id: entity for entity in entities}
    groups = claims_of(reports, by_id, persons_of(entities))
    known = identify(groups, by_id)
    others = _timelines(groups)
    runs = [run for group, claims in groups.items() for run in _runs(group, claims, known, others)]
    terms = [_term(run, known.get(run.group.person)) for run in runs]
    terms += _unreported(runs, known)
    return tuple(sorted(mark_conflicts(terms, by_id), key=lambda term: term.id))


# -- which claims make one term ------------------------------------------------------------------------


def _timelines(groups: Mapping[Group, Sequence[Claim]]) -> dict[tuple[str, tuple[str, ...]], Timeline]:
    """(post, state) -> days on which anybody was cited in it, for posts of which there is one."""
    lines: dict[tuple[str, tuple[str, ...]], Timeline] = defaultdict(list)
    for group, claims in groups.items():
        if group.country and is_single(group.post):
            for claim in claims:
                if claim.phase in IN_OFFICE and claim.first is not None:
                    lines[group.post, group.country].append((claim.first, group.person))
    return {key: sorted(line) for key, line in lines.items()}


def _runs(
    group: Group,
    claims: Sequence[Claim],
    known: Mapping[str, str],
    others: Mapping[tuple[str, tuple[str, ...]], Timeline],
) -> list[_Run]:
    rows = _rows(group, known)
    if not rows:
        return _apart(group, claims, others.get((group.post, group.country), []))
    fitted: dict[OfficeHolder | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        fitted[fitting_row(claim, rows)].append(claim)
    stray = _apart(group, fitted.pop(None, []), [])
    return [
        *(_Run(group, tuple(fitted[row]), row) for row in rows if row in fitted),
        *(replace(run, stray=any(claim.first for claim in run.claims)) for run in stray),
    ]


def _rows(group: Group, known: Mapping[str, str]) -> list[OfficeHolder]:
    """The gazetteer's terms of this person in this post, the earliest first."""
    rows = terms_of(known.get(group.person, ""))
    mine = [row for row in rows if row.post == group.post and (row.country,) == group.country]
    return sorted(mine, key=lambda row: (row.start or "", row.end or "9"))


def _apart(group: Group, claims: Sequence[Claim], line: Timeline) -> list[_Run]:
    """Cut where others held the post for long between two citations. Claims without a day, of former and of
    future holders go to the run that they can belong to."""
    sightings = [claim for claim in claims if claim.phase in SIGHTINGS and claim.first is not None]
    parts: list[list[Claim]] = []
    for claim in sightings:
        if parts and not _others_between(parts[-1][-1], claim, group.person, line):
            parts[-1].append(claim)
        else:
            parts.append([claim])
    for claim in claims:
        if claim not in sightings:
            _place(claim, parts)
    return [_Run(group, tuple(part)) for part in parts]


def _others_between(before: Claim, after: Claim, person: str, line: Timeline) -> bool:
    if before.last is None or after.first is None or after.first - before.last < APART:
        return False
    first = bisect_right(line, (before.last, "\U0010ffff"))
    last = bisect_left(line, (after.first, ""))
    return sum(other != person for _, other in line[first:last]) >= RIVALS


def _place(claim: Claim, parts: list[list[Claim]]) -> None:
    """A former holder held it before, a future one will; one without a day joins the first term."""
    if claim.phase == "future":
        fitting = [part for part in parts if _not_after(claim, part[-1])][:1]
    else:
        fitting = [part for part in parts if claim.last is None or _not_after(part[0], claim)]
        fitting = fitting[:1] if claim.last is None else fitting[-1:]
    if fitting:
        fitting[0].append(claim)
    else:
        parts.append([claim])


def _not_after(one: Claim, other: Claim) -> bool:
    return one.first is None or other.last is None or one.first <= other.last


# -- the record ----------------------------------------------------------------------------------------


def _term(run: _Run, wikidata: str | None) -> Term:
    sightings = [claim for claim in run.claims if claim.phase in SIGHTINGS and claim.day is not None]
    start, start_known, start_notes = _start(run, sightings)
    end, end_known, end_notes = _end(run, sightings)
    row, group = run.row, run.group
    notes = (*start_notes, *end_notes, *_notes(run))
    return Term(
        id=_id(group, row, run.claims[0]),
        person=group.person,
        position=most_printed(claim.position for claim in run.claims) or group.post,
        post=group.post,
        country=group.country,
        body=most_printed(claim.body for claim in run.claims),
        first_cited=min(sightings, key=_by_first).day if sightings else None,
        last_cited=max(sightings, key=_by_last).day if sightings else None,
        start=start,
        end=end,
        start_known=start_known,
        end_known=end_known,
        status="conflict" if run.stray or start_notes or end_notes else "accepted",
        citations=tuple(sorted({claim.citation for claim in run.claims})),
        notes=notes,
        external=_external(row, wikidata),
    )


def _by_first(claim: Claim) -> tuple[date, Citation]:
    return claim.first or date.max, claim.citation


def _by_last(claim: Claim) -> tuple[date, Citation]:
    return claim.last or date.min, claim.citation


def _id(group: Group, row: OfficeHolder | None, first: Claim) -> str:
    """By the gazetteer's term, else by the first citation: stable while that stays the first."""
    anchor = f"{row.wikidata} {row.start}" if row else ":".join(map(str, first.citation))
    text = "\n".join((group.person, group.post, *group.country, anchor))
    return f"t{sha256(text.encode()).hexdigest()[:ID_LENGTH]}"


def _external(row: OfficeHolder | None, wikidata: str | None) -> dict[str, str]:
    external = {"wikidata": wikidata} if wikidata else {}
    return {**external, "gazetteer": row.position_en} if row else external


def _start(run: _Run, sightings: Sequence[Claim]) -> tuple[str | None, bool, list[str]]:
    """The start, whether it is told, and what speaks against it: the gazetteer's day, else the day of the
    appointment, else some day before the report of it."""
    told = sorted({claim.changed for claim in run.claims if claim.phase == "gains" and claim.changed})
    if run.row is not None and run.row.start is not None:
        return run.row.start, True, _differing(run.row.start, told, "start")
    if told:
        return told[0], True, _differing(told[0], told[1:], "start")
    gains = [claim for claim in run.claims if claim.phase == "gains" and claim.day]
    if gains:
        return _before(min(gains, key=_by_first)), True, []
    future = [claim for claim in run.claims if claim.phase == "future" and claim.day]
    if future and not sightings:
        return f"{max(future, key=_by_last).day}/..", False, []
    return None, False, []


def _end(run: _Run, sightings: Sequence[Claim]) -> tuple[str | None, bool, list[str]]:
    told = sorted({claim.changed for claim in run.claims if claim.phase == "leaves" and claim.changed})
    if run.row is not None and run.row.end is not None:
        return run.row.end, True, _differing(run.row.end, told, "end")
    held = [claim for claim in sightings if claim.phase in IN_OFFICE]
    if told:
        return told[-1], True, [*_differing(told[-1], told[:-1], "end"), *_later(held, told[-1])]
    leaves = [claim for claim in run.claims if claim.phase == "leaves" and claim.day]
    if leaves:
        return _before(min(leaves, key=_by_first)), True, _later(held, min(leaves, key=_by_first).day or "")
    last = max((claim.last or date.min for claim in held), default=date.min)
    former = [claim for claim in run.claims if claim.phase == "former" and claim.first and claim.first > last]
    return (_before(min(former, key=_by_first)), False, []) if former else (None, False, [])


def _before(claim: Claim) -> str:
    """Some day up to that of the report."""
    return f"../{claim.day}"


def _differing(shown: str, told: Iterable[str], what: str) -> list[str]:
    """Other days told for the same end of a term, if they lie apart by more than a report may err."""
    return [f"{what}: {day} told too, {shown} shown" for day in told if not _near(shown, day)]


def _near(one: str, other: str) -> bool:
    """Less than a month apart, or one within the other (2009 and 2009-06)."""
    a, b = When.parse(one), When.parse(other)
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return True
    return a.earliest <= b.latest + GRACE and b.earliest <= a.latest + GRACE


def _later(held: Iterable[Claim], end: str) -> list[str]:
    """Citations in office long after the end that is told."""
    last = When.parse(end).latest
    late = [claim for claim in held if last and claim.first and claim.first > last + GRACE]
    return [f"cited in office on {min(late, key=_by_first).day}, after the end told ({end})"] if late else []


def _notes(run: _Run) -> list[str]:
    notes = []
    if run.stray:
        notes.append("cited in office on a day outside the terms that the gazetteer gives for this person")
    acting = sum(claim.phase == "acting" for claim in run.claims)
    if acting:
        notes.append(f"acting in {acting} of {len(run.claims)} citations")
    if all(claim.phase == "former" for claim in run.claims):
        notes.append("told of as former only")
    if all(claim.phase == "future" for claim in run.claims):
        notes.append("told of as future only")
    return notes


# -- the gazetteer's own -------------------------------------------------------------------------------


def _unreported(runs: Iterable[_Run], known: Mapping[str, str]) -> list[Term]:
    """Terms of the gazetteer that no report speaks of, for persons who are in the register."""
    reported = {(run.group.person, run.row) for run in runs if run.row is not None}
    return [
        _from_gazetteer(person, row)
        for person, wikidata in known.items()
        for row in terms_of(wikidata)
        if (person, row) not in reported
    ]


def _from_gazetteer(person: str, row: OfficeHolder) -> Term:
    group = Group(person, row.post, (row.country,))
    text = "\n".join((person, row.post, row.country, f"{row.wikidata} {row.start}"))
    return Term(
        id=f"t{sha256(text.encode()).hexdigest()[:ID_LENGTH]}",
        person=person,
        position=row.position_en,
        post=row.post,
        country=group.country,
        body=None,
        first_cited=None,
        last_cited=None,
        start=row.start,
        end=row.end,
        start_known=row.start is not None,
        end_known=row.end is not None,
        status="gazetteer",
        citations=(),
        external={"wikidata": row.wikidata, "gazetteer": row.position_en},
    )
