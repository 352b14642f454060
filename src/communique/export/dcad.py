"""`dcad`: agreements on defence in the shape of the Defense Cooperation Agreement Dataset (Kinne 2020).

dcad.csv           one row an agreement between two states (30 columns of the main file)
dcad_dyadic.csv    one row for each two states and year (11 columns of the dyadic file)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from communique.export.columns import Row, Table, integer, text
from communique.export.package import Package, write_package
from communique.export.scope import Scope
from communique.export.shapes import NOTHING, SOURCES, cited, is_military, parts, sources_of
from communique.export.states import StateCodes, state_codes
from communique.records.register import Happening

MADE = ("done", "under_way")
BINDING = ("treaty", "memorandum", "protocol")
NOT_FILLED = "left blank: no report says it, or its code list is not known here"
_MAIN = (
    integer("ccode1", "COW number of the one state, the lower of the two"),
    text("cowName1", "COW name"),
    integer("ccode2", "COW number of the other state"),
    text("cowName2", "COW name"),
    integer("signDay", "day of signature"),
    integer("signMonth", "month of signature"),
    integer("signYear", "year of signature"),
    integer("EIFDay", "day of entry into force"),
    integer("EIFMonth", "month of entry into force"),
    integer("EIFYear", "year of entry into force"),
    text("type", NOT_FILLED),
    text("category1", NOT_FILLED),
    text("category2", NOT_FILLED),
    text("category3", NOT_FILLED),
    text("span", NOT_FILLED),
    text("renewType", NOT_FILLED),
    text("renewYears", NOT_FILLED),
    integer("terminated", "1 where a report says that it was ended or suspended"),
    text("durationActual", NOT_FILLED),
    text("endYearEstimate", NOT_FILLED),
    text("asymmetry", NOT_FILLED),
    text("categoryConf", NOT_FILLED),
    text("UNTS", NOT_FILLED),
    text("fullText", NOT_FILLED),
    text("sourceType", "always `press`"),
    text("source", "address of the earliest report, else its id"),
    text("factivaConf", NOT_FILLED),
    text("factivaSign", NOT_FILLED),
    text("factivaEIF", NOT_FILLED),
)
MAIN = Table(
    "dcad",
    "Agreements on defence between two states that were signed or are in force.",
    (text("DCAid", "HAPPENING-A-B, our id", required=True), *_MAIN),
    ("DCAid",),
)
DYADIC = Table(
    "dcad_dyadic",
    "Two states and a year in which they signed, or in which an agreement of theirs entered into force.",
    (
        integer("ccode1", "COW number of the one state, the lower of the two"),
        text("abbrev1", "COW abbreviation"),
        integer("ccode2", "COW number of the other state"),
        text("abbrev2", "COW abbreviation"),
        integer("year", ""),
        integer("dcaGeneralV1", NOT_FILLED),
        integer("dcaGeneralV2", NOT_FILLED),
        integer("dcaSectorV1", NOT_FILLED),
        integer("dcaSectorV2", NOT_FILLED),
        integer("dcaAnyV1", "strict: 1 for a treaty, memorandum or protocol, else 0"),
        integer("dcaAnyV2", "broad: 1"),
    ),
    ("ccode1", "ccode2", "year"),
)
PACKAGE = Package(
    "communique-dcad",
    "Agreements on defence, in the shape of DCAD",
    (MAIN, DYADIC, SOURCES),
    (
        "Agreements of the register that concern the armed forces, or to which armed forces or a ministry of "
        "defence are a party, at stage `done` or `under_way`, between two states with numbers in the "
        "Correlates of War system; those of more states are left out, as DCAD is bilateral. Whether an "
        "agreement is general or of one sector is not decided here. Compare with: Kinne, B. J. (2020), The "
        "Defense Cooperation Agreement Dataset (DCAD), Journal of Conflict Resolution 64(4).",
    ),
)


def write(scope: Scope, folder: Path) -> None:
    write_package(folder, PACKAGE, rows(scope), scope)


def rows(scope: Scope) -> Iterator[tuple[str, Row]]:
    years: dict[tuple[StateCodes, StateCodes, int], int] = {}
    for item in scope.happenings:
        if item.kind != "agreement" or item.stage not in MADE or not is_military(scope, item):
            continue
        for one, other in pairs(item):
            row_id = f"{item.id}-{one.code}-{other.code}"
            yield "dcad", _main(scope, item, one, other, row_id)
            yield from (("sources", row) for row in sources_of(scope, row_id, item.id, cited(scope, item)))
            year = parts(item.when).year
            if year is not None and item.step not in ("terminated", "suspended"):
                key = (one, other, year)
                years[key] = max(years.get(key, 0), int(item.mode in BINDING))
    for one, other, year in sorted(years, key=lambda key: (int(key[0].cow), int(key[1].cow), key[2])):
        strict = years[one, other, year]
        ends = (int(one.cow), one.cow_letters, int(other.cow), other.cow_letters)
        yield "dcad_dyadic", (*ends, year, None, None, None, None, strict, 1)


def pairs(item: Happening) -> Iterator[tuple[StateCodes, StateCodes]]:
    """The two states, that with the lower number first; nothing where there are more or fewer."""
    known = [state_codes()[code] for code in item.countries if code in state_codes()]
    states = sorted((state for state in known if state.cow), key=lambda state: int(state.cow))
    if len(item.countries) == len(states) == 2 and states[0].cow != states[1].cow:
        yield states[0], states[1]


def _main(scope: Scope, item: Happening, one: StateCodes, other: StateCodes, row_id: str) -> Row:
    in_force = item.step == "in_force"
    ended = item.step in ("terminated", "suspended")
    signed = NOTHING if in_force or ended else parts(item.when)
    earliest = scope.desk.by_day(item.members)[0].report
    return (
        row_id,
        int(one.cow),
        one.cow_name,
        int(other.cow),
        other.cow_name,
        *signed,
        *(parts(item.when) if in_force else NOTHING),
        *[None] * 7,
        1 if ended else None,
        *[None] * 6,
        "press",
        scope.desk.seen(earliest).url or earliest,
        *[None] * 3,
    )
