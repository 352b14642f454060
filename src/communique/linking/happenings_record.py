"""One record from all events that tell a happening: what is shown, and what else is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple

from communique.linking.fingerprint_words import terms
from communique.records.register import Dating, Entity, Happening, Member, Reprint, Variant
from communique.records.when import When
from communique.register.seen import EventSeen, ReportSeen
from communique.register.select import bounds

ID_DIGITS = 12
MOST_SOURCES = "most independent sources, then most precise, then earliest report"
# Fields in which reports may disagree.
FIELDS = ("kind", "stage", "step", "mode", "place", "topic", "object", "instrument", "count", "value")


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
            {member: entity.id for entity in entities for member in entity.members},
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
    chosen = {name: _choose(members, known, attrgetter(f"event.{name}")) for name in FIELDS}
    when = _choose(members, known, known.when, _wider)
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
    members: Sequence[Told],
    known: Known,
    value_of: Callable[[Told], str | None],
    covers: Callable[[str, str], bool] | None = None,
) -> tuple[Any, tuple[Variant, ...]]:
    """The value to show, and all values that differ, that one first."""
    by_value: dict[str, list[Told]] = defaultdict(list)
    for told in members:
        if (value := value_of(told)) is not None:
            by_value[value].append(told)
    order = {told.member: at for at, told in enumerate(members)}
    covers = covers or _same_words

    def worth(value: str) -> tuple[int, int, int]:
        agree = [
            told for other in by_value if other == value or covers(other, value) for told in by_value[other]
        ]
        sources = len({known.source(told) for told in agree})
        return -sources, _vagueness(value), order[by_value[value][0].member]

    ranked = sorted(by_value, key=worth)
    if not ranked:
        return None, ()
    best = ranked[0]
    differing = [best, *(v for v in ranked[1:] if not covers(v, best) and not covers(best, v))]
    return best, tuple(Variant(v, tuple(sorted(t.member for t in by_value[v]))) for v in differing)


def _wider(wide: str, narrow: str) -> bool:
    """Whether a time says less than another and does not contradict it."""
    (first, last), (start, end) = bounds(wide), bounds(narrow)
    if start is None or end is None:
        return False
    if first is None and last is None:
        return When.parse(wide).contains(start)
    return (first is None or first <= start) and (last is None or end <= last)


def _same_words(wide: str, narrow: str) -> bool:
    """Whether all words of one printed value stand in another, in whatever case."""
    return {term.stem for term in terms(wide)} <= {term.stem for term in terms(narrow)}


def _vagueness(value: str) -> int:
    """Times: days that may be meant; everything else is as precise as anything."""
    try:
        first, last = bounds(value)
    except ValueError:
        return 0
    return (last - first).days if first and last else 10**6


def _lead(members: Sequence[Told], chosen: Mapping[str, tuple[Any, Any]]) -> Told:
    """The first member of the shown kind and stage."""
    wanted = chosen["kind"][0], chosen["stage"][0]
    return next((told for told in members if (told.event.kind, told.event.stage) == wanted), members[0])


def _days(members: Iterable[Told]) -> list[str]:
    return sorted(
        {told.report.published for told in members if told.report.published},
        key=lambda day: (When.parse(day), day),
    )


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
