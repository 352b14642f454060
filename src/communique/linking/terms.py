"""Terms of office: who held which post from when to when, as the reports and the gazetteer attest it.

After Security Force Monitor's method (CC BY 4.0): the first and the last day on which somebody is cited in a
post are kept apart from the days on which he took and left it, which stay unknown until a report, or the
gazetteer, tells them. Nothing is thrown away: claims that exclude each other are kept and marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from communique.gazetteer.office_holders import OfficeHolder
from communique.linking.terms_bounds import by_first, by_last, end_of, start_of
from communique.linking.terms_claims import Group, claims_of, most_printed
from communique.linking.terms_conflicts import mark_conflicts
from communique.linking.terms_gazetteer import identify, terms_of
from communique.linking.terms_runs import Run, runs_of
from communique.records.register import Entity, Term, entities_by_member
from communique.register.seen import ReportSeen

ID_LENGTH = 12  # hexadecimal digits of the hash in an id


def find_terms(reports: Sequence[ReportSeen], entities: Sequence[Entity]) -> tuple[Term, ...]:
    """All terms, sorted by id. Citations are the words of the office."""
    by_id = {entity.id: entity for entity in entities}
    groups = claims_of(reports, by_id, entities_by_member(entities))
    known = identify(groups, by_id)
    runs = runs_of(groups, known)
    terms = [_term(run, known.get(run.group.person)) for run in runs]
    terms += _unreported(runs, known)
    return tuple(sorted(mark_conflicts(terms, by_id), key=lambda term: term.id))


def _term(run: Run, wikidata: str | None) -> Term:
    start, end, seen = start_of(run), end_of(run), run.sightings
    return Term(
        id=_id(run.group, run.row, str(run.claims[0].citation)),
        person=run.group.person,
        position=most_printed(claim.position for claim in run.claims) or run.group.post,
        post=run.group.post,
        country=run.group.country,
        body=most_printed(claim.body for claim in run.claims),
        first_cited=min(seen, key=by_first).day if seen else None,
        last_cited=max(seen, key=by_last).day if seen else None,
        start=start.when,
        end=end.when,
        start_known=start.known,
        end_known=end.known,
        status="conflict" if run.stray or start.against or end.against else "accepted",
        citations=tuple(sorted({claim.citation for claim in run.claims})),
        notes=(*start.notes, *end.notes, *_notes(run)),
        external=_external(run.row, wikidata),
    )


def _id(group: Group, row: OfficeHolder | None, first: str) -> str:
    """By the gazetteer's term, else by the first citation: stable while that stays the first."""
    anchor = f"{row.wikidata} {row.position_en} {row.start} {row.end}" if row else first
    text = "\n".join((group.person, group.post, *group.country, anchor))
    return f"t{sha256(text.encode()).hexdigest()[:ID_LENGTH]}"


def _external(row: OfficeHolder | None, wikidata: str | None) -> dict[str, str]:
    external = {"wikidata": wikidata} if wikidata else {}
    return {**external, "gazetteer": row.position_en} if row else external


def _notes(run: Run) -> list[str]:
    notes = []
    if run.stray:
        notes.append("cited in office on a day outside the terms that the gazetteer gives for this person")
    if acting := sum(claim.phase == "acting" for claim in run.claims):
        notes.append(f"acting in {acting} of {len(run.claims)} citations")
    if all(claim.phase == "former" for claim in run.claims):
        notes.append("told of as former only")
    if all(claim.phase == "future" for claim in run.claims):
        notes.append("told of as future only")
    return notes


# -- the gazetteer's own -------------------------------------------------------------------------------


def _unreported(runs: Iterable[Run], known: Mapping[str, str]) -> list[Term]:
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
    return Term(
        id=_id(group, row, ""),
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
