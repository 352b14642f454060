"""Readings as JSON: the shape of gold data and of the scorer, with the citations and decisions added.

    FormatError(ValueError)   a value is not what the format wants; in a file, `path:line: what`

Beside the fields that gold data have, a written reading carries

    report          url, metadata, and the day of publication that came with it
    reader          the version that made the reading
    published_why   what the day of publication rests on
    noise_rules     for each span of `noise`, the rule that found it
    dateline        also place_span, date_span, agency_span
    actors[]        also mention_details: head, form and rule for each span of `mentions`; inferred
    offices[]       also rule
    events[]        also citations: field -> spans, and for roles, proposer and said_by
                    field -> actor id -> spans; decision: rule, why, rejected, confidence, fields
    statements[]    also verb_span, rule
    rejected        what was weighed and dropped, as decisions

`inferred` maps a field to the reason; for one of several actors in a role the field is written `role:actor`.
One country is a string, several are a list, none is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from communique.records.reading import (
    Actor,
    Cited,
    CitedWhen,
    Decision,
    Event,
    Filler,
    Mention,
    Noise,
    Office,
    Plover,
    Reading,
    Statement,
)
from communique.records.report import Dateline, Report
from communique.records.span import Span
from communique.records.when import When, WhenError

Dict = dict[str, Any]
_CITED = ("place", "topic", "object", "instrument", "count", "value")


class FormatError(ValueError):
    """`where` is a path into the value, like `events[2].when`, or a file with a line."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.where, self.what = where, what


# Writing


def to_dict(reading: Reading) -> Dict:
    """The reading as JSON values; what is absent is null in the shared fields and left out in the others."""
    report = reading.report
    return {
        "id": report.id,
        "language": report.language,
        "title": report.title,
        "text": report.text,
        "report": _present(
            published=_text(report.published), url=report.url, metadata=dict(sorted(report.metadata.items()))
        ),
        "reader": reading.reader,
        "dateline": _dateline_dict(reading.dateline),
        "published": _text(reading.published),
        **_present(published_why=reading.published_why),
        "sources": list(reading.sources),
        "noise": [noise.span.to_list() for noise in reading.noise],
        "noise_rules": [noise.rule for noise in reading.noise],
        "actors": [_actor_dict(actor) for actor in reading.actors],
        "offices": [_office_dict(office) for office in reading.offices],
        "events": [_event_dict(event) for event in reading.events],
        "statements": [_statement_dict(statement) for statement in reading.statements],
        "rejected": [_decision_dict(decision) for decision in reading.rejected],
    }


def to_line(reading: Reading) -> str:
    """The reading as one line of JSON, without the line break, that can be written as UTF-8."""
    line = json.dumps(to_dict(reading), ensure_ascii=False, allow_nan=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair, which only an escape can carry
        line = json.dumps(to_dict(reading), allow_nan=False)
    return line


def dump_jsonl(readings: Iterable[Reading], out: TextIO) -> None:
    """Write one reading a line."""
    for reading in readings:
        out.write(to_line(reading) + "\n")


def _present(**values: Any) -> Dict:
    """The values that say something: no None, no empty list or mapping."""
    return {name: value for name, value in values.items() if value is not None and value not in ([], {})}


def _text(when: When | None) -> str | None:
    return None if when is None else str(when)


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [span.to_list() for span in spans]


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else span.to_list()


def _country(codes: tuple[str, ...]) -> Dict:
    return {} if not codes else {"country": codes[0] if len(codes) == 1 else list(codes)}


def _dateline_dict(dateline: Dateline | None) -> Dict | None:
    if dateline is None:
        return None
    return {
        "place": dateline.place,
        "date": _text(dateline.date),
        "agency": dateline.agency,
        "span": dateline.span.to_list(),
        **_present(
            place_span=_span(dateline.place_span),
            date_span=_span(dateline.date_span),
            agency_span=_span(dateline.agency_span),
        ),
    }


def _actor_dict(actor: Actor) -> Dict:
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type,
        **_country(actor.country),
        "sector": list(actor.sector),
        "mentions": [mention.span.to_list() for mention in actor.mentions],
        **_present(part_of=actor.part_of),
        "mention_details": [
            {"head": mention.head.to_list(), "form": mention.form, "rule": mention.rule}
            for mention in actor.mentions
        ],
        **_present(inferred=dict(actor.inferred)),
    }


def _office_dict(office: Office) -> Dict:
    return {
        "person": office.person,
        "position": office.position,
        "body": office.body,
        **_country(office.country),
        "phase": office.phase,
        "span": office.span.to_list(),
        **_present(rule=office.rule or None),
    }


def _statement_dict(statement: Statement) -> Dict:
    return {
        "speaker": statement.speaker,
        "manner": statement.manner,
        "verb": statement.verb,
        "content": statement.content.to_list(),
        **_present(verb_span=_span(statement.verb_span), rule=statement.rule or None),
    }


def _decision_dict(decision: Decision) -> Dict:
    return {
        "rule": decision.rule,
        **_present(
            why=list(decision.why),
            rejected=list(decision.rejected),
            confidence=decision.confidence,
            fields=dict(decision.fields),
        ),
    }


def _event_dict(event: Event) -> Dict:
    return {
        "id": event.id,
        "kind": event.kind,
        "mode": event.mode,
        "stage": event.stage,
        "step": event.step,
        "roles": {role: [filler.actor for filler in fillers] for role, fillers in event.roles.items()},
        "proposer": [filler.actor for filler in event.proposer],
        "when": None if event.when is None else str(event.when.value),
        **{name: None if (cited := getattr(event, name)) is None else cited.value for name in _CITED},
        "said_by": _one_or_list([filler.actor for filler in event.said_by]),
        "trigger": _spans(event.trigger),
        "evidence": _spans(event.evidence),
        "plover": {
            "event": event.plover.event,
            "mode": event.plover.mode,
            "context": list(event.plover.context),
        },
        "inferred": _inferred_dict(event),
        "citations": _citations_dict(event),
        "decision": _decision_dict(event.decision),
    }


def _one_or_list(ids: list[str]) -> str | list[str] | None:
    return ids if len(ids) > 1 else ids[0] if ids else None


def _cited_fields(event: Event) -> Iterator[tuple[str, Cited | CitedWhen]]:
    for name in ("when", *_CITED):
        if (cited := getattr(event, name)) is not None:
            yield name, cited


def _filled_fields(event: Event) -> Iterator[tuple[str, tuple[Filler, ...]]]:
    yield from event.roles.items()
    yield "proposer", event.proposer
    yield "said_by", event.said_by


def _citations_dict(event: Event) -> Dict:
    found: Dict = {name: _spans(cited.spans) for name, cited in _cited_fields(event) if cited.spans}
    for name, fillers in _filled_fields(event):
        if spans := {filler.actor: _spans(filler.spans) for filler in fillers if filler.spans}:
            found[name] = spans
    return found


def _inferred_dict(event: Event) -> dict[str, str]:
    found = dict(event.inferred)
    found |= {name: cited.inferred for name, cited in _cited_fields(event) if cited.inferred is not None}
    for name, fillers in _filled_fields(event):
        reasons = {filler.inferred for filler in fillers}
        if len(reasons) == 1 and (reason := reasons.pop()) is not None:
            found[name] = reason
            continue
        found |= {
            f"{name}:{filler.actor}": filler.inferred for filler in fillers if filler.inferred is not None
        }
    return found


# Reading


@dataclass(frozen=True, slots=True)
class _Node:
    """A JSON value, the way to it for messages, and the report's text that its spans point into."""

    value: Any
    where: str = ""
    text: str = ""

    def error(self, what: str) -> FormatError:
        return FormatError(self.where, what)

    def get(self, key: str) -> _Node:
        where = f"{self.where}.{key}" if self.where else key
        return _Node(self.mapping().get(key), where, self.text)

    def mapping(self) -> Mapping[str, Any]:
        if self.value is None:
            return {}
        if not isinstance(self.value, dict):
            raise self.error(f"an object is wanted, not {_shown(self.value)}")
        return self.value

    def fields(self) -> Iterator[tuple[str, _Node]]:
        for key in self.mapping():
            yield key, self.get(key)

    def items(self) -> Iterator[_Node]:
        if self.value is not None and not isinstance(self.value, list):
            raise self.error(f"a list is wanted, not {_shown(self.value)}")
        for index, item in enumerate(self.value or ()):
            yield _Node(item, f"{self.where}[{index}]", self.text)

    def maybe_string(self) -> str | None:
        """Counts may be numbers in gold data."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return str(self.value)
        if self.value is not None and not isinstance(self.value, str):
            raise self.error(f"a string is wanted, not {_shown(self.value)}")
        return self.value

    def string(self) -> str:
        if (value := self.maybe_string()) is None:
            raise self.error("is missing")
        return value

    def strings(self) -> tuple[str, ...]:
        """A list of strings, or one string for a list of one."""
        if isinstance(self.value, str):
            return (self.value,)
        return tuple(item.string() for item in self.items())

    def reasons(self) -> dict[str, str]:
        return {key: node.string() for key, node in self.fields()}

    def number(self) -> float:
        if (value := self.maybe_number()) is None:
            raise self.error("a number is wanted")
        return value

    def maybe_number(self) -> float | None:
        if self.value is not None and (
            isinstance(self.value, bool) or not isinstance(self.value, int | float)
        ):
            raise self.error(f"a number is wanted, not {_shown(self.value)}")
        return self.value

    def maybe_when(self) -> When | None:
        if (text := self.maybe_string()) is None:
            return None
        try:
            return When.parse(text)
        except WhenError as error:
            raise self.error(str(error)) from None

    def span(self) -> Span:
        ends = [item.value for item in self.items()]
        if len(ends) != 2 or not all(isinstance(end, int) and not isinstance(end, bool) for end in ends):
            raise self.error(f"a span [start, end] is wanted, not {_shown(self.value)}")
        start, end = ends
        if not 0 <= start < end <= len(self.text):
            raise self.error(f"[{start}, {end}) is no span of a text of {len(self.text)} characters")
        return Span.of(self.text, start, end)

    def maybe_span(self) -> Span | None:
        return None if self.value is None else self.span()

    def spans(self) -> tuple[Span, ...]:
        return tuple(item.span() for item in self.items())


def _shown(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."


def from_dict(value: Mapping[str, Any]) -> Reading:
    """Read what `to_dict` wrote, or a gold reading, which has no citations, rules or decisions.

    A gold reading's `origin` becomes the report's url and metadata. Its `inferred` reasons go to the fields
    they name; reasons that name no filled field stay in `Event.inferred`.

    Raises:
        FormatError: a field has the wrong type, a span lies outside the text, a time is no EDTF.
    """
    plain = _Node(dict(value))
    node = _Node(plain.value, text=plain.get("text").string())
    return Reading(
        report=_report(node),
        reader=node.get("reader").maybe_string() or "",
        published=node.get("published").maybe_when(),
        published_why=node.get("published_why").maybe_string(),
        dateline=_dateline(node.get("dateline")),
        sources=node.get("sources").strings(),
        noise=_noise(node),
        actors=tuple(_actor(item) for item in node.get("actors").items()),
        offices=tuple(_office(item) for item in node.get("offices").items()),
        events=tuple(_event(item) for item in node.get("events").items()),
        statements=tuple(_statement(item) for item in node.get("statements").items()),
        rejected=tuple(_decision(item) for item in node.get("rejected").items()),
    )


def _report(node: _Node) -> Report:
    origin = node.get("origin").reasons()
    url = origin.pop("url", None)
    known = node.get("report")
    return Report(
        id=node.get("id").string(),
        text=node.text,
        language=node.get("language").maybe_string() or "ru",
        title=node.get("title").maybe_string(),
        published=known.get("published").maybe_when(),
        url=url if (own := known.get("url").maybe_string()) is None else own,
        metadata=origin | known.get("metadata").reasons(),
    )


def _dateline(node: _Node) -> Dateline | None:
    if node.value is None:
        return None
    return Dateline(
        span=node.get("span").span(),
        place=node.get("place").maybe_string(),
        date=node.get("date").maybe_when(),
        agency=node.get("agency").maybe_string(),
        place_span=node.get("place_span").maybe_span(),
        date_span=node.get("date_span").maybe_span(),
        agency_span=node.get("agency_span").maybe_span(),
    )


def _noise(node: _Node) -> tuple[Noise, ...]:
    spans = node.get("noise").spans()
    rules = [item.string() for item in node.get("noise_rules").items()] or [""] * len(spans)
    if len(rules) != len(spans):
        raise node.get("noise_rules").error(f"{len(rules)} rules for {len(spans)} spans")
    return tuple(Noise(span, rule) for span, rule in zip(spans, rules, strict=True))


def _actor(node: _Node) -> Actor:
    return Actor(
        id=node.get("id").string(),
        name=node.get("name").string(),
        type=node.get("type").string(),
        mentions=_mentions(node),
        country=node.get("country").strings(),
        sector=node.get("sector").strings(),
        part_of=node.get("part_of").maybe_string(),
        inferred=node.get("inferred").reasons(),
    )


def _mentions(node: _Node) -> tuple[Mention, ...]:
    spans = node.get("mentions").spans()
    details = list(node.get("mention_details").items())
    if not details:
        return tuple(Mention(span, head=span, form="", rule="") for span in spans)
    if len(details) != len(spans):
        raise node.get("mention_details").error(f"{len(details)} details for {len(spans)} mentions")
    return tuple(
        Mention(
            span,
            head=detail.get("head").maybe_span() or span,
            form=detail.get("form").maybe_string() or "",
            rule=detail.get("rule").maybe_string() or "",
        )
        for span, detail in zip(spans, details, strict=True)
    )


def _office(node: _Node) -> Office:
    return Office(
        person=node.get("person").string(),
        position=node.get("position").string(),
        phase=node.get("phase").string(),
        span=node.get("span").span(),
        rule=node.get("rule").maybe_string() or "",
        body=node.get("body").maybe_string(),
        country=node.get("country").strings(),
    )


def _statement(node: _Node) -> Statement:
    return Statement(
        speaker=node.get("speaker").maybe_string(),
        content=node.get("content").span(),
        manner=node.get("manner").string(),
        rule=node.get("rule").maybe_string() or "",
        verb=node.get("verb").maybe_string(),
        verb_span=node.get("verb_span").maybe_span(),
    )


def _decision(node: _Node) -> Decision:
    return Decision(
        rule=node.get("rule").maybe_string() or "",
        why=node.get("why").strings(),
        rejected=node.get("rejected").strings(),
        confidence=node.get("confidence").maybe_number(),
        fields={name: item.number() for name, item in node.get("fields").fields()},
    )


def _event(node: _Node) -> Event:
    reasons = node.get("inferred").reasons()
    roles = {role: _fillers(item, role, node, reasons) for role, item in node.get("roles").fields()}
    proposer = _fillers(node.get("proposer"), "proposer", node, reasons)
    said_by = _fillers(node.get("said_by"), "said_by", node, reasons)
    cited = {name: _cited(name, node, reasons) for name in _CITED}
    return Event(
        id=node.get("id").string(),
        kind=node.get("kind").string(),
        stage=node.get("stage").string(),
        trigger=node.get("trigger").spans(),
        evidence=node.get("evidence").spans(),
        decision=_decision(node.get("decision")),
        mode=node.get("mode").maybe_string(),
        step=node.get("step").maybe_string(),
        roles=roles,
        proposer=proposer,
        when=_cited_when(node, reasons),
        **cited,
        said_by=said_by,
        plover=_plover(node.get("plover")),
        inferred=reasons,
    )


def _fillers(node: _Node, field: str, event: _Node, reasons: dict[str, str]) -> tuple[Filler, ...]:
    """Takes the reasons that it uses out of `reasons`."""
    ids = node.strings()
    spans = event.get("citations").get(field)
    common = reasons.pop(field, None) if ids else None
    return tuple(Filler(id, spans.get(id).spans(), reasons.pop(f"{field}:{id}", common)) for id in ids)


def _cited(name: str, event: _Node, reasons: dict[str, str]) -> Cited | None:
    """Takes the reason that it uses out of `reasons`."""
    if (value := event.get(name).maybe_string()) is None:
        return None
    return Cited(value, event.get("citations").get(name).spans(), reasons.pop(name, None))


def _cited_when(event: _Node, reasons: dict[str, str]) -> CitedWhen | None:
    if (value := event.get("when").maybe_when()) is None:
        return None
    return CitedWhen(value, event.get("citations").get("when").spans(), reasons.pop("when", None))


def _plover(node: _Node) -> Plover:
    return Plover(
        event=node.get("event").maybe_string(),
        mode=node.get("mode").maybe_string(),
        context=node.get("context").strings(),
    )


# Files


def load_dicts(path: Path) -> Iterator[tuple[int, Dict]]:
    """The objects of a .jsonl file, or of a .json file that holds one or a list of them, each with its line.

    Lines are counted from 1; in a .json file every object has line 1. UTF-8, byte order mark or not.

    Raises:
        OSError: the file cannot be read.
        FormatError: `path:line: what` for text that is no JSON or no object.
    """
    for number, item in _values(path):
        if not isinstance(item, dict):
            raise FormatError(f"{path}:{number}", f"an object is wanted, not {_shown(item)}")
        yield number, item


def _values(path: Path) -> Iterator[tuple[int, Any]]:
    """Of a .jsonl file one line at a time, so that a file larger than memory can be gone through."""
    if path.suffix.lower() == ".json":
        value = _parse_json(_text_of(path.read_bytes(), path, 1), f"{path}", 1)
        yield from ((1, item) for item in (value if isinstance(value, list) else [value]))
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if text := _text_of(line, path, number).strip():
                yield number, _parse_json(text, f"{path}", number)


def load_readings(path: Path | str) -> Iterator[Reading]:
    """The readings of a .jsonl or .json file, gold or written by `dump_jsonl`.

    Raises:
        OSError: the file cannot be read.
        FormatError: `path:line: what`, at the first reading that is wrong.
    """
    for number, item in load_dicts(Path(path)):
        try:
            yield from_dict(item)
        except FormatError as error:
            raise FormatError(f"{path}:{number}", str(error)) from None


def _text_of(data: bytes, path: Path, line: int) -> str:
    """The text of a file, or of a line of it that has this number."""
    try:
        return data.decode("utf-8-sig" if line == 1 else "utf-8")
    except UnicodeDecodeError as error:
        line += data.count(b"\n", 0, error.start)
        raise FormatError(f"{path}:{line}", f"not UTF-8: {error.reason} at byte {error.start}") from None


def _parse_json(text: str, path: str, line: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FormatError(f"{path}:{line + error.lineno - 1}", f"no JSON: {error.msg}") from None
    except RecursionError:
        raise FormatError(f"{path}:{line}", "no JSON of ours: nested too deeply") from None
    except ValueError as error:  # an integer of thousands of digits
        raise FormatError(f"{path}:{line}", f"no JSON of ours: {error}") from None
