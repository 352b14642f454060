"""Records of a register as rows of the tables in `tables.py`, in the order of their columns."""

from __future__ import annotations

from collections.abc import Iterator

from communique.export.cameo import cameo_code
from communique.export.columns import Row, times
from communique.export.evidence import Evidence, evidence_id, evidence_of
from communique.export.scope import Scope
from communique.queries.desk import publisher
from communique.queries.events import direction, quad
from communique.records.register import Citation, Commitment, Entity, Happening, Term

Rows = Iterator[tuple[str, Row]]


def rows(scope: Scope) -> Rows:
    """Every row with the name of its table, each table in its own order."""
    for entity in scope.actors.values():
        yield from _actor(scope, entity)
    for happening in scope.happenings:
        yield from _happening(scope, happening)
    for commitment in scope.commitments:
        yield from _commitment(scope, commitment)
    yield from (("terms", _term(term)) for term in scope.terms)
    yield from _rest(scope)
    yield from _decisions(scope)
    for key, reading in scope.readings():
        yield "reports", _report(scope, key)
        for item in evidence_of(scope, key, reading):
            yield from _evidence(item)


def _actor(scope: Scope, entity: Entity) -> Rows:
    reports = {member.report for member in entity.members}
    yield (
        "actors",
        (
            entity.id,
            entity.type,
            entity.name,
            entity.country,
            entity.sector,
            entity.part_of if entity.part_of in scope.actors else None,
            entity.external.get("wikidata"),
            len(reports),
        ),
    )
    for name in entity.names:
        yield "actor_names", (entity.id, name.text, name.script, name.kind, name.reports)
    for member in entity.members:
        if member.report in scope.report_keys:
            yield "actor_members", (entity.id, member.report, member.id)


def _happening(scope: Scope, item: Happening) -> Rows:
    yield "happenings", _happening_row(scope, item)
    filled = {**item.roles, "proposer": item.proposer, "said_by": item.said_by}
    for role, ids in filled.items():
        for position, id in enumerate(ids, 1):
            yield "roles", (item.id, role, position, id)
    for member in item.members:
        yield "tellings", (item.id, member.report, member.id)
    for field, variants in sorted(item.variants.items()):
        for position, variant in enumerate(variants, 1):
            shown_by = item.shown_by.get(field) if position == 1 else None
            tellings = tuple(map(str, variant.members))
            yield "variants", (item.id, field, position, variant.value, shown_by, tellings)


def _happening_row(scope: Scope, item: Happening) -> Row:
    return (
        item.id,
        item.kind,
        item.mode,
        item.stage,
        item.step,
        *times(item.when),
        item.when_printed,
        item.when_why,
        item.place,
        item.topic,
        item.object,
        item.instrument,
        item.count,
        item.value,
        item.countries,
        direction(scope.desk, item),
        item.plover,
        item.plover_mode,
        quad(item),
        cameo_code(item),
        item.context,
        item.confidence,
        *times(item.first_reported),
        *times(item.last_reported),
        item.sources,
        len(item.reports),
        first_evidence(scope, item),
    )


def first_evidence(scope: Scope, item: Happening) -> str | None:
    """The first sentence that asserts it, of the earliest report that has one."""
    for member in scope.desk.by_day(item.members):
        event = scope.desk.event(member)
        spans = event and (event.evidence or event.trigger)
        if spans:
            return evidence_id(Citation(member.report, *spans[0]))
    return None


def _commitment(scope: Scope, item: Commitment) -> Rows:
    yield (
        "commitments",
        (
            item.id,
            item.kind,
            item.stage,
            scope.state_of(item),
            item.opened,
            *times(item.opened_on),
            item.countries,
            item.sides,
            item.what,
            *times(item.due),
            times(item.due_by)[1],
            item.due_why,
        ),
    )
    for position, step in enumerate(item.steps, 1):
        told = (step.state, *times(step.on), step.happening, step.why, step.score, *times(step.due))
        yield "commitment_steps", (item.id, position, *told)


def _term(item: Term) -> Row:
    return (
        item.id,
        item.person,
        item.position,
        item.post,
        item.country,
        item.body,
        *times(item.first_cited),
        *times(item.last_cited),
        *times(item.start),
        item.start_known,
        *times(item.end),
        item.end_known,
        item.status,
        " | ".join(item.notes) or None,
        tuple(map(evidence_id, item.citations)),
        item.external.get("wikidata"),
    )


def _rest(scope: Scope) -> Rows:
    for dating in scope.datings:
        happening = scope.happening_of.get(dating.event)
        told = (dating.printed, *times(dating.narrowed), dating.basis, dating.why, dating.likelier)
        yield "datings", (*dating.event, happening, *told, dating.evidence)
    for said in scope.statements:
        about = (said.speaker, said.countries, said.about, said.manner, said.verb, *times(said.on))
        yield "statements", (str(said.member), said.member.report, *about, evidence_id(said.content))
    for item in scope.corrections:
        events = tuple(map(str, item.events))
        of = (item.citation.report, item.of, item.why, events, evidence_id(item.citation))
        yield "corrections", (item.id, item.kind, *of)
    for reprint in scope.reprints:
        yield "reprints", (reprint.report, reprint.of, reprint.kind, reprint.similarity, reprint.why)


def _decisions(scope: Scope) -> Rows:
    known = scope.report_keys
    for item in scope.view.merges():
        if item.left.report in known and item.right.report in known:
            told = (item.same, item.score, item.why, item.by, item.ruling)
            yield "merges", (item.kind, *item.left, *item.right, *told)
    for ruling in scope.view.rulings():
        about = (ruling.target, ruling.other, ruling.field, ruling.value, ruling.why)
        yield "rulings", (ruling.id, ruling.at, ruling.by, ruling.action, *about)


def _report(scope: Scope, key: str) -> Row:
    seen = scope.desk.seen(key)
    reprint = scope.reprint_of.get(key)
    return (
        key,
        seen.language,
        *times(seen.published),
        seen.published_why,
        seen.url,
        scope.desk.source(key).title,
        publisher(seen),
        seen.place,
        seen.agency,
        seen.length,
        reprint and reprint.of,
        reprint and reprint.kind,
    )


def _evidence(item: Evidence) -> Rows:
    yield "evidence", (item.id, item.report, item.start, item.end, item.quote, item.prefix, item.suffix)
    for use in item.uses:
        yield "citations", (use.record, use.id, use.field, item.report, use.local or None, item.id)
