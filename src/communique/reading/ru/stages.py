"""The stages of the Russian reader, in order."""

from __future__ import annotations

from communique.reading.pipeline import Layers, Stage, check_order
from communique.reading.ru.countries import home_of, home_of_dateline
from communique.reading.ru.dateline import find_dateline, find_published
from communique.reading.ru.entities import find_entities
from communique.reading.ru.events import find_events
from communique.reading.ru.noise import find_noise
from communique.reading.ru.offices import find_offices
from communique.reading.ru.references import find_references
from communique.reading.ru.said.utterances import find_utterances
from communique.reading.ru.sources import find_sources
from communique.reading.ru.statements import find_statements
from communique.reading.ru.text import analyse
from communique.reading.ru.times import find_times


def _stage(name: str, needs: str, run: object) -> Stage:
    """A stage whose function takes the layers it needs, in that order."""
    wanted = needs.split()

    def call(layers: Layers) -> object:
        return run(*(layers[layer] for layer in wanted))  # type: ignore[operator]

    return Stage(name, frozenset(wanted), name, call)


def _entities(layers: Layers) -> object:
    """Actors, with the country of publication known from the address or the dateline."""
    home = home_of(layers["report"].url) or home_of_dateline(layers["dateline"])
    return find_entities(layers["text"], layers["references"], home, layers["utterances"])


STAGES: tuple[Stage, ...] = (
    _stage("noise", "report", find_noise),
    _stage("dateline", "report noise", find_dateline),
    _stage("published", "report noise dateline", find_published),
    _stage("text", "report noise dateline", analyse),
    _stage("utterances", "text", lambda text: find_utterances(text, weak=True)),
    _stage("references", "text utterances", find_references),
    Stage(
        "entities",
        frozenset({"report", "dateline", "text", "references", "utterances"}),
        "entities",
        _entities,
    ),
    _stage("offices", "text entities", find_offices),
    _stage("statements", "text entities utterances", find_statements),
    _stage("sources", "text entities", find_sources),
    Stage(
        "times",
        frozenset({"text", "published", "dateline"}),
        "times",
        lambda layers: find_times(layers["text"], layers["published"][0], layers["dateline"]),
    ),
    Stage(
        "events",
        frozenset({"text", "entities", "statements", "offices", "times", "published", "dateline"}),
        "events",
        lambda layers: find_events(
            layers["text"],
            layers["entities"],
            layers["statements"],
            layers["offices"],
            layers["times"],
            layers["published"][0],
            layers["dateline"],
        ),
    ),
)
check_order(STAGES)

__all__ = ["STAGES"]
