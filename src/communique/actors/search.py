"""An entity by its name, as somebody types it."""

from __future__ import annotations

from collections.abc import Iterable

from communique.gazetteer import plain
from communique.records.register import Entity


def find_named(name: str, entities: Iterable[Entity]) -> list[Entity]:
    """Entities that bear the name, best first. A first version: plain names that hold the words typed."""
    words = set(plain(name).split())
    found = [entity for entity in entities if any(words <= set(plain(n.text).split()) for n in entity.names)]
    return sorted(found, key=lambda entity: (-len(entity.members), entity.id))
