"""How every record of a reading was decided, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.faces.tables import Bit, Cell, Line, Names, Table, cell, flat, plain
from communique.records.reading import Actor, Decision, Event, Reading
from communique.records.span import Span


def explain_tables(reading: Reading) -> list[Table]:
    """How every record was decided: words, rule or model, confidence, and what was weighed and dropped."""
    makers = (_decisions, _rejected, _citations, _mentions, _rules, _intake)
    return [table for make in makers if (table := make(reading)).rows]


def _decisions(reading: Reading) -> Table:
    columns = ("#", "event", "rule or model", "went by", "weighed and dropped")
    rows = tuple(
        (cell(Bit(event.id, "event")), plain(event.kind), *_decision(event.decision))
        for event in reading.events
    )
    return Table("How each event was decided", columns, rows)


def _rejected(reading: Reading) -> Table:
    rows = tuple((plain(str(place)), *_decision(no)) for place, no in enumerate(reading.rejected, 1))
    return Table("What gave no record", ("#", "rule or model", "went by", "reason"), rows)


def _decision(decision: Decision) -> tuple[Cell, ...]:
    sure = decision.confidence
    note = "confidence not measured" if sure is None else f"confidence {sure:.2f}"
    note += "".join(f", {name} {value:.2f}" for name, value in decision.fields.items())
    return (*plain(decision.rule), *cell(Bit(note, "note"))), *map(
        _sentences, (decision.why, decision.rejected)
    )


def _citations(reading: Reading) -> Table:
    """Words and offsets of every citation of every event."""
    names = Names(reading)
    rows = tuple(
        (
            cell(Bit(event.id, "event")),
            cell(Bit(field, "key")),
            value,
            (*map(_placed, spans), *_inferred(reason)),
        )
        for event in reading.events
        for field, value, spans, reason in _event_citations(event, names)
    )
    return Table("Words that say so", ("#", "field", "value", "words, with their place in the text"), rows)


Citation = tuple[str, Cell, tuple[Span, ...], str | None]


def _event_citations(event: Event, names: Names) -> Iterator[Citation]:
    yield "trigger", (), event.trigger, None
    for role, fillers in (*event.roles.items(), ("proposer", event.proposer), ("said by", event.said_by)):
        for filler in fillers:
            yield role, (names.bits(filler.actor, country=False),), filler.spans, filler.inferred
    for field in ("when", "place", "topic", "object", "instrument", "count", "value"):
        if (cited := getattr(event, field)) is not None:
            yield field, plain(str(cited.value)), cited.spans, cited.inferred
    yield "evidence", (), event.evidence, None


def _mentions(reading: Reading) -> Table:
    names = Names(reading)
    rows = tuple(
        _mention_row(actor, place, names) for actor in reading.actors for place in range(len(actor.mentions))
    )
    return Table("How mentions were put to actors", ("actor", "words", "form", "rule"), rows)


def _mention_row(actor: Actor, place: int, names: Names) -> tuple[Cell, ...]:
    """The actor's name stands with its first mention only."""
    mention = actor.mentions[place]
    name = names.bits(actor.id, country=False) if place == 0 else (Bit(names.label(actor.id), "actor"),)
    return (name,), (_placed(mention.span),), plain(mention.form), plain(mention.rule)


def _rules(reading: Reading) -> Table:
    """The rules behind offices, statements and noise."""
    offices = [(f"o{n}", "office", office.span, office.rule) for n, office in enumerate(reading.offices, 1)]
    said = [(f"s{n}", "statement", item.content, item.rule) for n, item in enumerate(reading.statements, 1)]
    noise = [("noise", "noise", item.span, item.rule) for item in reading.noise]
    rows = tuple(
        (cell(Bit(label, kind)), (_placed(span),), plain(rule))
        for label, kind, span, rule in offices + said + noise
    )
    return Table("Rules behind offices, statements and noise", ("#", "words", "rule"), rows)


def _intake(reading: Reading) -> Table:
    known = {"language": reading.report.language, **reading.report.metadata}
    if reading.published_why:
        known["published"] = f"{reading.published}: {reading.published_why}"
    rows = tuple((cell(Bit(key, "key")), plain(value)) for key, value in sorted(known.items()))
    return Table("How the report was taken in", ("field", "value"), rows)


def _placed(span: Span) -> Line:
    return Bit(f"«{flat(span.text)}»"), Bit(f" [{span.start}, {span.end})", "note")


def _sentences(sentences: Iterable[str]) -> Cell:
    return tuple((Bit(sentence),) for sentence in sentences)


def _inferred(reason: str | None) -> Cell:
    return cell(Bit(f"inferred: {reason}", "note")) if reason else ()
