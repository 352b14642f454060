"""The neural taggers: names, morphology and syntax of Russian, run packed in NumPy.

`load_nets` gives them; a `Tagger` of another make can stand in the place of each. Weights: slovnet and navec,
natasha project, MIT, from the wheel of `natasha`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.reading.nets.encoder import Encoder
from communique.reading.nets.packs import (
    EMBEDDING,
    MODELS,
    Pack,
    PackError,
    data_folder,
    load_embedding,
    load_pack,
)
from communique.reading.nets.taggers import Arcs, MorphTagger, NameSpan, NameTagger, SyntaxTagger, Tag, Tagger
from communique.reading.nets.tokens import Tokens

__all__ = ["Arcs", "NameSpan", "Nets", "PackError", "Tag", "Tagger", "load_nets"]


@dataclass(frozen=True, slots=True)
class Nets:
    """The taggers and the vocabulary they share; `words` holds the lower-case words with a vector."""

    names: Tagger[list[NameSpan]]
    morph: Tagger[list[Tag]]
    syntax: Tagger[Arcs]
    words: frozenset[str] | dict[str, int]


@cache
def load_nets() -> Nets:
    """Load the weights, once a process.

    Raises:
        PackError: the natasha wheel is not installed, or of another format.
    """
    folder = data_folder()
    packs = {task: load_pack(folder / path, words=task == "ner") for task, path in MODELS.items()}
    tokens = _tokens(packs["ner"])
    embedding = load_embedding(folder / EMBEDDING)
    encoders = {task: Encoder(pack, embedding, tokens) for task, pack in packs.items()}
    return Nets(
        NameTagger(packs["ner"], encoders["ner"]),
        MorphTagger(packs["morph"], encoders["morph"]),
        SyntaxTagger(packs["syntax"], encoders["syntax"]),
        tokens.words,
    )


def _tokens(pack: Pack) -> Tokens:
    words, shapes = ({item: n for n, item in enumerate(pack.vocabs[name])} for name in ("word", "shape"))
    return Tokens(words, shapes)
