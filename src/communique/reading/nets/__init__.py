"""The neural taggers: names, morphology and syntax of Russian, run packed in NumPy.

`load_nets` gives them; a `Tagger` of another make can stand in the place of each. Weights: slovnet and navec,
natasha project, MIT, from the wheel of `natasha`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from communique.reading.nets.encoder import Encoder
from communique.reading.nets.inputs import Inputs
from communique.reading.nets.packs import (
    EMBEDDING,
    MODELS,
    PackError,
    Vocabulary,
    data_folder,
    load_embedding,
    load_pack,
)
from communique.reading.nets.student import Student, Weights
from communique.reading.nets.taggers import Arcs, MorphTagger, NameSpan, NameTagger, SyntaxTagger, Tag, Tagger
from communique.reading.nets.tokens import Tokens
from communique.reading.nets.trees import best_tree

__all__ = ["Arcs", "NameSpan", "Nets", "PackError", "Tag", "Tagger", "Vocabulary", "load_nets", "load_reader"]


@dataclass(frozen=True, slots=True)
class Nets:
    """The taggers and the vocabulary they share."""

    names: Tagger[list[NameSpan]]
    morph: Tagger[list[Tag]]
    syntax: Tagger[Arcs]
    vocabulary: Vocabulary


@cache
def load_reader() -> Student:
    """The reader's own net with its words' vectors, once a process.

    Raises:
        PackError: the natasha wheel, whose word vectors it reads by, is not installed.
    """
    vocabulary, embedding = load_embedding(data_folder() / EMBEDDING)
    with files(__name__).joinpath("data", "reader.npz").open("rb") as file, np.load(file) as stored:
        weights = Weights({name: stored[name] for name in stored.files})
    return Student(weights, Inputs(vocabulary, weights.numbers("shapes")), embedding)


@cache
def load_nets() -> Nets:
    """Load the weights, once a process.

    Raises:
        PackError: the natasha wheel is not installed, or of another format.
    """
    folder = data_folder()
    packs = {task: load_pack(folder / path) for task, path in MODELS.items()}
    vocabulary, embedding = load_embedding(folder / EMBEDDING)
    tokens = Tokens(vocabulary, {item: n for n, item in enumerate(packs["ner"].vocabs["shape"])})
    encoders = {task: Encoder(pack, embedding, tokens) for task, pack in packs.items()}
    return Nets(
        NameTagger(packs["ner"], encoders["ner"]),
        MorphTagger(packs["morph"], encoders["morph"]),
        SyntaxTagger(packs["syntax"], encoders["syntax"], best_tree),
        vocabulary,
    )
