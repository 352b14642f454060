"""Sentences run through the stages once, for the tests of the event modules."""

from __future__ import annotations

from functools import cache
from typing import Any

from communique.reading.layers import Text
from communique.reading.pipeline import run
from communique.reading.ru.events.frames import Frame, People, frame_of
from communique.reading.ru.events.stages import load_stage_words
from communique.reading.ru.stages import STAGES
from communique.records.report import Report
from communique.records.when import When


@cache
def layers(text: str, published: str | None = "2024-05-15") -> dict[str, Any]:
    day = When.parse(published) if published else None
    return run(STAGES, {"report": Report(id="test", text=text, published=day)})


def word_at(text: Text, form: str) -> int:
    """The index of the first word printed so."""
    return next(w.index for w in text.words if w.text == form)


def people(text: str) -> People:
    found = layers(text)
    return People.of(found["text"], found["entities"])


def frame(text: str, form: str) -> tuple[Text, Frame]:
    found: Text = layers(text)["text"]
    return found, frame_of(found, word_at(found, form), load_stage_words().light)


def told(text: str, published: str | None = "2024-05-15") -> list[tuple[str, str, str]]:
    """The events of a text as (kind, stage, countries of all sides), in order of text."""
    found = layers(text, published)
    countries = {e.id: e.countries for e in found["entities"]}
    return [
        (
            event.kind,
            event.stage,
            "+".join(sorted({c for who in event.roles.values() for f in who for c in countries[f.actor]})),
        )
        for event in found["events"].events
    ]
