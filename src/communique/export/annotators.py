"""`brat`, `label-studio`, `prodigy`, `inception`: readings for annotation tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from communique import __version__, codebook
from communique.export.files import text_out, write_json, write_json_list, write_jsonl, write_text
from communique.export.marks import OFFICE, STATEMENT, Mark, Marked, Utf16, marked
from communique.export.scope import Scope
from communique.records.span import Span

Json = dict[str, Any]
READER = f"communique {__version__}"


def labels() -> list[str]:
    """Every label that a mark can have."""
    return [*codebook.actor_types(), *codebook.kinds(), OFFICE, STATEMENT]


def roles() -> list[str]:
    found = dict.fromkeys(role for kind in codebook.kinds().values() for role in kind.roles)
    return [*found, "proposer", "said_by"]


# brat: code points


def write_brat(scope: Scope, folder: Path) -> None:
    """KEY.txt with the text as received, KEY.ann beside it, annotation.conf."""
    write_text(folder / "annotation.conf", "\n".join(_brat_conf()) + "\n")
    for report in marked(scope):
        write_text(folder / f"{report.key}.txt", report.text)
        write_text(folder / f"{report.key}.ann", "".join(f"{line}\n" for line in brat_lines(report)))


def _brat_conf() -> Iterator[str]:
    yield "[entities]"
    yield from (*codebook.actor_types(), OFFICE, STATEMENT)
    yield "[relations]"
    for phase in codebook.phases():
        yield f"{phase}\tArg1:person|group, Arg2:{OFFICE}"
    yield f"speaker\tArg1:{STATEMENT}, Arg2:<ENTITY>"
    yield "[events]"
    for kind in codebook.kinds().values():
        arguments = ", ".join(f"{role}*:<ENTITY>" for role in (*kind.roles, "proposer", "said_by"))
        yield f"{kind.name}\t{arguments}"
    yield "[attributes]"
    modes = dict.fromkeys(mode for kind in codebook.kinds().values() for mode in kind.modes)
    for name, values in (("stage", codebook.stages()), ("step", codebook.steps()), ("mode", modes)):
        yield f"{name}\tArg:<EVENT>, Value:{'|'.join(values)}"


def brat_lines(report: Marked) -> Iterator[str]:
    """T for marks, R for ties of positions and statements, E for events and their roles, A, # for records."""
    number = {mark.id: place for place, mark in enumerate(report.marks, 1)}
    for mark in report.marks:
        spans = [part for span in mark.spans for part in _by_line(span)]
        where = ";".join(f"{span.start} {span.end}" for span in spans)
        yield f"T{number[mark.id]}\t{mark.label} {where}\t{' '.join(span.text for span in spans)}"
    events = {id: place for place, (id, _) in enumerate(report.events, 1)}
    for place, tie in enumerate((tie for tie in report.ties if tie.source not in events), 1):
        yield f"R{place}\t{tie.label} Arg1:T{number[tie.source]} Arg2:T{number[tie.target]}"
    attributes = 0
    for id, event in report.events:
        yield f"E{events[id]}\t{event.kind}:T{number[id]}{''.join(_brat_roles(report, id, number))}"
        for name, value in (("stage", event.stage), ("step", event.step), ("mode", event.mode)):
            if value is not None:
                attributes += 1
                yield f"A{attributes}\t{name} E{events[id]} {value}"
    notes = [mark for mark in report.marks if mark.record]
    for place, mark in enumerate(notes, 1):
        target = f"E{events[mark.id]}" if mark.id in events else f"T{number[mark.id]}"
        yield f"#{place}\tAnnotatorNotes {target}\t{mark.record}"


def _brat_roles(report: Marked, id: str, number: dict[str, int]) -> Iterator[str]:
    """A role that several fill is numbered from the second on: participant, participant2."""
    seen: Counter[str] = Counter()
    for tie in report.ties:
        if tie.source == id:
            seen[tie.label] += 1
            again = str(seen[tie.label]) if seen[tie.label] > 1 else ""
            yield f" {tie.label}{again}:T{number[tie.target]}"


def _by_line(span: Span) -> Iterator[Span]:
    """brat's lines hold no line end: words over several lines are as many fragments."""
    at = span.start
    for part in span.text.replace("\r", "\n").split("\n"):
        if part.strip():
            yield Span(at, at + len(part), part)
        at += len(part) + 1


# Prodigy: code points


def write_prodigy(scope: Scope, path: Path) -> None:
    write_jsonl(path, map(prodigy, marked(scope)))


def prodigy(report: Marked) -> Json:
    """A task for spans that may overlap; words that stand apart are as many spans."""
    spans = [
        {"start": span.start, "end": span.end, "label": mark.label, "text": span.text, "id": mark.id}
        for mark in report.marks
        for span in mark.spans
    ]
    spans.sort(key=lambda span: (span["start"], span["end"], str(span["label"]), str(span["id"])))
    meta = {"report": report.key, "source": READER} | ({"url": report.url} if report.url else {})
    return {"text": report.text, "spans": spans, "meta": meta}


# Label Studio: UTF-16


def write_label_studio(scope: Scope, folder: Path) -> None:
    """tasks.json to import, config.xml for the project."""
    write_text(folder / "config.xml", _label_studio_config())
    with text_out(folder / "tasks.json") as out:
        write_json_list(out, map(label_studio, marked(scope)))
        out.write("\n")


def _label_studio_config() -> str:
    names = "".join(f"    <Label value={quoteattr(label)}/>\n" for label in labels())
    ties = [*roles(), *codebook.phases(), "speaker"]
    relations = "".join(f"    <Relation value={quoteattr(tie)}/>\n" for tie in dict.fromkeys(ties))
    return (
        f'<View>\n  <Relations>\n{relations}  </Relations>\n  <Labels name="label" toName="text">\n{names}'
        '  </Labels>\n  <Text name="text" value="$text"/>\n</View>\n'
    )


def label_studio(report: Marked) -> Json:
    """A task whose prediction holds the marks; words that stand apart are as many regions."""
    units = Utf16(report.text)
    regions = [
        _region(units, mark, span, place) for mark in report.marks for place, span in enumerate(mark.spans)
    ]
    ties = [
        {
            "type": "relation",
            "direction": "right",
            "from_id": tie.source,
            "to_id": tie.target,
            "labels": [tie.label],
        }
        for tie in report.ties
    ]
    data = {"text": report.text, "report": report.key} | ({"url": report.url} if report.url else {})
    return {"data": data, "predictions": [{"model_version": READER, "result": [*regions, *ties]}]}


def _region(units: Utf16, mark: Mark, span: Span, place: int) -> Json:
    start, end = units.of(span)
    return {
        "id": mark.id if place == 0 else f"{mark.id}+{place}",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": start, "end": end, "text": span.text, "labels": [mark.label]},
        "meta": {"text": [mark.record]} if mark.record else {},
    }


# INCEpTION: UTF-16

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


def write_inception(scope: Scope, folder: Path) -> None:
    """KEY.json, UIMA CAS JSON 0.4, on the built-in layer for named entities."""
    for report in marked(scope):
        write_json(folder / f"{report.key}.json", cas(report))


def cas(report: Marked) -> Json:
    """`value` is the label, `identifier` the record; roles have no place on that layer."""
    units = Utf16(report.text)
    spans = [(*units.of(span), mark) for mark in report.marks for span in mark.spans]
    spans.sort(key=lambda one: (one[0], -one[1], one[2].id))
    marks = [
        {
            "%ID": place,
            "%TYPE": ENTITY,
            "@sofa": 1,
            "begin": start,
            "end": end,
            "value": mark.label,
            **({"identifier": mark.record} if mark.record else {}),
        }
        for place, (start, end, mark) in enumerate(spans, 3)
    ]
    return {
        "%TYPES": {ENTITY: _entity_type()},
        "%FEATURE_STRUCTURES": [
            {
                "%ID": 1,
                "%TYPE": "uima.cas.Sofa",
                "sofaNum": 1,
                "sofaID": "_InitialView",
                "mimeType": "text",
                "sofaString": report.text,
            },
            {
                "%ID": 2,
                "%TYPE": "uima.tcas.DocumentAnnotation",
                "@sofa": 1,
                "begin": 0,
                "end": units.length,
                "language": report.language,
            },
            *marks,
        ],
        "%VIEWS": {
            "_InitialView": {
                "%SOFA": 1,
                "%INDEX": 2,
                "%MEMBERS": [2, *(mark["%ID"] for mark in marks)],
            }
        },
    }


def _entity_type() -> Json:
    features = {name: {"%NAME": name, "%RANGE": "uima.cas.String"} for name in ("value", "identifier")}
    return {"%NAME": ENTITY, "%SUPER_TYPE": "uima.tcas.Annotation", **features}
