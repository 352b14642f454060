"""The dateline of a Russian report, and the day of its publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from communique.reading.ru.morphology import in_dictionary, parses
from communique.reading.ru.wordlists import load_table
from communique.records.reading import Noise
from communique.records.report import Dateline, Report
from communique.records.span import Span
from communique.records.when import When, WhenError

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
MONTH_NUMBER = {name: n for n, name in enumerate(MONTHS, 1)} | {
    name[:3]: n for n, name in enumerate(MONTHS, 1)
}
LINES_OF_HEAD = 8  # a dateline stands in one of the first lines that are not noise
S = r"[ \t\u00a0\u2009\u202f]"
WORD = r"[А-ЯЁ][\w’'-]*"
PARTS = {
    "s": S,
    "months": "|".join(MONTHS),
    "date": rf"(?P<date>\d{{1,2}}{S}(?:{'|'.join(MONTHS)}|"
    rf"(?:янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\.?)(?:{S}\d{{4}})?)(?:{S}(?:года|г\.?))?",
    "place": rf"(?P<place>(?:г\.{S}?)?{WORD}(?:[ \u00a0](?:на{S})?{WORD}){{0,2}})(?:{S}?\([А-ЯЁ][\w -]+\))?",
    "capitals": r"(?P<place>[А-ЯЁ]{3,}(?:[ -][А-ЯЁ]{2,})*)",
    "printed_place": rf"(?P<place>{WORD}(?:[ \u00a0]{WORD}|{S}область|{S}край|{S}район|{S}округ)*"
    rf"(?:,{S}{WORD}(?:{S}{WORD})?)?)",
    "author": rf"{WORD}{S}{WORD}",
    "words": r"(?:[А-ЯЁ]{4,}[ \u00a0])?[«\"]?[А-ЯЁA-Z0-9][^\n.,/()—–«»\"]{1,40}?"
    r"(?:\.(?:ru|by|kz|com|net|org|RU|md|ua|kg|uz|az|am))?"
    r"[»\"]?",
    "dash": rf"(?={S}?[-—–]{S})",
    "after_agency": rf"(?:,{S}?{WORD}{S}{WORD})?(?:\.(?={S}|\s|[А-ЯЁA-Z«\"])|(?={S}?[-—–]{S})|/)",
}


@dataclass(frozen=True, slots=True)
class Form:
    """One entry of `data/dateline.toml`."""

    name: str
    regex: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


def _data() -> dict[str, Any]:
    return load_table("dateline.toml")


@lru_cache(maxsize=1)
def load_forms() -> tuple[Form, ...]:
    """Raises: ValueError naming the form that is malformed."""
    known = "|".join(re.escape(name) for name in sorted(_data()["agencies"], key=len, reverse=True))
    return tuple(_form(entry, PARTS | {"known": f"(?:{known})"}) for entry in _data()["form"])


def _form(entry: Mapping[str, Any], parts: Mapping[str, str]) -> Form:
    pattern = str(entry["pattern"])
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part.replace(" ", r"\ "))
    try:
        return Form(entry["name"], re.compile(pattern, re.VERBOSE), tuple(entry["yes"]), tuple(entry["no"]))
    except re.error as error:
        raise ValueError(f"dateline.toml: {entry['name']}: {error}") from error


def find_dateline(report: Report, noise: tuple[Noise, ...]) -> Dateline | None:
    """Place, date and agency printed at the head, outside noise; None where there are none.

    The place is given in title case as printed («АСТАНА» is Астана), the date as printed: without a year it
    has none. The span leaves out a dash that parts the dateline from the text.
    """
    for start, end in head_lines(report.text, noise):
        for form in load_forms():
            match = form.regex.match(report.text, start, end)
            if match is not None and (found := _dateline(report.text, match, form.name)) is not None:
                return found
    return None


def head_lines(text: str, noise: tuple[Noise, ...]) -> Iterator[tuple[int, int]]:
    """Runs of text outside noise, cut at line ends, the first few; a line may begin behind a noise span."""
    count = 0
    for line in re.finditer(r"\S[^\n]*", text):
        for start, end in _outside(line.start(), line.end(), noise):
            if text[start:end].strip():
                yield start + len(text[start:end]) - len(text[start:end].lstrip()), end
                count += 1
                if count == LINES_OF_HEAD:
                    return


def _outside(start: int, end: int, noise: tuple[Noise, ...]) -> Iterator[tuple[int, int]]:
    for span in (n.span for n in noise if n.span.start < end and n.span.end > start):
        if start < span.start:
            yield start, span.start
        start = max(start, span.end)
    if start < end:
        yield start, end


def _dateline(text: str, match: re.Match[str], form: str) -> Dateline | None:
    groups = {name.rstrip("23"): match.span(name) for name, value in match.groupdict().items() if value}
    place, end = groups.get("place"), match.start() + len(match.group().rstrip(" \u00a0-—–"))
    if form == "stamp" and place is not None:
        place = _printed_place(text, *place)
        end = place[1] if place else _end_of_time(text, match)
    elif place is not None and not _is_place(text[slice(*place)]):
        return None
    day = parse_printed_date(text[slice(*groups["date"])]) if "date" in groups else None
    if "date" in groups and day is None:
        return None
    agency = groups.get("agency")
    if agency is not None and not _is_agency(text[slice(*agency)]):
        return None
    return Dateline(
        span=Span.of(text, match.start(), end),
        place=_title_case(text[slice(*place)]) if place else None,
        date=day,
        agency=text[slice(*agency)] if agency else None,
        place_span=Span.of(text, *place) if place else None,
        date_span=Span.of(text, *groups["date"]) if "date" in groups else None,
        agency_span=Span.of(text, *agency) if agency else None,
    )


def _end_of_time(text: str, match: re.Match[str]) -> int:
    clock = re.compile(r"\d{1,2}:\d{2}").search(text, match.start(), match.end())
    return clock.end() if clock else match.end()


def parse_printed_date(printed: str) -> When | None:
    """«10 июля», «18 ноя», «17 апреля 2025», «18.11.2019» as EDTF; None when there is no such day."""
    numbers = re.fullmatch(r"(\d{1,2})\.(\d{2})\.(\d{4})", printed)
    words = re.fullmatch(r"(\d{1,2})\s(\w{3,})\.?(?:\s(\d{4}))?", printed)
    try:
        if numbers:
            return When.day(int(numbers[3]), int(numbers[2]), int(numbers[1]))
        if words and (month := MONTH_NUMBER.get(words[2].lower())):
            return When.day(int(words[3]) if words[3] else None, month, int(words[1]))
    except WhenError:
        return None
    return None


# -- conditions ---------------------------------------------------------------------------------------

NO_PLACES = ("нато", "оон", "снг", "еаэс", "одкб", "бриксу", "шос", "евросоюз")


def _is_place(printed: str) -> bool:
    """A name that can stand as a place: a geographical name, or a word no dictionary explains otherwise."""
    words = re.findall(r"[\w’'-]+", printed.removeprefix("г."))
    if not words or printed.lower() in NO_PLACES:
        return False
    return is_geographical(words[-1]) or is_geographical(" ".join(words)) or not _is_common(words[-1])


def is_geographical(word: str) -> bool:
    """A place in the nominative and no given name («Владимир Орлов» opens a sentence, it is no place)."""
    readings = parses(word)
    return any("Geox" in p.tag and p.tag.case == "nomn" for p in readings) and not any(
        "Name" in p.tag for p in readings
    )


def _is_common(word: str) -> bool:
    return in_dictionary(word) and not any("Geox" in p.tag for p in parses(word))


def _is_agency(printed: str) -> bool:
    """A name, not the sentence that follows a place and a date: no verb in the dictionary, few words."""
    words = re.findall(r"[\w.’'-]+", printed)
    verbs = any(
        p.tag.POS in ("VERB", "INFN", "PRTS") for w in words for p in parses(w)[:1] if in_dictionary(w)
    )
    return len(words) <= 5 and not verbs


REGIONS = ("область", "край", "район", "округ")


def _printed_place(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The part of the capitalised words behind a stamp that is a place («Мурманск», «Москва, Кремль»).

    The next sentence begins with a capital too and no mark parts them, so the dictionary decides.
    """
    last = None
    for m in re.finditer(r"[\w’'-]+", text[start:end]):
        word = m.group()
        after_comma = text[: start + m.start()].rstrip().endswith(",")
        if (
            after_comma
            or is_geographical(word)
            or word in REGIONS
            or (last is None and not in_dictionary(word))
        ):
            last = start + m.end()
        elif not _opens_place_name(word):
            break
    return (start, last) if last else None


def _opens_place_name(word: str) -> bool:
    """«Нижний», «Московская»: an adjective in the nominative before the name."""
    return any(p.tag.POS == "ADJF" and p.tag.case == "nomn" for p in parses(word))


def _title_case(printed: str) -> str:
    name = printed.removeprefix("г.").strip()
    if not name.isupper() or (len(name) <= 4 and name in ("США", "ОАЭ", "КНР", "ФРГ", "КНДР")):
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), name)


# -- publication ----------------------------------------------------------------------------------------

FURNITURE_DATE = re.compile(rf"Дата\sпубликации:\s(\d{{1,2}}\s(?:{'|'.join(MONTHS)})\s\d{{4}})")


def find_published(
    report: Report, noise: tuple[Noise, ...], dateline: Dateline | None
) -> tuple[When | None, str | None]:
    """The day of publication and where it was found: metadata, the dateline, or the page's furniture.

    A dateline without a year gives a day without one. (None, None) where nothing says.
    """
    if report.published is not None:
        return report.published, "metadata"
    printed = _furniture_date(report.text)
    if dateline is not None and dateline.date is not None and (dateline.date.has_year or printed is None):
        return dateline.date, "dateline"
    return (printed, "date printed in the page's furniture") if printed else (None, None)


def _furniture_date(text: str) -> When | None:
    """Codebook, note 44: the furniture is noise, but its date counts."""
    match = FURNITURE_DATE.search(text)
    return parse_printed_date(match[1]) if match else None


def anchor(published: When | None, dateline: Dateline | None) -> tuple[date | None, When | None]:
    """The day relative words count from, and the same as EDTF where its year is not known.

    The dateline's day comes first; where it lacks a year, that of `published` fills it in: the nearest to the
    day of publication that is not more than a day after it.
    """
    if dateline is None or dateline.date is None:
        return (published.single_day, published) if published else (None, None)
    if dateline.date.single_day is not None:
        return dateline.date.single_day, dateline.date
    day = published.single_day if published else None
    filled = fill_year(dateline.date, day) if day else None
    return (filled, dateline.date) if filled else (day, dateline.date)


def fill_year(day: When, published: date) -> date | None:
    """The latest such day that is not more than one day after publication; None where no year has it."""
    for year in range(published.year + 1, published.year - 5, -1):
        try:
            found = day.with_year(year).single_day
        except WhenError:
            continue
        if found is not None and (found - published).days <= 1:
            return found
    return None
