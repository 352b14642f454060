"""What linking needs of one reading: small frozen records, made once per reading and stored with it.

A pure function of the reading. Texts stay out, but for short printed values, so that all reports of a large
register fit into memory at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.linking.corrections_words import find_words
from communique.linking.datings_words import find_weekdays, firsts_of
from communique.records.reading import Actor, Event, Filler, Office, Reading, Statement
from communique.records.register import Member
from communique.records.span import Span

# Counted up with every change of what `seen` gives: registers then make it anew from their readings.
PROJECTION = 2
NAMED = ("name", "abbreviation")


@dataclass(frozen=True, slots=True)
class ActorSeen:
    """`names` are the distinct names and abbreviations as printed (any case), in order of appearance;
    `names[i]` is a name unless `i in abbreviations`. `at` is the first mention."""

    id: str
    name: str
    type: str
    country: tuple[str, ...]
    sector: tuple[str, ...]
    part_of: str | None
    names: tuple[str, ...]
    abbreviations: tuple[int, ...]
    mentions: int
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class OfficeSeen:
    person: str
    position: str
    phase: str
    body: str | None
    country: tuple[str, ...]
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class EventSeen:
    """`roles`, `proposer` and `said_by` hold local actor ids. `countries` is the sorted union of the
    countries of all role fillers. `when_why` is the inference behind `when`, if it was not printed;
    `when_words` are the words it was read from."""

    id: str
    kind: str
    stage: str
    step: str | None
    mode: str | None
    roles: Mapping[str, tuple[str, ...]]
    countries: tuple[str, ...]
    proposer: tuple[str, ...]
    said_by: tuple[str, ...]
    when: str | None
    when_why: str | None
    place: str | None
    topic: str | None
    object: str | None
    instrument: str | None
    count: str | None
    value: str | None
    plover: str | None
    plover_mode: str | None
    context: tuple[str, ...]
    confidence: float | None
    trigger: tuple[tuple[int, int], ...]
    evidence: tuple[tuple[int, int], ...]
    words: str
    when_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementSeen:
    """`id` is s1, s2, … in the reading's order; `about` the countries of actors named in the content."""

    id: str
    speaker: str | None
    manner: str
    verb: str | None
    content: tuple[int, int]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectionSeen:
    """Words by which the report corrects, retracts or denies an earlier one; see `linking.corrections`."""

    kind: str
    span: tuple[int, int]
    why: str


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """Words that call an act one of the first of a person in a post; see `linking.datings_words`."""

    person: str
    span: tuple[int, int]
    words: str


@dataclass(frozen=True, slots=True)
class WeekdaySeen:
    """A day printed without its year but with its day of the week (ISO: Monday is 1), and the words."""

    day: str
    weekday: int
    words: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where and when a report appeared: the fields of `ReportSeen` that lists of sources need."""

    key: str
    language: str
    published: str | None
    url: str | None
    title: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """One report with its reading. `key` is the report's content hash; `published` is EDTF.

    `fingerprint` is what `linking.reprints` made of the text (opaque here); `dates` are the EDTF times
    printed in the report with a year, sorted, as evidence for year-less ones; so are `weekdays` and `firsts`.
    """

    key: str
    language: str
    published: str | None
    published_why: str | None
    url: str | None
    title: str | None
    length: int
    place: str | None = None
    agency: str | None = None
    dated: str | None = None
    sources: tuple[str, ...] = ()
    actors: tuple[ActorSeen, ...] = ()
    offices: tuple[OfficeSeen, ...] = ()
    events: tuple[EventSeen, ...] = ()
    statements: tuple[StatementSeen, ...] = ()
    corrections: tuple[CorrectionSeen, ...] = ()
    dates: tuple[str, ...] = ()
    fingerprint: bytes = field(default=b"", repr=False)
    firsts: tuple[FirstSeen, ...] = ()
    weekdays: tuple[WeekdaySeen, ...] = ()

    def actor(self, id: str) -> ActorSeen:
        """Raises: KeyError when the reading has no such actor."""
        for actor in self.actors:
            if actor.id == id:
                return actor
        raise KeyError(id)

    def member(self, id: str) -> Member:
        return Member(self.key, id)


def seen(reading: Reading, key: str) -> ReportSeen:
    """The reading as linking sees it. `key` is the report's content hash (`register.keys.report_key`)."""
    from communique.linking.fingerprint import fingerprint  # NumPy, which those who only ask do without

    report, dateline = reading.report, reading.dateline
    countries = {actor.id: actor.country for actor in reading.actors}
    told = _told_of(reading)
    return ReportSeen(
        key=key,
        language=report.language,
        published=None if reading.published is None else str(reading.published),
        published_why=reading.published_why,
        url=report.url,
        title=report.title,
        length=len(report.text),
        place=dateline.place if dateline else None,
        agency=dateline.agency if dateline else None,
        dated=str(dateline.date) if dateline and dateline.date else None,
        sources=tuple(reading.sources),
        actors=tuple(_actor(actor) for actor in reading.actors if actor.id in told),
        offices=tuple(_office(office) for office in reading.offices),
        events=tuple(_event(event, countries) for event in reading.events),
        statements=tuple(
            _statement(f"s{number}", statement, reading.actors)
            for number, statement in enumerate(reading.statements, 1)
        ),
        corrections=_corrections(reading),
        dates=_dates(reading),
        firsts=tuple(
            FirstSeen(person, (words.start, words.end), words.text) for person, words in firsts_of(reading)
        ),
        weekdays=tuple(WeekdaySeen(*found) for found in find_weekdays(report.text)),
        fingerprint=fingerprint(
            report.text, report.title, [(item.span.start, item.span.end) for item in reading.noise]
        ),
    )


def _told_of(reading: Reading) -> set[str]:
    """Actors with a name, those of whom the reading says something, and what they are part of. The others
    («жители города», of whom nothing is said) stay in the reading: nothing to link them by, or for."""
    told = {actor.id for actor in reading.actors if any(item.form in NAMED for item in actor.mentions)}
    told.update(reading.sources)
    for event in reading.events:
        told.update(*(_ids(fillers) for fillers in (*event.roles.values(), event.proposer, event.said_by)))
    for office in reading.offices:
        told.update(id for id in (office.person, office.body) if id)
    told.update(statement.speaker for statement in reading.statements if statement.speaker)
    above = {actor.id: actor.part_of for actor in reading.actors}
    for id in sorted(told):
        while (id := above.get(id) or "") and id not in told:
            told.add(id)
    return told


def _actor(actor: Actor) -> ActorSeen:
    names: dict[str, bool] = {}
    for mention in actor.mentions:
        if mention.form in NAMED:
            names.setdefault(mention.span.text, mention.form == "abbreviation")
    first = actor.mentions[0].span if actor.mentions else None
    return ActorSeen(
        id=actor.id,
        name=actor.name,
        type=actor.type,
        country=actor.country,
        sector=actor.sector,
        part_of=actor.part_of,
        names=tuple(names),
        abbreviations=tuple(index for index, short in enumerate(names.values()) if short),
        mentions=len(actor.mentions),
        at=(first.start, first.end) if first else (0, 0),
    )


def _office(office: Office) -> OfficeSeen:
    return OfficeSeen(
        office.person,
        office.position,
        office.phase,
        office.body,
        office.country,
        (office.span.start, office.span.end),
    )


def _event(event: Event, countries: Mapping[str, tuple[str, ...]]) -> EventSeen:
    roles = {role: _ids(fillers) for role, fillers in sorted(event.roles.items())}
    sides = {code for ids in roles.values() for id in ids for code in countries.get(id, ())}
    values = {
        name: cited.value if (cited := getattr(event, name)) else None
        for name in ("place", "topic", "object", "instrument", "count", "value")
    }
    return EventSeen(
        id=event.id,
        kind=event.kind,
        stage=event.stage,
        step=event.step,
        mode=event.mode,
        roles=roles,
        countries=tuple(sorted(sides)),
        proposer=_ids(event.proposer),
        said_by=_ids(event.said_by),
        when=str(event.when.value) if event.when else None,
        when_why=event.when.inferred if event.when else None,
        when_words=tuple(span.text for span in event.when.spans) if event.when else (),
        plover=event.plover.event,
        plover_mode=event.plover.mode,
        context=event.plover.context,
        confidence=event.decision.confidence,
        trigger=_pairs(event.trigger),
        evidence=_pairs(event.evidence),
        words=" … ".join(span.text for span in event.trigger),
        **values,
    )


def _statement(id: str, statement: Statement, actors: tuple[Actor, ...]) -> StatementSeen:
    about = {
        code
        for actor in actors
        for code in actor.country
        if any(statement.content.covers(mention.span) for mention in actor.mentions)
    }
    content = (statement.content.start, statement.content.end)
    return StatementSeen(
        id, statement.speaker, statement.manner, statement.verb, content, tuple(sorted(about))
    )


def _corrections(reading: Reading) -> tuple[CorrectionSeen, ...]:
    noise = ((item.span.start, item.span.end) for item in reading.noise)
    found = find_words(reading.report.text, noise)
    return tuple(CorrectionSeen(item.kind, (item.start, item.end), item.why) for item in found)


def _dates(reading: Reading) -> tuple[str, ...]:
    whens = [event.when.value for event in reading.events if event.when and event.when.spans]
    return tuple(sorted({str(when) for when in whens if when.has_year}))


def _ids(fillers: tuple[Filler, ...]) -> tuple[str, ...]:
    return tuple(filler.actor for filler in fillers)


def _pairs(spans: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)
