"""`visits`: one row for each who travels on each visit, planned, made or dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from communique.export.columns import Row, Table, codes, day, text
from communique.export.evidence import evidence_id
from communique.export.package import Package, write_package
from communique.export.scope import Scope
from communique.export.shapes import SOURCES, cited, names_of, sources_of
from communique.export.states import country_of_place
from communique.records.register import Happening
from communique.records.when import bounds

TYPES = ("state", "official", "working", "private", "transit", "inspection", "port_call")
STATUSES = (
    "proposed", "scheduled", "under way", "made", "postponed", "declined", "cancelled", "lapsed",
)  # fmt: skip
_STATUS = {
    "called_for": "proposed",
    "proposed": "proposed",
    "planned": "scheduled",
    "under_way": "under way",
    "done": "made",
    "declined": "declined",
    "cancelled": "cancelled",
}
# What became of a visit that was proposed or planned; one that was kept is a happening and row of its own.
_LATER = {
    "overdue": "lapsed",
    "postponed": "postponed",
    "declined": "declined",
    "cancelled": "cancelled",
}
_DOCUMENTS = ("agreement", "contract")
VISITS = Table(
    "visits",
    "Visits, one row for each who travels.",
    (
        text("visit_id", "HAPPENING-ACTOR", required=True),
        text("leader_id", "actor id of the one who travels: a person, delegation, body or unit"),
        text("leader_name", ""),
        text("office", "office of a person, as the reports print it"),
        text("office_country", "ISO 3166-1 alpha-3 of the state that sends"),
        text("dest_country", "ISO 3166-1 alpha-3 of the state that is visited"),
        text("dest_place", "as printed"),
        text("start_edtf", "first day, or the time as it is known"),
        text("end_edtf", "last day, where the time is an interval"),
        day("start_earliest", "first day that the visit can have begun"),
        day("end_latest", "last day that it can have ended"),
        text("visit_type", "as the reports call it", *TYPES),
        text(
            "direction",
            "seen from the first state asked for (`--pair A B`: A); without one, from the sending state",
            "out",
            "in",
        ),
        text("level_guest", "kind of post of the guest, where terms of office tell it"),
        text("level_host", "the highest kind of post among the hosts, likewise"),
        text("host_name", "hosts, separated by `; `"),
        text("status", "`lapsed`: its time passed and no report tells of it", *STATUSES),
        codes("purpose_codes", "PLOVER contexts"),
        codes("agreements", "happenings: agreements and contracts of the same states in the same reports"),
        codes("sources", "report ids"),
        codes("evidence", "evidence ids"),
        text("recorded_at", "day of the earliest report, EDTF"),
    ),
    ("visit_id",),
)
PACKAGE = Package(
    "communique-visits",
    "Visits between states",
    (VISITS, SOURCES),
    (
        "In the shape proposed for visits datasets (COLT, ChinaVisits): leaders, destinations, dates, type, "
        "levels, status and sources. A proposal and the visit that came of it are two rows, told apart by "
        "`status`. What was denied is no row, nor are journeys at home or to where no report says. "
        "`goodwill` and `multilateral` are not filled as types: reports call a visit goodwill too seldom to "
        "tell, and a summit is a meeting here.",
    ),
)


def write(scope: Scope, folder: Path) -> None:
    write_package(folder, PACKAGE, rows(scope), scope)


def rows(scope: Scope) -> Iterator[tuple[str, Row]]:
    documents = _documents(scope)
    states = {item.opened: scope.state_of(item) for item in scope.commitments}
    for item in scope.happenings:
        if item.kind == "visit" and (status := _status(item, states)) is not None:
            for leader in filter(partial(_goes_abroad, scope, item), item.roles.get("visitor", ())):
                visit_id = f"{item.id}-{leader}"
                yield "visits", _row(scope, item, leader, visit_id, status, documents)
                for row in sources_of(scope, visit_id, item.id, cited(scope, item)):
                    yield "sources", row


def _status(item: Happening, states: Mapping[str, str]) -> str | None:
    return _LATER.get(states.get(item.id, "")) or _STATUS.get(item.stage)


def _goes_abroad(scope: Scope, item: Happening, leader: str) -> bool:
    """From one state that is known to another that is known, and not as the host of the same visit."""
    sent = next(iter(scope.desk.country(leader)), None)
    visited = _destination(scope, item, sent)
    return leader not in item.roles.get("host", ()) and None not in (sent, visited) and sent != visited


def _documents(scope: Scope) -> Mapping[str, Sequence[Happening]]:
    """Agreements and contracts that came about, by report."""
    found: dict[str, list[Happening]] = defaultdict(list)
    for item in scope.happenings:
        if item.kind in _DOCUMENTS and item.stage in ("done", "under_way"):
            for key in item.reports:
                found[key].append(item)
    return found


def _row(
    scope: Scope,
    item: Happening,
    leader: str,
    visit_id: str,
    status: str,
    documents: Mapping[str, Sequence[Happening]],
) -> Row:
    sent = next(iter(scope.desk.country(leader)), None)
    visited = _destination(scope, item, sent)
    hosts = [id for id in item.roles.get("host", ()) if sent not in scope.desk.country(id)]
    first, slash, last = (item.when or "").partition("/")
    earliest, latest = bounds(item.when)
    return (
        visit_id,
        leader,
        scope.desk.name(leader),
        scope.desk.office(leader, item.reports),
        sent,
        visited,
        item.place,
        first or None,
        last if slash else None,
        earliest,
        latest,
        item.mode if item.mode in TYPES else None,
        _direction(scope, sent, visited),
        level(scope, leader, item),
        next(filter(None, (level(scope, host, item) for host in hosts)), None),
        names_of(scope, hosts) or None,
        status,
        item.context,
        _agreed(item, {sent, visited}, documents),
        item.reports,
        tuple(evidence_id(citation) for citation in cited(scope, item)),
        item.first_reported,
    )


def _destination(scope: Scope, item: Happening, sent: str | None) -> str | None:
    """The host's state, else that of the place."""
    hosts = [code for id in item.roles.get("host", ()) for code in scope.desk.country(id) if code != sent]
    return hosts[0] if hosts else country_of_place(item.place)


def _direction(scope: Scope, sent: str | None, visited: str | None) -> str | None:
    wanted = scope.wanted
    own = wanted.pair[0] if wanted.pair else wanted.country
    if own is None or sent == own:
        return "out" if sent else None
    return "in" if visited == own else None


def level(scope: Scope, id: str, item: Happening) -> str | None:
    """Kind of post by a term that one of the reports of the happening attests."""
    reports = set(item.reports)
    terms = scope.terms_of.get(id, ())
    return next((term.post for term in terms if any(one.report in reports for one in term.citations)), None)


def _agreed(
    item: Happening, states: set[str | None], documents: Mapping[str, Sequence[Happening]]
) -> tuple[str, ...]:
    both = {code for code in states if code}
    found = {one.id for key in item.reports for one in documents.get(key, ()) if both <= set(one.countries)}
    return tuple(sorted(found)) if len(both) == 2 else ()
