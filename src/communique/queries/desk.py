"""A view with what one answer asks of it again and again, and the reports that its lines cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from urllib.parse import urlsplit

from communique.queries.answer import Quote, Side, Source
from communique.records.register import Citation, Entity, Happening, Member
from communique.register.seen import EventSeen, Imprint, ReportSeen
from communique.register.view import UnknownRecord, View

OFFICE_PHASES = ("holds", "acting", "gains")
HELD = 2_048  # reports; a table of all happenings would else hold the register twice
NOWHERE = "publisher not known"


class Desk:
    """Looks things up once; made for one answer and thrown away with it."""

    def __init__(self, view: View) -> None:
        self.view = view
        held = lru_cache(HELD)
        self.seen = held(view.seen)
        self.reading = held(view.reading)
        self.text = held(lambda key: view.report(key).text)
        self.entity_of = cache(view.entity_of)
        self.entity = cache(self._entity)
        self.offices = held(self._offices)
        self._events = held(self._events_of)

    def _entity(self, id: str) -> Entity | None:
        try:
            return self.view.entity(id)
        except UnknownRecord:
            return None

    def name(self, id: str) -> str:
        entity = self.entity(id)
        return id if entity is None else entity.name

    def country(self, id: str) -> tuple[str, ...]:
        entity = self.entity(id)
        return () if entity is None else entity.country

    def side(self, role: str, id: str, reports: Sequence[str]) -> Side:
        return Side(role, id, self.name(id), self.country(id), self.office(id, reports))

    def office(self, id: str, reports: Sequence[str]) -> str | None:
        """The office of a person as the first of these reports that gives one prints it."""
        entity = self.entity(id)
        if entity is None or entity.type != "person":
            return None
        return next((office for key in reports if (office := self.offices(key).get(id))), None)

    def _offices(self, key: str) -> Mapping[str, str]:
        found: dict[str, str] = {}
        seen = self.seen(key)
        for office in seen.offices:
            person = self.entity_of(seen.member(office.person))
            if person is not None and office.phase in OFFICE_PHASES:
                found.setdefault(person, " ".join(office.position.split()))
        return found

    def _events_of(self, key: str) -> Mapping[str, EventSeen]:
        return {event.id: event for event in self.seen(key).events}

    def event(self, member: Member) -> EventSeen | None:
        return self._events(member.report).get(member.id)

    # Words

    def quote(self, citation: Citation, marks: Iterable[tuple[int, int]] = ()) -> Quote:
        key, start, end = citation
        inside = tuple(sorted({mark for mark in marks if start <= mark[0] and mark[1] <= end}))
        return Quote(key, start, end, self.text(key)[start:end], inside)

    def event_quotes(self, members: Iterable[Member]) -> tuple[Quote, ...]:
        """The sentences that assert these events, those with the trigger first; earliest report first."""
        return tuple(quote for member in self.by_day(members) for quote in self._event_quotes(member))

    def _event_quotes(self, member: Member) -> list[Quote]:
        event = self.event(member)
        if event is None:
            return []
        spans = event.evidence or event.trigger
        quotes = [self.quote(Citation(member.report, *span), event.trigger) for span in spans]
        return sorted(quotes, key=lambda quote: (not quote.marks, quote.start))

    def by_day(self, members: Iterable[Member]) -> list[Member]:
        return sorted(members, key=lambda member: (self.view.imprint(member.report).published or "~", member))

    def newest_quotes(self, items: Sequence[Happening], most: int = 3) -> tuple[Quote, ...]:
        """One quote for each of the last `most` of these happenings."""
        firsts = (self.event_quotes(item.members[:1])[:1] for item in items[-most:])
        return tuple(quote for quotes in firsts for quote in quotes)

    # Reports

    def source(self, key: str) -> Source:
        seen = self.view.imprint(key)
        title = seen.title or self._headline(key)
        of = self.reprints.get(key)
        return Source(key, seen.published, publisher(seen), title, seen.url, seen.language, of)

    def _headline(self, key: str) -> str | None:
        """The first line that is printed, where the report has no title of its own."""
        lines = (line.strip() for line in self.text(key).splitlines())
        line = next(filter(None, lines), None)
        return None if line is None else shortened(line)

    @cached_property
    def reprints(self) -> Mapping[str, str]:
        """Report -> the earliest printing of its text, for all reprints of the register."""
        return {item.report: item.of for item in self.view.reprints()}


def shortened(text: str, most: int = 120) -> str:
    """At most so many characters, cut between words and marked by an ellipsis."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0] + " …"


def publisher(seen: Imprint | ReportSeen) -> str:
    """The site that the report was taken from, else the agency in its dateline."""
    host = urlsplit(seen.url or "").netloc.lower().removeprefix("www.")
    return host or seen.agency or NOWHERE
