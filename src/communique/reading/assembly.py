"""From layers to the reading: entities become actors, everything else is taken over as it is."""

from __future__ import annotations

from typing import Any

from communique.reading.layers import Entity, Reference, Text
from communique.records.reading import Actor, Mention, Reading
from communique.records.report import Report


def mention(text: Text, entity: Entity, reference: Reference) -> Mention:
    why = entity.why.get(reference.span.start)
    rule = reference.rule if why is None else f"{reference.rule}; {why}"
    return Mention(reference.span, text.span(reference.head, reference.head + 1), reference.form, rule)


def actor(text: Text, entity: Entity) -> Actor:
    return Actor(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        mentions=tuple(mention(text, entity, reference) for reference in entity.references),
        country=entity.countries,
        sector=entity.sectors,
        part_of=entity.part_of,
        inferred=entity.inferred,
    )


def assemble(report: Report, layers: dict[str, Any], reader: str) -> Reading:
    published, why = layers["published"]
    events = layers["events"]
    return Reading(
        report=report,
        reader=reader,
        published=published,
        published_why=why,
        dateline=layers["dateline"],
        sources=layers["sources"],
        noise=layers["noise"],
        actors=tuple(actor(layers["text"], entity) for entity in layers["entities"]),
        offices=layers["offices"],
        events=events.events,
        statements=layers["statements"],
        rejected=events.rejected,
    )
