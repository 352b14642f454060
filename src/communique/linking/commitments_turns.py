"""Turns: what one happening does to commitments, as its reports tell it, made ready for comparison.

A happening whose reports agree on the stage gives one turn; one that some reports announce and others report
as done gives a turn for each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from communique.gazetteer import cities, names, plain
from communique.gazetteer.tables import name_words
from communique.linking.commitments_words import opens, puts_off
from communique.linking.fingerprint_words import stem
from communique.records.register import Dating, Entity, Happening, Member
from communique.records.when import When, bounds
from communique.register.seen import EventSeen, ReportSeen

Act = Literal["propose", "plan", "keep", "decline", "cancel", "deny"]

ACTS: Mapping[str, Act] = {
    "proposed": "propose",
    "planned": "plan",
    "under_way": "keep",
    "done": "keep",
    "declined": "decline",
    "cancelled": "cancel",
    "denied": "deny",
}
OPENING = ("propose", "plan")
# Told in the first part of a report, an undated happening is taken for news; later, it may be background.
NEWS_SHARE = 0.4
NEWS_LENGTH = 600
_WORD = re.compile(r"[^\W\d_]+")
MEMO = 100_000
_PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овн[аыуео]й?|евн[аыуео]й?|ич[аеуо]м?|ович[аеу]|ович[ое]м)$")
_SUBJECT = ("topic", "object", "instrument")


@lru_cache(MEMO)
def stem_of(word: str) -> str:
    return stem(word.lower())


@dataclass(frozen=True)
class Party:
    """An entity in a role. `stems` are those of the words of its names, the last of the shown name apart:
    for a person mostly the surname."""

    id: str
    type: str
    country: tuple[str, ...]
    name: str

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(stem_of(word) for word in _WORD.findall(self.name))

    @cached_property
    def surname(self) -> str | None:
        """The stem of a person's last word; None when only first name and patronymic are known."""
        words = [word.lower() for word in _WORD.findall(self.name) if len(word) > 1]
        if not words or (len(words) > 1 and _PATRONYMIC.search(words[-1])):
            return None
        return stem_of(words[-1])


@dataclass(frozen=True)
class Turn:
    """What a happening does, by those of its reports that say so.

    `day` is that of the earliest such report; `first` and `last` bound the happening's time, both None when
    it is not known. `places` are the states of its place, `spots` the stems of its words. `news` says whether
    some report tells it in its first part.
    """

    happening: Happening
    act: Act
    put_off: bool
    members: tuple[Member, ...]
    day: date | None
    said: str | None
    when: str | None
    when_why: str | None
    first: date | None
    last: date | None
    roles: Mapping[str, tuple[Party, ...]]
    subject: frozenset[str]
    places: frozenset[str]
    spots: frozenset[str]
    news: bool

    @property
    def kind(self) -> str:
        return self.happening.kind

    @property
    def order(self) -> tuple[bool, date, str, str]:
        """By day, undated last; then by id."""
        return self.day is None, self.day or date.max, self.happening.id, self.act

    @property
    def happened(self) -> date | None:
        """The last day on which it can have taken place, if it did: no later than its report."""
        return min(filter(None, (self.last, self.day)), default=None)

    @cached_property
    def reports(self) -> frozenset[str]:
        return frozenset(member.report for member in self.members)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        found = {party.id: party for parties in self.roles.values() for party in parties}
        return tuple(found[id] for id in sorted(found))


@dataclass(frozen=True)
class _Known:
    """Reports, datings and entities by their keys."""

    reports: Mapping[str, ReportSeen]
    events: Mapping[Member, EventSeen]
    parties: Mapping[str, Party]
    datings: Mapping[Member, Dating]


def turns(
    happenings: Sequence[Happening],
    reports: Sequence[ReportSeen],
    entities: Sequence[Entity],
    datings: Sequence[Dating],
) -> list[Turn]:
    """The turns of all happenings of kinds that commitments are of, oldest first."""
    known = _Known(
        {report.key: report for report in reports},
        {report.member(event.id): event for report in reports for event in report.events},
        {item.id: Party(item.id, item.type, item.country, item.name) for item in entities},
        {dating.event: dating for dating in datings},
    )
    followed = (happening for happening in happenings if opens(happening.kind))
    found = [turn for happening in followed for turn in _turns(happening, known)]
    return sorted(found, key=lambda turn: turn.order)


def _turns(happening: Happening, known: _Known) -> list[Turn]:
    by_act: dict[Act, list[Member]] = defaultdict(list)
    for member in happening.members:
        event = known.events.get(member)
        if event is not None and (act := ACTS.get(event.stage)):
            by_act[act].append(member)
    return [_turn(happening, act, members, known) for act, members in sorted(by_act.items())]


def _turn(happening: Happening, act: Act, members: Sequence[Member], known: _Known) -> Turn:
    events = {member: known.events[member] for member in members}
    reports = [known.reports[member.report] for member in members]
    said = _earliest(report.published for report in reports)
    when, why = _time(happening, events, known)
    first, last = bounds(when)
    return Turn(
        happening=happening,
        act=act,
        put_off=any(puts_off(event.words) for event in events.values()),
        members=tuple(members),
        day=bounds(said)[0],
        said=said,
        when=when,
        when_why=why,
        first=first,
        last=last,
        roles={
            role: tuple(known.parties[id] for id in ids if id in known.parties)
            for role, ids in happening.roles.items()
        },
        subject=_subject(events.values()),
        places=_countries(event.place for event in events.values()),
        spots=_stems(event.place for event in events.values()),
        news=any(map(_is_news, events.values(), reports)),
    )


def _earliest(days: Iterable[str | None]) -> str | None:
    dated = [(first, day) for day in days if day and (first := bounds(day)[0])]
    return min(dated)[1] if dated else None


def _time(
    happening: Happening, events: Mapping[Member, EventSeen], known: _Known
) -> tuple[str | None, str | None]:
    """The happening's time when all its reports say the same of it; else that of these reports."""
    if len(events) == len(happening.members):
        return happening.when, happening.when_why
    for member, event in sorted(events.items()):
        if (dating := known.datings.get(member)) is not None:
            return dating.narrowed, dating.why
        if event.when:
            return event.when, event.when_why
    return None, None


def _subject(events: Iterable[EventSeen]) -> frozenset[str]:
    return _stems(getattr(event, name) for event in events for name in _SUBJECT)


def _stems(texts: Iterable[str | None]) -> frozenset[str]:
    return frozenset(stem_of(word) for text in texts if text for word in _WORD.findall(text) if len(word) > 3)


def _countries(places: Iterable[str | None]) -> frozenset[str]:
    parts = (part for place in places if place for part in place.split(","))
    return frozenset(code for part in parts if (code := _country_of(part.strip())))


@lru_cache(maxsize=10_000)
def _country_of(place: str) -> str | None:
    """The state of a place that is a state, a capital or a city of the gazetteer."""
    words = [plain(word) for word in name_words(place)]
    end, entries = names().longest(words, 0)
    if words and end == len(words) and len({entry.country for entry in entries}) == 1:
        return entries[0].country
    return cities().get(plain(place))


def _is_news(event: EventSeen, report: ReportSeen) -> bool:
    start = event.trigger[0][0] if event.trigger else 0
    return start <= max(NEWS_LENGTH, NEWS_SHARE * report.length)


def is_open_start(when: str | None) -> bool:
    """Some time before: nobody says how long before."""
    return bool(when) and When.parse(when or "").earliest is None and bounds(when)[1] is not None
