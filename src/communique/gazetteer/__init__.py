"""States, organisations and press outlets by name."""

from communique.gazetteer.declension import forms, plain
from communique.gazetteer.phrases import PhraseBook
from communique.gazetteer.tables import Entry, State, adjectives, cities, names, peoples, regions, states

__all__ = [
    "Entry",
    "PhraseBook",
    "State",
    "adjectives",
    "cities",
    "forms",
    "names",
    "peoples",
    "plain",
    "regions",
    "states",
]
