"""What the reader says about a document, as answers of the three tracks.

Mentions are the names the reader goes by. Entities are its named persons, organisations and states, and other
names of places by their base form. Occupations come from offices, meetings from events of kind `meeting`, and
deals from contracts; the codebook has no ownership, so none is answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from communique.evaluation.factrueval.response import Fact, Pairs, Response
from communique.evaluation.spans import TypedSpan
from communique.gazetteer import states
from communique.intake import read_text
from communique.reading.assembly import assemble
from communique.reading.layers import Name, Text
from communique.reading.pipeline import run
from communique.reading.ru import morphology
from communique.reading.ru.nominative import nominative
from communique.reading.ru.stages import STAGES
from communique.records.reading import Actor, Event, Office, Reading
from communique.records.span import Span

_NAMED = frozenset({"name", "abbreviation"})
_ORGANISED = frozenset({"body", "enterprise"})
_MOVED = frozenset({"contract"})  # kinds of events that are deals
_PARTS = {"Surn": "lastname", "Patr": "patronymic", "Name": "firstname"}  # grammemes of the dictionary


def layers_of(text: str) -> dict[str, Any]:
    """All layers that the Russian reader makes of a text."""
    return run(STAGES, {"report": read_text(text, language="ru")})


def answers(text: str) -> Response:
    """Read a document and answer all tracks."""
    layers = layers_of(text)
    return answers_of(assemble(layers["report"], layers, "evaluation"), layers["text"])


def answers_of(reading: Reading, text: Text) -> Response:
    """The answers that a reading gives, with the words and names it was made of."""
    return Response(tuple(_mentions(text)), tuple(_entities(reading, text)), tuple(_facts(reading, text)))


# Track 1


def _mentions(text: Text) -> Iterator[TypedSpan]:
    for name in text.names:
        start, end = text.words[name.first].start, text.words[name.last - 1].end
        yield start, end, {"PER": "per", "ORG": "org"}.get(name.label) or _place_tag(text, name)


def _place_tag(text: Text, name: Name) -> str:
    """A place after a preposition is where something is; else it acts, or someone belongs to it."""
    before = text.words[name.first - 1] if name.first else None
    return "loc" if before is not None and before.pos == "ADP" else "locorg"


# Track 2


def _entities(reading: Reading, text: Text) -> Iterator[tuple[str, Pairs]]:
    for actor in reading.actors:
        if actor.type == "person" and _is_named(actor):
            yield "per", _person(actor.name)
        elif actor.type in _ORGANISED and _holds_a_name(actor, text, "ORG"):
            yield "org", (("name", actor.name),)
    for place in _places(reading, text):
        yield "loc", (("name", place),)


def _is_named(actor: Actor) -> bool:
    return any(mention.form in _NAMED for mention in actor.mentions)


def _holds_a_name(actor: Actor, text: Text, label: str) -> bool:
    names = [text.span(name.first, name.last) for name in text.names if name.label == label]
    return any(mention.span.covers(name) for mention in actor.mentions for name in names)


def _person(name: str) -> Pairs:
    """The parts of a name in the nominative, told apart by the dictionary, else by their order."""
    words = name.split()
    parts = [_part(word) for word in words]
    if len(words) == 1:
        return ((parts[0] or "lastname", words[0]),)
    kept = [part or ("firstname" if at == 0 else "lastname") for at, part in enumerate(parts)]
    given = {part: " ".join(w for w, p in zip(words, kept, strict=True) if p == part) for part in kept}
    return tuple(given.items())


def _part(word: str) -> str | None:
    """First name, patronymic or surname, where the dictionary knows the word as one."""
    tags = [parse.tag for parse in morphology.parses(word) if parse.is_known]
    return next((part for grammeme, part in _PARTS.items() if any(grammeme in tag for tag in tags)), None)


def _places(reading: Reading, text: Text) -> Iterator[str]:
    """States by their names, then every other name of a place once, in the nominative."""
    told: list[Span] = []
    for actor in reading.actors:
        if actor.type == "state" and _holds_a_name(actor, text, "LOC"):
            told += [mention.span for mention in actor.mentions]
            yield actor.name
    seen = set[str]()
    for name in (name for name in text.names if name.label == "LOC"):
        span, base = text.span(name.first, name.last), nominative(text, name.first, name.last)
        if not any(mention.covers(span) for mention in told) and base.lower() not in seen:
            seen.add(base.lower())
            yield base


# Track 3


def _facts(reading: Reading, text: Text) -> Iterator[Fact]:
    actors = {actor.id: actor for actor in reading.actors}
    yield from _once(_occupation(office, actors, text) for office in reading.offices)
    yield from _once(
        _gathering("meeting", event, actors) for event in reading.events if event.kind == "meeting"
    )
    yield from _once(_gathering("deal", event, actors) for event in reading.events if event.kind in _MOVED)


def _once(facts: Iterable[Fact | None]) -> Iterator[Fact]:
    yield from dict.fromkeys(fact for fact in facts if fact is not None)


def _occupation(office: Office, actors: dict[str, Actor], text: Text) -> Fact | None:
    """Who holds what where; a person without a name is left out, as in the gold facts."""
    person = actors[office.person]
    if not _is_named(person):
        return None
    cut, place = _where(office, actors, text)
    where = (("where", place),) if place else ()
    return Fact("occupation", (("who", person.name), *where, ("position", _position(office, cut, text))))


def _where(office: Office, actors: dict[str, Actor], text: Text) -> tuple[int, str | None]:
    """Where its words begin within the position, or end of it, and what it is called."""
    body = actors[office.body] if office.body else None
    inside = [m.span.start for m in body.mentions if office.span.covers(m.span)] if body else []
    names = [name for name in text.names if office.span.covers(text.span(name.first, name.last))]
    starts = inside + [text.words[name.first].start for name in names]
    cut = min((start for start in starts if start > office.span.start), default=office.span.end)
    if body is not None:
        return cut, body.name
    if names and names[0].label != "PER":
        return cut, nominative(text, names[0].first, names[0].last)
    return cut, _state_name(office.country)


def _state_name(codes: tuple[str, ...]) -> str | None:
    return next((state.names[0] for state in states() if codes == (state.code,)), None)


def _position(office: Office, cut: int, text: Text) -> str:
    """The words of the position before those of the body, as printed; all where nothing stands before."""
    return text.text[office.span.start : cut].strip(' «"(,') or office.span.text


def _gathering(kind: str, event: Event, actors: dict[str, Actor]) -> Fact | None:
    """At least two who take part, whatever their roles; for groups there is no name to give."""
    ids = dict.fromkeys(filler.actor for fillers in event.roles.values() for filler in fillers)
    names = [actors[id].name for id in ids if actors[id].type != "group"]
    return Fact(kind, tuple(("participant", name) for name in names)) if len(names) > 1 else None
