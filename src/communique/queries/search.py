"""`search`: reports that hold words in any of their forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from communique.queries.answer import Answer, Quote, Section
from communique.queries.assemble import answer
from communique.queries.desk import Desk
from communique.queries.lines import HitLine
from communique.queries.timeline import ALL, asked_of
from communique.records.register import Citation
from communique.records.when import bounds
from communique.register.view import Filter, Hit, View
from communique.register.words import marks

AT_ONCE = 100  # hits asked of the register at a time, while a filter drops some
AROUND = 90  # characters of context on either side of a word found
SNIPPETS = 3  # of one report


def search(view: View, words: str, wanted: Filter = ALL, limit: int = 20, offset: int = 0) -> Answer:
    """Reports that hold the words, best first.

    Args:
        wanted: only reports that tell a happening which this lets through; where it asks for time alone, also
            reports published in that time.
    """
    desk = Desk(view)
    happenings = _happenings(view, wanted)
    hits = _wanted(view, words, desk, wanted, happenings)
    chosen = [hit for place, hit in zip(range(offset + limit), hits, strict=False) if place >= offset]
    rows = tuple(_line(desk, words, hit, happenings) for hit in chosen)
    more = next(hits, None) is not None
    note = f"there are more: ask from {offset + limit} on" if more else None
    section = Section("reports", "Reports", rows, offset + len(rows) + more, note)
    return answer(desk, "search", f"Search: {words}", {"words": words, **asked_of(wanted)}, [section])


def _happenings(view: View, wanted: Filter) -> Mapping[str, Sequence[str]] | None:
    """Report -> its happenings that the filter lets through; None where nothing is filtered."""
    if wanted == ALL:
        return None
    found: dict[str, list[str]] = defaultdict(list)
    for item in view.happenings(wanted):
        for key in item.reports:
            found[key].append(item.id)
    return found


def _wanted(
    view: View, words: str, desk: Desk, wanted: Filter, happenings: Mapping[str, Sequence[str]] | None
) -> Iterator[Hit]:
    by_time = Filter(since=wanted.since, until=wanted.until) == wanted
    for hit in _all(view, words):
        if (
            happenings is None
            or hit.report in happenings
            or (by_time and _published_within(desk.view.imprint(hit.report).published, wanted))
        ):
            yield hit


def _all(view: View, words: str) -> Iterator[Hit]:
    offset = 0
    while hits := view.search(words, AT_ONCE, offset):
        yield from hits
        offset += len(hits)
        if len(hits) < AT_ONCE:
            return


def _published_within(published: str | None, wanted: Filter) -> bool:
    first, last = bounds(published)
    return (
        first is not None
        and last is not None
        and (wanted.until is None or first <= wanted.until)
        and (wanted.since is None or last >= wanted.since)
    )


def _line(desk: Desk, words: str, hit: Hit, happenings: Mapping[str, Sequence[str]] | None) -> HitLine:
    source = desk.source(hit.report)
    return HitLine(
        report=hit.report,
        published=source.published,
        publisher=source.publisher,
        title=source.title,
        url=source.url,
        score=round(hit.score, 4),
        happenings=tuple((happenings or {}).get(hit.report, ())),
        quotes=tuple(_snippets(desk, words, hit)),
    )


def _snippets(desk: Desk, words: str, hit: Hit) -> Iterator[Quote]:
    """The words around what was found; marks that lie near one another share a snippet."""
    text = desk.text(hit.report)
    groups: list[list[tuple[int, int]]] = []
    for mark in marks(words, text):
        if groups and mark[0] - groups[-1][-1][1] <= AROUND:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    best = sorted(groups, key=lambda group: (-len(group), group))[:SNIPPETS]
    for group in sorted(best):
        start, end = _around(text, group[0][0], group[-1][1])
        yield desk.quote(Citation(hit.report, start, end), group)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Out to a border of words, or of the line, about `AROUND` characters on either side."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    left, right = max(line_start, start - AROUND), min(line_end, end + AROUND)
    if left > line_start:
        left = text.find(" ", left, start) + 1 or start
    if right < line_end:
        right = max(text.rfind(" ", end, right), end)
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right
