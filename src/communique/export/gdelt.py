"""`gdelt`: event rows in the 61 columns of GDELT 2.0, and its table of mentions (16), without a header.

    events.export.CSV      one row for each two sides of a happening that CAMEO has a code for
    mentions.CSV           one row for each report that tells it; `Extras` holds the ids of evidence
    columns.tsv            the names of the columns

GDELT calls these files CSV although tabs separate; so do we. What is not known is blank; docs/exports.md
says what that is and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from communique.export.cameo import cameo_code, goldstein
from communique.export.cells import guarded
from communique.export.evidence import evidence_id
from communique.export.files import plain, text_out
from communique.export.scope import Scope
from communique.export.sides import Sides, sides_of
from communique.export.states import country_of_place, state_codes
from communique.queries.desk import publisher
from communique.records.register import Citation, Happening, Member
from communique.records.when import bounds
from communique.register.seen import EventSeen
from communique.register.select import first_day

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{what}Geo_{name}" for what in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset",
    "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
WEB, CITATION_ONLY = "1", "2"  # MentionType
COUNTRY, WORLD_CITY = "1", "4"  # Geo_Type
# CAMEO's codes of states follow ISO 3166-1 alpha-3 of its time, but for these.
CAMEO_STATES = {"ROU": "ROM", "TLS": "TMP", "XKX": "KSV", "MNE": "MTN", "IGO": "IGO"}
Cells = Sequence[str]
_NUMBER = re.compile(r"-?[0-9.]+")


class End(NamedTuple):
    """An actor for one of its states: a group of two states is two ends."""

    actor: str
    state: str


class Ends(NamedTuple):
    first: End | None
    second: End | None


def write(scope: Scope, folder: Path) -> None:
    with (
        text_out(folder / "events.export.CSV") as events,
        text_out(folder / "mentions.CSV") as mentions,
        text_out(folder / "columns.tsv") as columns,
    ):
        columns.write("\t".join(("events", *EVENT_COLUMNS)) + "\n")
        columns.write("\t".join(("mentions", *MENTION_COLUMNS)) + "\n")
        for item in scope.happenings:
            if (code := cameo_code(item)) is not None:
                for ends in pairs(scope, sides_of(scope, item)):
                    events.write(_line(event_row(scope, item, code, ends)))
                    for row in mention_rows(scope, item, ends):
                        mentions.write(_line(row))


def _line(cells: Cells) -> str:
    return "\t".join(map(_cell, cells)) + "\n"


def _cell(text: str) -> str:
    """On one line; what a spreadsheet would run is guarded, but for numbers."""
    flat = " ".join(plain(text).split())
    return flat if _NUMBER.fullmatch(flat) else guarded(flat)


def pairs(scope: Scope, sides: Sides) -> Iterator[Ends]:
    """Each two states once, as CAMEO's coders have it; the first actor of a state stands for it."""
    left, right = _by_state(scope, sides.actors), _by_state(scope, sides.recipients)
    if left and right:
        yield from (Ends(a, b) for a, b in product(left.values(), right.values()) if a != b)
    elif len(left) > 1:
        yield from (Ends(a, b) for a, b in combinations(left.values(), 2))
    else:
        one = next(iter(left.values()), None)
        other = next(iter(right.values()), None)
        yield Ends(one, other)


def _by_state(scope: Scope, ids: Iterable[str]) -> dict[str, End]:
    found: dict[str, End] = {}
    for id in ids:
        for code in scope.desk.country(id) or ("",):
            found.setdefault(code or id, End(id, code))
    return found


def event_id(item: Happening, ends: Ends) -> int:
    """A whole number, as GDELT has, that fits 53 bits; of the happening and its two sides alone."""
    words = "\n".join((item.id, *(ends.first or ("", "")), *(ends.second or ("", ""))))
    return int(sha256(words.encode()).hexdigest()[:13], 16)


def event_row(scope: Scope, item: Happening, code: str, ends: Ends) -> Cells:
    earliest = scope.desk.by_day(item.members)[0]
    return (
        str(event_id(item, ends)),
        *_days(first_day(item)),
        *_actor(scope, ends.first),
        *_actor(scope, ends.second),
        _is_root(scope, earliest),
        code,
        code[:3],
        code[:2],
        str(quad_class(code)),
        "" if (scale := goldstein(code)) is None else str(scale),
        str(len(item.members)),
        str(item.sources),
        str(len(item.reports)),
        "",
        *[""] * (2 * len(_GEO)),
        *_place(item.place),
        _instant(item.first_reported),
        _address(scope, earliest.report),
    )


def quad_class(code: str) -> int:
    """GDELT's: 1 verbal cooperation to 4 material conflict, by the root of the CAMEO code."""
    root = int(code[:2])
    return 1 + sum(root > last for last in (5, 8, 13))


def _days(day: date | None) -> Cells:
    if day is None:
        return ("",) * 4
    fraction = day.year + (day.month * 30 + day.day) / 365  # GDELT's own formula
    return f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{fraction:.4f}"


def _actor(scope: Scope, end: End | None) -> Cells:
    entity = scope.actors.get(end.actor if end else "")
    if end is None or entity is None:
        return ("",) * len(_ACTOR)
    state = CAMEO_STATES.get(end.state, end.state)
    types = (*(sector for sector in entity.sector if sector != end.state), "", "", "")[:3]
    return state + "".join(types), entity.name, state, "", "", "", "", *types


def _is_root(scope: Scope, member: Member) -> str:
    """Told in the lead: the first line that is printed."""
    event = scope.desk.event(member)
    if event is None or not event.trigger:
        return ""
    text = scope.desk.text(member.report)
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return str(int(event.trigger[0][0] < (len(text) if end < 0 else end)))


def _place(place: str | None) -> Cells:
    """The country by FIPS 10-4, where the printed place is a state or a city that the gazetteer knows."""
    code = country_of_place(place)
    if place is None:
        return ("",) * len(_GEO)
    known = state_codes().get(code or "")
    kind = "" if code is None else (COUNTRY if _is_state(place) else WORLD_CITY)
    return kind, place, known.fips if known else "", "", "", "", "", ""


def _is_state(place: str) -> bool:
    from communique.gazetteer.declension import plain as simple
    from communique.gazetteer.tables import cities

    return simple(place) not in cities()


def _instant(edtf: str | None) -> str:
    day = bounds(edtf)[0]
    return f"{day:%Y%m%d}000000" if day else ""


def _address(scope: Scope, key: str) -> str:
    return scope.desk.seen(key).url or f"urn:communique:report:{key}"


def mention_rows(scope: Scope, item: Happening, ends: Ends) -> Iterator[Cells]:
    for member in item.members:
        event = scope.desk.event(member)
        if event is not None:
            yield _mention_row(scope, item, ends, member, event)


def _mention_row(scope: Scope, item: Happening, ends: Ends, member: Member, event: EventSeen) -> Cells:
    seen = scope.desk.seen(member.report)
    evidence = [evidence_id(Citation(member.report, *span)) for span in event.evidence or event.trigger]
    return (
        str(event_id(item, ends)),
        _instant(item.first_reported),
        _instant(seen.published),
        WEB if seen.url else CITATION_ONLY,
        publisher(seen),
        _address(scope, member.report),
        "",
        _offset(scope, ends.first, member),
        _offset(scope, ends.second, member),
        str(event.trigger[0][0]) if event.trigger else "",
        "1",
        "" if event.confidence is None else str(round(100 * event.confidence)),
        str(seen.length),
        "",
        "",
        " ".join(evidence),
    )


def _offset(scope: Scope, end: End | None, member: Member) -> str:
    """Where the report first names the actor."""
    if end is None:
        return ""
    seen = scope.desk.seen(member.report)
    at = [one.at[0] for one in seen.actors if scope.entity_of(seen.member(one.id)) == end.actor]
    return str(min(at, default=""))
