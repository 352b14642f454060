"""Tables in the shape of known datasets: their columns exactly, and what goes into which."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from register_fixture import register

from communique.export import write
from communique.export.dcad import DYADIC, MAIN
from communique.export.shapes import Parts, is_estimate, parts
from communique.export.sipri import TRANSFERS
from communique.export.tenures import is_cabinet, julys
from communique.records.register import Term
from communique.register.view import Filter

SHAPES = ("visits", "dcad", "sipri", "sfm", "archigos", "whogov")


def rows(name: str, table: str, tmp_path: Path, wanted: Filter | None = None) -> list[dict[str, str]]:
    write(register(), name, tmp_path / name, wanted, force=True)
    with (tmp_path / name / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


COLUMNS = [
    (
        MAIN,
        "DCAid ccode1 cowName1 ccode2 cowName2 signDay signMonth signYear EIFDay EIFMonth EIFYear type "
        "category1 category2 category3 span renewType renewYears terminated durationActual endYearEstimate "
        "asymmetry categoryConf UNTS fullText sourceType source factivaConf factivaSign factivaEIF",
    ),
    (
        DYADIC,
        "ccode1 abbrev1 ccode2 abbrev2 year dcaGeneralV1 dcaGeneralV2 dcaSectorV1 dcaSectorV2 dcaAnyV1 "
        "dcaAnyV2",
    ),
]


@pytest.mark.parametrize(("table", "names"), COLUMNS)
def test_columns_of_dcad(table: object, names: str) -> None:
    assert [column.name for column in table.columns] == names.split()  # type: ignore[attr-defined]


def test_columns_of_sipri() -> None:
    names = (
        "SIPRI AT Database ID, Supplier, Recipient, Designation, Description, Armament category, Order date, "
        "Order date is estimate, Numbers delivered, Numbers delivered is estimate, Delivery year, "
        "Delivery year is estimate, Status, SIPRI estimate, TIV deal unit, TIV delivery values, "
        "Local production"
    )
    assert [column.name for column in TRANSFERS.columns] == names.split(", ")
    assert len(TRANSFERS.columns) == 17


@pytest.mark.parametrize("name", SHAPES)
def test_every_row_has_its_words(name: str, tmp_path: Path) -> None:
    write(register(), name, tmp_path / name)
    folder = tmp_path / name
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        sources = list(csv.DictReader(file))
    for source in sources:
        text = register().report(source["report_id"]).text
        assert text[int(source["start"]) : int(source["end"])] == source["quote"].removeprefix("'")
    cited = {source["row_id"] for source in sources}
    for path in folder.glob("*.csv"):
        if path.name in ("sources.csv", "dcad_dyadic.csv"):
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                told = row.get("term_id") and f"{row['year']}-{row['country_isocode']}-{row['term_id']}"
                assert (told or next(iter(row.values()))) in cited or row.get("status") == "gazetteer"


def test_visits_by_status(tmp_path: Path) -> None:
    found = {
        (row["office_country"], row["dest_country"], row["status"])
        for row in rows("visits", "visits", tmp_path)
    }
    assert {("KGZ", "SRB", "proposed"), ("KGZ", "SRB", "made"), ("ARM", "BLR", "lapsed")} <= found


def test_a_visit_tells_office_type_and_what_was_signed(tmp_path: Path) -> None:
    (made,) = (row for row in rows("visits", "visits", tmp_path) if row["status"] == "made")
    assert made["leader_name"] == "Асан Токтосунов"
    assert made["office"] == "Министр обороны Кыргызстана"
    assert made["visit_type"] == "official"
    assert made["level_guest"] == "defence_minister"
    assert (made["start_earliest"], made["end_latest"]) == ("2024-04-12", "2024-04-12")
    contracts = {item.id for item in register().happenings() if item.kind == "contract"}
    assert set(made["agreements"].split()) & contracts


def test_direction_is_seen_from_the_first_state_asked_for(tmp_path: Path) -> None:
    for pair, expected in ((("SRB", "KGZ"), {"in"}), (("KGZ", "SRB"), {"out"})):
        found = rows("visits", "visits", tmp_path, Filter(pair=pair))
        assert {row["direction"] for row in found} == expected


def test_only_what_was_ordered_is_a_transfer(tmp_path: Path) -> None:
    transfers = rows("sipri", "transfers", tmp_path)
    assert [(row["Supplier"], row["Recipient"], row["Order date"]) for row in transfers] == [
        ("Belarus", "Armenia", "2024")
    ]
    assert transfers[0]["Order date is estimate"] == "No"
    assert transfers[0]["TIV deal unit"] == transfers[0]["Description"] == ".."


def test_repair_goes_to_the_sister_table(tmp_path: Path) -> None:
    (work,) = rows("sipri", "work", tmp_path)
    assert (work["work_type"], work["suppliers"], work["recipients"]) == ("overhaul or repair", "SRB", "KGZ")
    assert work["value"] == "12 млн долларов"


def test_agreements_on_defence_by_their_lower_number_first(tmp_path: Path) -> None:
    found = rows("dcad", "dcad", tmp_path)
    assert ("370", "Belarus", "371", "Armenia") in {
        (row["ccode1"], row["cowName1"], row["ccode2"], row["cowName2"]) for row in found
    }
    assert all(int(row["ccode1"]) < int(row["ccode2"]) for row in found)


def test_claims_are_as_precise_as_the_terms(tmp_path: Path) -> None:
    claims = {row["claim_id"]: row for row in rows("sfm", "claims", tmp_path)}
    for term in register().terms():
        claim = claims[term.id]
        assert claim["starting:range"] == ("Y" if term.start_known else "N")
        assert bool(claim["first_precise:range"]) != bool(claim["first_imprecise:range"])
        assert claim["status:meta"] in ("accepted", "conflict", "work_needed")


def test_leaders_are_heads_of_state_and_government(tmp_path: Path) -> None:
    found = rows("archigos", "leaders", tmp_path)
    assert [(row["idacr"], row["leader"]) for row in found if row["status"] == "accepted"] == [
        ("BLR", "Алесь Ворона")
    ]


def test_who_governed_in_july(tmp_path: Path) -> None:
    found = [row for row in rows("whogov", "members", tmp_path) if row["status"] == "accepted"]
    assert [(row["year"], row["country_isocode"], row["portfolio"]) for row in found] == [
        ("2024", "KGZ", "defence_minister")
    ]


def term(first: str | None, last: str | None, start: str | None = None, end: str | None = None) -> Term:
    return Term(
        "t1", "p1", "министр обороны", "defence_minister", ("KGZ",), None, first, last, start, end,
        start is not None, end is not None, "accepted", (),
    )  # fmt: skip


JULYS = [
    (term("2009-07-10", "2009-07-10"), [2009]),
    (term("2009-08-01", "2010-06-30"), []),
    (term("2009-08-01", "2010-07-01"), [2010]),
    (term("2009-02-01", "2011-02-01"), [2009, 2010]),
    (term("2009-09-01", "2009-09-02", start="2007-04-02"), [2007, 2008, 2009]),
    (term("2022-01-01", "2030-01-01"), [2022, 2023, 2024]),
    (term(None, None), []),
    (term("XXXX-07-10", "XXXX-07-10"), []),
]


@pytest.mark.parametrize(("given_term", "years"), JULYS)
def test_julys(given_term: Term, years: list[int]) -> None:
    assert julys(given_term, date(2024, 8, 1)) == years


def test_what_reports_call_otherwise_is_no_kind_of_post() -> None:
    assert is_cabinet(term(None, None))


PARTS = [
    ("2009-07-10", Parts(10, 7, 2009)),
    ("2009-07", Parts(None, 7, 2009)),
    ("2009", Parts(None, None, 2009)),
    ("XXXX-07-10", Parts(10, 7, None)),
    ("2009-23", Parts(None, None, 2009)),
    ("2009-07-10/2009-07-12", Parts(None, None, 2009)),
    ("2009/2010", Parts(None, None, None)),
    ("2009~", Parts(None, None, 2009)),
    ("200X", Parts(None, None, None)),
    (None, Parts(None, None, None)),
]


@pytest.mark.parametrize(("edtf", "expected"), PARTS)
def test_parts(edtf: str | None, expected: Parts) -> None:
    assert parts(edtf) == expected


def test_estimates() -> None:
    assert (
        is_estimate("2009~")
        and is_estimate("2009-07?")
        and not is_estimate("2009-07")
        and not is_estimate(None)
    )
