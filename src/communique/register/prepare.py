"""All work on one report that needs no register: done in the processes that read, once a report."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from communique.batch import read_one
from communique.intake.errors import Failure
from communique.records.json import from_dict, to_dict
from communique.records.reading import Reading
from communique.records.report import Report
from communique.register.keys import KEY_LENGTH, content_hash
from communique.register.seen import Imprint, ReportSeen, seen
from communique.register.words import indexed

_OF_THE_REPORT = ("id", "text", "title", "language", "report")  # kept with the report, not with its readings
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(ReportSeen).decode
_unpack_imprint = msgspec.msgpack.Decoder(Imprint).decode


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report with its reading, ready to be stored. `name` is what the report was called where it lay."""

    key: str
    hash: str
    report: Report
    reader: str
    digest: str
    body: bytes
    seen: bytes
    surface: str
    lemmas: str
    events: int


def prepare(report: Report) -> Prepared | Failure:
    """Read a report under its key, so that where it came from leaves no trace in the reading."""
    hash = content_hash(report)
    key = hash[:KEY_LENGTH]
    reading = read_one(
        Report(key, report.text, report.language, report.title, report.published, report.url, report.metadata)
    )
    if isinstance(reading, Failure):
        return reading
    words = f"{report.title}\n{report.text}" if report.title else report.text
    surface, lemmas = indexed(words)
    body = body_of(reading)
    return Prepared(
        key=key,
        hash=hash,
        report=report,
        reader=reading.reader,
        digest=sha256(body).hexdigest()[:KEY_LENGTH],
        body=zlib.compress(body),
        seen=packed_seen(reading, key),
        surface=surface,
        lemmas=lemmas,
        events=len(reading.events),
    )


def body_of(reading: Reading) -> bytes:
    """The reading as canonical JSON, without what is stored with the report."""
    fields = {name: value for name, value in to_dict(reading).items() if name not in _OF_THE_REPORT}
    return json.dumps(
        fields, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":")
    ).encode()


def reading_of(report: Report, body: bytes) -> Reading:
    """The stored reading of a report."""
    fields = json.loads(zlib.decompress(body))
    return from_dict(
        {
            **fields,
            "id": report.id,
            "text": report.text,
            "title": report.title,
            "language": report.language,
            "report": {
                "published": None if report.published is None else str(report.published),
                "url": report.url,
            },
        }
    )


def packed_seen(reading: Reading, key: str) -> bytes:
    return _pack(seen(reading, key))


def seen_of(packed: bytes) -> ReportSeen:
    return _unpack(packed)


def imprint_of(packed: bytes) -> Imprint:
    """The imprint alone: what else was packed is passed over, which takes a tenth of the time."""
    return _unpack_imprint(packed)
