"""What a person reads of each line of an answer: made once, drawn by every face.

An `Entry` is for lines that tell something, with the words that say so; lines that sum up become rows of a
table (`communique.faces.register.summaries`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, NamedTuple

from communique.faces.register.times import spoken, spoken_with_reason
from communique.faces.tables import Bit, Line
from communique.queries.answer import Quote, Side
from communique.queries.lines import (
    ActorLine,
    CommitmentLine,
    CorrectionLine,
    EventLine,
    HitLine,
    MergeLine,
    StatementLine,
    TermLine,
    VersionLine,
)

Tone = Literal["good", "waiting", "late", "dropped", "plain"]
TONES: dict[str, Tone] = {
    "done": "good",
    "under_way": "good",
    "kept": "good",
    "called_for": "waiting",
    "proposed": "waiting",
    "planned": "waiting",
    "open": "waiting",
    "postponed": "waiting",
    "overdue": "late",
    "declined": "dropped",
    "cancelled": "dropped",
    "denied": "dropped",
}
# Roles whose fillers stand before and after an arrow.
ARROWS = (
    ("visitor", "host"),
    ("giver", "recipient"),
    ("supplier", "customer"),
    ("actor", "recipient"),
    ("appointer", "person"),
)
# Roles that stand for a side by themselves; all others are named beside.
EVEN = ("participant", "party", "side", "person")
ROLE_WORDS = {"said_by": "according to", "proposer": "proposed by", "body": "at"}
WAITING = ("open", "overdue", "postponed")
UNSURE = 0.5  # a reader who is less sure than this is told so in words


class Words(NamedTuple):
    """Quotes under a heading of their own («settled by»); an empty heading for the words of the line."""

    heading: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """`when` is a few words; `what` the headline, `state` a word beside it in a tone; `who` one line a group
    of actors; `facts` are names and values; `notes` are whole sentences."""

    id: str
    when: str
    what: Line
    state: str = ""
    tone: Tone = "plain"
    who: tuple[Line, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()


def entry(line: Any) -> Entry:
    """Raises: KeyError when the line is one that only sums up."""
    return _MAKERS[type(line)](line)


def has_entry(line: Any) -> bool:
    return type(line) in _MAKERS


def plain_word(term: str) -> str:
    """A term of the codebook as people write it: «called for»."""
    return term.replace("_", " ")


# Sides


def sides_lines(sides: Sequence[Side]) -> tuple[Line, ...]:
    """Who does what to whom, then who else has a role."""
    roles = {role: tuple(group) for role, group in _by_role(sides)}
    left, right = next((pair for pair in ARROWS if pair[0] in roles), ("", ""))
    main: list[Line] = []
    if left:
        main.append(_arrow(roles.pop(left), roles.pop(right, ())))
    main += _even([side for role in EVEN for side in roles.pop(role, ())])
    named = {side.id for role in (left, "proposer") for side in sides if side.role == role}
    claimed = [side for side in roles.pop("said_by", ()) if side.id not in named]
    rest = {**roles, "said_by": tuple(claimed)}
    return (*main, *(_named(role, group) for role, group in rest.items() if group))


def _even(sides: Sequence[Side]) -> list[Line]:
    """States on one line; else a line for those of each country."""
    if all(side.country == (side.id,) for side in sides):
        return [_joined([_person(side) for side in sides], " · ")] if sides else []
    return [_people(group) for group in _by_country(sides)]


def _by_role(sides: Sequence[Side]) -> Iterable[tuple[str, Iterable[Side]]]:
    return groupby(sides, key=lambda side: side.role)


def _by_country(sides: Iterable[Side]) -> list[list[Side]]:
    """One group a country, in the order in which they come."""
    groups: dict[tuple[str, ...], list[Side]] = {}
    for side in sides:
        groups.setdefault(side.country, []).append(side)
    return list(groups.values())


def _arrow(left: tuple[Side, ...], right: tuple[Side, ...]) -> Line:
    same = {side.id for side in left} == {side.id for side in right} and len(left) > 1
    if same:
        return _joined([_person(side) for side in left], " ↔ ")
    if not right:
        return _people(left)
    return (*_people(left), Bit(" → ", "arrow"), *_people(right))


def _people(sides: Iterable[Side]) -> Line:
    return _joined([_person(side) for side in sides], "; ")


def _joined(lines: Sequence[Line], between: str) -> Line:
    bits = [bit for line in lines for bit in (Bit(between, "note"), *line)]
    return tuple(bits[1:])


def _person(side: Side) -> Line:
    office = (Bit(f", {side.office}", "note"),) if side.office else ()
    codes = "+".join(side.country)
    country = (Bit(f" {codes}", "country"),) if codes and side.id != codes else ()
    return (Bit(side.name, "actor"), *office, *country)


def _named(role: str, sides: Iterable[Side]) -> Line:
    return (Bit(f"{ROLE_WORDS.get(role, plain_word(role))} ", "key"), *_people(sides))


# Events


def _event(line: EventLine) -> Entry:
    when, reason = spoken_with_reason(line.when, line.when_printed, line.when_why)
    reported = "" if line.when else f"reported {spoken(line.first_reported) or 'on no known day'}"
    return Entry(
        id=line.id,
        when=when or reported,
        what=_kind(line.kind, line.mode, line.direction),
        state=" · ".join(map(plain_word, filter(None, (line.stage, line.step)))),
        tone=TONES.get(line.stage, "plain"),
        who=sides_lines(line.sides),
        facts=tuple(_facts(line)),
        notes=tuple(filter(None, (_of_time(reason), *map(_difference, line.differs), _spread(line)))),
        words=(Words("", line.quotes),),
    )


def _kind(kind: str, mode: str | None, direction: str | None) -> Line:
    words = [Bit(plain_word(kind), "event")]
    if mode:
        words.append(Bit(f", {plain_word(mode)}"))
    if direction:
        words.append(Bit(f" {direction.replace('→', ' → ')}", "country"))
    return tuple(words)


def _facts(line: EventLine | CommitmentLine) -> Iterable[tuple[str, str]]:
    """Without what has been said already: a visitor's destination that is the host, the object as topic."""
    hosts = {side.name for side in line.sides if side.role == "host"}
    names = (
        ("where", line.place if line.place not in hosts else None),
        ("about", line.topic),
        ("object", line.object if line.object != line.topic else None),
        ("document", line.instrument),
        ("how many", line.count if isinstance(line, EventLine) else None),
        ("value", line.value),
    )
    return ((name, flat(value)) for name, value in names if value)


def _of_time(reason: str | None) -> str | None:
    return f"time {reason}" if reason and reason.startswith("printed") else reason and f"time: {reason}"


def _difference(text: str) -> str:
    return f"reports differ on {text}"


def _spread(line: EventLine) -> str | None:
    """How many say it, and how sure the reading is."""
    parts = []
    if len(line.reports) > 1:
        parts.append(f"{_counted(line.sources, 'independent source')}, {len(line.reports)} reports")
    return "; ".join(filter(None, (*parts, _sure(line.confidence)))) or None


def _sure(confidence: float | None) -> str | None:
    if confidence is None:
        return None
    return f"{'only ' if confidence < UNSURE else ''}{confidence:.0%} sure"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


# Commitments


def _commitment(line: CommitmentLine) -> Entry:
    due = f"due {spoken(line.due)}" if line.due else "no day named"
    told = f"first reported {spoken(line.opened_on) or 'on no known day'}"
    facts = [*_facts(line), (plain_word(line.stage), told)]
    waits = line.state in WAITING
    if line.moved_why:
        moved = ": ".join(filter(None, (spoken(line.moved_on) if waits else "", flat(line.moved_why))))
        facts.append(("last told" if waits else plain_word(line.state), moved))
    return Entry(
        id=line.id,
        when=due if waits else spoken(line.moved_on),
        what=_kind(line.kind, line.mode, line.direction),
        state=plain_word(line.state),
        tone=TONES.get(line.state, "plain"),
        who=sides_lines(line.sides),
        facts=tuple((name, value) for name, value in facts if value),
        notes=_commitment_notes(line),
        words=(
            Words("", line.quotes),
            *((Words("last told" if waits else "then", line.closing),) if line.closing else ()),
        ),
    )


def _commitment_notes(line: CommitmentLine) -> tuple[str, ...]:
    due = f"due {spoken(line.due)}: {line.due_why}" if line.due and line.due_why else None
    late = f"the last day it allowed was {spoken(line.due_by)}" if line.state == "overdue" else None
    earlier = [f"before that, {step}" for step in line.history[:-1]]
    return tuple(filter(None, (due, late, *earlier, _sure(line.confidence))))


# Statements, terms and the rest


def _statement(line: StatementLine) -> Entry:
    speaker = line.speaker or "nobody named"
    who: Line = (Bit(speaker, "actor"),)
    if line.office:
        who += (Bit(f", {line.office}", "note"),)
    if line.countries:
        who += (Bit(f" {'+'.join(line.countries)}", "country"),)
    shown = sum(quote.end - quote.start for quote in line.quotes)
    part = (f"from a statement of {line.length:,} characters",) if shown < line.length else ()
    state = line.verb and flat(line.verb)
    words = (Words("", line.quotes),)
    return Entry(line.id, spoken(line.on), who, state or line.manner, notes=part, words=words)


def _term(line: TermLine) -> Entry:
    what: Line = (Bit(line.person, "actor"), Bit(f", {flat(line.position)}"))
    if line.country:
        what += (Bit(f" {'+'.join(line.country)}", "country"),)
    return Entry(
        id=line.id,
        when=_tenure(line),
        what=what,
        state=line.sure or line.status,
        tone=_SURE_TONES.get(line.sure or line.status, "plain"),
        facts=(("named", _cited_days(line)),) if line.named else (),
        notes=tuple(filter(None, (line.why, *line.notes))),
        words=(Words("", line.quotes),),
    )


_SURE_TONES: dict[str, Tone] = {
    "stated": "good",
    "between": "good",
    "likely": "waiting",
    "possible": "waiting",
    "unlikely": "dropped",
    "conflict": "late",
}


def _tenure(line: TermLine) -> str:
    start = spoken(line.start) or "start not known"
    end = spoken(line.end) or ("in office" if line.start_known and not line.end_known else "end not known")
    return f"{start} – {end}"


def _cited_days(line: TermLine) -> str:
    first, last = spoken(line.first_cited), spoken(line.last_cited)
    days = first if first == last or not last else f"{first} to {last}"
    reports = _counted(line.named, "report")
    return f"{days}, in {reports}" if days else f"in {reports}, of no known day"


def _correction(line: CorrectionLine) -> Entry:
    of = (("report", line.of),) if line.of else ()
    what: Line = (Bit(plain_word(line.kind), "event"),)
    words = (Words("", line.quotes), *((Words("of", line.corrected),) if line.corrected else ()))
    return Entry(line.id, spoken(line.on), what, facts=of, notes=(line.why,), words=words)


def _actor(line: ActorLine) -> Entry:
    facts = (
        ("sector", " ".join(line.sector)),
        ("part of", line.part_of or ""),
        ("known as", " ".join(line.external)),
        ("id", line.id),
    )
    what: Line = (Bit(line.name, "actor"), Bit(f" {'+'.join(line.country)}", "country"))
    return Entry(
        id=line.id,
        when=_counted(line.report_count, "report"),
        what=what if line.country else what[:1],
        state=line.type,
        facts=tuple((name, value) for name, value in facts if value),
        words=(Words("", line.quotes),),
    )


def _merge(line: MergeLine) -> Entry:
    sign = " = " if line.same else " ≠ "
    names = line.left_name or line.left, line.right_name or line.right
    what: Line = (Bit(names[0], "actor"), Bit(sign, "arrow"), Bit(names[1], "actor"))
    by = f"{line.by}, ruling {line.ruling}" if line.ruling else line.by
    return Entry(
        id=f"{line.left}={line.right}",
        when=f"{line.score:+.2f}",
        what=what,
        state="same" if line.same else "different",
        tone="good" if line.same else "dropped",
        facts=(("by", by), ("mentions", f"{line.left} {line.right}")),
        notes=(line.why,),
        words=(Words("", line.quotes),),
    )


def _hit(line: HitLine) -> Entry:
    facts = (("tells", " ".join(line.happenings)),) if line.happenings else ()
    return Entry(
        id=line.report,
        when=spoken(line.published) or "day not known",
        what=(Bit(flat(line.title or line.report), "event"),),
        state=line.publisher,
        facts=facts,
        words=(Words("", line.quotes),),
    )


def _version(line: VersionLine) -> Entry:
    until = f"known so until {_moment(line.known_to)}" if line.known_to else "known so still"
    return Entry(
        id=f"{line.id}.{line.seq}",
        when=f"since {_moment(line.known_from)}",
        what=(Bit(f"{line.type} {line.id}", "event"),),
        state=until,
        tone="plain" if line.known_to else "good",
        notes=line.changed,
    )


def _moment(instant: str) -> str:
    """2024-03-06T12:00:00.123Z as people write it, to the second; always UTC."""
    return f"{instant[:19].replace('T', ' ')} UTC" if "T" in instant else instant


_MAKERS: dict[type, Callable[[Any], Entry]] = {
    EventLine: _event,
    CommitmentLine: _commitment,
    StatementLine: _statement,
    TermLine: _term,
    CorrectionLine: _correction,
    ActorLine: _actor,
    MergeLine: _merge,
    HitLine: _hit,
    VersionLine: _version,
}


def flat(text: str) -> str:
    """On one line: every run of white space is one space."""
    return " ".join(text.split())
