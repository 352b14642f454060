"""A reading as tables of styled text, the same for every face; a face decides how they are drawn.

Styles are names: those of `communique.faces.marks.KINDS`, `key` for the name of a field, `note` for what
stands beside a value, and the empty string.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from communique.faces.marks import actor_labels, times_of
from communique.records.reading import Actor, Cited, CitedWhen, Decision, Event, Filler, Reading, Statement
from communique.records.span import Span

NO_EVENTS = "No events: the report tells of none of the codebook's kinds."


class Bit(NamedTuple):
    """Characters of one style."""

    text: str
    style: str = ""


Line = tuple[Bit, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under column heads; a cell is lines of styled text. The first column names the row."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Names:
    """What actors are called in tables: number, name, country."""

    def __init__(self, reading: Reading) -> None:
        self._labels = actor_labels(reading)
        self._actors = {actor.id: actor for actor in reading.actors}

    def label(self, id: str) -> str:
        return self._labels.get(id, id)

    def bits(self, id: str, country: bool = True) -> Line:
        actor = self._actors.get(id)
        if actor is None:
            return (Bit(id, "actor"),)
        codes = f" {'+'.join(actor.country)}" if country and actor.country else ""
        return Bit(self._labels[id], "actor"), Bit(f" {actor.name}"), Bit(codes, "note")


def head_table(reading: Reading) -> Table:
    """The report itself: where it comes from, its date, who told whom, what is no part of it."""
    report, names = reading.report, Names(reading)
    fields: list[tuple[str, Cell]] = [
        ("title", plain(report.title)),
        ("published", _valued(reading.published, _published_why(reading))),
        ("dateline", _dateline(reading)),
        ("sources", _listed([names.bits(id) for id in reading.sources])),
        ("language", plain(report.language)),
        ("url", plain(report.url)),
        ("noise", _noise_summary(reading)),
        ("read by", plain(reading.reader)),
    ]
    return Table("", ("", ""), tuple((cell(Bit(key, "key")), value) for key, value in fields if value))


def record_tables(reading: Reading, wide: bool = True) -> list[Table]:
    """Events, actors, offices and statements, as far as there are any.

    Args:
        wide: events get a column each for who, when and where, and what about; else one for all of them.
    """
    events, makers = events_table(reading, wide), (actors_table, offices_table, statements_table, times_table)
    return [table for table in (events, *(make(reading) for make in makers)) if table.rows]


def events_table(reading: Reading, wide: bool = True) -> Table:
    names = Names(reading)
    columns = ("#", "event", "who", "when, where", "about", "PLOVER") if wide else ("#", "event", "details")
    return Table("Events", columns, tuple(_event_row(event, names, wide) for event in reading.events))


def _event_row(event: Event, names: Names, wide: bool) -> tuple[Cell, ...]:
    what: Cell = (
        (Bit(event.kind, "event"), *after(event.mode), *after(sure(event.decision), "note")),
        (Bit(event.stage), *after(event.step)),
        (Bit(words_of(event.trigger), "note"),),
    )
    groups = (who_lines(event, names), _when_where(event), _about(event))
    plover = _plover(event)
    keyed = tuple((_key("PLOVER"), *line) for line in plover)
    cells = (*groups, plover) if wide else (sum(groups, ()) + keyed,)
    return cell(Bit(event.id, "event")), what, *cells


def sure(decision: Decision) -> str | None:
    """The probability that a careful reader would record the event, in percent; None where not measured."""
    return None if decision.confidence is None else f"{decision.confidence:.0%} sure"


def who_lines(event: Event, names: Names) -> Cell:
    """The role fillers, the proposer and the one whose claim it is, a line each."""
    sides = [*event.roles.items(), ("proposer", event.proposer), ("said by", event.said_by)]
    return tuple(_filler(role, filler, names) for role, fillers in sides for filler in fillers)


def _filler(role: str, filler: Filler, names: Names) -> Line:
    return _key(role), *names.bits(filler.actor), *_because(filler.inferred)


def _when_where(event: Event) -> Cell:
    return _fields(("when", event.when), ("place", event.place))


def _about(event: Event) -> Cell:
    keys = ("topic", "object", "instrument", "count", "value")
    reasons = tuple(
        (_key(key), _plain_value(event, key), *_because(why)) for key, why in event.inferred.items()
    )
    return _fields(*((key, getattr(event, key)) for key in keys)) + reasons


def _plain_value(event: Event, key: str) -> Bit:
    """A field that is a word by itself, such as the mode; a dash where the reason is for something else."""
    value = getattr(event, key, None)
    return Bit(value if isinstance(value, str) else "-")


def _fields(*fields: tuple[str, Cited | CitedWhen | None]) -> Cell:
    return tuple((_key(key), *_cited(value)) for key, value in fields if value is not None)


def _cited(cited: Cited | CitedWhen) -> Line:
    """The value, the words it was taken from where they differ, and the reason where it was inferred."""
    value, words = str(cited.value), words_of(cited.spans)
    printed = Bit(f" {words}", "note") if words and words != f"«{value}»" else Bit("")
    style = "time" if isinstance(cited, CitedWhen) else ""
    return Bit(value, style), printed, *_because(cited.inferred)


def _plover(event: Event) -> Cell:
    plover = event.plover
    if plover.event is None:
        return ()
    return cell(Bit(plover.event), *after(plover.mode), *after(", ".join(plover.context), "note"))


def actors_table(reading: Reading) -> Table:
    names = Names(reading)
    rows = tuple(_actor_row(actor, names) for actor in reading.actors)
    return Table("Actors", ("#", "name", "what", "part of", "mentioned as"), rows)


def _actor_row(actor: Actor, names: Names) -> tuple[Cell, ...]:
    reasons = tuple((Bit(f"{key} inferred: {why}", "note"),) for key, why in actor.inferred.items())
    return (
        cell(Bit(names.label(actor.id), "actor")),
        (*plain(actor.name), *reasons),
        cell(Bit(actor.type), Bit("".join(f" {code}" for code in (*actor.country, *actor.sector)), "note")),
        (names.bits(actor.part_of, country=False),) if actor.part_of else (),
        cell(Bit(_forms(actor), "note")),
    )


def _forms(actor: Actor) -> str:
    """The different words that refer to the actor, in the order of the text; x2 where printed twice."""
    words = [flat(mention.span.text) for mention in sorted(actor.mentions, key=lambda mention: mention.span)]
    counts = {word: words.count(word) for word in words}
    return " · ".join(f"{word} x{count}" if count > 1 else word for word, count in counts.items())


def offices_table(reading: Reading) -> Table:
    names = Names(reading)
    rows = tuple(
        (
            cell(Bit(f"o{place}", "office")),
            (names.bits(office.person, country=False),),
            (*plain(flat(office.position)), *_reprinted(office.position, office.span)),
            (names.bits(office.body, country=False),) if office.body else (),
            plain(" ".join(office.country)),
            plain(office.phase),
        )
        for place, office in enumerate(reading.offices, 1)
    )
    return Table("Offices", ("#", "person", "position", "body", "country", "phase"), rows)


def _reprinted(value: str, span: Span) -> Cell:
    return () if flat(value) == flat(span.text) else cell(Bit(words_of((span,)), "note"))


def statements_table(reading: Reading) -> Table:
    names = Names(reading)
    rows = tuple(_statement_row(place, said, names) for place, said in enumerate(reading.statements, 1))
    return Table("Statements", ("#", "speaker", "manner", "content"), rows)


def _statement_row(place: int, said: Statement, names: Names) -> tuple[Cell, ...]:
    nobody = Bit("nobody named", "note")
    return (
        cell(Bit(f"s{place}", "statement")),
        (names.bits(said.speaker, country=False),) if said.speaker else cell(nobody),
        cell(Bit(said.manner), *after(said.verb, "note")),
        plain(flat(said.content.text)),
    )


def times_table(reading: Reading) -> Table:
    rows = tuple(
        (cell(Bit(f"t{place}", "time")), plain(flat(span.text)), plain(value))
        for place, (span, value) in enumerate(times_of(reading), 1)
    )
    return Table("Times", ("#", "words", "EDTF"), rows)


def words_of(spans: Iterable[Span]) -> str:
    """The printed words in quotes, with … between words that stand apart."""
    words = " … ".join(flat(span.text) for span in spans)
    return f"«{words}»" if words else ""


def flat(text: str) -> str:
    """On one line: every run of white space is one space."""
    return " ".join(text.split())


def _dateline(reading: Reading) -> Cell:
    line = reading.dateline
    if line is None:
        return ()
    date = str(line.date) if line.date else None
    return plain(" · ".join(filter(None, (line.place, date, line.agency))))


def _noise_summary(reading: Reading) -> Cell:
    if not reading.noise:
        return ()
    size = sum(noise.span.end - noise.span.start for noise in reading.noise)
    spans = "1 span" if len(reading.noise) == 1 else f"{len(reading.noise)} spans"
    return cell(Bit(f"{spans}, {size} of {len(reading.report.text)} characters", "note"))


def _published_why(reading: Reading) -> str | None:
    """What the day rests on; for a day that came with the report, who or which field gave it."""
    why = reading.report.metadata.get("published_why") if reading.published_why == "metadata" else None
    return why or reading.published_why


def _valued(value: object, why: str | None) -> Cell:
    return () if value is None else cell(Bit(str(value), "time"), *after(why, "note"))


def _listed(lines: Iterable[Line]) -> Cell:
    """Several actors on one line, nearest source first."""
    joined = [bit for line in lines for bit in (Bit(" ← ", "note"), *line)]
    return cell(*joined[1:]) if joined else ()


def _because(reason: str | None) -> Line:
    return (Bit(f" (inferred: {reason})", "note"),) if reason else ()


def after(text: str | None, style: str = "") -> Line:
    return (Bit(" · ", "note"), Bit(text, style)) if text else ()


def _key(name: str) -> Bit:
    return Bit(f"{name} ", "key")


def plain(text: str | None) -> Cell:
    return cell(Bit(text)) if text else ()


def cell(*bits: Bit) -> Cell:
    return (bits,)
