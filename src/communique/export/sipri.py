"""`sipri`: arms transfers in the shape of SIPRI's register, and what it leaves out in a sister table.

transfers.csv    the 17 columns of SIPRI's CSV, for contracts to supply that were concluded
register.csv     the same deals as the trade register has them, with numbers ordered
work.csv         overhaul, modernisation, life extension, training, joint production and the like
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from communique.export.columns import Row, Table, codes, integer, text
from communique.export.package import Package, write_package
from communique.export.scope import Scope
from communique.export.shapes import (
    SOURCES,
    cited,
    countries_of,
    is_estimate,
    is_military,
    names_of,
    parts,
    sources_of,
)
from communique.gazetteer.countries import country_name
from communique.records.register import Happening

UNKNOWN = ".."
MADE = ("done", "under_way")
NOT_SAID = f"`{UNKNOWN}`: reports do not say it in a way that can be taken over"
TRANSFERS = Table(
    "transfers",
    "Contracts to supply arms between two states, in the columns of SIPRI's CSV.",
    (
        text(
            "SIPRI AT Database ID",
            "our id, HAPPENING-SUPPLIER-RECIPIENT",
            required=True,
        ),
        text("Supplier", ""),
        text("Recipient", ""),
        text("Designation", "what is supplied, as printed"),
        text("Description", NOT_SAID),
        text("Armament category", NOT_SAID),
        text("Order date", "year of the contract"),
        text("Order date is estimate", "the report says that the time is uncertain", "Yes", "No"),
        text("Numbers delivered", NOT_SAID),
        text("Numbers delivered is estimate", NOT_SAID),
        text("Delivery year", NOT_SAID),
        text("Delivery year is estimate", NOT_SAID),
        text("Status", NOT_SAID),
        text("SIPRI estimate", NOT_SAID),
        text("TIV deal unit", NOT_SAID),
        text("TIV delivery values", NOT_SAID),
        text("Local production", NOT_SAID),
    ),
    ("SIPRI AT Database ID",),
    UNKNOWN,
)
REGISTER = Table(
    "register",
    "The same deals in the columns of SIPRI's trade register.",
    (
        text("deal_id", "as in `transfers`", to="transfers.SIPRI AT Database ID", required=True),
        text("recipient", ""),
        text("supplier", ""),
        text("number ordered", "as printed; in brackets where it is uncertain"),
        text("designation", ""),
        text("description", NOT_SAID),
        text("year of order/licence", ""),
        text("year(s) of deliveries", NOT_SAID),
        text("number delivered", NOT_SAID),
        text("comments", "value and document, as printed"),
    ),
    ("deal_id",),
    UNKNOWN,
)
WORK_TYPES = (
    "overhaul or repair", "modernisation", "life extension or maintenance", "training", "joint production",
    "construction", "services",
)  # fmt: skip
# (kind, mode) -> what it is in the sister table.
_WORK = {
    ("contract", "repair"): "overhaul or repair",
    ("contract", "modernisation"): "modernisation",
    ("contract", "construction"): "construction",
    ("contract", "services"): "services",
    ("activity", "sustainment"): "life extension or maintenance",
    ("activity", "training"): "training",
    ("activity", "production"): "joint production",
}
STAGES = ("called_for", "proposed", "planned", "under_way", "done", "declined", "cancelled")
WORK = Table(
    "work",
    "Work on arms and with armed forces that SIPRI's register leaves out, at every stage.",
    (
        text("work_id", "id of the happening", required=True),
        codes("suppliers", "ISO 3166-1 alpha-3 of those who do the work; for joint work, of all sides"),
        codes("recipients", "ISO 3166-1 alpha-3 of those it is done for"),
        text("work_type", "", *WORK_TYPES),
        text("stage", "", *STAGES),
        text("platform", "what is worked on, as printed"),
        text("quantity", "as printed"),
        text("facility", "enterprises and bodies that do the work"),
        text("value", "as printed, never converted"),
        text("order_date", "EDTF"),
        integer("year", "where the time lies within one"),
        codes("reports", "report ids; the words stand in `sources`"),
    ),
    ("work_id",),
)
PACKAGE = Package(
    "communique-sipri",
    "Arms transfers and work on arms, in the shape of SIPRI's register",
    (TRANSFERS, REGISTER, WORK, SOURCES),
    (
        f"Unknown is `{UNKNOWN}`, as SIPRI writes it. Only contracts to supply between two states at stage "
        "`done` or `under_way` that concern the armed forces are transfers: SIPRI takes up a deal when an "
        "order or delivery is certain. It also takes up major arms only, which reports do not always let one "
        "tell: check `Designation`. Numbers in reports are numbers ordered unless a delivery is told of, so "
        "`Numbers delivered` stays unknown. Trend-indicator values are SIPRI's own and are not estimated.",
    ),
)


def write(scope: Scope, folder: Path) -> None:
    write_package(folder, PACKAGE, rows(scope), scope)


def rows(scope: Scope) -> Iterator[tuple[str, Row]]:
    for item in scope.happenings:
        if is_transfer(scope, item):
            for supplier, recipient in _ends(scope, item):
                deal_id = f"{item.id}-{supplier}-{recipient}"
                yield "transfers", _transfer(item, deal_id, supplier, recipient)
                yield "register", _deal(item, deal_id, supplier, recipient)
                yield from _sources(scope, deal_id, item)
        elif (item.kind, item.mode) in _WORK and item.stage in STAGES and is_military(scope, item):
            yield "work", _work(scope, item)
            yield from _sources(scope, item.id, item)


def is_transfer(scope: Scope, item: Happening) -> bool:
    return (
        item.kind == "contract"
        and item.mode == "supply"
        and (item.stage in MADE or item.step == "signed")
        and is_military(scope, item)
    )


def _ends(scope: Scope, item: Happening) -> Iterator[tuple[str, str]]:
    suppliers = countries_of(scope, item.roles.get("supplier", ()))
    recipients = countries_of(scope, item.roles.get("customer", ()))
    yield from ((a, b) for a, b in product(suppliers, recipients) if a != b)


def _sources(scope: Scope, row_id: str, item: Happening) -> Iterator[tuple[str, Row]]:
    return (("sources", row) for row in sources_of(scope, row_id, item.id, cited(scope, item)))


def _transfer(item: Happening, deal_id: str, supplier: str, recipient: str) -> Row:
    year = parts(item.when).year
    estimate = None if year is None else ("Yes" if is_estimate(item.when) else "No")
    order = (None if year is None else str(year), estimate)
    ends = (country_name(supplier), country_name(recipient))
    return (deal_id, *ends, item.object or item.topic, None, None, *order, *[None] * 9)


def _deal(item: Happening, deal_id: str, supplier: str, recipient: str) -> Row:
    year = parts(item.when).year
    doubtful = item.count is not None and not item.count.isdecimal()
    comments = "; ".join(filter(None, (item.value, item.instrument)))
    return (
        deal_id,
        country_name(recipient),
        country_name(supplier),
        f"({item.count})" if doubtful else item.count,
        item.object or item.topic,
        None,
        None if year is None else (f"({year})" if is_estimate(item.when) else str(year)),
        None,
        None,
        comments or None,
    )


def _work(scope: Scope, item: Happening) -> Row:
    doers = (*item.roles.get("supplier", ()), *item.roles.get("party", ()), *item.roles.get("host", ()))
    known = [scope.actors[id] for id in doers if id in scope.actors]
    places = [entity.id for entity in known if entity.type in ("enterprise", "body")]
    return (
        item.id,
        countries_of(scope, doers),
        countries_of(scope, item.roles.get("customer", ())),
        _WORK[item.kind, item.mode or ""],
        item.stage,
        item.object or item.topic,
        item.count,
        names_of(scope, places) or None,
        item.value,
        item.when,
        parts(item.when).year,
        item.reports,
    )
