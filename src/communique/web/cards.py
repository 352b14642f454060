"""The records of a reading as cards: what stands beside the text, tied to its words by the same ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from communique.faces.marks import actor_labels, times_of
from communique.faces.register.entries import TONES, Tone
from communique.faces.tables import flat
from communique.records.reading import Actor, Cited, CitedWhen, Event, Filler, Office, Reading, Statement
from communique.records.span import Span
from communique.web.messages import Messages
from communique.web.times import spoken

LOW = 0.7  # fields less likely right than this are marked


class Fact(NamedTuple):
    """One field: `tie` is the id its words carry in the text, `actor` the id of an actor's card.

    `inferred` is the reason where no words say it; `sure` how likely it is right, where that is measured.
    """

    name: str
    value: str
    words: str = ""
    tie: str = ""
    actor: str = ""
    inferred: str = ""
    sure: float | None = None

    @property
    def is_doubtful(self) -> bool:
        return self.sure is not None and self.sure < LOW


@dataclass(frozen=True, slots=True)
class Card:
    """`tie` is the id that the record's words carry; `record` the id by which rulings name it; `rule` and
    `decided` tell how it was read."""

    tie: str
    kind: str
    number: str
    head: str
    state: str = ""
    tone: Tone = "plain"
    sure: float | None = None
    facts: tuple[Fact, ...] = ()
    rule: str = ""
    decided: tuple[str, ...] = ()
    record: str = ""


class Group(NamedTuple):
    name: str
    cards: tuple[Card, ...]


class Link(NamedTuple):
    """One in the chain of sources."""

    tie: str
    name: str
    what: str


class Cards:
    def __init__(self, reading: Reading, words: Messages) -> None:
        self.reading, self.words = reading, words
        self._labels = actor_labels(reading)
        self._actors = {actor.id: actor for actor in reading.actors}

    def groups(self) -> list[Group]:
        reading = self.reading
        made = (
            ("events", map(self._event, reading.events)),
            ("statements", (self._statement(n, said) for n, said in enumerate(reading.statements, 1))),
            ("actors", map(self._actor, reading.actors)),
            ("offices", (self._office(n, office) for n, office in enumerate(reading.offices, 1))),
            ("times", (self._time(n, *time) for n, time in enumerate(times_of(reading), 1))),
        )
        groups = [Group(name, tuple(cards)) for name, cards in made]
        return [group for group in groups if group.cards]

    def chain(self) -> list[Link]:
        """Who told whom, the one nearest to the reader first."""
        found = (self._actors.get(id) for id in self.reading.sources)
        return [Link(f"a{self._labels[actor.id]}", actor.name, self._what(actor)) for actor in found if actor]

    def _name(self, id: str) -> str:
        actor = self._actors.get(id)
        return id if actor is None else actor.name

    def _tie(self, id: str) -> str:
        return f"a{self._labels[id]}" if id in self._labels else ""

    # Events

    def _event(self, event: Event) -> Card:
        head = self.words.term("kind", event.kind)
        if event.mode:
            head += f", {self.words.term('mode', event.mode)}"
        state = [self.words.term("stage", event.stage)]
        state += [self.words.term("step", event.step)] if event.step else []
        decision = event.decision
        return Card(
            tie=event.id,
            kind="event",
            number=event.id,
            head=head,
            state=" · ".join(state),
            tone=TONES.get(event.stage, "plain"),
            sure=decision.confidence,
            facts=tuple(self._event_facts(event)),
            rule=decision.rule,
            decided=(*decision.why, *decision.rejected),
            record=event.id,
        )

    def _event_facts(self, event: Event) -> Iterator[Fact]:
        sure = event.decision.fields
        for role, fillers in event.roles.items():
            yield from self._fillers(event, role, fillers, sure.get("sides"))
        yield from self._fillers(event, "proposer", event.proposer, None)
        for name in ("when", "place", "topic", "object", "instrument", "count", "value"):
            cited: Cited | CitedWhen | None = getattr(event, name)
            if cited is not None:
                yield self._cited(event, name, cited, sure)
        yield from self._fillers(event, "said_by", event.said_by, None)
        for name, why in event.inferred.items():
            table = name if name in ("kind", "mode", "stage", "step") else "field"
            value = getattr(event, name, None)
            shown = self.words.term(table, value) if isinstance(value, str) else "–"
            yield Fact(self._field(name), shown, inferred=why, sure=sure.get(name))
        for name in ("stage", "mode"):
            if name not in event.inferred and sure.get(name, 1.0) < LOW and getattr(event, name):
                shown = self.words.term(name, getattr(event, name))
                yield Fact(self._field(name), shown, sure=sure[name])
        if event.plover.event:
            shown = " · ".join(filter(None, (event.plover.event, event.plover.mode)))
            yield Fact("PLOVER", shown)

    def _field(self, name: str) -> str:
        return self.words.term("field", name)

    def _fillers(
        self, event: Event, role: str, fillers: Iterable[Filler], sure: float | None
    ) -> Iterator[Fact]:
        for place, filler in enumerate(fillers):
            yield Fact(
                name=self.words.term("role", role),
                value=self._name(filler.actor),
                words=self._words(filler.spans, self._name(filler.actor)),
                tie=f"{event.id}.{role}.{place}",
                actor=self._tie(filler.actor),
                inferred=filler.inferred or "",
                sure=sure if place == 0 else None,
            )

    def _cited(self, event: Event, name: str, cited: Cited | CitedWhen, sure: Mapping[str, float]) -> Fact:
        value = str(cited.value)
        shown = spoken(value, self.words) if isinstance(cited, CitedWhen) else flat(value)
        return Fact(
            name=self._field(name),
            value=shown,
            words=self._words(cited.spans, shown),
            tie=f"{event.id}.{name}",
            inferred=cited.inferred or "",
            sure=sure.get("time") if name == "when" else sure.get(name),
        )

    def _words(self, spans: Iterable[Span], value: str) -> str:
        """The printed words, where they are not the value itself."""
        words = " … ".join(flat(span.text) for span in spans)
        return "" if words.casefold() == value.casefold() else words

    # The others

    def _statement(self, number: int, said: Statement) -> Card:
        speaker = self._name(said.speaker) if said.speaker else self.words.text("reading.nobody_named")
        facts = [
            Fact(self._field("speaker"), speaker, actor=self._tie(said.speaker or "")),
            Fact(self._field("manner"), self.words.term("manner", said.manner), words=said.verb or ""),
        ]
        content = flat(said.content.text)
        short = content if len(content) <= 160 else content[:160].rsplit(" ", 1)[0] + " …"
        tie = f"s{number}"
        return Card(tie, "statement", tie, short, facts=tuple(facts), rule=said.rule, record=tie)

    def _actor(self, actor: Actor) -> Card:
        facts = [Fact(self._field("what"), self._what(actor), inferred=actor.inferred.get("country", ""))]
        if actor.part_of:
            facts.append(
                Fact(self._field("part_of"), self._name(actor.part_of), actor=self._tie(actor.part_of))
            )
        facts.append(Fact(self._field("mentions"), _forms(actor)))
        others = {name: why for name, why in actor.inferred.items() if name != "country"}
        facts += [Fact(self._field(name), "–", inferred=why) for name, why in others.items()]
        label = self._labels[actor.id]
        return Card(f"a{label}", "actor", label, flat(actor.name), facts=tuple(facts), record=actor.id)

    def _what(self, actor: Actor) -> str:
        parts = [self.words.term("actor_type", actor.type)]
        parts += [self.words.country(code) for code in actor.country]
        parts += [self.words.term("sector", code) for code in actor.sector]
        return ", ".join(parts)

    def _office(self, number: int, office: Office) -> Card:
        facts = [Fact(self._field("person"), self._name(office.person), actor=self._tie(office.person))]
        if office.body:
            facts.append(Fact(self._field("body"), self._name(office.body), actor=self._tie(office.body)))
        if office.country:
            facts.append(Fact(self._field("country"), ", ".join(map(self.words.country, office.country))))
        state = self.words.term("phase", office.phase)
        tie = f"o{number}"
        return Card(
            tie,
            "office",
            tie,
            flat(office.position),
            state,
            facts=tuple(facts),
            rule=office.rule,
            record=tie,
        )

    def _time(self, number: int, span: Span, value: str) -> Card:
        tie = f"t{number}"
        return Card(tie, "time", tie, spoken(value, self.words), facts=(Fact("EDTF", value),))


def _forms(actor: Actor) -> str:
    """The different words that refer to the actor, in the order of the text; ×2 where printed twice."""
    words = [flat(mention.span.text) for mention in sorted(actor.mentions, key=lambda mention: mention.span)]
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return " · ".join(f"{word} ×{count}" if count > 1 else word for word, count in counts.items())
