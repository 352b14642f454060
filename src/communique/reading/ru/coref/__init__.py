"""Coreference inside one report: which references are one actor."""

from communique.reading.ru.coref.sieves import resolve
from communique.reading.ru.coref.story import Draft, Story

__all__ = ["Draft", "Story", "resolve"]
