"""One record from all events that tell a happening: what is shown, and what else is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple

from communique.linking.fingerprint_words import terms
from communique.records.register import (
    Dating,
    Entity,
    Happening,
    Member,
    Reprint,
    Variant,
    entities_by_member,
)
from communique.records.when import When, bounds
from communique.register.seen import EventSeen, ReportSeen

ID_DIGITS = 12
MOST_SOURCES = "most independent sources, then most precise, then earliest report"


class Told(NamedTuple):
    """One event of one report."""

    member: Member
    event: EventSeen
    report: ReportSeen


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the events: entities of local actors, originals of reprints, narrowed times."""

    entity: Mapping[Member, str]
    original: Mapping[str, str]
    dating: Mapping[Member, Dating]

    @classmethod
    def of(
        cls,
        reports: Sequence[ReportSeen],
        entities: Sequence[Entity],
        reprints: Sequence[Reprint],
        datings: Sequence[Dating],
    ) -> Known:
        return cls(
            entities_by_member(entities),
            {reprint.report: reprint.of for reprint in reprints},
            {dating.event: dating for dating in datings},
        )

    def source(self, told: Told) -> str:
        """The report that counts as this one's source: the original of a reprint."""
        return self.original.get(told.member.report, told.member.report)

    def when(self, told: Told) -> str | None:
        dating = self.dating.get(told.member)
        return dating.narrowed if dating else told.event.when


def happening_of(members: Sequence[Told], known: Known) -> Happening:
    """Args: members in the order of printing, at least one."""
    chosen = {name: _choose(members, known, attrgetter(f"event.{name}"), kin) for name, kin in FIELDS.items()}
    when = _choose(members, known, known.when, TIMES)
    shown = next((told for told in members if known.when(told) == when[0]), members[0])
    dating = known.dating.get(shown.member)
    first, last = bounds(when[0])
    printed = _days(members)
    lead = _lead(members, chosen)
    disagreements = {name: found for name, (_, found) in {**chosen, "when": when}.items() if len(found) > 1}
    return Happening(
        id="h" + sha256(str(members[0].member).encode()).hexdigest()[:ID_DIGITS],
        members=tuple(sorted(told.member for told in members)),
        countries=tuple(sorted({code for told in members for code in told.event.countries})),
        roles=_roles(members, known),
        **{name: value for name, (value, _) in chosen.items()},
        when=when[0],
        when_printed=shown.event.when,
        when_why=dating.why if dating else shown.event.when_why,
        first_day=first.isoformat() if first else None,
        last_day=last.isoformat() if last else None,
        proposer=_entities(members, known, attrgetter("proposer")),
        said_by=_entities(members, known, attrgetter("said_by")),
        plover=lead.event.plover,
        plover_mode=lead.event.plover_mode,
        context=tuple(sorted({word for told in members for word in told.event.context})),
        confidence=max((t.event.confidence for t in members if t.event.confidence is not None), default=None),
        first_reported=printed[0] if printed else None,
        last_reported=printed[-1] if printed else None,
        reports=tuple(sorted({told.member.report for told in members})),
        sources=len({known.source(told) for told in members}),
        variants=disagreements,
        shown_by=dict.fromkeys(disagreements, MOST_SOURCES),
    )


def _choose(
    members: Sequence[Told], known: Known, value_of: Callable[[Told], str | None], kinship: Kinship
) -> tuple[Any, tuple[Variant, ...]]:
    """The value to show, and all values that differ, that one first."""
    by_value: dict[str, list[Told]] = {}
    for told in members:
        if (value := value_of(told)) is not None:
            by_value.setdefault(value, []).append(told)
    if len(by_value) < 2:
        return next(iter(by_value), None), ()

    def worth(at_value: tuple[int, str]) -> tuple[int, int, int]:
        at, value = at_value
        agree = [told for other in by_value if kinship.covers(other, value) for told in by_value[other]]
        return -len({known.source(told) for told in agree}), kinship.vagueness(value), at

    best, *others = (value for _, value in sorted(enumerate(by_value), key=worth))
    differing = [best, *(v for v in others if not kinship.covers(v, best) and not kinship.covers(best, v))]
    return best, tuple(Variant(v, tuple(sorted(t.member for t in by_value[v]))) for v in differing)


class Kinship(NamedTuple):
    """How values of a field compare: whether one says no more than another, and how vague it is."""

    covers: Callable[[str, str], bool]
    vagueness: Callable[[str], int]


def _wider(wide: str, narrow: str) -> bool:
    """Whether a time says less than another and does not contradict it."""
    (first, last), (start, end) = bounds(wide), bounds(narrow)
    if wide == narrow:
        return True
    if start is None or end is None:
        return False
    if first is None and last is None:
        return When.parse(wide).contains(start)
    return (first is None or first <= start) and (last is None or end <= last)


def _same_words(wide: str, narrow: str) -> bool:
    """Whether all words of one printed value stand in another, in whatever case."""
    return _stems(wide) <= _stems(narrow)


@lru_cache(maxsize=10_000)
def _stems(value: str) -> frozenset[str]:
    return frozenset(term.stem for term in terms(value))


def _days_meant(value: str) -> int:
    first, last = bounds(value)
    return (last - first).days if first and last else ENDLESS


def _few_words(value: str) -> int:
    """More words say it more precisely."""
    return -len(_stems(value))


ENDLESS = 10**6
WORDS = Kinship(_same_words, _few_words)
CODES = Kinship(str.__eq__, lambda code: 0)
TIMES = Kinship(_wider, _days_meant)
# Fields in which reports may disagree.
FIELDS = {
    "kind": CODES,
    "stage": CODES,
    "step": CODES,
    "mode": CODES,
    "place": WORDS,
    "topic": WORDS,
    "object": WORDS,
    "instrument": WORDS,
    "count": CODES,
    "value": WORDS,
}


def _lead(members: Sequence[Told], chosen: Mapping[str, tuple[Any, Any]]) -> Told:
    """The first member of the shown kind and stage."""
    wanted = chosen["kind"][0], chosen["stage"][0]
    return next((told for told in members if (told.event.kind, told.event.stage) == wanted), members[0])


def _days(members: Iterable[Told]) -> list[str]:
    days = {told.report.published for told in members if told.report.published}
    return sorted(days, key=lambda day: (When.parse(day), day)) if len(days) > 1 else list(days)


def _roles(members: Sequence[Told], known: Known) -> dict[str, tuple[str, ...]]:
    names = sorted({role for told in members for role in told.event.roles})
    return {role: _entities(members, known, partial(_in_role, role)) for role in names}


def _in_role(role: str, event: EventSeen) -> tuple[str, ...]:
    return event.roles.get(role, ())


def _entities(
    members: Sequence[Told], known: Known, ids_of: Callable[[EventSeen], Sequence[str]]
) -> tuple[str, ...]:
    found = {
        known.entity.get(Member(told.member.report, id)) for told in members for id in ids_of(told.event)
    }
    return tuple(sorted(id for id in found if id))
