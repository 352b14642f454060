"""What one export tells: the happenings that a filter lets through, with all that they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from communique.linking.commitments import status
from communique.queries.desk import Desk
from communique.records.reading import Reading
from communique.records.register import (
    Commitment,
    Correction,
    Dating,
    Entity,
    Happening,
    Member,
    Reprint,
    Term,
    entities_by_member,
)
from communique.register.select import by_time
from communique.register.view import Filter, Said, UnknownRecord, View

ALL = Filter()
TEXTS, SEEN = 500, 5_000  # kept in memory at once, so that a large register needs little


class Scope:
    """Closed under reference: who takes part is among the actors, whatever is cited among the reports.

    Args:
        wanted: which happenings; commitments, statements, terms and reports follow from them.
    """

    def __init__(self, view: View, wanted: Filter = ALL) -> None:
        self.view = view
        self.wanted = wanted
        self.desk = Desk(view)
        # Texts and what was seen in them are asked for in the order of reports or of time, hardly ever again.
        self.desk.text = lru_cache(TEXTS)(self.desk.text.__wrapped__)
        self.desk.seen = lru_cache(SEEN)(self.desk.seen.__wrapped__)

    @property
    def as_of(self) -> str:
        """The moment asked for, else the day of asking."""
        return self.view.as_of or self.view.today.isoformat()

    @property
    def is_whole(self) -> bool:
        return self.wanted == ALL

    @cached_property
    def _chosen(self) -> Sequence[Happening]:
        return self.view.happenings(self.wanted)

    @cached_property
    def commitments(self) -> Sequence[Commitment]:
        """Those that a chosen happening opened or moved."""
        ids = {item.id for item in self._chosen}
        found = self.view.commitments(self.wanted.pair, self.wanted.actor)
        return [item for item in found if self.is_whole or ids & set(happenings_of(item))]

    @cached_property
    def happenings(self) -> Sequence[Happening]:
        """The chosen ones, and those that opened or moved a commitment of theirs."""
        found = {item.id: item for item in self._chosen}
        for commitment in self.commitments:
            for id in happenings_of(commitment):
                if id not in found:
                    found[id] = self.view.happening(id)
        return by_time(found.values())

    @cached_property
    def happening_of(self) -> Mapping[Member, str]:
        return {member: item.id for item in self.happenings for member in item.members}

    @cached_property
    def statements(self) -> Sequence[Said]:
        wanted = self.wanted
        if wanted.kinds or wanted.stages or wanted.country or wanted.actor:
            return [item for item in self.view.statements(wanted.pair) if item.content.report in self._told]
        return [item for item in self.view.statements(wanted.pair) if _within(item, wanted)]

    @cached_property
    def _told(self) -> set[str]:
        """Reports of the happenings."""
        return {key for item in self.happenings for key in item.reports}

    @cached_property
    def terms(self) -> Sequence[Term]:
        return [item for item in self.view.terms() if self.is_whole or item.person in self._taking_part]

    @cached_property
    def _taking_part(self) -> set[str]:
        ids = {id for item in self.happenings for id in actors_of(item)}
        ids |= {id for item in self.commitments for id in item.sides}
        return ids | {item.speaker for item in self.statements if item.speaker}

    @cached_property
    def actors(self) -> Mapping[str, Entity]:
        """By id, in the order of ids, with all that they are part of."""
        if self.is_whole:
            return dict(sorted(self.view.entities().items()))
        ids = self._taking_part | {item.person for item in self.terms}
        ids |= {item.body for item in self.terms if item.body}
        found: dict[str, Entity] = {}
        while ids:
            new = [entity for id in sorted(ids) if (entity := self.desk.entity(id)) is not None]
            found |= {entity.id: entity for entity in new}
            ids = {entity.part_of for entity in new if entity.part_of} - set(found)
        return dict(sorted(found.items()))

    @cached_property
    def datings(self) -> Sequence[Dating]:
        return [item for item in self.view.datings() if item.event in self.happening_of]

    @cached_property
    def reprints(self) -> Sequence[Reprint]:
        """Of the reports that are told of; what they reprint is told of with them."""
        return [item for item in self.view.reprints() if self.is_whole or item.report in self._cited]

    @cached_property
    def corrections(self) -> Sequence[Correction]:
        cited = self._cited
        return [item for item in self.view.corrections() if self.is_whole or item.citation.report in cited]

    @cached_property
    def _cited(self) -> set[str]:
        terms = {citation.report for item in self.terms for citation in item.citations}
        return self._told | terms | {item.content.report for item in self.statements}

    @cached_property
    def reports(self) -> Sequence[str]:
        """Keys, sorted."""
        if self.is_whole:
            return sorted(self.view.reports())
        beside = {item.of for item in self.reprints} | {item.of for item in self.corrections if item.of}
        known = set(self.view.reports())
        return sorted((self._cited | beside) & known)

    @cached_property
    def report_keys(self) -> frozenset[str]:
        return frozenset(self.reports)

    @cached_property
    def corrections_of(self) -> Mapping[str, Sequence[Correction]]:
        """By the report that is corrected."""
        found: dict[str, list[Correction]] = defaultdict(list)
        for item in self.corrections:
            if item.of is not None:
                found[item.of].append(item)
        return found

    @cached_property
    def statement_members(self) -> frozenset[Member]:
        return frozenset(item.member for item in self.statements)

    @cached_property
    def cited_by_report(self) -> Mapping[str, Sequence[tuple[int, int, str, str, str]]]:
        """What cites reports itself: start, end, kind of record, its id, its field."""
        found: dict[str, list[tuple[int, int, str, str, str]]] = defaultdict(list)
        for term in self.terms:
            for report, start, end in term.citations:
                found[report].append((start, end, "term", term.id, "position"))
        for item in self.corrections:
            report, start, end = item.citation
            found[report].append((start, end, "correction", item.id, "words"))
        return found

    @cached_property
    def reprint_of(self) -> Mapping[str, Reprint]:
        return {item.report: item for item in self.reprints}

    @cached_property
    def terms_of(self) -> Mapping[str, Sequence[Term]]:
        """By person."""
        found: dict[str, list[Term]] = defaultdict(list)
        for item in self.terms:
            found[item.person].append(item)
        return found

    def readings(self) -> Iterator[tuple[str, Reading]]:
        """One after another, so that the texts need not be in memory together."""
        for key in self.reports:
            yield key, self.view.reading(key)

    def state_of(self, item: Commitment) -> str:
        """With `overdue`, as of the view's day."""
        return status(item, self.view.today)

    @cached_property
    def _actor_of(self) -> Mapping[Member, str]:
        return entities_by_member(self.actors.values())

    def entity_of(self, member: Member) -> str | None:
        """The actor, where it is told of; one table, since all members of all reports are asked for."""
        return self._actor_of.get(member)

    def has_report(self, key: str) -> bool:
        try:
            self.desk.seen(key)
        except UnknownRecord:
            return False
        return True


def happenings_of(item: Commitment) -> tuple[str, ...]:
    return (item.opened, *(step.happening for step in item.steps))


def actors_of(item: Happening) -> Iterable[str]:
    yield from item.proposer
    yield from item.said_by
    for fillers in item.roles.values():
        yield from fillers


def _within(item: Said, wanted: Filter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    day = (item.on or "")[:10]
    return (
        bool(day)
        and (wanted.since is None or day >= str(wanted.since))
        and (wanted.until is None or day <= str(wanted.until))
    )
