"""`sfm`, `archigos`, `whogov`: terms of office in the shape of three datasets.

sfm         claims after Security Force Monitor: first and last cited, precise or not, status, notes
archigos    leaders with the dates of their terms (Goemans, Gleditsch and Chiozza)
whogov      members of government in July of each year (Nyrup and Bramwell)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from communique.export.columns import Row, Table, codes, day, integer, text
from communique.export.evidence import evidence_id
from communique.export.package import Package, write_package
from communique.export.scope import Scope
from communique.export.shapes import SOURCES, sources_of
from communique.export.states import state_codes
from communique.records.register import Term
from communique.records.when import When, bounds

RANGES = ("first_precise", "last_precise", "first_imprecise", "last_imprecise")
SFM_STATUSES = ("accepted", "conflict", "issue", "work_needed")
# What only the gazetteer says is not yet attested by a source that a claim could cite.
_SFM_STATUS = {"accepted": "accepted", "conflict": "conflict", "gazetteer": "work_needed"}
CLAIMS = Table(
    "claims",
    "One person in one office, as far as it is attested.",
    (
        text("claim_id", "", required=True),
        text("person_id", "actor id"),
        text("person_name", ""),
        text("role", "kind of post"),
        text("title", "position as printed"),
        text("unit_id", "actor id of the body"),
        text("unit_name", ""),
        codes("country", "ISO 3166-1 alpha-3"),
        text("first_precise:range", "earliest date attested, where it is a single day"),
        text("last_precise:range", "latest date attested, where it is a single day"),
        text("first_imprecise:range", "earliest date attested, EDTF, where it is no single day"),
        text("last_imprecise:range", "latest date attested, EDTF, where it is no single day"),
        text("starting:range", "whether the claim began then", "Y", "N"),
        text("ending:range", "whether the claim ended then", "Y", "N"),
        text("status:meta", "", *SFM_STATUSES),
        codes("citation", "ids of evidence"),
        text("public_notes:meta", "sentences, separated by ` | `"),
        text("researcher:meta", "always the program: no person has looked at the claim"),
    ),
    ("claim_id",),
)
SFM = Package(
    "communique-sfm",
    "Terms of office as claims",
    (CLAIMS, SOURCES),
    (
        "The fields of ranges, status and notes follow the claim model of Security Force Monitor's Research "
        "Handbook (CC BY 4.0). A known start or end is the first or last date, with `starting` or `ending` "
        "Y; otherwise these are the days of the earliest and latest report. No source is held better than "
        "another.",
    ),
)
LEADERS = ("head_of_state", "prime_minister")
STATUSES = ("accepted", "conflict", "gazetteer")
ARCHIGOS = Table(
    "leaders",
    "Terms of heads of state and government.",
    (
        text("obsid", "COW abbreviation, year of the first date, term", required=True),
        text("leadid", "actor id"),
        integer("ccode", "Gleditsch and Ward number"),
        text("idacr", "COW abbreviation"),
        text("leader", "name"),
        day("startdate", "only where it is known"),
        day("enddate", "only where it is known"),
        text("entry", "left blank: how power was gained is not read"),
        text("exit", "left blank: how power was lost is not read"),
        text("exitcode", "left blank likewise"),
        text("post", "beyond the shape: head of state or of government", *LEADERS),
        text("status", "beyond the shape; `gazetteer`: attested by no report", *STATUSES),
        text("first_cited", "beyond the shape: day of the earliest report, EDTF"),
        text("last_cited", "beyond the shape: day of the latest report, EDTF"),
    ),
    ("obsid",),
)
ARCHIGOS_PACKAGE = Package(
    "communique-archigos",
    "Leaders, in the shape of Archigos",
    (ARCHIGOS, SOURCES),
    ("Archigos has one effective leader for each state and day; here stands everybody with such a post.",),
)
WHOGOV = Table(
    "members",
    "Who held a post in July of a year.",
    (
        integer("year", "", required=True),
        text("country_isocode", "ISO 3166-1 alpha-3"),
        text("id", "actor id", required=True),
        text("name", ""),
        text("position", "as printed"),
        text("portfolio", "kind of post"),
        text("term_id", "beyond the shape", required=True),
        text("status", "beyond the shape; `gazetteer`: attested by no report", *STATUSES),
    ),
    ("year", "country_isocode", "term_id"),
)
WHOGOV_PACKAGE = Package(
    "communique-whogov",
    "Office-holders in July of each year, in the shape of WhoGov",
    (WHOGOV, SOURCES),
    (
        "A row wherever reports, or a known start and end, show the person in office on some day of that "
        "July; heads of state and government and ministers only. Between two sightings the term is taken to "
        "run on; beyond them nothing is assumed. Posts are not weighed by prestige.",
    ),
)


def write_sfm(scope: Scope, folder: Path) -> None:
    write_package(folder, SFM, _sfm(scope), scope)


def write_archigos(scope: Scope, folder: Path) -> None:
    write_package(folder, ARCHIGOS_PACKAGE, _archigos(scope), scope)


def write_whogov(scope: Scope, folder: Path) -> None:
    write_package(folder, WHOGOV_PACKAGE, _whogov(scope), scope)


def _sfm(scope: Scope) -> Iterator[tuple[str, Row]]:
    for term in scope.terms:
        yield "claims", _claim(scope, term)
        yield from _sources(scope, term.id, term)


def _sources(scope: Scope, row_id: str, term: Term) -> Iterator[tuple[str, Row]]:
    return (("sources", row) for row in sources_of(scope, row_id, term.id, term.citations))


def _claim(scope: Scope, term: Term) -> Row:
    first = term.start if term.start_known else term.first_cited
    last = term.end if term.end_known else term.last_cited
    return (
        term.id,
        term.person,
        scope.desk.name(term.person),
        term.post,
        term.position,
        term.body,
        scope.desk.name(term.body) if term.body else None,
        term.country,
        _precise(first),
        _precise(last),
        None if _precise(first) else first,
        None if _precise(last) else last,
        "Y" if term.start_known else "N",
        "Y" if term.end_known else "N",
        _SFM_STATUS.get(term.status, "issue"),
        tuple(map(evidence_id, term.citations)),
        " | ".join(term.notes) or None,
        "communique",
    )


def _precise(edtf: str | None) -> str | None:
    """The day, when exactly one is meant and nothing about it is in doubt."""
    if not edtf or any(mark in edtf for mark in "~?%"):
        return None
    day = When.parse(edtf).single_day
    return day.isoformat() if day else None


def _archigos(scope: Scope) -> Iterator[tuple[str, Row]]:
    for term in scope.terms:
        if term.post in LEADERS:
            codes = next((state_codes()[code] for code in term.country if code in state_codes()), None)
            letters = codes.cow_letters if codes else ""
            year = (term.start or term.first_cited or "")[:4]
            obsid = "-".join(filter(None, (letters, year, term.id)))
            start = _known(term.start) if term.start_known else None
            end = _known(term.end) if term.end_known else None
            number = int(codes.gw) if codes and codes.gw else None
            who = (obsid, term.person, number, letters or None, scope.desk.name(term.person))
            cited = (term.post, term.status, term.first_cited, term.last_cited)
            yield "leaders", (*who, start, end, None, None, None, *cited)
            yield from _sources(scope, obsid, term)


def _known(edtf: str | None) -> date | None:
    return When.parse(edtf).single_day if edtf else None


def _whogov(scope: Scope) -> Iterator[tuple[str, Row]]:
    found = sorted(
        (year, code, term.id, term)
        for term in scope.terms
        if is_cabinet(term)
        for year in julys(term, scope.view.today)
        for code in term.country or ("",)
    )
    for year, code, _, term in found:
        name = scope.desk.name(term.person)
        yield (
            "members",
            (year, code or None, term.person, name, term.position, term.post, term.id, term.status),
        )
        yield from _sources(scope, f"{year}-{code}-{term.id}", term)


def is_cabinet(term: Term) -> bool:
    """A known kind of post in a government; what reports call otherwise is a text, not a kind."""
    return term.post in LEADERS or term.post.endswith("_minister")


def julys(term: Term, today: date) -> list[int]:
    """Years of which some day of July lies within what is attested."""
    starts = [bounds(edtf)[0] for edtf in (term.start if term.start_known else None, term.first_cited)]
    ends = [bounds(edtf)[1] for edtf in (term.end if term.end_known else None, term.last_cited)]
    first = min(filter(None, starts), default=None)
    last = max(filter(None, ends), default=None)
    if first is None or last is None:
        return []
    last = min(last, today)
    return [
        year
        for year in range(first.year, last.year + 1)
        if first <= date(year, 7, 31) and last >= date(year, 7, 1)
    ]
