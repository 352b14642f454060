"""Keys: what a report is called inside a register, made from its content alone."""

from __future__ import annotations

import json
from hashlib import sha256

from communique.records.report import Report

KEY_LENGTH = 16  # hexadecimal digits: among a million reports, two share a key once in 37 million registers


def content_hash(report: Report) -> str:
    """SHA-256 over what the reading of a report may depend on: text, title, day of publication, address and
    language. Where the report lay, and what it was called there, is no part of it."""
    parts = [
        report.text,
        report.title,
        None if report.published is None else str(report.published),
        report.url,
        report.language,
    ]
    return sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()


def report_key(report: Report) -> str:
    """The first 16 hexadecimal digits of the content hash."""
    return content_hash(report)[:KEY_LENGTH]
