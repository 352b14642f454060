"""The neural nets that read Russian words, run packed in NumPy.

`load_reader` gives what every reading runs on: the project's own net for hints of events, and slovnet's nets
for morphology, syntax and names. `load_entity_net` gives the own net of nested entities, `load_slovnet`
slovnet's alone. All look up words in navec. Weights of slovnet and navec: natasha project, MIT, from the
wheel of `natasha`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from communique.reading.layers import Told
from communique.reading.nets.encoder import Encoder
from communique.reading.nets.inputs import Inputs
from communique.reading.nets.own import EntityNet, EntitySpan, EventNet, Sentences, Weights
from communique.reading.nets.packs import (
    EMBEDDING,
    MODELS,
    Embedding,
    Pack,
    PackError,
    Vocabulary,
    data_folder,
    load_embedding,
    load_pack,
)
from communique.reading.nets.taggers import Arcs, MorphTagger, NameSpan, NameTagger, SyntaxTagger, Tag, Tagger
from communique.reading.nets.tokens import Tokens
from communique.reading.nets.trees import best_tree

__all__ = [
    "Analysis",
    "Arcs",
    "EntityNet",
    "EntitySpan",
    "EventNet",
    "NameSpan",
    "PackError",
    "Reader",
    "Slovnet",
    "Tag",
    "Tagger",
    "Vocabulary",
    "load_encoders",
    "load_entity_net",
    "load_event_net",
    "load_reader",
    "load_slovnet",
    "load_vocabulary",
    "load_words",
]


@cache
def load_words() -> tuple[Vocabulary, Embedding]:
    """Words of a news corpus with their counts, and their vectors. Raises: as `load_vocabulary`."""
    return load_embedding(data_folder() / EMBEDDING)


def load_vocabulary() -> Vocabulary:
    """Words of a news corpus with their counts.

    Raises:
        PackError: the natasha wheel is not installed, or of another format.
    """
    return load_words()[0]


@dataclass(frozen=True, slots=True)
class Slovnet:
    """slovnet's taggers."""

    names: Tagger[list[NameSpan]]
    morph: Tagger[list[Tag]]
    syntax: Tagger[Arcs]


class Encoders(NamedTuple):
    """slovnet's packs and encoders by task, on one table of words."""

    packs: dict[str, Pack]
    encoders: dict[str, Encoder]
    tokens: Tokens


@cache
def load_encoders() -> Encoders:
    """Load the weights, once a process.

    Raises:
        PackError: the natasha wheel is not installed, or of another format.
    """
    packs = {task: load_pack(data_folder() / path) for task, path in MODELS.items()}
    vocabulary, embedding = load_words()
    tokens = Tokens(vocabulary, {item: n for n, item in enumerate(packs["ner"].vocabs["shape"])})
    return Encoders(packs, {task: Encoder(pack, embedding, tokens) for task, pack in packs.items()}, tokens)


@cache
def load_slovnet() -> Slovnet:
    """slovnet's taggers. Raises: as `load_encoders`."""
    packs, encoders, _ = load_encoders()
    return Slovnet(
        NameTagger(packs["ner"], encoders["ner"]),
        MorphTagger(packs["morph"], encoders["morph"]),
        SyntaxTagger(packs["syntax"], encoders["syntax"], best_tree),
    )


class Analysis(NamedTuple):
    """One report. `tags` and `arcs` by sentence; names and `told` by token of the report."""

    tags: list[list[Tag]]
    arcs: list[Arcs]
    names: list[NameSpan]
    told: dict[int, Told]


@dataclass(frozen=True, slots=True)
class Reader:
    """All nets together. Each result is a function of its report alone."""

    events: EventNet
    slovnet: Slovnet

    def read(self, reports: Sequence[Sentences]) -> list[Analysis]:
        """An analysis a report, in order; a report is a list of sentences, a sentence of words."""
        hints = self.events.read(reports)
        sentences = [sentence for report in reports for sentence in report]
        tags, arcs = iter(self.slovnet.morph.tag(sentences)), iter(self.slovnet.syntax.tag(sentences))
        names = self.slovnet.names.tag([[w for sentence in report for w in sentence] for report in reports])
        return [
            Analysis([next(tags) for _ in report], [next(arcs) for _ in report], found, told)
            for report, told, found in zip(reports, hints, names, strict=True)
        ]


def _stored(name: str) -> tuple[Weights, Inputs, Embedding]:
    vocabulary, embedding = load_words()
    with files(__name__).joinpath("data", f"{name}.npz").open("rb") as file, np.load(file) as arrays:
        weights = Weights({key: arrays[key] for key in arrays.files})
    return weights, Inputs(vocabulary, weights.numbers("shapes")), embedding


@cache
def load_event_net() -> EventNet:
    """The net that hears events, once a process.

    Raises:
        PackError: the natasha wheel, whose word vectors it reads by, is not installed.
    """
    return EventNet(*_stored("events"))


@cache
def load_entity_net() -> EntityNet:
    """The net of nested entities, once a process. Raises: as `load_event_net`."""
    return EntityNet(*_stored("entities"))


@cache
def load_reader() -> Reader:
    """All that a reading runs on, once a process. Raises: as `load_event_net`."""
    return Reader(load_event_net(), load_slovnet())
