"""`who`: who held a post on a day, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from communique.gazetteer import plain
from communique.gazetteer.countries import country_name
from communique.gazetteer.posts import is_single, post_of, post_of_title
from communique.queries.answer import Answer, Section
from communique.queries.assemble import answer
from communique.queries.desk import Desk
from communique.queries.lines import TermLine
from communique.records.register import Citation, Term
from communique.records.when import bounds
from communique.register.view import View

SURE = ("stated", "between", "likely", "possible", "unlikely")  # the surest first
ENDS = 3  # citations of either end that are quoted
# How long after the last report that names a holder nobody would be surprised to find him still in office.
FRESH_DAYS = 366


def who(view: View, position: str, country: str, day: date | None = None) -> Answer:
    """Terms of the post in that country which cover the day, the surest first; all of them without a day.

    How sure: `stated`, when start and end are stated and the day lies between them (or the term has begun and
    is not known to have ended); `between`, when reports name the holder before and after the day; `likely`,
    within a year of a report that names him; `possible`, when only nothing speaks against it; `unlikely`,
    when it is no more than that and another is known to have held the post.
    """
    desk = Desk(view)
    terms = of_post(view.terms(country=country), position)
    judged = _compared(
        [(term, *cover(term, day)) for term in terms] if day else [(term, "", "") for term in terms]
    )
    lines = [
        term_line(desk, term, sure or None, why or None) for term, sure, why in judged if day is None or sure
    ]
    order = {name: place for place, name in enumerate(SURE)}
    lines.sort(
        key=lambda line: (order.get(line.sure or "", 0), line.start or line.first_cited or "", line.id)
    )
    title = f"{position}, {country_name(country)}"
    section = Section(
        "terms", "In office" if day else "Terms", tuple(lines), len(lines), _others(terms, lines)
    )
    asked = {"position": position, "country": country, "day": day}
    return answer(desk, "who", title, asked, [section])


def _others(terms: list[Term], lines: list[TermLine]) -> str | None:
    left = len(terms) - len(lines)
    return f"{left} other terms of this post do not cover the day" if left else None


def _compared(judged: Sequence[tuple[Term, str, str]]) -> list[tuple[Term, str, str]]:
    """A post of one holder, known to be held by somebody, is hardly held by others whom less speaks for."""
    holders = {(term.post, term.person) for term, sure, _ in judged if sure in ("stated", "between")}
    held = {post for post, _ in holders if is_single(post)}
    return [
        (term, "unlikely", f"{why}; another is known to have held the post")
        if sure in ("likely", "possible") and term.post in held and (term.post, term.person) not in holders
        else (term, sure, why)
        for term, sure, why in judged
    ]


def of_post(terms: Sequence[Term], position: str) -> list[Term]:
    """Terms of the post, by the table of posts; where that knows none of them, those whose printed position
    begins with the first word asked for and has the others too."""
    keys = {post_of(position), post_of_title(position)}
    return [term for term in terms if term.post in keys] or [
        term for term in terms if _has(_words(term.position), _words(position))
    ]


def _has(printed: Sequence[str], asked: Sequence[str]) -> bool:
    return (
        bool(printed and asked)
        and _alike(printed[0], asked[0])
        and all(any(_alike(word, other) for other in printed) for word in asked)
    )


def _words(text: str) -> list[str]:
    return plain(text).replace("-", " ").split()


def _alike(one: str, other: str) -> bool:
    """Equal but for an ending: five letters, or all of a shorter word, say which word it is."""
    size = max(5, min(len(one), len(other)) - 2)
    return one[:size] == other[:size]


def cover(term: Term, day: date) -> tuple[str, str]:
    """How sure the term covers the day, and why; two empty strings when it does not."""
    start, end = _day(term.start, last=False), _day(term.end, last=True)
    cited = _day(term.first_cited, last=False), _day(term.last_cited, last=True)
    if (start and day < start and term.start_known) or (end and day > end and term.end_known):
        return "", ""
    if term.start_known and start and (term.end_known and end):
        return "stated", f"from {term.start} to {term.end}, as stated"
    if cited[0] and cited[1] and cited[0] <= day <= cited[1]:
        return "between", f"named in this office on {term.first_cited} and on {term.last_cited}"
    if term.start_known and start and not term.end:
        return _open_end(term, day, cited[1])
    return _near(term, day, cited)


def _open_end(term: Term, day: date, last: date | None) -> tuple[str, str]:
    """The term began, and nobody says that it ended."""
    if term.status == "gazetteer" or (last and day <= last):
        return "stated", f"since {term.start}, no end is known"
    fresh = last is not None and (day - last).days <= FRESH_DAYS
    told = f"last named on {term.last_cited}" if term.last_cited else "no report names an end"
    return ("likely" if fresh else "possible"), f"since {term.start}; {told}"


def _near(term: Term, day: date, cited: tuple[date | None, date | None]) -> tuple[str, str]:
    gaps = [abs((day - one).days) for one in cited if one]
    if not gaps:
        return "", ""
    before = cited[0] is not None and day < cited[0]
    told = f"first named on {term.first_cited}" if before else f"last named on {term.last_cited}"
    known = "its start is not known" if before else "its end is not known"
    return ("likely" if min(gaps) <= FRESH_DAYS else "possible"), f"{told}, {min(gaps)} days away; {known}"


def _day(edtf: str | None, last: bool) -> date | None:
    return bounds(edtf)[1 if last else 0]


def term_line(desk: Desk, term: Term, sure: str | None = None, why: str | None = None) -> TermLine:
    external = (f"{name}:{value}" for name, value in sorted(term.external.items()))
    return TermLine(
        id=term.id,
        person=desk.name(term.person),
        person_id=term.person,
        position=term.position,
        country=term.country,
        body=term.body and desk.name(term.body),
        start=term.start,
        start_known=term.start_known,
        end=term.end,
        end_known=term.end_known,
        first_cited=term.first_cited,
        last_cited=term.last_cited,
        status=term.status,
        sure=sure,
        why=why,
        notes=(*term.notes, *external),
        named=len({citation.report for citation in term.citations}),
        quotes=tuple(map(desk.quote, _ends(desk, term.citations))),
    )


def _ends(desk: Desk, citations: Sequence[Citation]) -> list[Citation]:
    """The earliest and the latest, which bound what is attested; all, where they are few."""
    dated = sorted(citations, key=lambda item: (desk.view.imprint(item.report).published or "~", item))
    return dated if len(dated) <= 2 * ENDS else [*dated[:ENDS], *dated[-ENDS:]]


def best_attested_first(terms: Iterable[Term]) -> list[Term]:
    """Terms that a table of office-holders knows, the latest first; then by the reports that name them."""
    return sorted(terms, key=lambda term: (bool(term.external), _weight(term), term.id), reverse=True)


def _weight(term: Term) -> tuple[str, int]:
    when = term.start or term.first_cited or ""
    start = bounds(when)[0] if term.external else None
    return str(start or ""), len({citation.report for citation in term.citations})
